"""`footprint profile`: which profiles there are, what one says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from footprint.commands.inputs import bank_holidays, known_profile
from footprint.commands.page import FAINT, SOON, Lines, page
from footprint.commands.speech import Refused, counted
from footprint.domain.day_words import long_day
from footprint.domain.profile import LAW, Profile, load_profile, profile_folder, rule_files, shipped
from footprint.domain.profile_check import later_than_the_law
from footprint.domain.rulebook import Fault, RulebookError, read_rules
from footprint.domain.rules import Rule
from footprint.domain.vocabulary import KINDS, STATES

_INDENT = 4


def list_profiles() -> None:
    """The profiles that come with Footprint: name, what each adds, and whose document it is from."""
    lines = Lines(page())
    for name in shipped():
        lines.line((name, "bold"))
        lines.folded(_in_short(name), _INDENT)
    lines.show()


def _in_short(name: str) -> str:
    """One profile's line of the list; a faulty one must not hide the others."""
    try:
        return f"{counted(len(own_rules(profile_folder(name))), 'rule')}. {load_profile(name).source}"
    except RulebookError as error:
        return f"{counted(len(error.faults), 'fault')}: footprint profile check {name} says where."


def own_rules(folder: Path) -> list[Rule]:
    """The rules that stand in a profile's own folder."""
    return read_rules(rule_files(folder))[0]


def show_profile(name: str) -> None:
    """A profile's own rules and words in plain language."""
    folder = known_profile(name, "PROFILE")
    profile, rules = load_profile(name, bank_holidays()), own_rules(folder)
    lines = Lines(page())
    lines.line((profile.name, "bold"))
    lines.folded(profile.source, 0)
    _words(lines, profile)
    for rule in rules:
        _rule(lines, rule)
    lines.folded(_beside(folder, profile, rules), 0, FAINT)
    lines.show()


def _words(lines: Lines, profile: Profile) -> None:
    if profile.words:
        said = ", ".join(f'{thing}: "{word}"' for thing, word in profile.named())
        lines.folded(f"Its words: {said}.", 0)
    for words, length in profile.watch.told():
        lines.folded(f"{words}: {length}.", 0)
    lines.line()


def _rule(lines: Lines, rule: Rule) -> None:
    lines.line((rule.title, "bold"))
    lines.folded(f"{by_when(rule)}. Owed by: {rule.owner}.", _INDENT)
    sort = "By law" if rule.statutory else "A promise or good practice"
    lines.folded(f"{rule.law}. {sort}, {_dates(rule)}. {rule.id}", _INDENT)
    if rule.note:
        lines.folded(rule.note, _INDENT, FAINT)
    lines.line()


def _beside(folder: Path, profile: Profile, rules: list[Rule]) -> str:
    if folder.resolve() == LAW.resolve():
        return f"{counted(len(rules), 'rule')}."
    law = len(profile.rulebook.rules) - len(rules)
    return f"{counted(len(rules), 'rule')} of its own; England's {law} run beside them (footprint profile show england)."


def by_when(rule: Rule) -> str:
    """What a rule asks, from its parts: "Within 28 days of coming into care: the review; during: ..."."""
    states = "".join(f"; {word}: {_state(name)}" for word, name in (("during", rule.while_), ("if then", rule.when)) if name)
    later = f", not earlier than {rule.not_before.words} after it" if rule.not_before else ""
    same = f" (the same {rule.same})" if rule.same != "child" else ""
    return f"{_limit(rule)}: {_events(rule.met_by)}{same}{later}{states}"


def _state(name: str) -> str:
    return STATES[name].partition(":")[0]


def _limit(rule: Rule) -> str:
    if rule.before:
        window = f"In the {rule.window.words} before" if rule.window else "Before"
        return f"{window} {KINDS[rule.before].words}"
    if rule.by_age:
        return f"By the age of {rule.by_age.words}, from {_start(rule)}"
    return f"Within {rule.within.words if rule.within else ''} of {_start(rule)}"


def _start(rule: Rule) -> str:
    which = {"any": "", "first": " (the first)", "second": " (the second)", "later": " (after the first)"}
    return _events(rule.started_by) + which[rule.occurrence]


def _events(kinds: tuple[str, ...]) -> str:
    return " or ".join(KINDS[kind].words for kind in kinds)


def _dates(rule: Rule) -> str:
    since = f"since {long_day(rule.in_force)}"
    return f"{since}, until {long_day(rule.until)}" if rule.until else since


def check_profile(name_or_folder: str) -> None:
    """Say what a profile has, and where it can fall later than the law.

    Raises:
        Refused: there is no such profile.
        RulebookError: with every fault of the profile.
    """
    folder = _folder(name_or_folder)
    profile, own = _whole(folder), own_rules(folder)
    lines = Lines(page())
    lines.line((f"{profile.name}: nothing is wrong with its files.", "bold"))
    lines.folded(_contents(profile, len(own)), 0)
    warnings = [*_unlawful(profile, folder), *_later(profile)]
    if warnings:
        lines.line((f"{counted(len(warnings), 'warning')}:", SOON))
    for warning in warnings:
        lines.line(str(warning))
    lines.show()


def _contents(profile: Profile, own: int) -> str:
    everything = len(profile.rulebook.rules)
    beside = f", {everything - own:,} of England beside them" if everything > own else ""
    return f"{counted(own, 'rule')} of its own{beside}; {counted(len(profile.words), 'word')}."


def _folder(name_or_folder: str) -> Path:
    try:
        return profile_folder(name_or_folder)
    except RulebookError as error:
        raise Refused(error.faults[0].sentence) from None


def _whole(folder: Path) -> Profile:
    """The profile; where it is wrong, every fault of every file at once."""
    try:
        return load_profile(str(folder), bank_holidays())
    except RulebookError as error:
        faults = dict.fromkeys([*error.faults, *_rule_faults(folder)])
        raise RulebookError(list(faults)) from None


def _rule_faults(folder: Path) -> list[Fault]:
    try:
        read_rules(rule_files(folder))
    except RulebookError as error:
        return error.faults
    return []


def _later(profile: Profile) -> list[Fault]:
    """Where a local rule can fall later than the law, at the line of the rule."""
    book = profile.rulebook
    where = dict(zip(map(id, book.rules), book.lines, strict=True))
    return [Fault(*where[id(each.local)], str(each)) for each in later_than_the_law(book)]


def _unlawful(profile: Profile, folder: Path) -> list[Fault]:
    """An authority's rules that call themselves the law: they would decide what is on time."""
    if folder.resolve() == LAW.resolve():
        return []
    own = {rule.id for rule in own_rules(folder)}
    book = zip(profile.rulebook.rules, profile.rulebook.lines, strict=True)
    return [Fault(*line, _CLAIM.format(rule.id)) for rule, line in book if rule.statutory and rule.id in own]


_CLAIM = "{} says statutory = true, so its date would count as the law's. A local promise says statutory = false."
