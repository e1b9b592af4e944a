# SPDX-License-Identifier: PostgreSQL
"""Each peer that comes along, against a server: the table holds the data afterwards, exactly."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, Callable, NamedTuple, Optional

from protocol import PACKAGES, read_csv

ROOT = Path(__file__).resolve().parent.parent.parent
PEERS = ROOT / "bench/measure/peer/python"
SCHEMA = "Peer's schema"
TABLE = "ads_programregistry"
SCOPE = "mario's :n \\ $1 %s pizza"
ROWS = 200

Texts = list[Optional[str]]


class Shipped(NamedTuple):
    name: str
    file: str
    packages: str
    summary: str


def read_shipped() -> list[Shipped]:
    text = (ROOT / "bench/measure/peer/shipped.def").read_text(encoding="utf-8")
    literal = r'\s*"([^"]*)"\s*'
    return [Shipped(*found)
            for found in re.findall(rf"^PEER\({','.join([literal] * 4)}\)$", text, re.MULTILINE)]


def connection_environment() -> dict[str, str]:
    """The variables of libpq for the server of with-server, as upbench sets them for a peer."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    for word in os.environ["SERVER"].split():
        name, _, value = word.partition("=")
        environment[names[name]] = value
    environment["PGPASSWORD"] = os.environ["SERVER_PASSWORD"]
    return environment


def options_of(settings: dict[str, str]) -> str:
    """PGOPTIONS: blanks and backslashes in a value are escaped."""
    return " ".join(f"-c {name}=" + re.sub(r"([\\\s])", r"\\\1", value)
                    for name, value in settings.items())


SEARCH_PATH = {"search_path": f'"{SCHEMA}"'}


def psql(sql: str, stdin: str = "") -> str:
    environment = connection_environment()
    environment["PGOPTIONS"] = options_of({**SEARCH_PATH, "TimeZone": "UTC",
                                             "client_min_messages": "warning"})
    environment["PGCLIENTENCODING"] = "UTF8"
    return subprocess.run(
        ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
         "--set=ON_ERROR_STOP=1", f"--command={sql}"],
        input=stdin.encode(), env=environment, check=True, stdout=subprocess.PIPE).stdout.decode()


def to_csv(records: list[Texts]) -> str:
    def field(text: Optional[str]) -> str:
        return "" if text is None else '"' + text.replace('"', '""') + '"'
    return "".join(",".join(map(field, record)) + "\n" for record in records)


def beyond_python(text: str, type_name: str) -> bool:
    """Infinity, years before Christ and after 9999: upbench keeps them from peers, too."""
    return (type_name.startswith(("date", "timestamp"))
            and (text.endswith("BC") or not re.match(r"\d{4}-", text)))


def at_the_ends(text: str, type_name: str) -> bool:
    """What asyncpg takes for an infinity."""
    return (type_name.startswith(("date", "timestamp"))
            and text.startswith(("0001-01-01", "9999-12-31")))


def negative_zero(text: str, type_name: str) -> bool:
    """What Django's driver writes as a literal that is numeric to the server, where zero has no
    sign."""
    return type_name == "double precision" and text == "-0.0"


def beyond_django(text: str, type_name: str) -> bool:
    """And what Django refuses since 4.2."""
    return (negative_zero(text, type_name)
            or type_name.startswith("numeric") and text == "NaN")


Predicate = Callable[[str, str], bool]

# Values that a library really cannot carry, see the heads of the peers.
CANNOT_CARRY: dict[str, Predicate] = {
    "django_peer.py": beyond_django,
    "asyncpg_peer.py": at_the_ends,
}


def tamed(record: Texts, columns: list[dict[str, Any]], wild: Predicate) -> Texts:
    """The record with an ordinary value in place of each that is wild; all others stay."""
    ordinary = {"date": "2024-02-29", "timestamp with time zone": "2024-02-29 12:00:00+00",
                "double precision": "0.5", "numeric(12,2)": "0.50", "numeric(14,4)": "0.5000"}
    return [text if text is None or not wild(text, column["type"]) else ordinary[column["type"]]
            for text, column in zip(record, columns)]


def canonical(record: Texts, columns: list[dict[str, Any]]) -> Texts:
    """Doubles as Python writes them: upbench and PostgreSQL differ in that, and mean the same.
    (A negative zero stays one.)"""
    return [repr(float(text)) if text is not None and column["type"] == "double precision" else text
            for text, column in zip(record, columns)]


class Data:
    """The editions of a data set, with dates that Python has, and the table that they are for."""

    def __init__(self) -> None:
        psql(f'CREATE SCHEMA "{SCHEMA}"')
        psql((ROOT / "fixtures/schema/program.sql").read_text(encoding="utf-8"))
        self.columns = [
            {"name": name, "type": type_name, "nullable": nullable == "t"}
            for name, type_name, nullable in (line.split("|") for line in psql(
                "SELECT attname, format_type(atttypid, atttypmod), NOT attnotnull"
                f" FROM pg_attribute WHERE attrelid = '{TABLE}'::regclass AND attnum > 2"
                " ORDER BY attnum").splitlines())
        ]
        self.header = [column["name"] for column in self.columns]
        self.old = self.edition("old")
        self.new = self.edition("new")

    def edition(self, name: str) -> list[Texts]:
        text = subprocess.run(
            [os.environ["UPBENCH"], "data", f"--rows={ROWS}", f"--edition={name}"],
            check=True, stdout=subprocess.PIPE).stdout.decode()
        header, *records = read_csv(text)
        assert header == self.header
        return [tamed(canonical(record, self.columns), self.columns, beyond_python)
                for record in records]

    def reset(self, rows: list[Texts]) -> None:
        """Somebody else's rows have the same keys, and must stay as they are."""
        psql(f"TRUNCATE {TABLE} RESTART IDENTITY")
        psql(f"COPY {TABLE} (username, {', '.join(self.header)}) FROM STDIN (FORMAT csv)",
             to_csv([[scope, *row] for row in rows for scope in (SCOPE, "somebody else")]))

    def read(self, is_scope: bool) -> list[Texts]:
        operator = "=" if is_scope else "<>"
        scope = SCOPE.replace("'", "''")
        text = psql(f"COPY (SELECT {', '.join(self.header)} FROM {TABLE}"
                    f" WHERE username {operator} '{scope}' ORDER BY id) TO STDOUT (FORMAT csv)")
        return [canonical(record, self.columns) for record in read_csv(text)]


class Process:
    """A peer that runs."""

    def __init__(self, command: list[str], settings: dict[str, str]) -> None:
        environment = connection_environment()
        environment["PGAPPNAME"] = "upbench peer"
        environment["PGOPTIONS"] = options_of({**SEARCH_PATH, **settings})
        self.stderr = tempfile.TemporaryFile()
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=self.stderr)

    def ask(self, message: dict[str, Any]) -> dict[str, Any]:
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"no answer: {self.said()}")
        return json.loads(line)

    def said(self) -> str:
        self.stderr.seek(0)
        return self.stderr.read().decode()

    def end(self) -> int:
        """At the end of its input a peer exits."""
        rest, _ = self.process.communicate(timeout=60)
        self.stderr.close()
        assert rest == b"", rest
        return self.process.returncode


class PeerTest(unittest.TestCase):
    """One test a peer of shipped.def, added below."""

    maxDiff = 10_000

    @classmethod
    def setUpClass(cls) -> None:
        cls.data = Data()

    @classmethod
    def tearDownClass(cls) -> None:
        psql(f'DROP SCHEMA "{SCHEMA}" CASCADE')

    def start(self, peer: Shipped, settings: Optional[dict[str, str]] = None) -> Process:
        process = Process([sys.executable, "-B", str(PEERS / peer.file)], settings or {})
        self.addCleanup(process.process.kill)
        return process

    def open_message(self, peer: Shipped, rows: list[Texts], settings: dict[str, str],
                     **changes: Any) -> dict[str, Any]:
        file = tempfile.NamedTemporaryFile()
        self.addCleanup(file.close)
        file.write(to_csv([self.data.header, *rows]).encode())
        file.flush()
        return {
            "protocol": 1, "strategy": peer.name, "schema": SCHEMA, "table": TABLE,
            "scope": {"name": "username", "type": "character varying(150)", "value": SCOPE},
            "columns": self.data.columns, "rows": len(rows), "data": file.name,
            "settings": settings, **changes,
        }

    def rows_for(self, peer: Shipped) -> tuple[list[Texts], list[Texts]]:
        """Both editions, the new one without the values that the library cannot carry."""
        cannot = CANNOT_CARRY.get(peer.file, lambda text, type_name: False)
        return self.data.old, [tamed(row, self.data.columns, cannot) for row in self.data.new]

    def assert_table(self, expected: list[Texts]) -> None:
        """Names all values that differ: a library that fails fails at a few."""
        found = self.data.read(is_scope=True)
        self.assertEqual(len(found), len(expected))
        differences = {
            (column["name"], value, wanted)
            for row, wanted_row in zip(found, expected)
            for column, value, wanted in zip(self.data.columns, row, wanted_row)
            if value != wanted
        }
        self.assertEqual(differences, set(), "column, found, expected")

    def check_updates(self, peer: Shipped) -> None:
        old, new = self.rows_for(peer)
        self.data.reset(old)
        settings = {"jit": "off"}
        process = self.start(peer, settings)
        answer = process.ask(self.open_message(peer, new, settings))
        can_flush = peer.file != "pgbench_peer.py"
        self.assertEqual(list(answer), ["ready", "flushes"] if can_flush else ["ready"], process.said())
        self.assertRegex(answer["ready"], r"^\S+ .*\d, Python 3\.\d+\.\d+$")
        # A connection's sixth execution of a prepared statement may have another plan.
        for number in range(1, 8):
            self.data.reset(old)
            answer = process.ask({"update": number})
            self.assertGreater(answer.pop("ns", 0), 0, answer)
            self.assertEqual(answer, {"rows": len(new)})
            if can_flush:
                self.assertEqual(process.ask({"flush": number}), {"flushed": number})
            self.assert_table(new)
            self.assertEqual(self.data.read(is_scope=False), old)
        self.assertEqual(process.end(), 0)

    def check_error(self, peer: Shipped) -> None:
        """Settings reach the server, and its refusal comes back."""
        old, new = self.rows_for(peer)
        self.data.reset(old)
        settings = {"default_transaction_read_only": "on"}
        process = self.start(peer, settings)
        answer = process.ask(self.open_message(peer, new, settings))
        if "ready" in answer:
            answer = process.ask({"update": 1})
        self.assertEqual(list(answer), ["error"])
        self.assertRegex(answer["error"], r"in a read-only transaction")
        if peer.file != "pgbench_peer.py":
            self.assertRegex(answer["error"], r" \(SQLSTATE 25006\)$")
        self.assertEqual(process.end(), 1)
        self.assertEqual(self.data.read(is_scope=True), old)

    def check_name(self, peer: Shipped) -> None:
        """upbench finds the connections of a peer by their name."""
        old, new = self.rows_for(peer)
        self.data.reset(old)
        process = self.start(peer)
        self.assertIn("ready", process.ask(self.open_message(peer, new, {})))
        count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'upbench peer'"
        self.assertEqual(psql(count).strip(), "1")
        process.end()

    def test_missing_package(self) -> None:
        for peer in {peer.file: peer for peer in read_shipped()}.values():
            for package in peer.packages.split():
                module = {brought: name for name, brought in PACKAGES.items()}.get(package)
                if module is None:
                    continue
                # One driver is enough for Django; here it gets neither.
                modules = ["psycopg", module] if module == "psycopg2" else [module]
                with self.subTest(file=peer.file, module=module):
                    process = Process([sys.executable, "-Bc", (
                        "import runpy, sys\n"
                        f"sys.modules.update(dict.fromkeys({modules!r}))\n"
                        f"sys.path.insert(0, {str(PEERS)!r})\n"
                        f"runpy.run_path({str(PEERS / peer.file)!r}, run_name='__main__')\n")], {})
                    self.assertEqual(
                        process.ask(self.open_message(peer, [], {})),
                        {"skip": f"{package} is missing: apt-get install {package}"})
                    self.assertEqual(process.end(), 0)

    def test_unknown_type(self) -> None:
        """A type that no peer knows is a reason to stand aside, not a failure."""
        for peer in {peer.file: peer for peer in read_shipped()}.values():
            if peer.file == "pgbench_peer.py":
                continue  # whose values are all text
            columns = [{**column, "type": "tsvector"} for column in self.data.columns]
            with self.subTest(file=peer.file):
                process = self.start(peer)
                answer = process.ask(self.open_message(peer, [], {}, columns=columns))
                self.assertEqual(list(answer), ["skip"], answer)
                self.assertIn("tsvector", answer["skip"])
                self.assertEqual(process.end(), 0)


def add_tests() -> None:
    """Each check for each peer, by names that can be asked for one by one."""
    def test_of(check: Callable[[PeerTest, Shipped], None],
                peer: Shipped) -> Callable[[PeerTest], None]:
        return lambda self: check(self, peer)

    names = set()
    for peer in read_shipped():
        name = peer.name.replace("-", "_")
        names.add(peer.name)
        setattr(PeerTest, f"test_{name}", test_of(PeerTest.check_updates, peer))
        setattr(PeerTest, f"test_error_of_{name}", test_of(PeerTest.check_error, peer))
        if peer.file != "pgbench_peer.py":  # which has no connection between updates
            setattr(PeerTest, f"test_name_of_{name}", test_of(PeerTest.check_name, peer))
    assert len(names) == 9, names


add_tests()
