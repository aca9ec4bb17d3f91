"""What a table was made from: a change of one stage's code redoes that stage, and none before it."""

import shutil
from pathlib import Path

import pytest

from pipeline import keys
from pipeline.keys import code_version, reader_version
from pipeline.settings import RunSettings


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the code, to be changed."""
    copy = tmp_path / "pipeline"
    shutil.copytree(keys._HERE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(keys._HERE.parent / "models", tmp_path / "models")
    monkeypatch.setattr(keys, "_HERE", copy)
    return copy


def _versions() -> dict[str, str]:
    code_version.cache_clear()
    made = {
        "read": reader_version(RunSettings(), "engine 1"),
        "extract": code_version("letters", "mentions", "../models/confidence.yaml"),
        "check": code_version("findings"),
    }
    code_version.cache_clear()
    return made


def _change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "before", "after", "made_anew"),
    [
        ("words/tsv.py", "_COLUMNS: Final = 12", "_COLUMNS: Final = 13", {"read"}),
        ("mentions/phones.py", '"""', '"""Other. ', {"extract"}),
        ("mentions/topics.yaml", ":", ": # other", {"extract"}),
        ("../models/confidence.yaml", ":", ": # other", {"extract"}),
        ("findings/burst.py", '"""', '"""Other. ', {"check"}),
        ("report/write.py", '"""', '"""Other. ', set()),
        # a new column of letters, of findings, of pages; a comment
        ("records/rows.py", "class LetterRow:", "class LetterRow:\n    other: int", {"extract", "check"}),
        ("records/findings.py", "class Finding:", "class Finding:\n    other: int", {"check"}),
        ("records/pages.py", "class Page:", "class Page:\n    other: int", {"read", "extract"}),
        ("records/boxes.py", "class Box:", "class Box:\n    other: int", {"read", "extract", "check"}),
        ("records/boxes.py", "class Box:", "# another word\nclass Box:", set()),
    ],
)
def test_what_a_change_of_the_code_makes_anew(
    house: Path, file: str, before: str, after: str, made_anew: set[str]
) -> None:
    old = _versions()
    _change(house / file, before, after)
    new = _versions()
    assert {stage for stage in old if old[stage] != new[stage]} == made_anew
