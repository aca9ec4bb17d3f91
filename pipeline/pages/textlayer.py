"""The text layer of a PDF page → its words, mended, in fractions of the upright page; none where it is no good text."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pdfplumber
from pdfplumber.utils.text import extract_words

from pipeline.pages.trust import is_good_text, meets_ink
from pipeline.records import Box, Picture, Word

_GAP: Final = 0.18  # of the type size: a wider gap between two letters is a space; the narrowest space has about 0.2
_DOUBLED_WITHIN: Final = 1.0  # points: bold made by printing a letter twice, slightly shifted
_MOST_TURNED: Final = 0.2  # share of letters that do not stand upright, from which the page is read as a picture
_INKLESS: Final = 0.1  # share of words without ink under them, from which the whole layer is doubted
_MOST_CHARACTERS: Final = 100_000  # a dense page has 8,000; far more is a damaged or hostile file

# zero-width characters and the soft hyphen tell the typesetter, not the reader
_UNSEEN: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u00ad"))
# TeX prints "é" as an accent over a letter: «´e», «e´», «c¸»
_ACCENTS: Final = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "¨": "\u0308", "¸": "\u0327",
}  # fmt: skip

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class DrawnPage:
    """A page as pdfium drew it.

    `seen`: the part that is drawn, left, bottom, right, top in the page's own points; `pages`: of the whole document.
    """

    picture: Picture
    seen: Rectangle
    pages: int


def read_text_layer(path: Path, page: int, drawn: DrawnPage) -> tuple[Word, ...]:
    """The words of page `page` (1-based) as pdfplumber finds them; empty where they cannot be trusted."""
    try:
        words = _extract(path, page, drawn)
    # pdfminer raises almost anything on damaged files; whatever it is, the page can still be read as a picture
    except Exception:  # noqa: BLE001
        return ()
    inked = tuple(word for word in words if meets_ink(word.box, drawn.picture))
    if len(words) - len(inked) > _INKLESS * len(words) or not is_good_text([word.text for word in inked]):
        return ()
    return inked


def _extract(path: Path, page: int, drawn: DrawnPage) -> tuple[Word, ...]:
    with pdfplumber.open(path, password="") as document:
        if len(document.pages) != drawn.pages:
            return ()  # pdfminer left out a page it could not read: its numbers are not those of pdfium
        sheet = document.pages[page - 1]
        if len(sheet.chars) > _MOST_CHARACTERS:
            return ()
        chars = sheet.dedupe_chars(tolerance=_DOUBLED_WITHIN, extra_attrs=("size",)).chars
        upright = [char for char in chars if _stands(char)]
        if not upright or len(upright) < (1 - _MOST_TURNED) * len(chars):
            return ()
        left, top, right, bottom = _seen_of(sheet, drawn.seen)
        found = extract_words(
            _join_accents(_without_stray_spaces(upright)), x_tolerance_ratio=_GAP, expand_ligatures=True
        )
    words = []
    for item in found:
        text = mend(item["text"])
        box = Box(
            (item["x0"] - left) / (right - left),
            (item["top"] - top) / (bottom - top),
            (item["x1"] - left) / (right - left),
            (item["bottom"] - top) / (bottom - top),
        )
        if text and box.x1 > 0 and box.y1 > 0 and box.x0 < 1 and box.y0 < 1:  # outside the crop box nothing is seen
            words.append(Word(text, 1.0, Box(max(box.x0, 0.0), max(box.y0, 0.0), min(box.x1, 1.0), min(box.y1, 1.0))))
    return tuple(words)


def _seen_of(sheet: Any, seen: Rectangle) -> Rectangle:
    """The part of the page that is drawn, as pdfplumber measures places: left, top, right, bottom, downwards.

    It turns the page but not its crop box.
    """
    x0, y0, x1, y1 = sheet.page_obj.mediabox
    left, bottom, right, top = seen
    match sheet.rotation:
        case 90:
            turned = (bottom - y0, x1 - right, top - y0, x1 - left)
        case 180:
            turned = (x1 - right, y1 - top, x1 - left, y1 - bottom)
        case 270:
            turned = (y1 - top, left - x0, y1 - bottom, right - x0)
        case _:
            turned = (left - x0, bottom - y0, right - x0, top - y0)
    from_left, from_top = sheet.mediabox[0], sheet.mediabox[1] + sheet.height
    return turned[0] + from_left, from_top - turned[3], turned[2] + from_left, from_top - turned[1]


def mend(text: str) -> str:
    """One word as a person would type it: ligatures split («ﬁn» → «fin»), zero-width characters gone, NFC."""
    split = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)
    return unicodedata.normalize("NFC", split.translate(_UNSEEN)).strip()


def _stands(char: dict[str, Any]) -> bool:
    a, b, c, d, _, _ = char["matrix"]
    return bool(a > 0 and d > 0 and abs(b) <= a and abs(c) <= d) and bool(char["upright"])


def _without_stray_spaces(chars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the spaces that lie inside letters: «a.b c@aphp.fr», the end of another text set under the «b»."""
    letters = [char for char in chars if not char["text"].isspace()]
    left, right, top, bottom = np.array([[c["x0"], c["x1"], c["top"], c["bottom"]] for c in letters]).reshape(-1, 4).T

    def is_stray(space: dict[str, Any]) -> bool:
        x, y = (space["x0"] + space["x1"]) / 2, (space["top"] + space["bottom"]) / 2
        return bool(((left < x) & (x < right) & (top < y) & (y < bottom)).any())

    return [char for char in chars if not (char["text"].isspace() and is_stray(char))]


def _join_accents(chars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put an accent that is printed over the letter before or after it onto that letter."""
    mended: list[dict[str, Any]] = []
    waiting: dict[str, Any] | None = None
    for char in chars:
        if char["text"] in _ACCENTS:
            if mended and _overlap(char, mended[-1]) and mended[-1]["text"].isalpha():
                mended[-1] = _with_accent(mended[-1], char)
            else:
                waiting = char
            continue
        if waiting is not None:
            if _overlap(waiting, char) and char["text"].isalpha():
                char = _with_accent(char, waiting)
            else:
                mended.append(waiting)
            waiting = None
        mended.append(char)
    return mended if waiting is None else [*mended, waiting]


def _with_accent(letter: dict[str, Any], accent: dict[str, Any]) -> dict[str, Any]:
    plain = letter["text"].replace("ı", "i").replace("ȷ", "j")
    return {**letter, "text": unicodedata.normalize("NFC", plain + _ACCENTS[accent["text"]])}


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the middle of `one` lies above or in the width of `other`, on the same line."""
    middle = (one["x0"] + one["x1"]) / 2
    return bool(other["x0"] <= middle <= other["x1"] and abs(one["bottom"] - other["bottom"]) < other["size"])
