"""A child's record as a PDF: tagged, with a title and language, and no name where it does not belong."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from tests.integration.world import World, canary


def test_the_record_is_a_tagged_pdf(client_of: Any, world: World) -> None:
    response = client_of("iro-1").get(f"/child/{world.children['ada'].public}/record.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert canary("ada") not in response["Content-Disposition"]
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.docinfo["/Title"] == "A child's record"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_somebody_elses_child_is_not_printed(client_of: Any, world: World) -> None:
    assert client_of("iro-1").get(f"/child/{world.children['dev'].public}/record.pdf").status_code == 404
