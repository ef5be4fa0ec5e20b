"""The pages on which files come in, as each role sees them, and every bad file of the corpus sent through them."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from footprint.records.models import AuditChild, Child, Import
from tests.corpus.case import Case
from tests.corpus.test_corpus import CASES
from tests.integration.doors import doors
from tests.integration.world import CHILDREN, ROLES, World, ago, canary
from tests.properties.often import TIMES

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def at_once(settings: Any) -> None:
    """Tasks run where they are asked for."""
    settings.TASKS = IMMEDIATE


def send(client: Client, files: dict[str, str | bytes], **more: Any) -> Any:
    sent = [SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text) for name, text in files.items()]
    return client.post("/data/upload/", {"sent": sent, **more})


def words(response: Any) -> str:
    """The text of a page, as a person reads it."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


EPISODES = f"child,decom,rne,ls,place,dec,rec\nN-ada,{ago(400)},S,C2,U4,{ago(3)},E4A\nN-ben,{ago(401)},S,C2,U4,,\n"
FILES: dict[str, str | bytes] = {
    "children.csv": "child,first_name\nN-ada,Adah\nN-ben,\nX-1,Xan\nX-1,Xan\n\n",
    "episodes.csv": EPISODES,
}


@pytest.fixture
def waiting(client_of: Any, world: World) -> Import:
    """An import that waits, with an exception, a rejected row and a skipped one."""
    send(client_of("do-1"), FILES)
    return Import.objects.get()


def test_files_are_sent_looked_at_and_confirmed(client_of: Any, world: World) -> None:
    client = client_of("do-1")
    response = send(client, FILES, name="from the spreadsheet")
    batch = Import.objects.get()
    assert response.headers["Location"] == f"/data/{batch.public}/"
    shown = words(client.get(response.headers["Location"]))
    assert "from the spreadsheet to confirm" in shown
    assert "7 rows = 5 accepted + 1 rejected + 1 skipped." in shown
    assert "Episodes that end 1" in shown and "Child N-ada: the episode that began on" in shown
    assert "I have seen the exception" in shown
    assert client.post(response.headers["Location"], {"confirm": "yes"}).status_code == 422
    done = client.post(response.headers["Location"], {"confirm": "yes", "ticks": ["seen"]}, follow=True)
    assert "confirmed" in words(done) and Child.objects.get(number="X-1").first_name == "Xan"
    assert client.get("/").status_code == 200


def test_an_older_file_has_a_tick_of_its_own(client_of: Any, world: World) -> None:
    client, head = client_of("do-1"), "child,staff,on,kind\n"
    for days, ticks in ((5, []), (50, ["older"])):
        response = send(client, {"children.csv": "child\nN-ada\n", "contacts.csv": f"{head}N-ada,iro-1,{ago(days)},call\n"})
        address = response.headers["Location"]
        if ticks:
            assert "older than what was confirmed before" in words(client.get(address))
            assert client.post(address, {"confirm": "yes"}).status_code == 422
        client.post(address, {"confirm": "yes", "ticks": ticks})
    assert Import.objects.filter(state="confirmed").count() == 2


def test_the_same_files_again_say_so(client_of: Any, waiting: Import) -> None:
    client = client_of("do-1")
    client.post(f"/data/{waiting.public}/", {"confirm": "yes", "ticks": ["seen"]})
    again = send(client, FILES).headers["Location"]
    assert "These very files were confirmed before. They say nothing new: nothing changes." in words(client.get(again))


def test_what_changed_meanwhile_is_shown_again(client_of: Any, world: World, waiting: Import) -> None:
    Child.objects.filter(number="N-ada").update(first_name="Adaline")
    response = client_of("do-1").post(f"/data/{waiting.public}/", {"confirm": "yes", "ticks": ["seen"]}, follow=True)
    assert "The records have changed since these files were read" in words(response)
    assert not Child.objects.filter(number="X-1").exists()


def test_files_are_discarded(client_of: Any, waiting: Import) -> None:
    response = client_of("do-1").post(f"/data/{waiting.public}/", {"discard": "yes"}, follow=True)
    assert "The files are discarded. Nothing was changed." in words(response)
    assert "discarded" in words(client_of("do-1").get("/data/"))


def test_a_page_that_waits_asks_again_by_itself(client_of: Any, waiting: Import) -> None:
    address = f"/data/{waiting.public}/"
    assert b'http-equiv="refresh"' not in client_of("do-1").get(address).content
    Import.objects.update(state="reading", progress="episodes.csv")
    response = client_of("do-1").get(address)
    assert b'http-equiv="refresh"' in response.content and "Now: episodes.csv" in words(response)


def test_a_fault_while_reading_or_confirming_is_a_sentence(client_of: Any, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of("do-1")
    address = send(client, {"children.csv": "child\nN-ada\n"}).headers["Location"]

    def broken(*args: object, **more: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("footprint.actions.imports.confirming.apply", broken)
    assert "Something went wrong while this was confirmed" in words(client.post(address, {"confirm": "yes"}, follow=True))
    monkeypatch.setattr("footprint.actions.imports.reading.preview", broken)
    other = send(client, {"children.csv": "child\nN-ada\n"}).headers["Location"]
    assert "Something went wrong while the files were read" in words(client.get(other))


def test_the_reconciliation_tells_each_side_and_links_only_whom_one_may_see(
    client_of: Any, world: World, waiting: Import
) -> None:
    address = f"/data/{waiting.public}/reconciliation/"
    mine = client_of("do-1")
    assert "Child N-ada: the child's record: first name changes." in words(mine.get(address))
    assert "Child N-cleo: the child's record is held here, but not in the files." in words(mine.get(f"{address}?side=file"))
    assert "the child's record was not held here" in words(mine.get(f"{address}?side=held"))
    ada = f"/child/{world.children['ada'].public}/"
    assert ada not in mine.get(address).content.decode()
    assert ada in client_of("sm-1").get(address).content.decode()
    told = AuditChild.objects.filter(event__record="import", event__actor=str(world.users["sm-1"].public))
    assert world.children["ada"].public in told.values_list("child", flat=True)


def test_problems_are_told_narrowed_and_saved_as_a_file_without_formulas(client_of: Any, world: World) -> None:
    client = client_of("do-1")
    send(client, {"children.csv": "child,dob\nN-ada,=1+1\nN-ben,soon\n", "=cmd.csv": "child\n"})
    shown = words(client.get("/data/problems/?severity=warning&file=children.csv"))
    assert "2 problems" in shown and "=1+1" in shown
    rows = list(csv.DictReader(io.StringIO(client.get("/data/problems.csv").content.decode("utf-8-sig"))))
    assert [row["child"] for row in rows if row["file"] == "children.csv"] == ["N-ada", "N-ben"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_an_iro_sees_the_problems_of_own_children_alone(client_of: Any, world: World) -> None:
    send(client_of("do-1"), {"children.csv": "child,dob\nN-ada,zqsoon\nN-dev,zqlater\n"})
    for number, own, other in (("iro-1", "zqsoon", "zqlater"), ("iro-2", "zqlater", "zqsoon")):
        for address in ("/data/problems/", "/data/problems.csv"):
            body = client_of(number).get(address).content.decode()
            assert own in body and other not in body


@pytest.mark.parametrize("number", [*ROLES, "ig-1", "ta-1"])
def test_who_may_open_an_import(client_of: Any, world: World, waiting: Import, number: str) -> None:
    sees = number in ("do-1", "sm-1", "ig-1")
    client = client_of(number)
    for name in ("import", "reconciliation"):
        door = next(door for door in doors() if door.name == name)
        response = client.get(door.address(waiting.public))
        assert response.status_code == (200 if sees else 403)
        assert client.get(door.address()).status_code == (404 if sees else 403)
        assert not any(canary(child) in response.content.decode() for child in CHILDREN)
    may = number == "do-1"
    assert client.post(f"/data/{waiting.public}/", {"confirm": "yes", "ticks": ["seen"]}).status_code == (302 if may else 403)
    assert Child.objects.filter(number="X-1").exists() is may


def test_where_files_are_kept_is_not_said(client_of: Any, world: World) -> None:
    client = client_of("do-1")
    send(client, {"caseload.csv": "CHILD,TEAM\nA1,North\n"})
    batch = Import.objects.get()
    assert batch.state == "refused"
    assert "What was sent holds no file of an SSDA903 return." in words(client.get(f"/data/{batch.public}/"))


@pytest.mark.parametrize("case", CASES[:: 1 if TIMES > 1 else 3], ids=lambda case: case.name)
def test_whatever_is_sent_there_is_an_answer(client_of: Any, world: World, case: Case) -> None:
    """Never a fault, never a row that is lost in silence, and always the sentence. (By day a third: the readers get them all.)"""
    client = client_of("do-1")
    response = send(client, dict(case.files))
    assert response.status_code in (302, 422)
    if response.status_code == 302:
        response = client.get(response.headers["Location"])
    batch = Import.objects.first()
    if case.refused or _is_flattened(case):
        assert (case.refused or "is there twice") in words(response) and (batch is None or batch.state == "refused")
        return
    assert batch is not None and batch.state == "read", batch and batch.said
    assert all(count["rows"] == count["accepted"] + count["rejected"] + count["skipped"] for count in batch.counts)
    told = " ".join(batch.problems.values_list("sentence", flat=True))
    assert all(part in told for part in case.noted)
    ticks = ["seen"] if batch.told["exceptions"] else []
    done = client.post(f"/data/{batch.public}/", {"confirm": "yes", "ticks": ticks}, follow=True)
    assert Import.objects.get().state == "confirmed", words(done)


def _is_flattened(case: Case) -> bool:
    """Whether a browser, which sends no folders, sends two files by one name."""
    names = [name.rsplit("/", 1)[-1] for name in case.files]
    return len(set(names)) < len(names)
