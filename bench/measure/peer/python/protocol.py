# SPDX-License-Identifier: PostgreSQL
"""What every peer in Python shares: its side of the protocol of bench/measure/peer/README.md.

A peer is a file of its own that names its strategies and calls serve():

    import protocol
    try:
        import asyncpg
    except Exception as unfit:
        protocol.skip(unfit)

    class Unnest(protocol.Peer): ...

    protocol.serve({"asyncpg-unnest": Unnest})

Only the standard library is used here, so that a missing library can still be reported.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import traceback
from abc import ABC, abstractmethod
from datetime import date, datetime
from decimal import Decimal
from typing import (
    Any, BinaryIO, Callable, Iterable, Iterator, Mapping, NamedTuple, NoReturn, Optional, TextIO,
)
from uuid import UUID

PYTHON = "Python " + ".".join(map(str, sys.version_info[:3]))

# Which package of Debian brings a module.
PACKAGES = {
    "aiohttp": "python3-aiohttp",
    "asyncpg": "python3-asyncpg",
    "django": "python3-django",
    "psycopg": "python3-psycopg",
    "psycopg2": "python3-psycopg2",
}

# A message is one line of at most 65,536 bytes; a reason need not be long.
LONGEST_REASON = 1000


class Skip(Exception):
    """This peer cannot take part at all: the case is skipped, with this reason."""


class Malformed(Exception):
    """A message that the protocol does not know."""


# ---- values ------------------------------------------------------------------


def without_modifier(type_name: str) -> str:
    """The type's name without its modifier: "numeric" of "numeric(12,2)".

    Casts in statements are to these: a cast to varchar(20) would cut a longer value short without
    a word, where the assignment to the column is an error.
    """
    return re.sub(r"\([^)]*\)", "", type_name)


# From PostgreSQL's text form to what an application in Python would hold. JSON stays text, since
# no Python object gives back every number as it was.
DECODERS: dict[str, Callable[[str], Any]] = {
    "boolean": {"t": True, "f": False}.__getitem__,
    "smallint": int,
    "integer": int,
    "bigint": int,
    "real": float,
    "double precision": float,
    "numeric": Decimal,
    "date": date.fromisoformat,
    "timestamp without time zone": datetime.fromisoformat,
    "timestamp with time zone": datetime.fromisoformat,
    "uuid": UUID,
    "character varying": str,
    "text": str,
    "bytea": lambda text: bytes.fromhex(text.removeprefix("\\x")),
    "jsonb": str,
}


def decoder(type_name: str) -> Callable[[str], Any]:
    """What makes a Python value from the text of a type."""
    try:
        return DECODERS[without_modifier(type_name)]
    except KeyError:
        raise Skip(f"the type {type_name} is not supported") from None


# ---- the file with the rows --------------------------------------------------

# One field and what ends it. Python's csv module cannot tell an empty field without quotes (null)
# from one with quotes (an empty text) before Python 3.12.
FIELD = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|\Z)')


def read_csv(text: str) -> Iterator[list[Optional[str]]]:
    """The records of a CSV text (RFC 4180), the header among them; None is null."""
    record: list[Optional[str]] = []
    position, end = 0, len(text)
    match = FIELD.match
    while position < end or record:
        found = match(text, position)
        if found is None:
            line = text.count("\n", 0, position) + 1
            raise ValueError(f"line {line} of the data is not CSV")
        quoted, plain, separator = found.groups()
        if quoted is not None:
            record.append(quoted.replace('""', '"'))
        else:
            record.append(plain or None)
        position = found.end()
        if separator != ",":
            yield record
            record = []


# ---- the work to do ----------------------------------------------------------


class Column(NamedTuple):
    name: str
    type: str  # as format_type() prints it: "character varying(64)"
    nullable: bool = False


class Scope(NamedTuple):
    """The column that says whose rows these are, and the value that it has in all of them."""

    name: str
    type: str
    value: str


Row = tuple[Any, ...]


class Reference(NamedTuple):
    """The table that the rows refer to: a row per scope and value of a column, with the number of
    rows that have it."""

    table: str
    column: str  # of the rows
    scope: str  # names of its own columns
    key: str
    count: str


class Work(NamedTuple):
    """What an open message asks for."""

    strategy: str
    schema: str
    table: str
    scope: Scope
    columns: list[Column]  # the key first
    row_count: int  # 0: the peer fetches them
    data: str  # path of the rows
    settings: dict[str, str]
    source: Optional[Mapping[str, Any]] = None  # of rows that the peer fetches: see api_pages.py
    reference: Optional[Reference] = None

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Work:
        version = message["protocol"]
        if version != 1:
            raise Malformed(f"protocol {version} is not supported: this peer implements protocol 1")
        source = message.get("source")
        reference = message.get("reference")
        work = cls(
            strategy=message["strategy"],
            schema=message["schema"],
            table=message["table"],
            scope=Scope(**{name: message["scope"][name] for name in Scope._fields}),
            columns=[Column(column["name"], column["type"], column["nullable"])
                     for column in message["columns"]],
            row_count=message["rows"] if source is None else 0,
            data=message["data"] if source is None else "",
            settings={name: str(value) for name, value in message["settings"].items()},
            source=source,
            reference=reference and Reference(**{name: reference[name]
                                                 for name in Reference._fields}),
        )
        if len(work.columns) < 2:
            raise Malformed('"columns" must contain the key and at least one more column')
        return work

    def read_texts(self) -> Iterator[list[Optional[str]]]:
        """The rows as texts of PostgreSQL, in the order of columns."""
        with open(self.data, encoding="utf-8", newline="") as file:
            records = read_csv(file.read())
        names = [column.name for column in self.columns]
        if next(records, None) != names:
            raise ValueError(f"the data does not begin with the header {','.join(names)}")
        count = 0
        for count, record in enumerate(records, 1):
            if len(record) != len(names):
                raise ValueError(f"row {count} of the data has {len(record)} fields")
            yield record
        if count != self.row_count:
            raise ValueError(f"the data has {count} rows, not {self.row_count}")

    def read_rows(self) -> list[Row]:
        """The rows as an application holds them: tuples of natural Python values."""
        decoders = [decoder(column.type) for column in self.columns]
        return [
            tuple(None if text is None else decode(text)
                  for decode, text in zip(decoders, texts))
            for texts in self.read_texts()
        ]

    # -- statements that more than one library sends. The table is found by the search path.

    @property
    def column_list(self) -> str:
        return ", ".join(identifier(column.name) for column in self.columns)

    def update_row(self, values: Iterable[str], key: str, scope: str) -> str:
        """UPDATE of one row; values are the placeholders of all columns but the key."""
        sets = ", ".join(f"{identifier(column.name)} = {value}"
                         for column, value in zip(self.columns[1:], values))
        return (f"UPDATE {identifier(self.table)} SET {sets}"
                f" WHERE {identifier(self.scope.name)} = {scope}"
                f" AND {identifier(self.columns[0].name)} = {key}")

    def update_from(self, rows: str, scope: str) -> str:
        """UPDATE of all rows from a table or a subquery, whose columns are named alike."""
        sets = ", ".join(f"{identifier(column.name)} = d.{identifier(column.name)}"
                         for column in self.columns[1:])
        key = identifier(self.columns[0].name)
        return (f"UPDATE {identifier(self.table)} AS t SET {sets} FROM {rows} AS d"
                f" WHERE t.{identifier(self.scope.name)} = {scope} AND t.{key} = d.{key}")

    def create_incoming(self) -> str:
        """A temporary table for the rows, which the end of the transaction drops."""
        columns = ", ".join(f"{identifier(column.name)} {column.type}" for column in self.columns)
        return f"CREATE TEMPORARY TABLE incoming ({columns}) ON COMMIT DROP"


def session_settings() -> dict[str, str]:
    """What PGOPTIONS sets, for a library that does not read it: "-c name=value" and "--name=value",
    in which a backslash keeps the character behind it, and "-" in a name is "_"."""
    words = re.findall(r"(?:\\.|[^\s\\])+", os.environ.get("PGOPTIONS", ""), re.DOTALL)
    found: dict[str, str] = {}
    for previous, word in zip(["", *words], words):
        if previous == "-c":
            setting = word
        elif word.startswith(("--", "-c")):
            setting = word[2:]
        else:
            continue
        name, equals, value = setting.partition("=")
        if equals:
            found[name.replace("-", "_")] = re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL)
    return found


def identifier(name: str) -> str:
    """The name, quoted: capitals, blanks and reserved words in it are only a name."""
    return '"' + name.replace('"', '""') + '"'


# Makes a session add what it did so far to the statistics of the server.
FLUSH = "SELECT pg_catalog.pg_stat_force_next_flush()"


class Done(NamedTuple):
    """What an update did."""

    rows: int
    ns: Optional[int] = None  # where the peer has a better clock than the one around update()
    round_trips: Optional[int] = None
    # Of a whole sync:
    counts: Mapping[str, int] = {}  # fetched, duplicates, created
    stages: Mapping[str, int] = {}  # nanoseconds: fetch, classify, create, update, business, commit


class Stopwatch:
    """The time of each stage of a whole sync, from the end of the one before."""

    def __init__(self) -> None:
        self.stages: dict[str, int] = {}
        self.since = time.monotonic_ns()

    def end(self, stage: str) -> None:
        now = time.monotonic_ns()
        self.stages[stage] = now - self.since
        self.since = now


class Peer(ABC):
    """One way to update all rows, or to carry out the whole sync, over one connection that it keeps.

    The constructor is not timed: it connects, reads the rows and prepares what a long-lived service
    would. Any exception is an answer to upbench; Skip is one that says why it cannot take part.
    """

    versions: str  # of what is measured, for the record

    @abstractmethod
    def __init__(self, work: Work) -> None: ...

    def update(self) -> Done:
        """Updates all rows and commits."""
        raise Malformed("this peer does not update: it carries out whole syncs")

    def sync(self) -> Done:
        """Fetches the rows, writes them and commits."""
        raise Malformed("this peer carries out no whole sync: it updates")

    # Sends FLUSH on every connection, in a transaction of its own. None: it cannot.
    flush: Optional[Callable[[Any], None]] = None


# ---- the conversation --------------------------------------------------------


def reason(error: BaseException) -> str:
    """One line for people: the first line of the message, and the SQLSTATE where one is known."""
    text = next(iter(str(error).strip().splitlines()), "") or type(error).__name__
    if isinstance(error, KeyError):
        text = f"there is no {text}"
    cause: Optional[BaseException] = error
    while cause is not None:  # Django wraps the errors of its driver
        state = getattr(cause, "sqlstate", None) or getattr(cause, "pgcode", None)
        if state:
            return f"{text[:LONGEST_REASON]} (SQLSTATE {state})"
        cause = cause.__cause__
    return text[:LONGEST_REASON]


def parse(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except ValueError as error:
        raise Malformed(f"a message is not JSON: {error}") from None
    if not isinstance(message, dict):
        raise Malformed("a message is not a JSON object")
    return message


class Conversation:
    """One peer talking to upbench."""

    def __init__(self, requests: BinaryIO, answers: TextIO,
                 strategies: Mapping[str, type[Peer]]) -> None:
        self.requests = requests
        self.answers = answers
        self.strategies = strategies
        self.peer: Optional[Peer] = None

    def answer(self, **message: Any) -> None:
        self.answers.write(json.dumps(message) + "\n")
        self.answers.flush()

    def open(self, message: Mapping[str, Any]) -> None:
        if self.peer is not None:
            raise Malformed('second "protocol" message')
        try:
            work = Work.from_message(message)
        except (KeyError, TypeError, AttributeError) as error:
            raise Malformed(f"open is not complete: {reason(error)}") from error
        strategy = self.strategies.get(work.strategy)
        if strategy is None:
            raise Skip(f"unknown strategy {work.strategy}; this peer has: {', '.join(self.strategies)}")
        self.peer = strategy(work)
        can_flush = {} if self.peer.flush is None else {"flushes": True}
        self.answer(ready=self.peer.versions, **can_flush)

    def carry_out(self, request: str) -> None:
        if self.peer is None:
            raise Malformed(f'"{request}" before "protocol"')
        begin = time.monotonic_ns()
        done = self.peer.sync() if request == "sync" else self.peer.update()
        elapsed = time.monotonic_ns() - begin
        message = {"rows": done.rows, "ns": elapsed if done.ns is None else done.ns,
                   **done.counts, **{f"{name}_ns": ns for name, ns in done.stages.items()}}
        if done.round_trips is not None:
            message["round_trips"] = done.round_trips
        self.answer(**message)

    def flush(self, number: int) -> None:
        if self.peer is None or self.peer.flush is None:
            raise Malformed('"flush" is for a peer that answered "flushes"')
        self.peer.flush()
        self.answer(flushed=number)

    def run(self) -> int:
        """Answers until the input ends, or to an error; what it returns is for exit()."""
        for line in self.requests:
            try:
                message = parse(line)
                if "protocol" in message:
                    self.open(message)
                elif "update" in message or "sync" in message:
                    self.carry_out("update" if "update" in message else "sync")
                elif "flush" in message:
                    self.flush(message["flush"])
                else:
                    raise Malformed('unknown message: expected "protocol", "update", "sync" or "flush"')
            except Skip as skipped:
                self.answer(skip=reason(skipped))
                return 0
            except Exception as error:
                traceback.print_exc()
                self.answer(error=reason(error))
                return 1
        return 0


def take_standard_streams() -> tuple[BinaryIO, TextIO]:
    """Keeps the protocol to itself: what a library or a child prints goes to standard error, and
    a child that reads finds nothing."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return requests, answers


def serve(strategies: Mapping[str, type[Peer]]) -> NoReturn:
    """Serves one case with the strategy that upbench asks for, and exits."""
    requests, answers = take_standard_streams()
    sys.exit(Conversation(requests, answers, strategies).run())


def missing_module(module: str) -> str:
    """What to do about it: Debian's packages are for Debian's interpreter alone."""
    package = PACKAGES[module]
    if os.path.dirname(sys.executable) == "/usr/bin":
        return f"{package} is missing: apt-get install {package}"
    return f"this interpreter has no module {module}: pip install {module}"


def skip(unfit: Exception) -> NoReturn:
    """Answers that a module is missing, or is not for this interpreter, and exits."""
    requests, answers = take_standard_streams()
    requests.readline()
    module = (getattr(unfit, "name", None) or "").partition(".")[0]
    if isinstance(unfit, ModuleNotFoundError) and module in PACKAGES:
        text = missing_module(module)
    else:
        text = f"{PYTHON} cannot import a required module: {reason(unfit)}"
    Conversation(requests, answers, {}).answer(skip=text)
    sys.exit(0)
