"""What failed once and is read at the next run reaches the letters, though no scan and no code has changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline import read, stages, tables
from pipeline.errors import DocumentError
from pipeline.settings import RunSettings


@pytest.fixture
def settings(tmp_path: Path) -> RunSettings:
    (tmp_path / "raw/m").mkdir(parents=True)
    picture = Image.new("L", (900, 500), 255)
    ImageDraw.Draw(picture).text((60, 60), "Toulon, le 13 mars 2015", fill=0, font=ImageFont.load_default(40))
    picture.save(tmp_path / "raw/m/1.png", dpi=(150, 150))
    return RunSettings(tmp_path / "raw", tmp_path / "out", in_process=True)


def _fail(*_: Any) -> Iterator[Any]:
    raise DocumentError("timeout", "1")


@pytest.mark.slow
@pytest.mark.parametrize(("room", "task"), [(read, "time_page"), (read, "count_pages"), (stages, "extract_part")])
def test_a_failure_that_passes_leaves_no_trace(
    settings: RunSettings, monkeypatch: pytest.MonkeyPatch, room: Any, task: str
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(room, task, _fail)
        assert list(stages.run_mailings(settings)) == ["m"]
    assert [row["error_code"] for row in tables.read_rows(settings.out, "documents", "m")] == ["timeout"]
    assert not [row for row in tables.read_rows(settings.out, "letters", "m") if "Toulon" in row["text"]]
    assert list(stages.run_mailings(settings)) == ["m"]
    assert [row["status"] for row in tables.read_rows(settings.out, "documents", "m")] == ["ok"]
    assert [row["letter_place"] for row in tables.read_rows(settings.out, "letters", "m")] == ["Toulon"]
    assert "Toulon" in (settings.out / "report/m.html").read_text()
    before = tables.read_key(settings.out, ("letters", "mentions"), "m")
    assert list(stages.run_mailings(settings)) == ["m"]
    assert tables.read_key(settings.out, ("letters", "mentions"), "m") == before
