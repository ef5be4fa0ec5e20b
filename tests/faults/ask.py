"""Make links that work once: `python -m tests.faults.ask` prints their words as JSON."""

from __future__ import annotations

import json
from datetime import timedelta

import django

LINKS = 40


def main() -> None:
    """Links for the children of the world whom business support sees, by turns."""
    django.setup()
    from django.utils import timezone

    from footprint.actions import reviews
    from footprint.records.models import Child, User
    from footprint.records.queries import Reader

    by = Reader(User.objects.get(username="bs-1@example.org"), timezone.now())
    children = Child.objects.filter(restricted=False).order_by("pk")
    booked = [reviews.plan_review(by=by, child=child, on=by.today + timedelta(20)) for child in children]
    made = [reviews.ask(by=by, review=booked[each % len(booked)], who="child", band="8 to 11") for each in range(LINKS)]
    print(json.dumps({"links": [each.token for each in made]}))


if __name__ == "__main__":
    main()
