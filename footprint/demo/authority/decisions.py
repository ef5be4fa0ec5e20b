"""decisions.csv: what each review resolved, who does it and by when, and whether it was done."""

from __future__ import annotations

from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.person import Person
from footprint.demo.chance import Table, between
from footprint.demo.days import Day

_OWNERS = {
    "Arrange contact with brothers and sisters": "Social worker",
    "Bring the care plan up to date and share it with the child": "Social worker",
    "Complete life story work": "Social worker",
    "Book the dental check": "Foster carer",
    "Ask for the health assessment to be brought forward": "Health",
    "Hold the next PEP meeting and share the plan": "Virtual school",
    "Refer to the emotional wellbeing service": "Social worker",
    "Update the placement plan with delegated authority": "Social worker",
    "Start the assessment of the connected person": "Social worker",
    "Present the plan for long-term fostering to panel": "Team manager",
    "Bring the pathway plan up to date with the young person": "Personal adviser",
    "Apply for a passport": "Social worker",
    "Find an independent visitor": "Independent visitor service",
    "Review the arrangements for family time": "Social worker",
    "Open a savings account and check the allowance": "Foster carer",
    "Arrange tuition in maths": "Virtual school",
    "Discuss with legal whether the order is still needed": "Team manager",
    "Explain to the child why the plan changed": "IRO",
}
_OLDER = "Bring the pathway plan up to date with the young person"
_ANY = Table({text: 3 if owner == "Social worker" else 2 for text, owner in _OWNERS.items() if text != _OLDER})
_FROM_16 = Table({text: 3 if owner == "Social worker" else 2 for text, owner in _OWNERS.items()})


def write_decisions(ledger: Ledger, person: Person, review: str, on: Day) -> None:
    """Two to six decisions of a review: most are carried out about the day by which they are due."""
    rng = person.rng
    texts = (_FROM_16 if on >= person.birthday(16) else _ANY).draw
    many, resolved = between(rng, 2, 6), dict[str, None]()
    while len(resolved) < many:
        resolved[texts(rng)] = None
    for text in resolved:
        due = on + between(rng, 14, 120)
        done = due + int(rng.gauss(-8, 18)) if rng.random() < 0.94 else due + between(rng, 40, 300)
        done = max(on + 1, done)
        completed = done if done <= person.on else None
        status = "completed" if completed else "not started" if person.on < due - 45 else "in progress"
        ledger.rows["decisions"].append((ledger.number("D"), review, text, _OWNERS[text], due, status, completed))
