# SPDX-License-Identifier: PostgreSQL
"""The peer of the whole sync, against a server and an API: both tables hold what the API has."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from typing import Any

from test_peers import PEERS, ROWS, SCHEMA, SCOPE, TABLE, Data, Process, Texts, psql, to_csv

PATHS = {
    "yelp_business_id": "businesses[0].yelp_business_id", "status": "program_status",
    "radius_miles": "targeting.radius_miles", "features": "active_features[]",
    "categories": "ad_categories[]", "upgrade_info": "page_upgrade_info",
    **{name: f"program_metrics.{name}" for name in (
        "budget", "currency", "is_autobid", "max_bid", "fee_period", "impressions", "clicks",
        "ad_cost")},
}
PRINTED = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}
STAGES = ("fetch", "classify", "create", "update", "business", "commit")


def as_printed(row: Texts) -> Texts:
    """Numbers as PostgreSQL prints them, where Python has other words."""
    return [None if text is None else PRINTED.get(text, text) for text in row]


class SyncPeerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.data = Data()

    @classmethod
    def tearDownClass(cls) -> None:
        psql(f'DROP SCHEMA "{SCHEMA}" CASCADE')

    def start_api(self, rows: list[Texts], *options: str, token: str = "") -> str:
        """The URL of an API that serves these rows."""
        file = os.path.join(self.enterContext(tempfile.TemporaryDirectory()), "rows.csv")
        with open(file, "w", encoding="utf-8", newline="") as out:
            out.write(to_csv([self.data.header, *map(as_printed, rows)]))
        api = subprocess.Popen([os.environ["UPBENCH"], "api", "--csv", file, *options],
                               env={**os.environ, **({"UPBENCH_API_TOKEN": token} if token else {})},
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(api.wait)
        self.addCleanup(api.stdout.close)
        self.addCleanup(api.terminate)
        return api.stdout.readline().strip()

    def start_peer(self, url: str, strategy: str = "asyncpg-sync",
                   **source: Any) -> tuple[Process, dict[str, Any]]:
        file = strategy.removesuffix("-copy").replace("-", "_") + "_peer.py"
        process = Process([sys.executable, "-B", str(PEERS / file)], {})
        self.addCleanup(process.process.kill)
        names = [column["name"] for column in self.data.columns]
        return process, process.ask({
            "protocol": 1, "strategy": strategy, "schema": SCHEMA, "table": TABLE,
            "scope": {"name": "username", "type": "character varying(150)", "value": SCOPE},
            "columns": self.data.columns, "settings": {},
            "source": {"url": url, "token": None, "page_rows": 30, "concurrency": 4,
                       "timeout_ns": 60_000_000_000, "rows": "programs", "total": "total",
                       "offset": "offset", "offset_parameter": "offset",
                       "limit_parameter": "limit",
                       "paths": {name: PATHS.get(name, name) for name in names}, **source},
            "reference": {"table": "ads_business", "column": "yelp_business_id",
                          "scope": "username", "key": "yelp_business_id",
                          "count": "program_count"},
        })

    def rows(self) -> list[Texts]:
        """Those that the libraries can carry, without two that have the same key."""
        ends = ("0001-01-01", "9999-12-31")
        return [row for row in self.data.new
                if not any(text is not None and (text.startswith(ends) or text in ("NaN", "-0.0"))
                           for text in row)]

    def reset(self, rows: list[Texts]) -> None:
        psql("TRUNCATE ads_business")
        self.data.reset(rows)

    def references(self) -> Counter[str]:
        scope = SCOPE.replace("'", "''")
        return Counter({key: int(count) for key, count in (line.rsplit("|", 1) for line in psql(
            "SELECT yelp_business_id, program_count FROM ads_business"
            f" WHERE username = '{scope}'").splitlines())})

    def test_sync(self) -> None:
        new = self.rows()
        self.assertGreater(len(new), ROWS // 2)
        keys = {row[0] for row in new[:-20]}
        old = [row for row in self.data.old if row[0] in keys]
        url = self.start_api(new)
        for strategy, versions in (("asyncpg-sync", r"aiohttp [\d.]+, asyncpg [\d.]+"),
                                   ("asyncpg-sync-copy", r"aiohttp [\d.]+, asyncpg [\d.]+"),
                                   ("django-sync", r"Django [\d.]+, psycopg2? [\d.]+")):
            with self.subTest(strategy=strategy):
                process, answer = self.start_peer(url, strategy)
                self.assertRegex(answer["ready"], rf"^{versions}, Python 3\.\d+\.\d+$")
                for number in (1, 2):
                    self.reset(old)
                    self.check_answer(process.ask({"sync": number}), len(new), created=20)
                    self.assertEqual(sorted(map(str, self.data.read(is_scope=True))),
                                     sorted(map(str, new)))
                    self.assertEqual(self.data.read(is_scope=False), old)
                    self.assertEqual(self.references(), Counter(row[1] for row in new))
                self.assertEqual(process.end(), 0)

    def check_answer(self, answer: dict[str, Any], rows: int, created: int) -> None:
        self.assertNotIn("error", answer)
        self.assertEqual(
            {name: answer[name] for name in ("rows", "fetched", "duplicates", "created")},
            {"rows": rows - created, "fetched": rows, "duplicates": 0, "created": created})
        stages = [answer[f"{stage}_ns"] for stage in STAGES]
        self.assertTrue(all(ns > 0 for ns in stages), stages)
        self.assertLessEqual(sum(stages), answer["ns"])

    def test_all_are_new(self) -> None:
        """And none, where each is asked to write no row at all."""
        new = self.rows()[:40]
        url = self.start_api(new)
        for strategy in ("asyncpg-sync", "asyncpg-sync-copy", "django-sync"):
            with self.subTest(strategy=strategy):
                self.reset([])
                process, _ = self.start_peer(url, strategy)
                self.check_answer(process.ask({"sync": 1}), len(new), created=len(new))
                self.check_answer(process.ask({"sync": 2}), len(new), created=0)
                self.assertEqual(sorted(map(str, self.data.read(is_scope=True))),
                                 sorted(map(str, new)))

    def test_last_row_counts(self) -> None:
        new = self.rows()
        process, _ = self.start_peer(self.start_api(new, "--fault", "repeat-row@1"))
        self.reset(new[:1])
        answer = process.ask({"sync": 1})
        self.assertEqual((answer["fetched"], answer["duplicates"]), (len(new) + 1, 1), answer)
        self.assertEqual(sorted(self.data.read(is_scope=True)), sorted(new))

    def test_failed_fetch(self) -> None:
        """The table is as before, and neither URL nor values are in the message."""
        new = self.rows()
        closed = {"asyncpg-sync": "offset 0: ServerDisconnectedError",
                  "django-sync": "offset 0: RemoteDisconnected"}
        for strategy, of_closed in closed.items():
            for fault, expected in (("500@2", "offset 30: status 500"),
                                    ("total@2", "page 2: the total has changed"),
                                    ("close@1", of_closed)):
                with self.subTest(strategy=strategy, fault=fault):
                    self.reset(new[:5])
                    process, answer = self.start_peer(self.start_api(new, "--fault", fault),
                                                      strategy)
                    self.assertIn("ready", answer)
                    self.assertEqual(process.ask({"sync": 1}), {"error": expected})
                    self.assertEqual(process.end(), 1)
                    self.assertEqual(self.data.read(is_scope=True), new[:5])

    def test_token(self) -> None:
        new = self.rows()[:3]
        url = self.start_api(new, token="secret")
        for strategy, token, expected in (("asyncpg-sync", "secret", 3),
                                          ("asyncpg-sync", None, "offset 0: status 401"),
                                          ("django-sync", "secret", 3),
                                          ("django-sync", None, "offset 0: status 401")):
            with self.subTest(strategy=strategy, token=token):
                self.reset([])
                process, _ = self.start_peer(url, strategy, token=token)
                answer = process.ask({"sync": 1})
                self.assertEqual(answer.get("created", answer.get("error")), expected)

    def test_request_of_another_kind(self) -> None:
        process, _ = self.start_peer(self.start_api(self.rows()))
        self.assertEqual(process.ask({"update": 1}), {
            "error": "this peer does not update: it carries out whole syncs"})
