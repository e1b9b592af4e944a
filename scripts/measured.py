# SPDX-License-Identifier: PostgreSQL
"""What the scripts share that hold predictions against measurements: runs of upbench in a directory, which are
not measured again where they are complete, and judged rows in a file that later calls go on with."""
import contextlib
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile


def add_arguments(parser, *, keeps_record=False):
    parser.add_argument("--program", default="build/release/bench/upbench", help="upbench to run")
    parser.add_argument("--output", help="directory for runs, where complete ones are not measured again; default: a "
                                         "temporary one, which is removed")
    if keeps_record:
        parser.add_argument("--record", help="file with a line for each judged row: those that it has are not measured "
                                             "again, the others are appended; it needs no runs of before")


@contextlib.contextmanager
def runs(options):
    """The runs of a call, by the options of add_arguments()."""
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(options.output or temporary)
        directory.mkdir(parents=True, exist_ok=True)
        yield Runs(options.program, directory)


class Runs:
    def __init__(self, program, directory):
        self.program = program
        self.directory = directory

    def call(self, *words):
        """What upbench prints. A failure of it ends the script."""
        words = [str(word) for word in words]
        result = subprocess.run([self.program, *words], capture_output=True, text=True)
        if result.returncode != 0:
            sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {' '.join(words)}: {result.stderr.strip()}")
        return result.stdout

    def measure(self, name, *words, experiment=None):
        """The directory of `upbench run WORDS`; other words than before, or another experiment (its text),
        measure it anew."""
        directory = self.directory / name
        if experiment:
            file = self.directory / f"{name}.ini"
            file.write_text(experiment)
            words = [file, *words]
        words = ["run", "-q", *map(str, words), "-o", str(directory)]
        note = directory.with_name(f"{directory.name}.words")
        made_by = " ".join(words) + "\n" + (experiment or "")
        if not is_complete(directory) or not note.exists() or note.read_text() != made_by:
            shutil.rmtree(directory, ignore_errors=True)
            self.call(*words)
            note.write_text(made_by)
        return directory

    def plan(self, directory, *words):
        return json.loads(self.call("plan", directory, *words, "--format", "json"))


def is_complete(directory):
    try:
        return json.loads((directory / "run.json").read_text())["outcome"] == "complete"
    except FileNotFoundError:
        return False


def revision_of(directory):
    """That of the program that measured it."""
    return json.loads((directory / "run.json").read_text())["tool"]["revision"]


class Record:
    """Rows of a CSV file, by the columns of their key; without a path they are in memory alone."""

    def __init__(self, path, columns, key):
        self.path = pathlib.Path(path) if path else None
        self.columns = columns
        self.key = key
        self.rows = []
        if self.path and self.path.exists():
            with open(self.path, newline="") as file:
                self.rows = list(csv.DictReader(file))

    def find(self, **key):
        return [row for row in self.rows if all(row[name] == str(key[name]) for name in self.key)]

    def add(self, rows):
        """They are in the file when this returns. An empty cell is a value that is not known."""
        rows = [{name: "" if row[name] is None else str(row[name]) for name in self.columns} for row in rows]
        if self.path:
            is_new = not self.path.exists()
            with open(self.path, "a", newline="") as file:
                writer = csv.DictWriter(file, self.columns, lineterminator="\n")
                if is_new:
                    writer.writeheader()
                writer.writerows(rows)
        self.rows += rows
        return rows
