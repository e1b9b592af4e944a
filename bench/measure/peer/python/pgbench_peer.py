# SPDX-License-Identifier: PostgreSQL
"""pgbench: the UPDATE of one row, prepared (-M prepared), as a check on upbench's own clock.

It is meant to be compared with the strategy row-prepared.  pgbench cannot do the same thing
exactly, and so this is what it does, and what of it counts:

- pgbench is a program, not a connection that could be kept: each update starts a new one.
- Its variables take text only from the result of a query (\\gset).  So the rows lie in a table of
  their own, pgbench_rows, as text, which is filled before; and each is looked up by its number
  before it is used.  As variables cannot be null either, a null travels as a marker that no value
  equals, and NULLIF() in the statement makes a null of it: the statement is that much longer than
  row-prepared's.
- A script has no loop, and may not end inside a transaction (since version 15): a transaction
  updates ROWS_A_TRANSACTION rows, where row-prepared updates all in one.  Each row of it has a
  prepared statement of its own, which is prepared and planned where it is first executed.
- row-prepared on a connection that is warm runs the generic plan.  pgbench's statements would have
  to be planned five times each for that; plan_cache_mode=force_generic_plan spares them.

What is reported as the time is therefore not how long pgbench ran, but pgbench's own measure of the
UPDATEs alone (-r, report per command): the mean latency of each times its executions, without the
look-ups, commits, starting and connecting.  pgbench prints a mean in microseconds; at 50 µs that is
an error of at most one percent, and less in the sum.

pgbench does not tell how many rows the server updated.  What is reported is the number of UPDATEs
that it says were executed without failure.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Optional

import protocol

ROWS_A_TRANSACTION = 20

# pgbench's MAX_ARGS, less one for the statement itself.
MOST_VARIABLES = 255

# Where Debian keeps the programs of each version.
BESIDE_THE_SERVER = "/usr/lib/postgresql"

COPY_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})

LATENCY = re.compile(r"^\s+(\d+\.\d+)\s+(?:\d+\s+)?(\S.*)$", re.MULTILINE)


class PgbenchError(Exception):
    """pgbench or psql failed, or printed what is not understood."""


def find_program(name: str) -> Optional[str]:
    """By PATH, or the newest that Debian has installed.  What Debian has on PATH is only a script,
    which chooses one of those and takes longer to start than they do."""
    def version(directory: Path) -> list[int]:
        return [int(part) for part in directory.name.split(".") if part.isdigit()]

    on_path = shutil.which(name)
    if on_path and Path(on_path).resolve().name != "pg_wrapper":
        return on_path
    for directory in sorted(Path(BESIDE_THE_SERVER).glob("*"), key=version, reverse=True):
        if found := shutil.which(name, path=directory / "bin"):
            return found
    return on_path


def require_program(name: str) -> str:
    if found := find_program(name):
        return found
    package = "postgresql-client" if name == "psql" else "postgresql"
    raise protocol.Skip(f"{name} is missing: apt-get install {package}")


def run(command: list[str], **options: object) -> str:
    """Runs a client program of PostgreSQL and returns what it printed."""
    finished = subprocess.run(command, capture_output=True, encoding="utf-8", **options)
    if finished.returncode != 0:
        lines = finished.stderr.splitlines()
        told = next((line for line in lines if "error:" in line or "ERROR:" in line), None)
        told = told or next(iter(lines), f"{command[0]} exited with {finished.returncode}")
        raise PgbenchError(told)
    return finished.stdout


def environment() -> dict[str, str]:
    """For both programs: messages to be read by this one, and the encoding of the protocol."""
    return {**os.environ, "LC_ALL": "C", "PGCLIENTENCODING": "UTF8"}


def choose_marker(texts: Iterable[Optional[str]]) -> str:
    """A text that no value equals."""
    taken = set(texts)
    marker = "null"
    while marker in taken:
        marker += "_"
    return marker


def copy_line(number: int, texts: Iterable[str]) -> str:
    """A line for COPY: the number of the row, and its values."""
    return "\t".join([str(number), *(text.translate(COPY_ESCAPES) for text in texts)]) + "\n"


class Script:
    """What pgbench executes: one transaction, over the rows from :n + 1 on.

    The variables are c0, c1, … in the order of the columns; names of columns need not be names that
    pgbench accepts.  In pgbench's script a colon before a name begins a variable, also inside
    quotes, and two colons are a cast.
    """

    def __init__(self, work: protocol.Work, marker: str) -> None:
        self.work = work
        self.marker = marker

    def value(self, number: int) -> str:
        column = self.work.columns[number]
        if not column.nullable:
            return f":c{number}"
        return f"NULLIF(:c{number}, '{self.marker}')::{protocol.without_modifier(column.type)}"

    def look_up(self) -> str:
        variables = ", ".join(f"c{number}" for number in range(len(self.work.columns)))
        return f"SELECT {variables} FROM pgbench_rows WHERE n = :n \\gset"

    def update(self) -> str:
        values = [self.value(number) for number in range(1, len(self.work.columns))]
        return self.work.update_row(values, key=":c0", scope=":scope") + ";"

    def text(self) -> str:
        one_row = f"\\set n :n + 1\n\\if :n <= :rows\n{self.look_up()}\n{self.update()}\n\\endif\n"
        return "BEGIN;\n" + one_row * ROWS_A_TRANSACTION + "COMMIT;\n"


class Prepared(protocol.Peer):
    """pgbench -M prepared, one client."""

    def __init__(self, work: protocol.Work) -> None:
        self.pgbench = require_program("pgbench")
        self.psql = require_program("psql")
        if len(work.columns) + 1 > MOST_VARIABLES:
            raise protocol.Skip(f"pgbench supports at most {MOST_VARIABLES} variables per statement")
        self.work = work
        rows = list(work.read_texts())
        marker = choose_marker(text for row in rows for text in row)
        self.fill_table(rows, marker)
        self.script = self.keep_script(Script(work, marker).text())
        self.versions = f"pgbench {self.version()}, {protocol.PYTHON}"

    def version(self) -> str:
        """15.20 of "pgbench (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)"."""
        return run([self.pgbench, "--version"]).split()[2]

    def fill_table(self, rows: list[list[Optional[str]]], marker: str) -> None:
        columns = ", ".join(f"c{number} text" for number in range(len(self.work.columns)))
        lines = "".join(
            copy_line(number, (marker if text is None else text for text in row))
            for number, row in enumerate(rows, 1))
        run([self.psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
             "--command=DROP TABLE IF EXISTS pgbench_rows",
             f"--command=CREATE UNLOGGED TABLE pgbench_rows (n integer PRIMARY KEY, {columns})",
             "--command=COPY pgbench_rows FROM STDIN",
             "--command=VACUUM (ANALYZE) pgbench_rows"], env=environment(), input=lines)

    @staticmethod
    def keep_script(text: str) -> int:
        """A file without a name: nothing is left behind, whatever happens."""
        script = os.memfd_create("script")
        with open(script, "w", encoding="utf-8", closefd=False) as file:
            file.write(text)
        return script

    def update(self) -> protocol.Done:
        transactions = -(-self.work.row_count // ROWS_A_TRANSACTION)
        env = environment()
        env["PGOPTIONS"] = f"{env.get('PGOPTIONS', '')} -c plan_cache_mode=force_generic_plan"
        report = run([self.pgbench, "--no-vacuum", "--client=1", "--jobs=1", "--protocol=prepared",
                      f"--transactions={transactions}", "--report-per-command",
                      "--define=n=0", f"--define=rows={self.work.row_count}",
                      f"--define=scope={self.work.scope.value}",
                      f"--file=/dev/fd/{self.script}"], env=env, pass_fds=[self.script])
        self.check(report, transactions)
        return protocol.Done(self.work.row_count, self.time_of_updates(report))

    @staticmethod
    def check(report: str, transactions: int) -> None:
        """Did pgbench do all that it was told to?"""
        if f"actually processed: {transactions}/{transactions}\n" not in report:
            raise PgbenchError(f"pgbench did not process {transactions} transactions")
        failed = re.search(r"^number of failed transactions: (\d+) ", report, re.MULTILINE)
        if failed and failed[1] != "0":
            raise PgbenchError(f"pgbench reports {failed[1]} failed transactions")

    def time_of_updates(self, report: str) -> int:
        """Nanoseconds: of each UPDATE of the script, the mean times the executions."""
        means = [float(mean) for mean, command in LATENCY.findall(report)
                 if command.startswith("UPDATE ")]
        if len(means) != ROWS_A_TRANSACTION:
            raise PgbenchError(f"pgbench reports {len(means)} UPDATEs,"
                               f" not {ROWS_A_TRANSACTION}")
        full, rest = divmod(self.work.row_count, ROWS_A_TRANSACTION)
        milliseconds = sum(mean * (full + (number < rest)) for number, mean in enumerate(means))
        return round(milliseconds * 1_000_000)


if __name__ == "__main__":
    protocol.serve({"pgbench-prepared": Prepared})
