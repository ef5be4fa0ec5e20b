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
accounts = typer.Typer(help="Accounts with which people sign in.", no_args_is_help=True)
app.add_typer(accounts, name="account")
audits = typer.Typer(help="The log of who saw and did what.", no_args_is_help=True)
app.add_typer(audits, name="audit")

Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="SSDA903 files (CSV or XML, one year or several), or the open format.")
]
FolderOrNone = Annotated[
    Path | None,
    typer.Argument(metavar="FOLDER", help="SSDA903 files (CSV or XML, one year or several), or the open format."),
]
Db = Annotated[bool, typer.Option("--db", help="The records of this installation, in place of a folder.")]
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
NoServe = Annotated[bool, typer.Option("--serve/--no-serve", hidden=True, help="A sample is printed, never served.")]
DemoChildren = Annotated[
    int | None,
    typer.Option("--children", min=20, help="How many children are in care; as many as the authority has, by default."),
]
DemoFolder = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Where its data goes: a new or empty folder, or an earlier demonstration's.")
]
Host = Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen to.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen to.")]
Workers = Annotated[int | None, typer.Option(min=1, max=64, help="Processes that answer; two for each processor by default.")]
BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key", metavar="FILE", help="A file with the key; FOOTPRINT_BACKUP_KEY, or the data folder's, by default."),
]
Into = Annotated[
    Path | None, typer.Option("--into", metavar="FOLDER", help="The data folder to make; FOOTPRINT_DATA by default.")
]
Replace = Annotated[
    bool, typer.Option("--replace", help="Put it in the place of the database that is there, which is kept beside it.")
]
AnchorFile = Annotated[Path | None, typer.Option("--anchor", metavar="FILE", help="Anchors that were kept elsewhere.")]
RebuildDay = Annotated[
    date | None, typer.Option("--on", parser=parse_day, metavar="DATE", help="As at the end of this day; today by default.")
]
Once = Annotated[bool, typer.Option("--once", help="Run what is due now, and end.")]
SampleDay = Annotated[
    date | None,
    typer.Option("--on", parser=parse_day, metavar="DATE", help="The sample ends on the last 31 March; today by default."),
]
SampleFolder = Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where the sample goes: a new or empty folder.")]
Serve = Annotated[bool, typer.Option("--serve/--no-serve", help="Serve it, or only make it.")]


Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The address with which the person signs in.")]
Roles = Annotated[list[str], typer.Option("--role", metavar="ROLE", help="A role, such as service_manager; may come again.")]
StaffNumber = Annotated[str, typer.Option("--staff", metavar="NUMBER", help="The member of staff whose account it is.")]
FullName = Annotated[str, typer.Option("--name", help="The person's name, where it is nobody's of the staff.")]


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"footprint {version('footprint')}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say which version this is.")]


@app.callback()
def footprint(about: Version = False) -> None:
    """From what happened to a child in care to what is owed, by when and why."""


@app.command()
def timetable(
    on: On, folder: FolderOrNone = None, db: Db = False, profile: ProfileName = "england", form: Form = Format.TABLE
) -> None:
    """Each child's reviews: when due, when held, on time or not, why, and the next one due."""
    from footprint.commands.inputs import profile_named, where_from
    from footprint.commands.speech import refusals, say_errors
    from footprint.commands.timetable import show_timetable

    with refusals():
        source = show_timetable(where_from(folder, db), profile_named(profile), on, form)
    if say_errors(source.problems):
        raise typer.Exit(1)


@app.command()
def duties(
    on: On,
    folder: FolderOrNone = None,
    db: Db = False,
    profile: ProfileName = "england",
    child: Child = None,
    form: Form = Format.TABLE,
) -> None:
    """Everything owed to each child: by when, by whom, met or not, and under what law or promise."""
    from footprint.commands.duties import show_duties
    from footprint.commands.inputs import profile_named, where_from
    from footprint.commands.speech import refusals, say_errors

    with refusals():
        source = show_duties(where_from(folder, db), profile_named(profile), on, form, child)
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
def sample(
    profile: ProfileName = "england",
    children: Children = 290,
    seed: Seed = 1,
    on: SampleDay = None,
    folder: SampleFolder = None,
    _serve: NoServe = False,
) -> None:
    """Invent a return and show what Footprint makes of it. No child in it is real."""
    from footprint.commands.inputs import profile_named
    from footprint.commands.sample import last_return, make_sample, sample_folder
    from footprint.commands.sample_page import sample_page
    from footprint.commands.speech import refusals

    with refusals():
        rules = profile_named(profile)
        made = make_sample(sample_folder(folder), children, seed, last_return(on or date.today()), rules)
    sample_page(made, profile)


@app.command()
def demo(
    profile: ProfileName = "bromley",
    children: DemoChildren = None,
    seed: Seed = 1,
    folder: DemoFolder = None,
    port: Port = 8000,
    serve: Serve = True,
) -> None:
    """An authority of invented people in a fresh database, served on this machine for a look around."""
    from footprint.commands.demo import run_demo
    from footprint.commands.speech import refusals

    with refusals():
        run_demo(profile, children, seed, folder, port, serve)


@app.command()
def serve(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = None) -> None:
    """Serve the web pages and run the regular jobs, until told to stop."""
    from footprint.commands.serve import serve as run_serve
    from footprint.commands.speech import refusals

    with refusals():
        run_serve(host, port, workers)


@app.command()
def jobs(once: Once = False) -> None:
    """Run the regular jobs and the tasks that wait; "footprint serve" does so by itself."""
    from footprint.commands.jobs import run_jobs
    from footprint.commands.speech import refusals

    with refusals():
        well = run_jobs(once)
    if not well:
        raise typer.Exit(1)


@app.command()
def rebuild(on: RebuildDay = None) -> None:
    """Work out anew, from the facts, what is owed to every child."""
    from footprint.commands.rebuild import rebuild_all
    from footprint.commands.speech import refusals

    with refusals():
        rebuild_all(on)


@app.command()
def backup(file: BackupFile) -> None:
    """Write everything into one encrypted file, while the service runs, and read it back to see that it is whole."""
    from footprint.commands.backup import make_backup
    from footprint.commands.speech import refusals

    with refusals():
        make_backup(file)


@app.command()
def restore(file: BackupFile, into: Into = None, key: KeyFile = None, replace: Replace = False) -> None:
    """Make a data folder from a backup. Nothing is touched before all of it is known to be whole."""
    from footprint.commands.restore import restore_backup
    from footprint.commands.speech import refusals

    with refusals():
        restore_backup(file, into, key, replace)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def manage(context: typer.Context) -> None:
    """Django's own commands, for whoever keeps the machine: "footprint manage migrate"."""
    from footprint.commands.manage import run_manage
    from footprint.commands.speech import refusals

    with refusals():
        run_manage(context.args)


@audits.command("verify")
def audit_verify(anchor: AnchorFile = None) -> None:
    """Whether the log of who did what is whole; where it is not, which rows."""
    from footprint.commands.audit import verify_audit
    from footprint.commands.speech import refusals

    with refusals():
        whole = verify_audit(anchor)
    if not whole:
        raise typer.Exit(1)


@audits.command("anchor")
def audit_anchor() -> None:
    """Note how far the log reaches now: a line to be kept on another machine."""
    from footprint.commands.audit import make_anchor
    from footprint.commands.speech import refusals

    with refusals():
        make_anchor()


@accounts.command("create")
def account_create(email: Email, role: Roles, staff: StaffNumber = "", name: FullName = "") -> None:
    """An account, with a password for the first time; how a new installation gets its first."""
    from footprint.commands.accounts import create_account
    from footprint.commands.installation import open_installation
    from footprint.commands.speech import refusals

    with refusals():
        open_installation()
        create_account(email, role, staff, name)


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


Files = Annotated[Path, typer.Argument(metavar="FOLDER|FILE", help="SSDA903 files (CSV or XML), or the open format; or a ZIP.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")]
Older = Annotated[bool, typer.Option("--older", help="Take them though files of later days were taken before.")]
NewFolder = Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder.")]


@app.command("import")
def import_(files: Files, dry_run: DryRun = False, older: Older = False, form: Form = Format.TABLE) -> None:
    """Bring files into the records of this installation, and say what became of every row."""
    from footprint.commands.imports import import_files
    from footprint.commands.speech import refusals

    with refusals():
        well = import_files(files, form, dry_run=dry_run, older=older)
    if not well:
        raise typer.Exit(1)


@app.command()
def export(folder: NewFolder) -> None:
    """Write everything that is recorded as the open format."""
    from footprint.commands.imports import export_files
    from footprint.commands.speech import refusals

    with refusals():
        export_files(folder)


def main() -> None:
    """The entry point."""
    app(prog_name="footprint")


if __name__ == "__main__":
    main()
