"""A small authority for the tests: a person for every role and relation, and children whose every word is a canary."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl
from django.utils import timezone

from footprint.actions import duties, loading
from footprint.exchange.open_format.spec import files
from footprint.records.models import Allowed, Child, Conflict, Review, Role, Staff, User
from footprint.records.tables import TABLES

TODAY = date.today()  # the pages show what is owed today

CHILDREN = ["ada", "ben", "cleo", "dev", "eve", "restricted"]
STAFF = {
    "iro-1": ("Iris Osprey", "iro", "review"),
    "iro-2": ("Otto Heron", "iro", "review"),
    "sw-1": ("Sally Wren", "social worker", "north"),
    "sw-2": ("Sam Thrush", "social worker", "south"),
    "tm-1": ("Tess Martin", "team manager", "north"),
    "tm-2": ("Tom Swift", "team manager", "south"),
    "bs-1": ("Beth Starling", "business support", "review"),
    "sm-1": ("Saul Merlin", "service manager", "review"),
    "sl-1": ("Lena Lark", "senior leader", ""),
    "do-1": ("Dora Dove", "data officer", ""),
}
ROLES = {
    "iro-1": "iro",
    "iro-2": "iro",
    "sw-1": "social_worker",
    "sw-2": "social_worker",
    "tm-1": "team_manager",
    "tm-2": "team_manager",
    "bs-1": "business_support",
    "sm-1": "service_manager",
    "sl-1": "senior_leader",
    "do-1": "data_officer",
}
"""Who has which role. Beside them `ig-1` (information governance) and `ta-1` (technical administrator) are no staff."""

OF_IRO_1 = ["ada", "ben", "cleo", "restricted"]
OF_IRO_2 = ["dev", "eve"]


@dataclass
class World:
    """The accounts by staff number, the children by name, and each child's newest held review."""

    users: dict[str, User] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)


def canary(child: str) -> str:
    """The family name of a child: a word that stands nowhere else."""
    return f"Zq{child}canary"


def build() -> World:
    """Fill the empty database."""
    tables = _tables()
    for name in TABLES:
        loading.add(name, tables[name])
    world = World()
    for number, role in [*ROLES.items(), ("ig-1", "information_governance"), ("ta-1", "technical_admin")]:
        world.users[number] = _account(number, role)
    world.children = {name: Child.objects.get(number=f"N-{name}") for name in CHILDREN}
    held = Review.objects.filter(status="held").order_by("started")
    world.reviews = {name: held.filter(child=child).latest("started") for name, child in world.children.items()}
    Child.objects.filter(number="N-restricted").update(restricted=True)
    Allowed.objects.create(user=world.users["sm-1"], child=world.children["restricted"])
    Conflict.objects.create(user=world.users["iro-1"], child=world.children["cleo"], reason="neighbours")
    duties.rebuild(TODAY)
    return world


def _account(number: str, role: str) -> User:
    user = User.objects.create(
        username=f"{number}@example.org", email=f"{number}@example.org", staff=Staff.objects.filter(number=number).first()
    )
    Role.objects.create(user=user, name=role, since=timezone.now())
    return user


def ago(days: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days)


def _tables() -> dict[str, pl.DataFrame]:
    """Frames of the open format."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    rows["teams"] = [
        {"team": name, "name": f"{name.capitalize()} team", "district": name} for name in ("north", "south", "review")
    ]
    rows["staff"] = [
        {"staff": number, "name": name, "role": role, "team": team or None, "fte": 1.0, "email": f"{number}@example.org"}
        for number, (name, role, team) in STAFF.items()
    ]
    for place, child in enumerate(CHILDREN):
        _child(rows, child, place)
    return {name: pl.DataFrame(rows[name], schema=files()[name].schema) for name in TABLES}


def _child(rows: dict[str, list[dict[str, object]]], child: str, place: int) -> None:
    number, came = f"N-{child}", ago(400 + place)
    iro, half = ("iro-1", "1") if child in OF_IRO_1 else ("iro-2", "2")
    team = "north" if half == "1" else "south"
    rows["children"].append(
        {"child": number, "first_name": child.capitalize(), "last_name": canary(child), "dob": ago(4000 + place), "sex": "F"}
    )
    rows["episodes"].append(
        {"child": number, "decom": came, "rne": "S", "ls": "C2", "cin": "N1", "place": "U4", "place_provider": "PR1"}
    )
    for staff, role in ((iro, "iro"), (f"sw-{half}", "social worker"), (f"tm-{half}", "team manager")):
        rows["involvements"].append({"child": number, "staff": staff, "role": role, "started": came})
    rows["team_history"].append({"child": number, "team": team, "started": came})
    for order, days in enumerate((380, 290, 110)):
        review = f"R-{child}-{order}"
        rows["reviews"].append(
            {
                "review": review,
                "child": number,
                "started": ago(days),
                "status": "held",
                "participation": "PN1",
                "chair": iro,
                "rag": "green",
            }
        )
        text = f"{canary(child)} decision {order}"
        rows["decisions"].append(
            {"decision": f"D-{review}", "review": review, "text": text, "owner": "social worker", "due": ago(days - 30)}
        )
    rows["contacts"].append({"child": number, "staff": iro, "on": ago(120), "kind": "visit", "alone": True})
    rows["plans"].append({"child": number, "kind": "permanence", "value": f"{canary(child)} plan", "agreed": ago(300)})
    rows["escalations"].append(
        {
            "escalation": f"E-{child}",
            "child": number,
            "raised": ago(50),
            "raised_by": iro,
            "kind": "formal",
            "outcome": f"{canary(child)} outcome",
        }
    )
    rows["escalation_stages"].append({"escalation": f"E-{child}", "stage": 1, "started": ago(50), "addressed_to": "team manager"})
