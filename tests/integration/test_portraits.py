"""The IRO's photograph and telephone number: taken in safely, shown in letters, and as they were when the letter was made."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, PngImagePlugin

from footprint.actions import reviews
from footprint.actions.portraits import show_yourself
from footprint.actions.reviews.documents import outgoing
from footprint.domain.permissions import Refused
from footprint.exchange.portrait import MOST
from footprint.records.models import Portrait
from footprint.records.queries import Reader
from footprint.reports.outgoing import docx, pdf
from tests.integration.world import World

HERE = "/account/portrait/"


def photo(kind: str = "JPEG", size: tuple[int, int] = (600, 900), colour: str = "#884422") -> bytes:
    """A photograph with something beside the picture that nobody should learn."""
    out = io.BytesIO()
    picture = Image.new("RGB", size, colour)
    if kind == "JPEG":
        about = Image.Exif()
        about[0x010E] = "At Home Street"
        picture.save(out, kind, exif=about)
    else:
        beside = PngImagePlugin.PngInfo()
        beside.add_text("Comment", "At Home Street")
        picture.save(out, kind, pnginfo=beside)
    return out.getvalue()


@pytest.fixture
def iro(world: World) -> Reader:
    """An IRO."""
    return Reader(world.users["iro-1"], timezone.now())


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_is_cut_and_loses_what_stood_beside_it(client_of: Any, world: World, kind: str) -> None:
    sent = SimpleUploadedFile("me.jpg", photo(kind), "image/jpeg")
    client = client_of("iro-1")
    answer = client.post(HERE, {"picture": sent, "phone": "020 7946 0000"}, follow=True)
    made = Portrait.objects.get()
    kept = Image.open(io.BytesIO(bytes(made.picture)))
    assert (kept.format, kept.size) == ("JPEG", (360, 360)) and not kept.getexif()
    assert b"Home Street" not in bytes(made.picture)
    told = answer.content.decode()
    assert b64encode(bytes(made.picture)).decode() in told and "020 7946 0000" in told


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (b"not a picture", "no picture that can be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "no picture that can be read"),
        (photo()[:400], "no picture that can be read"),
        (photo(size=(60, 400)), "too small"),
        (b"x" * (MOST + 1), "larger than 10 MB"),
    ],
)
def test_what_is_no_photograph_is_refused_in_words(client_of: Any, sent: bytes, sentence: str) -> None:
    answer = client_of("iro-1").post(HERE, {"picture": SimpleUploadedFile("me.jpg", sent), "phone": ""})
    assert answer.status_code == 422 and sentence in answer.content.decode() and not Portrait.objects.exists()


def test_a_picture_of_very_many_points_is_refused_without_being_opened(client_of: Any) -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    answer = client_of("iro-1").post(HERE, {"picture": SimpleUploadedFile("me.png", bomb.getvalue()), "phone": ""})
    assert answer.status_code == 422 and not Portrait.objects.exists()


def test_a_number_that_is_none_is_refused(client_of: Any) -> None:
    answer = client_of("iro-1").post(HERE, {"phone": "my mobile"})
    assert answer.status_code == 422 and "in figures" in answer.content.decode()


def test_nobody_shows_themselves_who_has_no_children_to_write_to(client_of: Any, world: World) -> None:
    with pytest.raises(Refused):
        show_yourself(by=Reader(world.users["sw-1"], timezone.now()), picture=None, phone="020 7946 0000")
    assert client_of("sw-1").get(HERE).status_code == 403


def test_a_letter_shows_the_face_of_its_day_on_the_page_on_paper_and_in_word(iro: Reader, world: World) -> None:
    first = show_yourself(by=iro, picture=photo(), phone="020 7946 0000")
    letter = reviews.introduction_letter(by=iro, child=world.children["ada"], band="simple")
    show_yourself(by=iro, picture=photo(colour="#112233"), phone="")
    face = bytes(first.picture)
    [told] = [each for each in outgoing(letter).parts if each.photo]
    assert told.photo and told.photo.jpeg == face and told.photo.words == "A photograph of Iris Osprey"
    assert "ring me on 020 7946 0000 or write to me at iro-1@example.org" in told.text
    paper = pikepdf.open(io.BytesIO(pdf(outgoing(letter))))
    assert any(image.get("/Subtype") == "/Image" for image in paper.objects if isinstance(image, pikepdf.Stream))
    word = zipfile.ZipFile(io.BytesIO(docx(outgoing(letter))))
    assert face in [word.read(name) for name in word.namelist() if name.startswith("word/media/")]
    assert 'descr="A photograph of Iris Osprey"' in word.read("word/document.xml").decode()


def test_the_photograph_stays_when_only_the_number_changes_and_goes_when_it_is_taken_away(client_of: Any, iro: Reader) -> None:
    show_yourself(by=iro, picture=photo(), phone="")
    client = client_of("iro-1")
    client.post(HERE, {"phone": "020 7946 0001"})
    newest = Portrait.objects.latest("pk")
    assert newest.picture and newest.phone == "020 7946 0001"
    client.post(HERE, {"phone": "020 7946 0001", "without": "yes"})
    assert not Portrait.objects.latest("pk").picture
