# SPDX-License-Identifier: PostgreSQL
"""An UPDATE per row with psycopg 3.  Proves that a peer takes one file and one line."""

from __future__ import annotations

import protocol

try:
    import psycopg
except Exception as unfit:
    protocol.skip(unfit)


class Added(protocol.Peer):
    versions = f"psycopg {psycopg.__version__}, {protocol.PYTHON}"

    def __init__(self, work: protocol.Work) -> None:
        self.work = work
        self.rows = work.read_rows()
        self.connection = psycopg.connect(autocommit=True)
        values = ["%s"] * (len(work.columns) - 1)
        self.statement = work.update_row(values, key="%s", scope="%s")

    def update(self) -> protocol.Done:
        scope = self.work.scope.value
        with self.connection.transaction():
            return protocol.Done(sum(
                self.connection.execute(self.statement, (*row[1:], scope, row[0])).rowcount
                for row in self.rows))


if __name__ == "__main__":
    protocol.serve({"added-peer": Added})
