"""What the tables hold after a fault: `python -m tests.faults.look` prints it as JSON, and changes nothing."""

from __future__ import annotations

import json

import django


def main() -> None:
    """Contacts, the booked review of Ada, what the audit tells, and whether tables, duties and chain hold."""
    django.setup()
    from django.db import connection, transaction

    from footprint.records.models import AuditEvent, Contact, Review, SentForm
    from tests.integration.world import TODAY, World
    from tests.properties.the_authority import breaches

    with transaction.atomic():
        told = AuditEvent.objects.filter(outcome="allowed")
        found = {
            "contacts": [
                [str(each.child.public), each.on.isoformat(), each.kind]
                for each in Contact.objects.select_related("child").order_by("pk")
            ],
            "contacts told": told.filter(action="create", record="footprint", detail__has_key="kind").count(),
            "moves told": told.filter(action="edit", record="review").count(),
            "reviews": list(
                Review.objects.filter(status="planned").order_by("pk").values_list("child__number", "version", "venue")
            ),
            "forms": SentForm.objects.count(),
            "breaches": list(breaches(World(), {}, TODAY)),
            "integrity": _integrity(connection),
        }
        transaction.set_rollback(True)  # a rebuild was made to compare with
    print(json.dumps(found))


def _integrity(connection: object) -> str:
    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        if cursor.fetchall():
            return "a link leads nowhere"
        cursor.execute("PRAGMA integrity_check")
        return str(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
