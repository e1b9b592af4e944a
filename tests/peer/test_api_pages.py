# SPDX-License-Identifier: PostgreSQL
"""What api_pages.py makes of a page."""

from __future__ import annotations

import json
import unittest
from decimal import Decimal
from typing import Any

from api_pages import Pages, WrongPage, decoder, json_text, reader
from protocol import Column, Malformed, Scope, Skip, Work

SOURCE = {
    "url": "http://127.0.0.1:1/", "token": None, "page_rows": 2, "concurrency": 1,
    "timeout_ns": 1_000_000_000, "rows": "programs", "total": "meta.total", "offset": "offset",
    "offset_parameter": "start", "limit_parameter": "count",
    "paths": {"k": "id", "v": "metrics.value?"},
}


def work(**changes: Any) -> Work:
    return Work(strategy="s", schema="s", table="t", scope=Scope("u", "text", "x"),
                columns=[Column("k", "text"), Column("v", "numeric(12,2)", True)], row_count=0,
                data="", settings={}, source={**SOURCE, **changes})


def page(rows: list[Any], offset: int = 0, total: int = 3) -> bytes:
    return json.dumps({"meta": {"total": total}, "offset": offset, "programs": rows}).encode()


def row(key: str, **metrics: Any) -> dict[str, Any]:
    return {"id": key, "metrics": metrics}


class ReaderTest(unittest.TestCase):
    def test_paths(self) -> None:
        found = {"a": {"b": [{"c": 1}, {"c": 2}]}, "names": ["x", "y"], "none": None}
        for path, expected in (
            ("a.b[1].c", 2), ("names[]", "x,y"), ("names[0]", "x"), ("none", None),
            ("none[]", None), ("missing?", None), ("missing[]?", None), ("", found),
        ):
            with self.subTest(path=path):
                self.assertEqual(reader(path)(found), expected)

    def test_missing_members(self) -> None:
        """Only the last member of a path may be missing, and only where it says so."""
        for path in ("missing", "missing.b?", "a[3]"):
            with self.subTest(path=path), self.assertRaises((KeyError, IndexError)):
                reader(path)({"a": []})


class ValueTest(unittest.TestCase):
    def test_json_text(self) -> None:
        for text in ('{"package": "plus", "price": 40.00}', '["\u00e9", null, true, 1e2]', "{}"):
            with self.subTest(text=text):
                value = json.loads(text, parse_float=Decimal)
                self.assertEqual(json_text(value), text.replace("1e2", "1E+2"))

    def test_decoders(self) -> None:
        for type_name, value, expected in (
            ("boolean", False, False), ("integer", 7, 7), ("numeric(12,2)", Decimal("1.50"),
                                                           Decimal("1.50")),
            ("double precision", Decimal("0.1"), 0.1), ("jsonb", "x", '"x"'),
            ("text", {"a": 1}, '{"a": 1}'), ("character varying(5)", "x", "x"),
        ):
            with self.subTest(type=type_name):
                self.assertEqual(decoder(type_name)(value), expected)


class PagesTest(unittest.TestCase):
    def test_good(self) -> None:
        pages = Pages(work())
        self.assertEqual(pages.query(0), {"start": 0, "count": 2})
        self.assertEqual(pages.first(page([row("a", value=1.5), row("b")])),
                         [("a", Decimal("1.5")), ("b", None)])
        self.assertEqual(list(pages.others()), [2])
        self.assertEqual(pages.rows_of(page([row("c", value=None)], 2), 2), [("c", None)])

    def test_server_allows_fewer(self) -> None:
        pages = Pages(work(page_rows=10))
        pages.first(page([row("a")]))
        self.assertEqual(list(pages.others()), [1, 2])
        self.assertEqual(pages.query(1), {"start": 1, "count": 1})

    def test_pages_that_do_not_fit(self) -> None:
        for body, expected in (
            (page([], 2, total=4), "page 2: the total has changed"),
            (page([], 0), "page 2: the offset does not fit"),
            (page([{"id": "secret", "metrics": {"value": "secret"}}], 2),
             "page 2: column v: InvalidOperation"),
            (page([{"metrics": {}}], 2), "page 2: column k: KeyError"),
        ):
            with self.subTest(expected=expected):
                pages = Pages(work())
                pages.first(page([row("a"), row("b")]))
                with self.assertRaises(WrongPage) as caught:
                    pages.rows_of(body, 2)
                self.assertEqual(str(caught.exception), expected)

    def test_sources_that_do_not_do(self) -> None:
        with self.assertRaises(Skip):
            Pages(work(total=None))
        with self.assertRaises(Malformed):
            Pages(work()._replace(source=None))
