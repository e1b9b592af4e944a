# SPDX-License-Identifier: PostgreSQL
"""The whole sync by aiohttp and asyncpg: fetch the pages, then write what is in them.

What an application does that was written for these two libraries, one stage after the other, in one
transaction: pages concurrently; the keys that the table has; one INSERT and one UPDATE, each from
unnested arrays, or COPY into the table and into a temporary one; and what the rows refer to.  Of rows
with the same key the last one counts.

The stages are timed here, because no other program sees where one ends.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any, Iterable

import protocol

try:
    import aiohttp
    import asyncpg
except Exception as unfit:
    protocol.skip(unfit)

from api_pages import Pages, WrongPage
from asyncpg_peer import AsyncpgConnection, count_of


class Sync(AsyncpgConnection):
    versions = f"aiohttp {aiohttp.__version__}, {AsyncpgConnection.versions}"

    def __init__(self, work: protocol.Work) -> None:
        self.pages = Pages(work)
        super().__init__(work)
        self.session = self.loop.run_until_complete(self.open_session())
        key, *_ = work.columns
        quoted = protocol.identifier
        table, scope = quoted(work.table), quoted(work.scope.name)
        arrays = ", ".join(
            f"unnest(${number}::{protocol.without_modifier(column.type)}[])"
            f" AS {quoted(column.name)}"
            for number, column in enumerate(work.columns, 1))
        last = f"${len(work.columns) + 1}"
        self.known = (f"SELECT {quoted(key.name)} FROM {table} WHERE {scope} = $1"
                      f" AND {quoted(key.name)} = ANY ($2)")
        self.insert = (f"INSERT INTO {table} ({scope}, {work.column_list})"
                       f" SELECT {last}, d.* FROM (SELECT {arrays}) AS d")
        self.statement = work.update_from(f"(SELECT {arrays})", last)

    async def open_session(self) -> aiohttp.ClientSession:
        headers = {"Accept": "application/json"}
        if self.pages.token is not None:
            headers["Authorization"] = f"Bearer {self.pages.token}"
        return aiohttp.ClientSession(
            headers=headers, timeout=aiohttp.ClientTimeout(total=self.pages.timeout))

    # -- fetching

    async def fetch_page(self, offset: int) -> bytes:
        """One page. The URL may have secrets, and so is in no message."""
        try:
            async with self.session.get(self.pages.url, params=self.pages.query(offset),
                                        allow_redirects=False) as response:
                if response.status != 200:
                    raise WrongPage(f"offset {offset}: status {response.status}")
                return await response.read()
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise WrongPage(f"offset {offset}: {type(error).__name__}") from None

    async def fetch(self) -> list[protocol.Row]:
        """All rows in the order of their pages; one page is parsed while others are on their way."""
        turn = asyncio.Semaphore(self.pages.concurrency)

        async def rows_at(offset: int) -> list[protocol.Row]:
            async with turn:
                body = await self.fetch_page(offset)
            return self.pages.rows_of(body, offset)

        rows = self.pages.first(await self.fetch_page(0))
        for page in await asyncio.gather(*map(rows_at, self.pages.others())):
            rows += page
        if len(rows) != self.pages.total:
            raise WrongPage(f"there are {len(rows)} rows, and the total is {self.pages.total}")
        return rows

    # -- writing

    async def write(self, statement: str, rows: Iterable[protocol.Row]) -> int:
        columns = list(zip(*rows))
        if not columns:
            return 0
        return count_of(
            await self.connection.execute(statement, *columns, self.work.scope.value))

    async def create(self, rows: list[protocol.Row]) -> int:
        return await self.write(self.insert, rows)

    async def change(self, rows: list[protocol.Row]) -> int:
        return await self.write(self.statement, rows)

    async def write_references(self, rows: Iterable[protocol.Row]) -> None:
        """In the order of their keys, so that two syncs do not deadlock."""
        reference = self.work.reference
        if reference is None:
            return
        position = [column.name for column in self.work.columns].index(reference.column)
        counts = Counter(row[position] for row in rows if row[position] is not None)
        keys = sorted(counts)
        quoted = protocol.identifier
        target = f"{quoted(reference.scope)}, {quoted(reference.key)}"
        await self.connection.execute(
            f"INSERT INTO {quoted(reference.table)} ({target}, {quoted(reference.count)})"
            " SELECT $3, d.* FROM (SELECT unnest($1::text[]), unnest($2::bigint[])) AS d"
            f" ON CONFLICT ({target})"
            f" DO UPDATE SET {quoted(reference.count)} = EXCLUDED.{quoted(reference.count)}",
            keys, [counts[key] for key in keys], self.work.scope.value)

    async def run(self) -> protocol.Done:
        watch = protocol.Stopwatch()
        fetched = await self.fetch()
        watch.end("fetch")
        rows = {row[0]: row for row in fetched}
        transaction = self.connection.transaction()
        await transaction.start()
        try:
            known = {record[0] for record in
                     await self.connection.fetch(self.known, self.work.scope.value, list(rows))}
            watch.end("classify")
            created = await self.create([row for key, row in rows.items() if key not in known])
            watch.end("create")
            updated = await self.change([row for key, row in rows.items() if key in known])
            watch.end("update")
            await self.write_references(rows.values())
            watch.end("business")
        except BaseException:
            await transaction.rollback()
            raise
        await transaction.commit()
        watch.end("commit")
        counts = {"fetched": len(fetched), "duplicates": len(fetched) - len(rows),
                  "created": created}
        return protocol.Done(updated, counts=counts, stages=watch.stages)

    def sync(self) -> protocol.Done:
        return self.loop.run_until_complete(self.run())


class SyncByCopy(Sync):
    """copy_records_to_table(): new rows into the table, others into a temporary one."""

    async def create(self, rows: list[protocol.Row]) -> int:
        scope = self.work.scope
        if not rows:
            return 0
        return count_of(await self.connection.copy_records_to_table(
            self.work.table, records=[(scope.value, *row) for row in rows],
            columns=[scope.name, *(column.name for column in self.work.columns)]))

    async def change(self, rows: list[protocol.Row]) -> int:
        if not rows:
            return 0
        await self.connection.execute(self.work.create_incoming())
        await self.connection.copy_records_to_table(
            "incoming", records=rows, columns=[column.name for column in self.work.columns])
        return count_of(await self.connection.execute(
            self.work.update_from("incoming", "$1"), self.work.scope.value))


if __name__ == "__main__":
    protocol.serve({"asyncpg-sync": Sync, "asyncpg-sync-copy": SyncByCopy})
