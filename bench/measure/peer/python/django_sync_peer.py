# SPDX-License-Identifier: PostgreSQL
"""The whole sync with Django: fetch the pages, then bulk_create() and bulk_update().

The claim's "before", from the first page to the commit.  The objects of the scope are fetched with all
their columns, as bulk_update() needs objects; it and bulk_create() are called without batch_size.  The
table that rows refer to has a key of two columns, which a model has only since Django 5.2, so it is
upserted by SQL, row by row.

Pages are fetched by the standard library, each by a thread of a pool.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import protocol
from api_pages import Pages, WrongPage
from django_peer import RowCounter, configure, django, model_of

from django.db import connection, transaction


class NoRedirection(urllib.request.HTTPRedirectHandler):
    """A token must not go elsewhere."""

    def redirect_request(self, *request: Any) -> None:
        return None


class Sync(protocol.Peer):
    def __init__(self, work: protocol.Work) -> None:
        self.work = work
        self.pages = Pages(work)
        configure()
        self.model = model_of(work)
        self.names = [column.name for column in work.columns]
        connection.ensure_connection()
        driver = connection.Database
        self.versions = (f"Django {django.get_version()},"
                         f" {driver.__name__} {driver.__version__.split()[0]}, {protocol.PYTHON}")
        # Proxies of the environment are not between the two.
        self.opener = urllib.request.build_opener(NoRedirection, urllib.request.ProxyHandler({}))
        self.threads = ThreadPoolExecutor(self.pages.concurrency)

    # -- fetching

    def fetch_page(self, offset: int) -> bytes:
        """One page. The URL may have secrets, and so is in no message."""
        separator = "&" if urllib.parse.urlsplit(self.pages.url).query else "?"
        query = urllib.parse.urlencode(self.pages.query(offset))
        request = urllib.request.Request(self.pages.url + separator + query,
                                         headers={"Accept": "application/json"})
        if self.pages.token is not None:
            request.add_header("Authorization", f"Bearer {self.pages.token}")
        try:
            with self.opener.open(request, timeout=self.pages.timeout) as response:
                return response.read()
        except urllib.error.HTTPError as error:
            raise WrongPage(f"offset {offset}: status {error.code}") from None
        except (OSError, http.client.HTTPException) as error:
            raise WrongPage(f"offset {offset}: {type(error).__name__}") from None

    def fetch(self) -> list[protocol.Row]:
        rows = self.pages.first(self.fetch_page(0))
        offsets = list(self.pages.others())
        for offset, body in zip(offsets, self.threads.map(self.fetch_page, offsets)):
            rows += self.pages.rows_of(body, offset)
        if len(rows) != self.pages.total:
            raise WrongPage(f"there are {len(rows)} rows, and the total is {self.pages.total}")
        return rows

    # -- writing

    def create(self, rows: list[protocol.Row]) -> None:
        scope = {self.work.scope.name: self.work.scope.value}
        self.model.objects.bulk_create(
            [self.model(**scope, **dict(zip(self.names, row))) for row in rows])

    def update_known(self, rows: list[protocol.Row], known: dict[Any, Any]) -> int:
        objects = []
        for row in rows:
            instance = known[row[0]]
            for name, value in zip(self.names, row):
                setattr(instance, name, value)
            objects.append(instance)
        counter = RowCounter()
        with connection.execute_wrapper(counter):
            if objects:
                self.model.objects.bulk_update(objects, self.names[1:])
        return counter.rows

    def write_references(self, rows: list[protocol.Row]) -> None:
        """In the order of their keys, so that two syncs do not deadlock."""
        reference = self.work.reference
        if reference is None:
            return
        position = self.names.index(reference.column)
        counts = Counter(row[position] for row in rows if row[position] is not None)
        quoted = protocol.identifier
        target = f"{quoted(reference.scope)}, {quoted(reference.key)}"
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {quoted(reference.table)} ({target}, {quoted(reference.count)})"
                f" VALUES (%s, %s, %s) ON CONFLICT ({target})"
                f" DO UPDATE SET {quoted(reference.count)} = EXCLUDED.{quoted(reference.count)}",
                [(self.work.scope.value, key, counts[key]) for key in sorted(counts)])

    def write(self, rows: dict[Any, protocol.Row], watch: protocol.Stopwatch) -> tuple[int, int]:
        """The rows created, and those updated."""
        scope = {self.work.scope.name: self.work.scope.value}
        known = {getattr(instance, self.names[0]): instance
                 for instance in self.model.objects.filter(**scope)}
        watch.end("classify")
        new = [row for key, row in rows.items() if key not in known]
        self.create(new)
        watch.end("create")
        updated = self.update_known([row for key, row in rows.items() if key in known], known)
        watch.end("update")
        self.write_references(list(rows.values()))
        watch.end("business")
        return len(new), updated

    def sync(self) -> protocol.Done:
        watch = protocol.Stopwatch()
        fetched = self.fetch()
        watch.end("fetch")
        rows = {row[0]: row for row in fetched}
        with transaction.atomic():
            created, updated = self.write(rows, watch)
        watch.end("commit")
        counts = {"fetched": len(fetched), "duplicates": len(fetched) - len(rows),
                  "created": created}
        return protocol.Done(updated, counts=counts, stages=watch.stages)


if __name__ == "__main__":
    protocol.serve({"django-sync": Sync})
