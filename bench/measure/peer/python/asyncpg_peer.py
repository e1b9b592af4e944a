# SPDX-License-Identifier: PostgreSQL
"""asyncpg: one UPDATE from unnested arrays, executemany() of a row's UPDATE, and COPY.

asyncpg speaks PostgreSQL's binary protocol and keeps prepared statements by itself, so nothing is
prepared here: execute(), executemany() and copy_records_to_table() are called as its documentation
has them.  An application holds rows; to make columns of them is part of unnesting and is timed.

One event loop and one connection live as long as the process.  asyncpg does not read PGOPTIONS; the
settings travel as server_settings.  Nor does it read PGHOSTADDR: the loop resolves the name of the
host to that address, so that the name is still the one that a certificate is verified for.  What it cannot carry: it takes Python's first and last date and
timestamp (0001-01-01, 9999-12-31 and so on) for -infinity and infinity.
"""

from __future__ import annotations

import asyncio
import os
from abc import abstractmethod
from typing import Any

import protocol

try:
    import asyncpg
except Exception as unfit:
    protocol.skip(unfit)


def count_of(status: str) -> int:
    """1914 of "UPDATE 1914"."""
    return int(status.rpartition(" ")[2])


class Loop(asyncio.SelectorEventLoop):
    """Finds the server at PGHOSTADDR, under whatever name."""

    async def getaddrinfo(self, host: Any, port: Any, **how: Any) -> Any:
        return await super().getaddrinfo(os.environ.get("PGHOSTADDR") or host, port, **how)


class AsyncpgConnection(protocol.Peer):
    versions = f"asyncpg {asyncpg.__version__}, {protocol.PYTHON}"

    def __init__(self, work: protocol.Work) -> None:
        self.work = work
        self.loop = Loop()
        self.connection = self.loop.run_until_complete(self.connect())

    async def connect(self) -> asyncpg.Connection:
        server_settings = {
            "search_path": protocol.identifier(self.work.schema),
            **self.work.settings,
            **protocol.session_settings(),
        }
        if name := os.environ.get("PGAPPNAME"):
            server_settings["application_name"] = name
        # Without a name the address is all there is.
        host = os.environ.get("PGHOST") or os.environ.get("PGHOSTADDR")
        return await asyncpg.connect(host=host, server_settings=server_settings)


class AsyncpgPeer(AsyncpgConnection):
    def __init__(self, work: protocol.Work) -> None:
        self.rows = work.read_rows()
        super().__init__(work)

    def update(self) -> protocol.Done:
        return protocol.Done(self.loop.run_until_complete(self.update_rows()))

    def flush(self) -> None:
        self.loop.run_until_complete(self.connection.execute(protocol.FLUSH))

    @abstractmethod
    async def update_rows(self) -> int:
        """Returns the number of rows updated."""


class Unnest(AsyncpgPeer):
    """One statement, one array a column."""

    def __init__(self, work: protocol.Work) -> None:
        super().__init__(work)
        arrays = ", ".join(
            f"unnest(${number}::{protocol.without_modifier(column.type)}[])"
            f" AS {protocol.identifier(column.name)}"
            for number, column in enumerate(work.columns, 1))
        self.statement = work.update_from(f"(SELECT {arrays})", f"${len(work.columns) + 1}")

    async def update_rows(self) -> int:
        columns = zip(*self.rows)
        return count_of(
            await self.connection.execute(self.statement, *columns, self.work.scope.value))


class Executemany(AsyncpgPeer):
    """The UPDATE of one row for all of them, which asyncpg pipelines."""

    def __init__(self, work: protocol.Work) -> None:
        super().__init__(work)
        values = [f"${number}" for number in range(2, len(work.columns) + 1)]
        self.statement = work.update_row(values, key="$1", scope=f"${len(work.columns) + 1}")

    async def update_rows(self) -> int:
        scope = self.work.scope.value
        async with self.connection.transaction():
            await self.connection.executemany(self.statement,
                                              [(*row, scope) for row in self.rows])
        # executemany() discards what the server reports: this is how often it was executed.
        return len(self.rows)


class Copy(AsyncpgPeer):
    """COPY (binary) into a temporary table, and one UPDATE from it."""

    def __init__(self, work: protocol.Work) -> None:
        super().__init__(work)
        self.names = [column.name for column in work.columns]
        self.create = work.create_incoming()
        self.statement = work.update_from("incoming", "$1")

    async def update_rows(self) -> int:
        async with self.connection.transaction():
            await self.connection.execute(self.create)
            await self.connection.copy_records_to_table("incoming", records=self.rows,
                                                        columns=self.names)
            return count_of(
                await self.connection.execute(self.statement, self.work.scope.value))


if __name__ == "__main__":
    protocol.serve({
        "asyncpg-unnest": Unnest,
        "asyncpg-executemany": Executemany,
        "asyncpg-copy": Copy,
    })
