# SPDX-License-Identifier: PostgreSQL
"""Django: bulk_update() of model objects, at once or in batches, and save() of each.

A sync with Django fetches its objects by the scope, sets on them what the partner sent, and saves
them.  So here: the objects are fetched with their primary keys and get their new values before the
first update, and neither bulk_update() nor save() alters them, so that each update finds them as a
fresh sync would leave them.  Transactions are Django's own: bulk_update() wraps itself into one,
save() commits each object.

The model is what `manage.py inspectdb` would make of the table; as in Django's default, its primary
key is `id`.

Since 4.2 Django takes psycopg 3 where it is installed, and psycopg2 otherwise; the versions in the
record are those of the driver that Django took.  What this cannot carry: the driver writes the
float -0.0 as the literal -0.0, which is a numeric to the server, where zero has no sign, so it
becomes 0; and since 4.2 Django refuses a decimal that is NaN.
"""

from __future__ import annotations

import importlib.util
import os
import re
from abc import abstractmethod
from typing import Any

import protocol

try:
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.db import connection, models
    if django.VERSION < (4, 2) or importlib.util.find_spec("psycopg") is None:
        import psycopg2  # noqa: F401  (without a driver Django fails, and names none of Debian's)
except Exception as unfit:
    protocol.skip(unfit)

PLAIN_FIELDS = {
    "boolean": models.BooleanField,
    "smallint": models.SmallIntegerField,
    "integer": models.IntegerField,
    "bigint": models.BigIntegerField,
    "real": models.FloatField,
    "double precision": models.FloatField,
    "date": models.DateField,
    "timestamp with time zone": models.DateTimeField,
    "uuid": models.UUIDField,
    "text": models.TextField,
    "bytea": models.BinaryField,
}


def field_of(type_name: str, nullable: bool = False) -> models.Field:
    """The field of a model for a column."""
    plain = PLAIN_FIELDS.get(type_name)
    if plain is not None:
        return plain(null=nullable)
    if found := re.fullmatch(r"character varying\((\d+)\)", type_name):
        return models.CharField(max_length=int(found[1]), null=nullable)
    if found := re.fullmatch(r"numeric\((\d+),(\d+)\)", type_name):
        return models.DecimalField(max_digits=int(found[1]), decimal_places=int(found[2]),
                                   null=nullable)
    raise protocol.Skip(f"the type {type_name} has no field in Django")


def configure() -> None:
    """Django insists on a name; all else of the connection libpq takes from the environment."""
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": os.environ["PGDATABASE"],
            }
        },
        USE_TZ=True,
        TIME_ZONE="UTC",
    )
    django.setup()
    try:
        connection.vendor  # loads the driver
    except ImproperlyConfigured as unfit:
        raise protocol.Skip(str(unfit)) from unfit


def model_of(work: protocol.Work) -> type[models.Model]:
    # The table is found by the search path that PGOPTIONS sets.
    meta = type("Meta", (), {"app_label": "sync", "db_table": work.table, "managed": False})
    fields = {column.name: field_of(column.type, column.nullable) for column in work.columns}
    return type("Record", (models.Model,), {
        "__module__": __name__,
        "Meta": meta,
        "id": models.BigAutoField(primary_key=True),
        work.scope.name: field_of(work.scope.type),
        **fields,
    })


def fetch(model: type[models.Model], work: protocol.Work) -> list[models.Model]:
    """The objects of the table, in the order of the data, with the values of the data."""
    names = [column.name for column in work.columns]
    key = names[0]
    in_table = {getattr(instance, key): instance
                for instance in model.objects.filter(**{work.scope.name: work.scope.value})}
    objects = []
    for row in work.read_rows():
        instance = in_table.get(row[0])
        if instance is None:
            raise LookupError(f"the table has no row whose {key} is {row[0]}")
        for name, value in zip(names, row):
            setattr(instance, name, value)
        objects.append(instance)
    return objects


class DjangoPeer(protocol.Peer):
    def __init__(self, work: protocol.Work) -> None:
        configure()
        self.model = model_of(work)
        self.fields = [column.name for column in work.columns[1:]]
        self.objects = fetch(self.model, work)
        driver = connection.Database
        self.versions = (f"Django {django.get_version()},"
                         f" {driver.__name__} {driver.__version__.split()[0]}, {protocol.PYTHON}")

    def flush(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(protocol.FLUSH)

    @abstractmethod
    def update(self) -> protocol.Done: ...


class RowCounter:
    """Adds up what the server reports for each statement: bulk_update() returns it only since
    Django 4.0."""

    def __init__(self) -> None:
        self.rows = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        self.rows += context["cursor"].rowcount
        return result


class BulkUpdate(DjangoPeer):
    """bulk_update() as people call it first: without batch_size, one statement for all."""

    batch_size: int | None = None

    def update(self) -> protocol.Done:
        counter = RowCounter()
        with connection.execute_wrapper(counter):
            self.model.objects.bulk_update(self.objects, self.fields, batch_size=self.batch_size)
        return protocol.Done(counter.rows)


class BulkUpdate500(BulkUpdate):
    batch_size = 500


class Save(DjangoPeer):
    """save() of each object in a loop, each in a transaction of its own."""

    def update(self) -> protocol.Done:
        for instance in self.objects:
            instance.save(update_fields=self.fields)
        # A save() with update_fields that updates no row raises DatabaseError.
        return protocol.Done(len(self.objects))


if __name__ == "__main__":
    protocol.serve({
        "django-bulk-update": BulkUpdate,
        "django-bulk-update-500": BulkUpdate500,
        "django-save": Save,
    })
