# SPDX-License-Identifier: PostgreSQL
"""psycopg 3: executemany() of a row's UPDATE, and COPY.

executemany() prepares its statement and, since 3.1, sends the rows in libpq's pipeline mode by
itself.  COPY goes row by row through write_row(), as the documentation has it, in the text format,
which needs no types named.  Debian's package is psycopg in pure Python: its C accelerator is
another package, which Debian 12 does not have.

The connection is in autocommit and each update in a transaction block, which is what the
documentation recommends for connections that live long.  All connection parameters are libpq's.
"""

from __future__ import annotations

import protocol

try:
    import psycopg
except Exception as unfit:
    protocol.skip(unfit)


class PsycopgPeer(protocol.Peer):
    versions = (f"psycopg {psycopg.__version__} ({psycopg.pq.__impl__}),"
                f" libpq {psycopg.pq.version() // 10000}.{psycopg.pq.version() % 10000},"
                f" {protocol.PYTHON}")

    def __init__(self, work: protocol.Work) -> None:
        self.work = work
        self.rows = work.read_rows()
        self.connection = psycopg.connect(autocommit=True)

    def flush(self) -> None:
        self.connection.execute(protocol.FLUSH)


class Executemany(PsycopgPeer):
    """The UPDATE of one row for all of them, in one transaction."""

    def __init__(self, work: protocol.Work) -> None:
        super().__init__(work)
        values = ["%s"] * (len(work.columns) - 1)
        self.statement = work.update_row(values, key="%s", scope="%s")

    def update(self) -> protocol.Done:
        scope = self.work.scope.value
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.executemany(self.statement,
                               [(*row[1:], scope, row[0]) for row in self.rows])
            return protocol.Done(cursor.rowcount)


class Copy(PsycopgPeer):
    """COPY (text) into a temporary table, and one UPDATE from it."""

    def __init__(self, work: protocol.Work) -> None:
        super().__init__(work)
        self.create = work.create_incoming()
        self.copy = f"COPY incoming ({work.column_list}) FROM STDIN"
        self.statement = work.update_from("incoming", "%s")

    def update(self) -> protocol.Done:
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.execute(self.create)
            with cursor.copy(self.copy) as copy:
                for row in self.rows:
                    copy.write_row(row)
            cursor.execute(self.statement, [self.work.scope.value])
            return protocol.Done(cursor.rowcount)


if __name__ == "__main__":
    protocol.serve({
        "psycopg-executemany": Executemany,
        "psycopg-copy": Copy,
    })
