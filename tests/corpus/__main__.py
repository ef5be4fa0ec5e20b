"""Write the corpus out, for other programs to be tried on: `python -m tests.corpus FOLDER`.

A folder for each case with its files, and expected.json: what comes of each.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from tests.corpus.case import Case
from tests.corpus.test_corpus import CASES


def main(folder: Path) -> None:
    expected = {_named(case): _write(case, folder / _named(case)) for case in CASES}
    (folder / "expected.json").write_text(json.dumps(expected, indent=2, ensure_ascii=False), "utf-8")


def _named(case: Case) -> str:
    return re.sub(r"\W+", "-", case.name.lower()).strip("-")


def _write(case: Case, folder: Path) -> dict[str, object]:
    for name, content in case.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return {"case": case.name, "accepted": case.accepted, "told": case.told, "noted": case.noted, "refused": case.refused}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
