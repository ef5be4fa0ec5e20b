"""The command line. Each command says here what it takes; `footprint/commands/` holds what it does.

Exit status: 0 success, 1 the input or the data is at fault (standard error says where), 2 wrong usage.
What is heavy is imported inside a command, so that help and a mistyped option are answered at once.
"""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from footprint.commands.options import Format, parse_day, parse_year

app = typer.Typer(
    help="From what happened to a child in care to what is owed, by when and why.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # an error is one plain line, so that a log or a program can hold it
    pretty_exceptions_enable=False,  # a traceback must never show a child's record
)
profiles = typer.Typer(help="The rules and words of England and of each authority.", no_args_is_help=True)
app.add_typer(profiles, name="profile")

Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="SSDA903 files (CSV or XML, one year or several), or the open format.")
]
Profiled = Annotated[str, typer.Argument(metavar="PROFILE", help="A shipped profile's name, or a folder of your own.")]
On = Annotated[
    date, typer.Option("--on", parser=parse_day, metavar="DATE", help="As at the end of this day, such as 2026-03-31.")
]
ProfileName = Annotated[str, typer.Option("--profile", metavar="NAME", help="A shipped profile's name, or a folder of your own.")]
Form = Annotated[Format, typer.Option("--format", help="For people, for a spreadsheet or for a program.")]
Child = Annotated[str | None, typer.Option("--child", metavar="ID", help="The duties to this child alone.")]
Year = Annotated[int | None, typer.Option("--year", parser=parse_year, metavar="YEAR", help="The collection year: 2025-26.")]
Children = Annotated[int, typer.Option(min=1, help="How many children to invent.")]
Seed = Annotated[int, typer.Option(help="Another seed invents other children; the same one the same.")]
SampleDay = Annotated[
    date | None,
    typer.Option("--on", parser=parse_day, metavar="DATE", help="The sample ends on the last 31 March; today by default."),
]
SampleFolder = Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where the sample goes: a new or empty folder.")]
Serve = Annotated[bool, typer.Option("--serve/--no-serve", hidden=True, help="There is no web server in this version.")]


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"footprint {version('footprint')}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say which version this is.")]


@app.callback()
def footprint(about: Version = False) -> None:
    """From what happened to a child in care to what is owed, by when and why."""


@app.command()
def timetable(folder: Folder, on: On, profile: ProfileName = "england", form: Form = Format.TABLE) -> None:
    """Each child's reviews: when due, when held, on time or not, why, and the next one due."""
    from footprint.commands.inputs import profile_named
    from footprint.commands.speech import refusals, say_errors
    from footprint.commands.timetable import show_timetable

    with refusals():
        source = show_timetable(folder, profile_named(profile), on, form)
    if say_errors(source.problems):
        raise typer.Exit(1)


@app.command()
def duties(
    folder: Folder,
    on: On,
    profile: ProfileName = "england",
    child: Child = None,
    form: Form = Format.TABLE,
) -> None:
    """Everything owed to each child: by when, by whom, met or not, and under what law or promise."""
    from footprint.commands.duties import show_duties
    from footprint.commands.inputs import profile_named
    from footprint.commands.speech import refusals, say_errors

    with refusals():
        source = show_duties(folder, profile_named(profile), on, form, child)
    if say_errors(source.problems):
        raise typer.Exit(1)


@app.command("check-data")
def check_data(
    folder: Folder,
    year: Year = None,
    form: Form = Format.TABLE,
) -> None:
    """What is wrong with the files: each problem with its rule, file, row, column and sentence."""
    from footprint.commands.data_check import show_problems
    from footprint.commands.speech import refusals

    with refusals():
        wrong = show_problems(folder, year, form)
    if wrong:
        raise typer.Exit(1)


@app.command()
def demo(
    profile: ProfileName = "england",
    children: Children = 290,
    seed: Seed = 1,
    on: SampleDay = None,
    folder: SampleFolder = None,
    _serve: Serve = False,
) -> None:
    """Invent a return and show what Footprint makes of it. No child in it is real."""
    from footprint.commands.demo import last_return, make_sample, sample_folder
    from footprint.commands.demo_page import demo_page
    from footprint.commands.inputs import profile_named
    from footprint.commands.speech import refusals

    with refusals():
        rules = profile_named(profile)
        sample = make_sample(sample_folder(folder), children, seed, last_return(on or date.today()), rules)
    demo_page(sample, profile)


@profiles.command("list")
def profile_list() -> None:
    """The profiles that come with Footprint."""
    from footprint.commands.profiles import list_profiles
    from footprint.commands.speech import refusals

    with refusals():
        list_profiles()


@profiles.command("show")
def profile_show(name: Profiled) -> None:
    """A profile's rules and words, in plain language."""
    from footprint.commands.profiles import show_profile
    from footprint.commands.speech import refusals

    with refusals():
        show_profile(name)


@profiles.command("check")
def profile_check(name: Profiled) -> None:
    """What is wrong with a profile, line by line, and where a local limit can fall later than the legal one."""
    from footprint.commands.profiles import check_profile
    from footprint.commands.speech import refusals

    with refusals():
        check_profile(name)


def main() -> None:
    """The entry point."""
    app(prog_name="footprint")


if __name__ == "__main__":
    main()
