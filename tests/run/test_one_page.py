"""A worker holds the pixels of one page: those of the page before are gone when it loads the next."""

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline import pages
from pipeline.inbox import InputFile
from pipeline.pages import load_page
from pipeline.reading import read_page
from pipeline.records import DigitalPage
from pipeline.settings import PageSettings, WordSettings

_PAGES = 3


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    """A TIFF of a few typed pages."""
    sheets = []
    for number in range(_PAGES):
        sheet = Image.new("L", (827, 1169), 255)
        lines = "\n".join(f"Page {number} : nous vous remercions de votre courrier n° {line}." for line in range(12))
        ImageDraw.Draw(sheet).text((80, 120), lines, 0, ImageFont.load_default(20), spacing=16)
        sheets.append(sheet)
    path = tmp_path / "stack.tif"
    sheets[0].save(path, save_all=True, append_images=sheets[1:], dpi=(100, 100))
    return path


def test_the_pixels_of_a_page_are_gone_before_the_next(stack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[weakref.ref[Any]] = []
    left: list[int] = []

    def load(*what: Any) -> Any:
        gc.collect()
        left.append(sum(one() is not None for one in loaded))
        page = load_page(*what)
        scan = page.scan if isinstance(page, DigitalPage) else page
        loaded.append(weakref.ref(scan.image))
        return page

    monkeypatch.setattr(pages, "load_page", load)
    read = [
        read_page(InputFile(stack, stack.name), "image/tiff", number, PageSettings(), WordSettings())
        for number in range(1, _PAGES + 1)
    ]
    assert left == [0] * _PAGES
    assert all(f"Page {number}" in " ".join(word.text for word in page.words) for number, page in enumerate(read))
