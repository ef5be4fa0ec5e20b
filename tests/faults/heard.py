"""What was heard through links: `python -m tests.faults.heard` prints it as JSON, and changes nothing."""

from __future__ import annotations

import json

import django


def main() -> None:
    """Each answer, how many links are used, how often the audit was told, and whether tables, duties and chain hold."""
    django.setup()
    from django.db import transaction

    from footprint.records.models import Answers, AuditEvent, Consultation
    from tests.integration.world import TODAY, World
    from tests.properties.the_authority import breaches

    with transaction.atomic():
        found = {
            "said": sorted(each.answers["talk"] for each in Answers.objects.all()),
            "used": Consultation.objects.filter(used__isnull=False).count(),
            "told": AuditEvent.objects.filter(action="create", record="voice").count(),
            "breaches": list(breaches(World(), {}, TODAY)),
        }
        transaction.set_rollback(True)  # a rebuild was made to compare with
    print(json.dumps(found))


if __name__ == "__main__":
    main()
