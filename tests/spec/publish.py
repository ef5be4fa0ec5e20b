"""Write docs/rules: each rule of the rulebook in words, with the examples of the specification that show it.

And the pages that say who may do what (`who_may`), how a review goes (`the_review`) and what each form asks (`the_forms`).

python -m tests.spec.publish           write the pages
python -m tests.spec.publish --check   exit with 1 where the pages in the repository are not these
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from footprint.domain.profile import LAW, PROFILES, load_profile, rule_files, shipped
from footprint.domain.rulebook import read_rules
from footprint.domain.rules import Rule
from footprint.domain.vocabulary import KINDS, STATES
from tests.spec import the_forms, the_review, who_may
from tests.spec.days import MONTHS
from tests.spec.examples import of_rule

PAGES = Path(__file__).parents[2] / "docs" / "rules"
_TIMES = {"any": "", "first": " (the first)", "second": " (the second)", "later": " (each after the first)"}


@cache
def pages() -> dict[str, str]:
    """Every page by file name."""
    law = {f"{file.stem}.md": (_title(file), _law_page(file)) for file in rule_files(LAW)}
    own = {f"{name}.md": (load_profile(name).name, _own_page(name)) for name in _authorities()}
    written = {name: page for name, (_, page) in [*law.items(), *own.items()]}
    return {"index.md": _index(), **written}


def write() -> list[str]:
    """Write the pages, and take away those of files that are no more."""
    PAGES.mkdir(parents=True, exist_ok=True)
    new = pages()
    for old in PAGES.glob("*.md"):
        if old.name not in new:
            old.unlink()
    for name, text in new.items():
        (PAGES / name).write_text(text, "utf-8")
    who_may.PAGE.write_text(who_may.page(), "utf-8")
    the_forms.PAGE.write_text(the_forms.page(), "utf-8")
    the_review.write()
    return sorted([*new, who_may.PAGE.name, the_forms.PAGE.name, *the_review.pages()])


def differences() -> list[str]:
    """A sentence for each page that is not what the rulebook and the specification now give."""
    new = pages()
    there = {file.name: file.read_text("utf-8") for file in PAGES.glob("*.md")}
    remedy = "Run: python -m tests.spec.publish"
    changed = [
        f"docs/rules/{name} is not what the rulebook and its specification say. {remedy}"
        for name in new
        if there.get(name) != new[name]
    ]
    strange = [f"docs/rules/{name} belongs to no file of rules. {remedy}" for name in there if name not in new]
    return [*changed, *strange, *who_may.difference(), *the_forms.difference(), *the_review.differences()]


def _authorities() -> list[str]:
    return [name for name in shipped() if (PROFILES / name) != LAW]


def _title(file: Path) -> str:
    return file.stem.replace("_", " ").capitalize()


def _law_page(file: Path) -> str:
    return _page(_title(file), _remark(file), read_rules([file])[0])


def _own_page(name: str) -> str:
    profile = load_profile(name)
    about = (
        f"Source: {profile.source}.\n\nThese are promises beside the law, never in place of it. They show what one published "
        "report says; they are not the authority's present policy."
    )
    words = "".join(f"| {thing} | {word} |\n" for thing, word in profile.named())
    words = f"\n## Its words\n\n| Here | {profile.name} |\n|---|---|\n{words}"
    return _page(profile.name, about, read_rules(rule_files(PROFILES / name))[0]) + words


def _remark(file: Path) -> str:
    """What the file says at its top."""
    lines = file.read_text("utf-8").splitlines()
    top = lines[: next(number for number, line in enumerate(lines) if not line.startswith("#"))]
    return " ".join(line.lstrip("# ") for line in top)


def _page(title: str, remark: str, rules: list[Rule]) -> str:
    notice = "<!-- Written by python -m tests.spec.publish from the rulebook and its specification. Do not edit. -->"
    return "\n\n".join(part for part in [notice, f"# {title}", remark, *map(_section, rules)] if part) + "\n"


def _section(rule: Rule) -> str:
    rows = "\n".join(f"| {name} | {words} |" for name, words in _rows(rule))
    examples = of_rule(rule.id)
    shown = "".join(f"- {says}\n" + "".join(f"  - {words}\n" for words in each) for says, each in examples)
    worked = f"\n\nWorked examples:\n\n{shown.rstrip()}" if examples else ""
    return f"## {rule.title}\n\n| `{rule.id}` | |\n|---|---|\n{rows}{worked}"


def _rows(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "By when", by_when(rule)
    if rule.while_:
        yield "Only while", f"{STATES[rule.while_]}; when that ends, so does the duty" if not rule.before else STATES[rule.while_]
    if rule.when:
        yield "Only if, on the day it starts", STATES[rule.when]
    yield "Met by", _any_of(rule.met_by) + (f", not earlier than {rule.not_before.words} after" if rule.not_before else "")
    if rule.same != "child":
        yield "Of the same", rule.same
    if rule.ends_by:
        yield "Ended unmet by", _any_of(rule.ends_by)
    if rule.if_unmet == "lapses":
        yield "If unmet", "it is over when the last day has passed, and never overdue"
    yield "Owed by", rule.owner
    yield ("Law" if rule.statutory else "Source (not law)"), rule.law
    yield "In force", f"from {_say(rule.in_force)}" + (f" until {_say(rule.until)}, that day not included" if rule.until else "")
    if rule.note:
        yield "Note", rule.note
    if standing := _standing(rule):
        yield "How sure", standing


def by_when(rule: Rule) -> str:
    """The limit in words."""
    if rule.before:
        window = (
            f"in the {rule.window.words} before it, or on the day"
            if rule.window
            else "at any time since that state began, or on the day"
        )
        return f"before {KINDS[rule.before].words}: {window}"
    if rule.by_age:
        return f"by the age of {rule.by_age.words}; starts with {_any_of(rule.starts)}"
    assert rule.within
    return f"within {rule.within.words} of {_any_of(rule.starts)}{_TIMES[rule.occurrence]}, that day not counted"


def _any_of(kinds: tuple[str, ...]) -> str:
    return " or ".join(KINDS[kind].words for kind in kinds)


def _standing(rule: Rule) -> str:
    said = f"{rule.law} {rule.note}".lower()
    if "general knowledge" in said:
        return "**Part of this is general knowledge: it was not read in the source.** Check it before relying on it in law."
    if "second hand" in said or "not seen" in said or "was found in" in said:
        return "**Read at second hand**, in documents that quote or apply the source, not in the source itself."
    return ""


def _say(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _index() -> str:
    law = [(_title(file), f"{file.stem}.md", read_rules([file])[0]) for file in rule_files(LAW)]
    own = [(load_profile(name).name, f"{name}.md", read_rules(rule_files(PROFILES / name))[0]) for name in _authorities()]
    parts = [
        "# The rules",
        "Every duty that Footprint knows, in words, with worked examples. The pages are written from the rulebook, which is "
        "data (`footprint/profiles/`), and from its specification (`tests/spec/`), which is run as tests: an example that is "
        "not so stops a release.",
        "How days are counted: a working day is any day but Saturday, Sunday, Christmas Day, Good Friday and the bank "
        "holidays of England; the day of the event is not counted; months end on the same day of the month or, where it has "
        "none, on its last.",
        "## England",
        *(_listed(*each) for each in law),
        "## Promises of five authorities",
        *(_listed(*each) for each in own),
        "```{toctree}\n:hidden:\n\n" + "\n".join(name.removesuffix(".md") for _, name, _ in [*law, *own]) + "\n```",
    ]
    return "\n\n".join(parts) + "\n"


def _listed(title: str, name: str, rules: list[Rule]) -> str:
    rows = "\n".join(f"| {rule.title} | {by_when(rule)} | {rule.owner} | {rule.law} |" for rule in rules)
    return f"### [{title}]({name})\n\n| Duty | By when | Owed by | Source |\n|---|---|---|---|\n{rows}"


def main(arguments: list[str]) -> int:
    """Write or check the pages; 0 where all is well, 1 where a page differs, 2 for wrong usage."""
    if arguments not in ([], ["--check"]):
        print("Usage: python -m tests.spec.publish [--check]", file=sys.stderr)
        return 2
    if not arguments:
        print(f"Wrote {len(write())} pages.")
        return 0
    found = differences()
    print("\n".join(found) or "The pages are current.", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
