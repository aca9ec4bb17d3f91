"""Scans that go away while they are read: what is known of them stays."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline import read, tables
from pipeline.errors import RunError
from pipeline.inbox import InputFile
from pipeline.reading import time_page
from pipeline.settings import RunSettings
from tests.conftest import Courrier

Rows = list[dict[str, Any]]


@pytest.fixture
def settings(tmp_path: Path) -> RunSettings:
    """Two files in each of two mailings and loose; all are read."""
    for number, folder in enumerate(("", "m", "n")):
        (tmp_path / "raw" / folder).mkdir(parents=True, exist_ok=True)
        for name in "ab":
            picture = Image.new("L", (900, 500), 255)
            told = f"Toulon, le {number + 1} mars 201{ord(name) % 10}"
            ImageDraw.Draw(picture).text((60, 60), told, fill=0, font=ImageFont.load_default(40))
            picture.save(tmp_path / "raw" / folder / f"{name}.png", dpi=(150, 150))
    settings = RunSettings(tmp_path / "raw", tmp_path / "out", in_process=True, force=True)
    assert list(read.read_mailings(settings)) == ["default", "m", "n"]
    return settings


def _rows(settings: RunSettings) -> dict[str, Rows]:
    return {
        f"{mailing} {name}": tables.read_rows(settings.out, name, mailing)
        for mailing in ("default", "m", "n")
        for name in ("documents", "pages", "words")
    }


def _before_reading(monkeypatch: pytest.MonkeyPatch, source: str, act: Callable[[], object]) -> None:
    def act_and_read(file: InputFile, *what: Any) -> Any:
        if file.source == source:
            act()
        return time_page(file, *what)

    monkeypatch.setattr(read, "time_page", act_and_read)


@pytest.mark.slow
@pytest.mark.parametrize("empty", [False, True])  # as a folder on which a disk is no longer mounted
def test_an_input_folder_that_goes_away_ends_the_run(
    empty: bool, settings: RunSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_away() -> None:
        settings.raw.rename(settings.raw.with_name("elsewhere"))
        if empty:
            settings.raw.mkdir()

    before = _rows(settings)
    _before_reading(monkeypatch, "b.png", take_away)
    with pytest.raises(RunError, match="has gone meanwhile: connect it again"):
        list(read.read_mailings(settings))
    assert _rows(settings) == before


@pytest.mark.slow
def test_a_mailing_that_goes_away_is_left_as_it_was_and_the_run_goes_on(
    settings: RunSettings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = _rows(settings)
    _before_reading(monkeypatch, "m/b.png", lambda: shutil.rmtree(settings.raw / "m"))
    assert list(read.read_mailings(settings)) == ["default", "n"]
    assert _rows(settings) == before
    assert "m: its folder has gone meanwhile" in caplog.text


@pytest.mark.slow
def test_a_file_that_goes_away_is_a_file_that_failed(settings: RunSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    _before_reading(monkeypatch, "m/b.png", (settings.raw / "m/b.png").unlink)
    assert list(read.read_mailings(settings)) == ["default", "m", "n"]
    rows = tables.read_rows(settings.out, "documents", "m")
    assert [row["error_code"] for row in rows] == [None, "unreadable"]


@pytest.mark.slow
def test_a_mailing_that_left_is_told_with_all_that_is_to_be_deleted(
    settings: RunSettings, courrier: Courrier, tmp_path: Path
) -> None:
    raw, out = settings.raw, settings.out
    assert courrier("run", raw, out).returncode == 0
    (raw / "m").rename(tmp_path / "m")
    told = courrier("run", raw, out).stderr
    assert "'m' is not in" in told
    for pattern in re.search(r"delete (\S+) and (\S+)\.\n", " ".join(told.split()) + "\n").groups():  # type: ignore[union-attr]
        for path in out.parent.glob(str(Path(pattern).relative_to(out.parent))):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    left = [path for path in out.rglob("*") if re.fullmatch(r"(mailing=)?m(\..*)?", path.name)]
    assert [path for path in left if not path.relative_to(out).parts[0].startswith(".")] == []
