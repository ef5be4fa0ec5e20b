"""decisions.csv: what each review resolved, who does it and by when, and whether it was done."""

from __future__ import annotations

from footprint.demo.authority.ledger import Ledger
from footprint.demo.authority.person import Person
from footprint.demo.chance import Table, between
from footprint.demo.days import Day

_OWNERS = Table({"Social worker": 55, "Team manager": 8, "Foster carer": 9, "IRO": 5, "Virtual school": 8, "Health": 8,
                 "Independent visitor service": 2, "Personal adviser": 5})  # fmt: skip
_TEXTS = Table(
    {
        "Arrange contact with brothers and sisters": 9,
        "Bring the care plan up to date and share it with the child": 10,
        "Complete life story work": 8,
        "Book the dental check": 6,
        "Ask for the health assessment to be brought forward": 4,
        "Hold the next PEP meeting and share the plan": 8,
        "Refer to the emotional wellbeing service": 6,
        "Update the placement plan with delegated authority": 6,
        "Start the assessment of the connected person": 4,
        "Present the plan for long-term fostering to panel": 5,
        "Write the pathway plan with the young person": 5,
        "Apply for a passport": 4,
        "Find an independent visitor": 4,
        "Review the arrangements for family time": 8,
        "Open a savings account and check the allowance": 3,
        "Arrange tuition in maths": 3,
        "Discuss with legal whether the order is still needed": 3,
        "Explain to the child why the plan changed": 4,
    }
)


def write_decisions(ledger: Ledger, person: Person, review: str, on: Day) -> None:
    """Two to six decisions of a review: most are carried out about the day by which they are due."""
    rng = person.rng
    for _ in range(between(rng, 2, 6)):
        due = on + between(rng, 14, 120)
        done = due + int(rng.gauss(-8, 18)) if rng.random() < 0.94 else due + between(rng, 40, 300)
        done = max(on + 1, done)
        completed = done if done <= person.on else None
        status = "completed" if completed else "not started" if person.on < due - 45 else "in progress"
        row = (ledger.number("D"), review, _TEXTS.draw(rng), _OWNERS.draw(rng), due, status, completed)
        ledger.rows["decisions"].append(row)
