"""A profile: England's law, and what one authority adds. Data only; `footprint/profiles/README.md` says what is in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from footprint.domain.consultation import Consultation, load_consultation
from footprint.domain.diary import Habits
from footprint.domain.review_form import ReviewForm, load_review_form
from footprint.domain.rulebook import Fault, Rulebook, RulebookError, faults_of, line_of, line_of_entry, read_rules, read_toml
from footprint.domain.watch import Watch
from footprint.domain.working_days import england

PROFILES = Path(__file__).parent.parent / "profiles"
LAW = PROFILES / "england"
_SHORT = {"iro": "IRO", "qa": "QA"}
_Table = TypeVar("_Table", bound=BaseModel)
_KNOWN = {"name", "source", "words", "watch", "diary", "bank_holidays"}


@dataclass(frozen=True, eq=False)
class Profile:
    """England's rules and an authority's own, run side by side; `words` are the names that it uses for things."""

    name: str
    source: str
    words: dict[str, str]
    watch: Watch
    diary: Habits
    rulebook: Rulebook
    form: ReviewForm
    consultation: Consultation

    def named(self) -> Iterator[tuple[str, str]]:
        """Each thing that it has a word of its own for, "IRO manager", and the word."""
        return ((" ".join(_SHORT.get(part, part) for part in key.split("_")), word) for key, word in self.words.items())


def shipped() -> list[str]:
    """The names of the profiles that come with Footprint."""
    return sorted(folder.name for folder in PROFILES.iterdir() if (folder / "profile.toml").is_file())


def profile_folder(name_or_folder: str) -> Path:
    """The folder of a shipped profile by name, or of anybody's own by path.

    Raises:
        RulebookError: there is no such profile.
    """
    for folder in (PROFILES / name_or_folder, Path(name_or_folder)):
        if (folder / "profile.toml").is_file():
            return folder
    sentence = (
        f'There is no profile "{name_or_folder}": name one of {", ".join(shipped())}, or a folder that holds a profile.toml.'
    )
    raise RulebookError([Fault(name_or_folder, 1, sentence)])


def load_profile(name_or_folder: str = "england", holidays: Sequence[tuple[date, str]] = ()) -> Profile:
    """The law with the authority's rules beside it.

    Args:
        name_or_folder: a shipped profile's name or a folder.
        holidays: bank holidays that the installation adds, with their names.

    Raises:
        RulebookError: with every fault of the profile.
    """
    folder = profile_folder(name_or_folder)
    about = _about(folder / "profile.toml")
    folders = [LAW] if folder.resolve() == LAW.resolve() else [LAW, folder]
    rules, lines = read_rules(file for each in folders for file in rule_files(each))
    added = [(day, name) for each in folders for day, name in _holidays(each / "profile.toml")]
    calendar = england([*added, *holidays])
    words = about.get("words", {})
    return Profile(
        str(about.get("name", folder.name)),
        str(about.get("source", "")),
        {str(key): str(value) for key, value in words.items()} if isinstance(words, dict) else {},
        _choices("watch", Watch, (each / "profile.toml" for each in folders)),
        _choices("diary", Habits, (each / "profile.toml" for each in folders)),
        Rulebook(tuple(rules), calendar, tuple(lines)),
        load_review_form(folders),
        load_consultation(folders),
    )


def rule_files(folder: Path) -> list[Path]:
    """A profile's files of rules, in order of name."""
    return sorted(file for file in folder.glob("*.toml") if file.name != "profile.toml")


def _about(file: Path) -> dict[str, object]:
    table, text = read_toml(file), file.read_text("utf-8").splitlines()
    unknown = sorted(set(table) - _KNOWN)
    if unknown:
        sentence = f"is not known here; a profile has {', '.join(sorted(_KNOWN))}."
        raise RulebookError([Fault(file.name, line_of_entry(text, each), f'"{each}" {sentence}') for each in unknown])
    return table


def _choices(name: str, kind: type[_Table], files: Iterable[Path]) -> _Table:
    """A table of what a service chooses for itself: England's, and over it what the authority writes."""
    told: dict[str, object] = {}
    for file in files:
        table, text = read_toml(file).get(name, {}), file.read_text("utf-8").splitlines()
        head = line_of_entry(text, name)
        if not isinstance(table, dict):
            raise RulebookError([Fault(file.name, head, f"Write these choices under [{name}], one a line.")])
        told |= table
        try:
            found = kind.model_validate(told)
        except ValidationError as error:
            raise RulebookError(faults_of(error, file.name, text, head)) from None
    return found


def _holidays(file: Path) -> list[tuple[date, str]]:
    days, text = read_toml(file).get("bank_holidays", {}), file.read_text("utf-8").splitlines()
    head = line_of_entry(text, "bank_holidays")
    if not isinstance(days, dict):
        raise RulebookError(
            [Fault(file.name, head, 'Write bank holidays under [bank_holidays], one a line: 2027-05-10 = "why".')]
        )
    return [(_holiday(day, file.name, text, head), str(name)) for day, name in days.items()]


def _holiday(day: str, file: str, text: list[str], head: int) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        where = line_of(text, head, day)
        raise RulebookError([Fault(file, where, f"A bank holiday needs a date such as 2027-05-10: {error}.")]) from None
