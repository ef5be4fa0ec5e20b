"""The rows a return has of a child's care: header, episodes, reviews, UASC."""

from dataclasses import dataclass

from footprint.demo.care_paths import Episode, History
from footprint.demo.columns import Row
from footprint.demo.days import Day, Year, birthday, text
from footprint.demo.people import is_mother, sex_code, upn_code


@dataclass(frozen=True, slots=True)
class Span:
    """What one set of files covers: facts in force at any time from `first` to the end of the year."""

    first: Day
    year: Year

    @property
    def last(self) -> Day:
        """The last day covered."""
        return self.year.last

    def holds(self, start: Day, end: Day | None) -> bool:
        """Whether something with this start and end was in force in the span."""
        return start <= self.last and (end is None or end >= self.first)

    def known(self, end: Day | None) -> Day | None:
        """The end, if it had happened by the last day."""
        return end if end is not None and end <= self.last else None


def episodes_in(history: History, span: Span) -> list[Episode]:
    """The episodes open at any time in the span."""
    return [e for period in history.periods for e in period.episodes if span.holds(e.start, e.end)]


def episode_row(number: str, episode: Episode, span: Span) -> Row:
    """One episode, still open if it ended only after the last day."""
    end = span.known(episode.end)
    rec, why = (episode.rec, episode.why_moved) if end is not None else ("", "")
    where = episode.placement
    return [
        number, text(episode.start), episode.rne, episode.legal, episode.need, where.code, where.provider,
        text(end), rec, why, where.home_post, where.pl_post, where.urn,
    ]  # fmt: skip


def header_row(number: str, history: History, episodes: list[Episode], span: Span) -> Row:
    """The child; whether a girl is a mother is not asked for short breaks."""
    child = history.child
    asked = not child.male and any(e.legal not in ("V3", "V4") for e in episodes)
    mother = asked and is_mother(child, left_or(episodes, span.last))
    return [
        number, sex_code(child, span.year), text(child.dob), child.ethnic, upn_code(child, span.last),
        str(int(mother)) if asked else "", text(child.baby) if mother else "",
    ]  # fmt: skip


def left_or(episodes: list[Episode], last: Day) -> Day:
    """The day care ended, or the last day if it has not."""
    end = episodes[-1].end
    return last if end is None else min(end, last)


def review_rows(number: str, history: History, span: Span) -> list[Row]:
    """The reviews held in the span."""
    dob = text(history.child.dob)
    return [[number, dob, text(on), code] for on, code in history.reviews if span.first <= on <= span.last]


def uasc_rows(number: str, history: History, span: Span) -> list[Row]:
    """Until the status ceased: on a decision about asylum, or on the eighteenth birthday."""
    child = history.child
    ended = ceased(history)
    if not child.uasc or ended < span.first:
        return []
    return [[number, sex_code(child, span.year), text(child.dob), text(span.known(ended))]]


def ceased(history: History) -> Day:
    """The day the status ceases. One child in five has a decision some months before turning 18."""
    dob = history.child.dob
    adult = birthday(dob, 18)
    decided = adult - dob % 300 if dob % 5 == 0 else adult
    return min(adult, max(decided, history.periods[0].start + 60))
