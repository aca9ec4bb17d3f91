"""`--second-opinion`: what it needs is asked for before a page is read, and what it reads is kept apart."""

import importlib.util
from pathlib import Path

import pytest

from pipeline import read, tables, unread
from pipeline.errors import RunError
from pipeline.keys import READ
from pipeline.settings import RunSettings, WordSettings
from tests.bench.pages import make_page
from tests.conftest import Courrier
from tests.words.test_opinion import INSTALLED, FakeReader

ASKED = WordSettings(second_opinion=True)


def test_without_the_extra_the_run_ends_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "raw").mkdir()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(RunError, match="make second-opinion"):
        list(read.read_mailings(RunSettings(tmp_path / "raw", tmp_path / "out", words=ASKED)))


def test_a_reading_with_a_second_opinion_is_another_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "raw").mkdir()
    keys = set()
    for how, version in ((WordSettings(), "1"), (ASKED, "1"), (ASKED, "2")):
        monkeypatch.setattr(unread, "open_second", lambda version=version: FakeReader(version=version))
        list(read.read_mailings(RunSettings(tmp_path / "raw", tmp_path / "out", words=how)))
        keys.add(tables.read_key(tmp_path / "out", READ, "default"))
    assert len(keys) == 3


@pytest.mark.slow
@pytest.mark.skipif(not INSTALLED, reason="the extra second-opinion is not installed")
def test_a_second_opinion_changes_how_sure_numbers_are_and_no_word(tmp_path: Path, courrier: Courrier) -> None:
    (tmp_path / "raw").mkdir()
    make_page("dirty", 0).save(tmp_path / "raw", "dirty")
    read = []
    for options in ((), ("--second-opinion",)):
        done = courrier("read", tmp_path / "raw", tmp_path / "out", *options)
        assert done.returncode == 0, done.stderr
        read.append(tables.read_rows(tmp_path / "out", "words", "default"))
    once, twice = ([(row["text"], row["x0"], row["line"]) for row in rows] for rows in read)
    assert once == twice
    changed = [row["text"] for row, again in zip(*read, strict=True) if row["confidence"] != again["confidence"]]
    assert any(any(map(str.isdigit, text)) for text in changed)
    assert len(changed) < len(once) / 4
