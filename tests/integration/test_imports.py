"""Files come in: read, looked at, confirmed; what they say is in the records, and nothing is lost or taken in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import connection
from django.utils import timezone

from footprint.actions import contacts
from footprint.actions.imports import Changed, confirm, discard, read_in
from footprint.actions.imports.files import folder_of, forget_the_rest
from footprint.actions.refusals import Unfit
from footprint.domain.permissions import Refused
from footprint.exchange.open_format.write import write_open_format
from footprint.exchange.problems import UnreadableFile
from footprint.records.models import AuditEvent, Child, Duty, Import, Review, Staff
from footprint.records.queries import Reader
from footprint.records.tables import frames
from tests.integration.world import World, ago

Sent = dict[str, str]


def reader(world: World, number: str = "do-1") -> Reader:
    return Reader(world.users[number], timezone.now())


def came(world: World, files: Sent, number: str = "do-1") -> Import:
    """Files of the open format, or of a return, read but not confirmed."""
    sent = [(name, text.encode()) for name, text in files.items()]
    return read_in(by=reader(world, number), given=sent, name="test")


def taken(world: World, files: Sent, **more: Any) -> Import:
    return confirm(by=reader(world), batch=came(world, files), **more)


KIDS = "child,first_name,dob\nN-ada,,\nX-1,Xan,2015-02-03\n"


def test_what_came_is_in_the_records_only_once_it_is_confirmed(world: World) -> None:
    batch = came(world, {"children.csv": KIDS})
    assert batch.state == "read" and batch.changes["children"]["added"] == 1
    assert not Child.objects.filter(number="X-1").exists()
    done = confirm(by=reader(world), batch=batch)
    child = Child.objects.get(number="X-1")
    assert (done.state, child.first_name, child.dob) == ("confirmed", "Xan", date(2015, 2, 3))
    event = AuditEvent.objects.get(action="finalise", record="import")
    assert (event.actor, event.children) == (str(world.users["do-1"].public), [str(child.public)])


def test_nothing_is_erased_and_a_blank_keeps_what_is_held(world: World) -> None:
    before = frames()
    batch = taken(world, {"children.csv": KIDS})
    now = frames()
    assert Child.objects.get(number="N-ada").first_name == "Ada"
    assert batch.changes["children"]["kept"] == 2 and batch.changes["children"]["lacking"] == 5
    for name, frame in before.items():
        assert frame.equals(now[name].head(len(frame)))


def test_the_same_files_twice_change_nothing_and_say_so(world: World) -> None:
    files = {"children.csv": KIDS, "reviews.csv": f"review,child,started,status\nR-9,X-1,{ago(50)},held\n"}
    first = taken(world, files)
    before = frames()
    again = came(world, files)
    assert again.digest == first.digest
    assert all(not counts["added"] and not counts["changed"] for counts in again.changes.values())
    confirm(by=reader(world), batch=again)
    assert all(frame.equals(before[name]) for name, frame in frames().items())


def test_counts_add_up_and_problems_have_their_place_and_child(world: World) -> None:
    files = {
        "children.csv": "child\nN-ada\n\n",
        "reviews.csv": "review,child,started,status\nR-9,N-ada,soon,held\nR-8,N-ada,2026-01-05,held\n",
    }
    batch = came(world, files)
    counts = {count["file"]: count for count in batch.counts}
    assert all(count["rows"] == count["accepted"] + count["rejected"] + count["skipped"] for count in batch.counts)
    assert (counts["reviews.csv"]["accepted"], counts["reviews.csv"]["rejected"]) == (1, 1)
    problem = batch.problems.get(severity="error")
    assert (problem.file, problem.row, problem.column, problem.child) == ("reviews.csv", 2, "started", "N-ada")


def test_exceptions_are_kept_as_sentences(world: World) -> None:
    episodes = f"child,decom,rne,ls,place,dec,rec\nN-ada,{ago(400)},S,C2,U4,{ago(3)},E4A\n"
    batch = came(world, {"children.csv": "child\nN-ada\n", "episodes.csv": episodes})
    found = batch.exceptions.get()
    assert (found.kind, found.child, found.row) == ("episode_ended", "N-ada", 2)
    assert found.sentence.startswith("Child N-ada: the episode that began on")


def test_duties_of_those_affected_are_written_anew_and_no_others(world: World) -> None:
    ada, ben = world.children["ada"], world.children["ben"]
    assert Duty.objects.filter(child=ada).exists()
    Duty.objects.filter(child=ben).update(title="as it was")
    episodes = f"child,decom,rne,ls,place,dec,rec\nN-ada,{ago(400)},S,C2,U4,{ago(3)},E4A\n"
    taken(world, {"children.csv": "child\nN-ada\n", "episodes.csv": episodes})
    ada.standing.refresh_from_db()
    assert not ada.standing.in_care
    assert set(Duty.objects.filter(child=ben).values_list("title", flat=True)) == {"as it was"}


def test_a_changed_record_counts_its_version_so_that_nobody_overwrites_it_unseen(world: World) -> None:
    taken(world, {"children.csv": "child,first_name\nN-ada,Adah\n"})
    assert Child.objects.get(number="N-ada").version == world.children["ada"].version + 1


PLANNED = (
    "review,child,started,status\nP-1,N-ada,2027-01-04,planned\nP-2,N-ada,2027-02-01,planned\nP-3,N-ben,2027-03-01,planned\n"
)


def test_a_second_planned_review_is_set_aside(world: World) -> None:
    batch = taken(world, {"children.csv": "child\nN-ada\nN-ben\n", "reviews.csv": PLANNED})
    problem = batch.problems.get(rule="import.planned")
    assert (problem.row, problem.sentence) == (
        3,
        "Child N-ada has another review that is planned already, so the row was set aside.",
    )
    assert next(count["rejected"] for count in batch.counts if count["file"] == "reviews.csv") == 1
    assert set(Review.objects.filter(status="planned").values_list("number", flat=True)) == {"P-1", "P-3"}


def test_a_planned_review_is_held_and_the_next_planned_in_one_import(world: World) -> None:
    kids = "child\nN-ada\nN-ben\n"
    taken(
        world,
        {
            "children.csv": kids,
            "reviews.csv": "review,child,started,status\nP-1,N-ada,2026-01-04,planned\nP-0,N-ada,2026-01-03,cancelled\n",
        },
    )
    later = "review,child,started,status\nP-0,N-ada,2027-02-01,planned\nP-1,N-ada,2026-01-04,held\n"
    batch = taken(world, {"children.csv": kids, "reviews.csv": later})
    assert not batch.problems.filter(severity="error").exists()
    assert dict(Review.objects.filter(number__in=["P-0", "P-1"]).values_list("number", "status")) == {
        "P-0": "planned",
        "P-1": "held",
    }


def test_two_children_swap_their_planned_reviews(world: World) -> None:
    kids, head = "child\nN-ada\nN-ben\n", "review,child,started,status\n"
    taken(world, {"children.csv": kids, "reviews.csv": head + "P-1,N-ada,2027-01-04,planned\nP-2,N-ben,2027-01-05,planned\n"})
    taken(world, {"children.csv": kids, "reviews.csv": head + "P-1,N-ben,2027-01-04,planned\nP-2,N-ada,2027-01-05,planned\n"})
    assert Review.objects.get(number="P-1").child == world.children["ben"]


def test_an_end_before_the_start_that_is_held_is_set_aside(world: World) -> None:
    taken(world, {"children.csv": "child\nN-ada\n", "staff.csv": "staff,role,started,ended\nS-1,iro,2020-01-01,2023-01-01\n"})
    batch = taken(world, {"children.csv": "child\nN-ada\n", "staff.csv": "staff,role,started\nS-1,iro,2024-01-01\n"})
    assert "would lie before started, 1 January 2024" in batch.problems.get(rule="import.order").sentence
    assert Staff.objects.get(number="S-1").started == date(2020, 1, 1)


def test_unknown_codes_are_left_blank_or_set_aside_and_never_asked_about_again(world: World) -> None:
    files = {"children.csv": "child,sex\nX-2,perhaps\n", "milestones.csv": "child,kind,on\nX-2,midway_chek,2024-01-01\n"}
    batch = taken(world, files)
    assert set(batch.problems.filter(rule="import.code").values_list("severity", "column")) == {
        ("warning", "sex"),
        ("error", "kind"),
    }
    assert Child.objects.get(number="X-2").sex == "" and not Child.objects.get(number="X-2").milestones.exists()
    assert all(not counts["added"] + counts["changed"] for counts in came(world, files).changes.values())


def test_what_no_index_could_hold_is_set_aside_with_what_belongs_to_it(world: World) -> None:
    long = "".join(chr(97 + (place * place) % 26) for place in range(20_000))
    files = {
        "children.csv": f"child,last_name\n{long},\nX-3,{long}\nX-4,\n",
        "reviews.csv": f"review,child,started,status\nR-9,{long},2024-01-01,held\n",
    }
    batch = taken(world, files)
    assert {count["file"]: count["rejected"] for count in batch.counts} == {"children.csv": 2, "reviews.csv": 1}
    assert set(batch.problems.filter(severity="error").values_list("rule", flat=True)) == {"import.long"}
    assert Child.objects.filter(number="X-4").exists() and not Child.objects.filter(number="X-3").exists()


def test_an_older_file_needs_to_be_agreed_to(world: World) -> None:
    head = "child,staff,on,kind\n"
    taken(world, {"children.csv": "child\nN-ada\n", "contacts.csv": f"{head}N-ada,iro-1,{ago(5)},call\n"})
    batch = came(world, {"children.csv": "child\nN-ada\n", "contacts.csv": f"{head}N-ada,iro-1,{ago(50)},call\n"})
    assert batch.older
    with pytest.raises(Unfit, match="earlier days"):
        confirm(by=reader(world), batch=batch)
    assert confirm(by=reader(world), batch=batch, older=True).state == "confirmed"


def test_what_changed_meanwhile_is_shown_anew_and_nothing_is_taken(world: World) -> None:
    batch = came(world, {"children.csv": "child,first_name\nN-ada,Adah\n"})
    Child.objects.filter(number="N-ada").update(first_name="Adaline")
    with pytest.raises(Changed, match="look at it again"):
        confirm(by=reader(world), batch=batch)
    batch.refresh_from_db()
    assert batch.state == "read" and Child.objects.get(number="N-ada").first_name == "Adaline"
    assert confirm(by=reader(world), batch=batch).state == "confirmed"


def test_what_others_did_elsewhere_meanwhile_is_no_hindrance(world: World) -> None:
    batch = came(world, {"children.csv": "child,first_name\nN-ada,Adah\n"})
    contacts.record_contact(by=reader(world, "iro-1"), child=world.children["ben"], on=ago(1), kind="call")
    assert confirm(by=reader(world), batch=batch).state == "confirmed"


def test_files_are_kept_closed_while_they_wait_and_deleted_after(world: World, django_capture_on_commit_callbacks: Any) -> None:
    batch = came(world, {"children.csv": KIDS})
    folder = folder_of(batch)
    assert folder.stat().st_mode & 0o777 == 0o700 == folder.parent.stat().st_mode & 0o777
    with django_capture_on_commit_callbacks(execute=True):
        confirm(by=reader(world), batch=batch)
    assert not folder.exists()
    other = came(world, {"children.csv": KIDS})
    with django_capture_on_commit_callbacks(execute=True):
        discard(by=reader(world), batch=other)
    assert not folder_of(other).exists() and other.state == "discarded"
    (folder.parent / "left-behind").mkdir()
    assert forget_the_rest() >= 1 and not (folder.parent / "left-behind").exists()


def test_nothing_is_confirmed_or_discarded_twice(world: World) -> None:
    batch = taken(world, {"children.csv": KIDS})
    with pytest.raises(Unfit, match="confirmed already"):
        confirm(by=reader(world), batch=batch)
    with pytest.raises(Unfit, match="confirmed already"):
        discard(by=reader(world), batch=batch)


@pytest.mark.parametrize("number", ["iro-1", "sm-1", "bs-1", "ig-1", "ta-1"])
def test_only_the_data_officer_brings_files_in(world: World, number: str) -> None:
    with pytest.raises(Refused):
        came(world, {"children.csv": KIDS}, number)
    batch = came(world, {"children.csv": KIDS})
    for do in (confirm, discard):
        with pytest.raises(Refused):
            do(by=reader(world, number), batch=batch)


def test_what_cannot_be_read_is_refused_with_its_sentence(world: World) -> None:
    with pytest.raises(UnreadableFile, match="spreadsheet"):
        came(world, {"return.xlsx": "PK"})
    with pytest.raises(UnreadableFile, match="no column child"):
        came(world, {"children.csv": "name\nAnn\n"})
    assert Import.objects.get().state == "refused"


def test_a_return_is_measured_twice(world: World, tmp_path: Path) -> None:
    header = "CHILD,SEX,DOB,ETHNIC,UPN\nN-ada,2,01/02/2015,WBRI,U1\n"
    came_in = ago(400)
    episodes = f"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\nN-ada,{came_in:%d/%m/%Y},S,C2,N1,U4,PR1,,\n"
    reviews = f"CHILD,DOB,REVIEW,REVIEW_CODE\nN-ada,01/02/2015,{ago(380):%d/%m/%Y},PN1\n"
    batch = came(world, {"header.csv": header, "episodes.csv": episodes, "reviews.csv": reviews})
    told = batch.told["shares"]
    assert batch.kind == "SSDA903" and told["file"] == [1, 1]
    assert told["records"][1] > 1 and told["after"] == told["records"]
    assert any(
        "not in the files" in line.sentence and line.child == "N-ada"
        for line in batch.lacking.filter(side="file", table="reviews")
    )


def test_the_lines_of_a_reconciliation_name_nobody(world: World) -> None:
    changed = {table: rows.drop("pk") for table, rows in frames().items()}
    changed["children"] = changed["children"].with_columns(last_name=pl.lit("Secretname"), first_name=None)
    changed["decisions"] = changed["decisions"].with_columns(text=pl.lit("Secretword"))
    batch = read_in(by=reader(world), given=_written(changed), name="x")
    sentences = " ".join(batch.lacking.values_list("sentence", flat=True))
    assert "Child N-ada: the child's record: last name changes." in sentences
    assert "first name is blank in the files" in sentences
    assert not any(word in sentences for word in ("Secretname", "Secretword", "canary", "Ada"))


def _written(tables: dict[str, pl.DataFrame]) -> Path:
    import tempfile

    folder = Path(tempfile.mkdtemp())
    write_open_format(tables, folder)
    return folder


def test_an_import_asks_the_database_a_number_of_questions_that_does_not_grow(world: World) -> None:
    from django.test.utils import CaptureQueriesContext

    def asked(count: int, name: str) -> int:
        rows = "".join(f"{name}-{place},Kid\n" for place in range(count))
        with CaptureQueriesContext(connection) as found:
            taken(world, {"children.csv": f"child,first_name\n{rows}"})
        return len(found)

    assert asked(300, "A") <= asked(3, "B") + 5
