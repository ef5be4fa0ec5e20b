"""Regular jobs, and when each last ran: a scheduler that is silent is seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from footprint.records.models import Beat

EVERY = {
    "duties of the day": timedelta(hours=25),
    "agreement by silence": timedelta(hours=25),
    "anchor of the audit": timedelta(hours=25),
    "daily digest": timedelta(hours=25),
    "invitations": timedelta(hours=25),
    "tidying": timedelta(hours=25),
}
"""The regular jobs, with how long each may be silent."""


@dataclass(frozen=True)
class Silent:
    """A job that has not run in time; `last` is null where it never has."""

    job: str
    last: datetime | None

    @property
    def sentence(self) -> str:
        """For the manager's page."""
        when = f"last ran on {self.last:%-d %B at %H:%M}" if self.last else "has never run"
        return f"The job “{self.job}” {when}."


def silent_jobs(now: datetime) -> list[Silent]:
    """The jobs that have not run in time."""
    last = dict(Beat.objects.values_list("job", "last"))
    return [Silent(job, last.get(job)) for job, limit in EVERY.items() if job not in last or now - last[job] > limit]


def beat(job: str, now: datetime, outcome: str = "") -> None:
    """Note that a job ran."""
    Beat.objects.update_or_create(job=job, defaults={"last": now, "outcome": outcome})
