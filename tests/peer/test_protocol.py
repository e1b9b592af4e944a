# SPDX-License-Identifier: PostgreSQL
"""protocol.py: reading rows, values, and what it answers to whatever comes in."""

from __future__ import annotations

import io
import json
import os
import subprocess
import tempfile
import unittest
from contextlib import redirect_stderr
from datetime import date, datetime, timezone
from decimal import Decimal
from math import copysign, isnan
from typing import Any
from unittest.mock import patch
from uuid import UUID

import protocol
from protocol import Done, Peer, Skip, Work, read_csv


class ReadCsvTest(unittest.TestCase):
    CASES = [
        ("", []),
        ("a,b\n", [["a", "b"]]),
        ("a,b", [["a", "b"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        (",\n", [[None, None]]),
        ('"",\n', [["", None]]),
        (',""\n', [[None, ""]]),
        (',""', [[None, ""]]),
        ("a,", [["a", None]]),
        ('"a,b","c""d"\n', [["a,b", 'c"d']]),
        ('""""\n', [['"']]),
        ('"""""",x\n', [['""', "x"]]),
        ('"first\nsecond\n",x\n', [["first\nsecond\n", "x"]]),
        ('"carriage\rreturn\r\n",x\n', [["carriage\rreturn\r\n", "x"]]),
        (" a , b\t\n", [[" a ", " b\t"]]),
        ("\\N,\\.\n", [["\\N", "\\."]]),
        # What str.splitlines() and str.strip() would take for more than they are.
        ("\x0b\x0c\x1c\x85\u2028,\ufeff\n", [["\x0b\x0c\x1c\x85\u2028", "\ufeff"]]),
    ]

    def test_records(self) -> None:
        for text, records in self.CASES:
            with self.subTest(text=text):
                self.assertEqual(list(read_csv(text)), records)

    def test_long_field(self) -> None:
        """Neither recursion nor backtracking over what is long."""
        value = 'x""' * 200_000
        self.assertEqual(list(read_csv(f'"{value}",b\n')), [[value.replace('""', '"'), "b"]])

    def test_what_is_not_csv(self) -> None:
        for text in ('a"b,c\n', '"a"b,c\n', '"a,b\n', "a\rb,c\n", "x,y\na,b\"\n"):
            with self.subTest(text=text):
                with self.assertRaisesRegex(ValueError, r"line \d of the data"):
                    list(read_csv(text))

    def test_data_set(self) -> None:
        """What upbench prints, written again as upbench writes, is the same."""
        text = subprocess.run([os.environ["UPBENCH"], "data", "--rows", "200"], check=True,
                              stdout=subprocess.PIPE).stdout.decode()
        records = list(read_csv(text))
        self.assertEqual(len(records), 201)
        self.assertEqual({len(record) for record in records}, {20})
        fields = {field for record in records for field in record}
        # Without these in it, the data set would test little.
        self.assertLessEqual({None, "", "\t\r\n", '"""', "\\N"}, fields)

        def quoted(field: str | None) -> str:
            if field is None:
                return ""
            plain = field and field.strip(" \t") == field and not set(field) & set(',"\r\n')
            return field if plain else '"' + field.replace('"', '""') + '"'

        again = "".join(",".join(map(quoted, record)) + "\n" for record in records)
        self.assertEqual(again, text)


class DecoderTest(unittest.TestCase):
    CASES = [
        ("boolean", "t", True),
        ("boolean", "f", False),
        ("smallint", "-32768", -32768),
        ("integer", "2147483647", 2**31 - 1),
        ("bigint", "-9223372036854775808", -(2**63)),
        ("real", "1e-45", 1e-45),
        ("double precision", "5e-324", 5e-324),
        ("double precision", "0.30000000000000004", 0.1 + 0.2),
        ("double precision", "Infinity", float("inf")),
        ("double precision", "-Infinity", float("-inf")),
        ("numeric(12,2)", "9999999999.99", Decimal("9999999999.99")),
        ("date", "0001-01-01", date.min),
        ("timestamp without time zone", "2024-05-21 16:43:26.4227",
         datetime(2024, 5, 21, 16, 43, 26, 422700)),
        ("timestamp with time zone", "9999-12-31 23:59:59.999999+00",
         datetime.max.replace(tzinfo=timezone.utc)),
        ("timestamp(3) with time zone", "2024-11-09 11:52:33.44+00",
         datetime(2024, 11, 9, 11, 52, 33, 440000, timezone.utc)),
        ("uuid", "0191e0c6-0000-7000-8000-000000000001",
         UUID("0191e0c6-0000-7000-8000-000000000001")),
        ("character varying(20)", "  x ", "  x "),
        ("character varying", "\\N", "\\N"),
        ("text", "", ""),
        ("bytea", "\\x00ff", b"\x00\xff"),
        ("jsonb", '{"a": 1.10}', '{"a": 1.10}'),
    ]

    def test_values(self) -> None:
        for type_name, text, value in self.CASES:
            with self.subTest(type=type_name, text=text):
                decoded = protocol.decoder(type_name)(text)
                self.assertEqual(decoded, value)
                self.assertIs(type(decoded), type(value))

    def test_values_that_do_not_compare(self) -> None:
        self.assertTrue(isnan(protocol.decoder("double precision")("NaN")))
        self.assertEqual(copysign(1, protocol.decoder("double precision")("-0")), -1)
        self.assertTrue(protocol.decoder("numeric(14,4)")("NaN").is_nan())
        self.assertEqual(str(protocol.decoder("numeric")("-0.0100")), "-0.0100")

    def test_unknown_type(self) -> None:
        with self.assertRaisesRegex(Skip, "integer\\[\\] is not supported"):
            protocol.decoder("integer[]")

    def test_texts_that_python_cannot_hold(self) -> None:
        for type_name, text in (("date", "infinity"), ("date", "4713-01-01 BC"),
                                ("timestamp with time zone", "10000-01-01 00:00:00+00")):
            with self.subTest(text=text), self.assertRaises(ValueError):
                protocol.decoder(type_name)(text)


class Remembering(Peer):
    """Updates nothing, and says that it did."""

    versions = "nothing 1.0"
    rows: list[Any] = []

    def __init__(self, work: Work) -> None:
        Remembering.rows = work.read_rows()

    def update(self) -> Done:
        return Done(len(self.rows), round_trips=3)


class Flushing(Remembering):
    flushes = 0

    def flush(self) -> None:
        Flushing.flushes += 1


class Failing(Peer):
    versions = "nothing 1.0"

    def __init__(self, work: Work) -> None:
        pass

    def update(self) -> Done:
        class DriverError(Exception):
            sqlstate = "40P01"

        try:
            raise DriverError("deadlock detected\nDETAIL: both wait")
        except DriverError as error:
            raise RuntimeError(str(error)) from error


class Unsupported(Remembering):
    def __init__(self, work: Work) -> None:
        raise Skip("not on this machine")


def open_message(**changes: Any) -> dict[str, Any]:
    message = {
        "protocol": 1, "strategy": "remembering", "schema": "s", "table": "t",
        "scope": {"name": "u", "type": "text", "value": "x"},
        "columns": [{"name": "k", "type": "text", "nullable": False},
                    {"name": "v", "type": "integer", "nullable": True}],
        "rows": 2, "data": "/nonexistent", "settings": {"jit": "off"},
    }
    return {**message, **changes}


class ConversationTest(unittest.TestCase):
    STRATEGIES = {"remembering": Remembering, "flushing": Flushing, "failing": Failing, "unsupported": Unsupported}

    def converse(self, *requests: Any) -> tuple[list[dict[str, Any]], int]:
        """The answers, and the exit status."""
        lines = [line if isinstance(line, bytes) else json.dumps(line).encode()
                 for line in requests]
        answers = io.StringIO()
        with redirect_stderr(io.StringIO()):
            status = protocol.Conversation(io.BytesIO(b"".join(line + b"\n" for line in lines)),
                                           answers, self.STRATEGIES).run()
        return [json.loads(line) for line in answers.getvalue().splitlines()], status

    def with_data(self, text: str, *more: Any, **changes: Any) -> tuple[list[dict[str, Any]], int]:
        with tempfile.NamedTemporaryFile("w", newline="") as file:
            file.write(text)
            file.flush()
            return self.converse(open_message(data=file.name, **changes), *more)

    def test_good(self) -> None:
        answers, status = self.with_data('k,v\na,1\n"",\n', {"update": 1}, {"update": 2})
        self.assertEqual(status, 0)
        self.assertEqual(Remembering.rows, [("a", 1), ("", None)])
        self.assertEqual(answers[0], {"ready": "nothing 1.0"})
        self.assertEqual(len(answers), 3)
        for answer in answers[1:]:
            self.assertGreaterEqual(answer.pop("ns"), 0)
            self.assertEqual(answer, {"rows": 2, "round_trips": 3})

    def test_flush(self) -> None:
        answers, status = self.with_data('k,v\na,1\n"",\n', {"flush": 7}, {"update": 1}, {"flush": 8},
                                         strategy="flushing")
        self.assertEqual(status, 0)
        self.assertEqual(answers[0], {"ready": "nothing 1.0", "flushes": True})
        self.assertEqual([answers[1], answers[3]], [{"flushed": 7}, {"flushed": 8}])
        self.assertEqual(Flushing.flushes, 2)

    def test_flush_of_one_that_cannot(self) -> None:
        answers, status = self.with_data('k,v\na,1\n"",\n', {"flush": 1})
        self.assertIn("flush", answers[1]["error"])
        self.assertEqual(status, 1)

    def test_no_message(self) -> None:
        self.assertEqual(self.converse(), ([], 0))

    def test_error_of_a_driver(self) -> None:
        answers, status = self.converse(open_message(strategy="failing"), {"update": 1},
                                        {"update": 2})
        self.assertEqual(answers[1:], [{"error": "deadlock detected (SQLSTATE 40P01)"}])
        self.assertEqual(status, 1)

    def test_skip(self) -> None:
        self.assertEqual(self.converse(open_message(strategy="unsupported")),
                         ([{"skip": "not on this machine"}], 0))

    def test_unknown_strategy(self) -> None:
        answers, _ = self.converse(open_message(strategy="other"))
        self.assertEqual(list(answers[0]), ["skip"])
        self.assertIn("unknown strategy other; this peer has: remembering", answers[0]["skip"])

    def test_data_that_does_not_fit(self) -> None:
        for text, expected in (
            ("k,w\na,1\nb,2\n", "header k,v"),
            ("", "header k,v"),
            ("k,v\na,1\n", "has 1 rows, not 2"),
            ("k,v\na,1\nb,2\nc,3\n", "has 3 rows, not 2"),
            ("k,v\na,1\nb\n", "row 2 of the data has 1 field"),
            ("k,v\na,1\nb,x\n", "invalid literal for int"),
            ("k,v\na,1\nb,\"2\n", "line 3 of the data is not CSV"),
        ):
            with self.subTest(text=text):
                answers, status = self.with_data(text)
                self.assertEqual([list(answer) for answer in answers], [["error"]])
                self.assertIn(expected, answers[0]["error"])
                self.assertEqual(status, 1)

    def test_missing_file(self) -> None:
        answers, _ = self.converse(open_message())
        self.assertIn("No such file", answers[0]["error"])

    def test_malformed_messages(self) -> None:
        incomplete = open_message()
        del incomplete["scope"]
        for requests, expected in (
            ([b"{"], "not JSON"),
            ([b""], "not JSON"),
            ([b'{"update": "\xff"}'], "not JSON"),
            ([[1]], "not a JSON object"),
            ([None], "not a JSON object"),
            ([{"hello": 1}], 'expected "protocol", "update", "sync" or "flush"'),
            ([{"update": 1}], '"update" before "protocol"'),
            ([open_message(protocol=2)], "protocol 2 is not supported"),
            ([incomplete], "there is no 'scope'"),
            ([open_message(columns=3)], "open is not complete"),
            ([open_message(columns=[])], '"columns" must contain'),
            ([open_message(settings=None)], "open is not complete"),
            ([open_message(strategy="failing"), open_message()], 'second "protocol" message'),
        ):
            with self.subTest(requests=requests):
                answers, status = self.converse(*requests)
                self.assertIn(expected, answers[-1]["error"])
                self.assertEqual(status, 1)
                self.assertEqual(len(answers), len(requests))

    def test_long_reason(self) -> None:
        answers, _ = self.converse(open_message(strategy="x" * 60_000))
        self.assertLess(len(json.dumps(answers[0])), 2000)


class SessionSettingsTest(unittest.TestCase):
    CASES = [
        (None, {}),
        ("", {}),
        ("-c jit=off", {"jit": "off"}),
        ("-c jit=off -c work_mem=1MB", {"jit": "off", "work_mem": "1MB"}),
        ("-cjit=off --work-mem=1MB", {"jit": "off", "work_mem": "1MB"}),
        (r"-c a=read\ committed -c b=\\x\\\ y", {"a": "read committed", "b": "\\x\\ y"}),
        ("-c a=1 -c a=2", {"a": "2"}),
        ("-c a=b=c -c d=", {"a": "b=c", "d": ""}),
        ("-B 16 stray -c", {}),
    ]

    def test_options(self) -> None:
        for options, expected in self.CASES:
            environment = {} if options is None else {"PGOPTIONS": options}
            with self.subTest(options=options), patch.dict(os.environ, environment, clear=True):
                self.assertEqual(protocol.session_settings(), expected)


class StatementTest(unittest.TestCase):
    WORK = Work.from_message(open_message(
        table='ta"ble', columns=[{"name": "Key", "type": "character varying(9)", "nullable": False},
                                 {"name": "a", "type": "numeric(12,2)", "nullable": True},
                                 {"name": "b", "type": "text", "nullable": True}]))

    def test_update_row(self) -> None:
        self.assertEqual(
            self.WORK.update_row(["$2", "$3"], key="$1", scope="$4"),
            'UPDATE "ta""ble" SET "a" = $2, "b" = $3 WHERE "u" = $4 AND "Key" = $1')

    def test_update_from(self) -> None:
        self.assertEqual(
            self.WORK.update_from("incoming", "$1"),
            'UPDATE "ta""ble" AS t SET "a" = d."a", "b" = d."b" FROM incoming AS d'
            ' WHERE t."u" = $1 AND t."Key" = d."Key"')

    def test_create_incoming(self) -> None:
        self.assertEqual(
            self.WORK.create_incoming(),
            'CREATE TEMPORARY TABLE incoming ("Key" character varying(9), "a" numeric(12,2),'
            ' "b" text) ON COMMIT DROP')

    def test_without_modifier(self) -> None:
        self.assertEqual(protocol.without_modifier("timestamp(3) with time zone"),
                         "timestamp with time zone")
