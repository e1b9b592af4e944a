# SPDX-License-Identifier: PostgreSQL
"""The pages of an API, for a peer that fetches its rows: what to ask for, and what an answer means.

The library that speaks HTTP is the peer's, and so is what it does at the same time.  Paths are
those of docs/source.md: "program_metrics.clicks", "businesses[0].id", "features[]", "end?".
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, Callable, Iterator, Optional

import protocol

STEP = re.compile(r"\.?([^.\[\]?]+)|\[(\d+)\]")


class WrongPage(Exception):
    """A page that does not fit: none of its values are in the message."""


def reader(path: str) -> Callable[[Any], Any]:
    """What takes the value at a path out of a row; null where an optional member is missing."""
    optional, joined = path.endswith("?"), path.rstrip("?").endswith("[]")
    plain = path.removesuffix("?").removesuffix("[]")
    steps: list[Any] = [int(index) if index else name for name, index in STEP.findall(plain)]

    def read(row: Any) -> Any:
        value = row
        for number, step in enumerate(steps, 1):
            if optional and number == len(steps) and step not in value:
                return None
            value = value[step]
        return ",".join(value) if joined and value is not None else value
    return read


def json_text(value: Any) -> str:
    """JSON as text, in which numbers keep their digits."""
    if isinstance(value, dict):
        members = (f"{json_text(name)}: {json_text(member)}" for name, member in value.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(json_text, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def decoder(type_name: str) -> Callable[[Any], Any]:
    """What makes a Python value of a type from one of JSON, in which numbers are int or Decimal."""
    decode = protocol.decoder(type_name)
    kind = protocol.without_modifier(type_name)
    if kind == "boolean":
        return bool
    if kind == "jsonb":
        return json_text
    if kind in ("text", "character varying"):
        return lambda value: value if isinstance(value, str) else json_text(value)
    return decode


class Pages:
    """The pages that a source has, and the rows that are in them."""

    def __init__(self, work: protocol.Work) -> None:
        source = work.source
        if source is None:
            raise protocol.Malformed("a peer that carries out the whole sync needs a source")
        self.url: str = source["url"]
        self.token: Optional[str] = source["token"]
        self.page_rows: int = source["page_rows"]
        self.concurrency: int = source["concurrency"]
        self.timeout: float = source["timeout_ns"] / 1e9
        self.offset_parameter: str = source["offset_parameter"]
        self.limit_parameter: str = source["limit_parameter"]
        if source["total"] is None:
            raise protocol.Skip("this peer needs an API that states the total")
        self.read_total = reader(source["total"])
        self.read_offset = reader(source["offset"]) if source["offset"] else None
        self.read_page = reader(source["rows"])
        self.columns = [(column.name, reader(source["paths"][column.name]), decoder(column.type))
                        for column in work.columns]
        self.total = 0

    def query(self, offset: int) -> dict[str, int]:
        """The parameters by which a page is asked for."""
        return {self.offset_parameter: offset, self.limit_parameter: self.page_rows}

    def first(self, body: bytes) -> list[protocol.Row]:
        """The rows of the first page, which states the total; it may have fewer than asked for."""
        page = self.parse(body)
        self.total = self.read_total(page)
        rows = self.rows_in(page, 0)
        if 0 < len(rows) < min(self.page_rows, self.total):
            self.page_rows = len(rows)
        return rows

    def others(self) -> Iterator[int]:
        """The offsets of the pages after the first."""
        return iter(range(self.page_rows, self.total, self.page_rows))

    @staticmethod
    def parse(body: bytes) -> Any:
        return json.loads(body, parse_float=Decimal)

    def rows_of(self, body: bytes, offset: int) -> list[protocol.Row]:
        """The rows of a page, as tuples of natural Python values."""
        return self.rows_in(self.parse(body), offset)

    def rows_in(self, page: Any, offset: int) -> list[protocol.Row]:
        number = offset // self.page_rows + 1
        if self.read_total(page) != self.total:
            raise WrongPage(f"page {number}: the total has changed")
        if self.read_offset is not None and self.read_offset(page) != offset:
            raise WrongPage(f"page {number}: the offset does not fit")
        return [self.row_of(row, number) for row in self.read_page(page)]

    def row_of(self, row: Any, number: int) -> protocol.Row:
        values = []
        for name, read, decode in self.columns:
            try:
                value = read(row)
                values.append(None if value is None else decode(value))
            except Exception as error:
                raise WrongPage(f"page {number}: column {name}: {type(error).__name__}") from None
        return tuple(values)
