"""Write the migration that makes the tables of the records, anew from the models: `python -m tests.first_migration`.

Django's own `makemigrations` makes each table first and then adds its links, indexes and constraints one by one, which on SQLite
makes every table again for each: seven seconds instead of one at the start of every installation. Here each table is made whole.
Until the first release there is this one migration; from then on models change by `makemigrations`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

APP, NAME = "records", "0001_initial"


def operations() -> Iterator[Any]:
    """A table for each model, those that it links to before it."""
    from django.apps import apps
    from django.db.migrations.operations import CreateModel
    from django.db.migrations.state import ModelState

    models = {model._meta.label_lower: model for model in apps.get_app_config(APP).get_models()}
    links = {name: _links(model) & models.keys() - {name} for name, model in sorted(models.items())}
    for name in TopologicalSorter(links).static_order():
        told = ModelState.from_model(models[name])
        yield CreateModel(told.name, list(told.fields.items()), told.options, told.bases, told.managers)


def _links(model: Any) -> set[str]:
    """The tables that a table's links lead to."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {each.related_model._meta.label_lower for each in fields if each.related_model}


def main() -> None:
    """Write the file."""
    os.environ.update(DJANGO_SETTINGS_MODULE="footprint.config.settings", FOOTPRINT_DATA=mkdtemp(), DATABASE_URL="")
    import django

    django.setup()
    from django.conf import settings
    from django.db import migrations
    from django.db.migrations.writer import MigrationWriter

    of_others = [("auth", "0012_alter_user_first_name_max_length")]
    made = type("Migration", (migrations.Migration,), {"initial": True, "dependencies": of_others, "operations": [*operations()]})
    writer = MigrationWriter(made(NAME, APP), include_header=False)
    Path(writer.path).write_text(writer.as_string(), "utf-8")
    print(f"Wrote {writer.path} for {settings.SETTINGS_MODULE}.")


if __name__ == "__main__":
    main()
