"""A child's history as plain records, and the folding of orders and moves into episodes."""

from dataclasses import dataclass, field

from footprint.demo.days import Day
from footprint.demo.moves import Legal, status_on
from footprint.demo.people import Child
from footprint.demo.placements import TEMPORARY, Move, Placement

SHORT_BREAKS = frozenset({"V3", "V4"})


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of the episode file; `end` is blank while it is open."""

    start: Day
    rne: str
    legal: str
    need: str
    placement: Placement
    end: Day | None
    rec: str
    why_moved: str


@dataclass(frozen=True, slots=True)
class Period:
    """An unbroken time in care: episodes joined by X1."""

    episodes: list[Episode]

    @property
    def start(self) -> Day:
        """The day the child came into care."""
        return self.episodes[0].start

    @property
    def end(self) -> Day | None:
        """The day the child left, if so."""
        return self.episodes[-1].end

    @property
    def is_short_break(self) -> bool:
        """Whether this is respite, for which reviews are not returned."""
        return self.episodes[0].legal in SHORT_BREAKS


@dataclass(frozen=True, slots=True)
class Adoption:
    """The decision that a child should be placed for adoption and what became of it."""

    decided: Day
    matched: Day | None = None
    by_current_carer: bool = False
    reversed_on: Day | None = None
    why_reversed: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will happen in one period of care if nothing cuts it short."""

    legal: Legal
    moves: list[Move]
    stop: Day
    rec: str
    need: str
    adoption: Adoption | None = None


@dataclass(slots=True)
class History:
    """All that happened to one child."""

    child: Child
    periods: list[Period] = field(default_factory=list)
    reviews: list[tuple[Day, str]] = field(default_factory=list)
    adoption: Adoption | None = None


def fold(plan: Plan, last: Day) -> Period:
    """The plan's orders and moves as a chain of episodes, as known at the end of `last`."""
    placed = {move.on: move for move in plan.moves}
    days = sorted({on for on, _ in plan.legal if on < plan.stop} | {on for on in placed if on < plan.stop})
    episodes: list[Episode] = []
    move = plan.moves[0]
    for on in days:
        if on > last:
            break
        move, before = placed.get(on, move), move
        change(episodes, plan, on, before, move)
    finish(episodes, plan, last)
    return Period(episodes)


def change(episodes: list[Episode], plan: Plan, on: Day, before: Move, after: Move) -> None:
    """Close the open episode and open the next, unless nothing in the record changed."""
    legal = status_on(plan.legal, on)
    rne = "S"
    if episodes:
        old = episodes[-1]
        rne = reason_for_new(old.legal != legal, before.placement != after.placement, after.same_carer)
        if not rne:
            return
        episodes[-1] = closed(old, on, "X1", why_moved(before, after) if rne != "L" else "")
    episodes.append(Episode(on, rne, legal, plan.need, after.placement, None, "", ""))


def reason_for_new(legal: bool, placement: bool, same_carer: bool) -> str:
    """RNE from what changed; blank if nothing did."""
    if placement:
        return ("U" if same_carer else "B") if legal else ("T" if same_carer else "P")
    return "L" if legal else ""


def why_moved(before: Move, after: Move) -> str:
    """No reason is given for going to, or coming back from, a temporary placement."""
    return "" if TEMPORARY & {before.placement.code, after.placement.code} else after.why or "OTHER"


def closed(old: Episode, on: Day, rec: str, why: str) -> Episode:
    """The episode with its end."""
    return Episode(old.start, old.rne, old.legal, old.need, old.placement, on, rec, why)


def finish(episodes: list[Episode], plan: Plan, last: Day) -> None:
    """End the last episode when care stops, if it has by then."""
    if plan.stop <= last and episodes:
        episodes[-1] = closed(episodes[-1], plan.stop, plan.rec, "")
