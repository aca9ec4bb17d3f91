"""A letter in a compact notation → the pages a reader would have made of it, and the zone each line belongs to.

A line is `x y size zone text`: x and y in millimetres from the top left of an A4 page, size in points. `.` repeats
the value above; y `+` is the next line, `++` a new paragraph, `+n` n millimetres further down. `---` turns the page,
`blank` and `failed` are pages of that sort. `#` begins a remark, `=` a new letter with its kind: `= letter`.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.records import Box, Page, Word, Zone

_WIDTH, _HEIGHT, _POINT = 210.0, 297.0, 0.3528  # millimetres
_ADVANCE: Final = 0.5  # of the size, a letter's width
_SPACE: Final = 0.28
_PITCH: Final = 1.2
_PARAGRAPH: Final = 2.1
_X_HEIGHT, _CAP, _DESCENT = 0.5, 0.72, 0.21  # of the size
ZONES: Final = {
    "head": Zone.LETTERHEAD,
    "send": Zone.SENDER_ADDRESS,
    "rcpt": Zone.RECIPIENT,
    "refs": Zone.REFERENCES,
    "date": Zone.DATE_LINE,
    "subj": Zone.SUBJECT,
    "salu": Zone.SALUTATION,
    "body": Zone.BODY,
    "clos": Zone.CLOSING,
    "sign": Zone.SIGNATURE,
    "post": Zone.POSTSCRIPT,
    "encl": Zone.ENCLOSURES,
    "foot": Zone.FOOTER,
    "coup": Zone.COUPON,
}


@dataclass(slots=True)
class Paper:
    """What a notation says: pages to read, and what must be found in them."""

    pages: list[Page] = field(default_factory=list)
    zones: list[tuple[int, str, Zone]] = field(default_factory=list)
    letters: list[tuple[int, str]] = field(default_factory=list)  # first page and kind


def read_paper(path: Path, damage: Callable[[str], str] = str) -> Paper:
    """`damage` is done to the text of every line, as a poor reading would."""
    return write_paper(path.read_text("utf-8"), damage)


def write_paper(notation: str, damage: Callable[[str], str] = str) -> Paper:
    paper, pen = Paper(), _Pen()
    for raw in notation.splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("="):
            pen.turn(paper)
            paper.letters.append((len(paper.pages) + 1, line[1:].strip()))
        elif line in ("blank", "failed"):
            pen.turn(paper)
            paper.pages.append(_page(len(paper.pages) + 1, (), line))
        elif line == "---":
            pen.turn(paper)
        else:
            zone, text = pen.write(line, damage)
            paper.zones.append((len(paper.pages) + 1, text, zone))
    pen.turn(paper)
    return paper


def _page(number: int, words: tuple[Word, ...], state: str = "") -> Page:
    failed = state == "failed"
    return Page(
        "mail.pdf", number, 0 if failed else 2480, 0 if failed else 3508, 300.0, "ocr", 0, 0.0, state == "blank",
        0.9 if words else None, words, error_code="page_failed" if failed else None, error="x" if failed else None,
    )  # fmt: skip


class _Pen:
    """Where the last line was written, and the words of the page so far."""

    def __init__(self) -> None:
        self.x = self.y = self.size = 0.0
        self.block = -1
        self.line = -1
        self.words: list[Word] = []

    def turn(self, paper: Paper) -> None:
        if self.words:
            paper.pages.append(_page(len(paper.pages) + 1, tuple(self.words)))
        self.words, self.block, self.line = [], -1, -1

    def write(self, notation: str, damage: Callable[[str], str]) -> tuple[Zone, str]:
        x, y, size, zone, text = notation.split(maxsplit=4)
        before = self.size or float(size)
        self.size = self.size if size == "." else float(size)
        self.line += 1
        if y != "+":
            self.block += 1
        if y.startswith("+"):
            step = {"+": _PITCH * before * _POINT, "++": _PARAGRAPH * before * _POINT}
            self.y += step[y] if y in step else float(y[1:])
        else:
            self.y = float(y)
        self.x = self.x if x == "." else float(x)
        text = damage(text)
        left = self.x
        for word in text.split():
            right = left + len(word) * _ADVANCE * self.size * _POINT
            self.words.append(Word(word, 0.9, self._box(word, left, right), self.block, self.line, len(self.words)))
            left = right + _SPACE * self.size * _POINT
        return ZONES[zone], " ".join(text.split())

    def _box(self, word: str, left: float, right: float) -> Box:
        """Of the ink: `y` is where capitals begin."""
        plain = unicodedata.normalize("NFD", word)
        em = self.size * _POINT
        tall = any(sign.isupper() or sign.isdigit() or sign in "bdfhklti'’" for sign in plain)
        top = self.y + (0.0 if tall else (_CAP - _X_HEIGHT) * em)
        bottom = self.y + (_CAP + (_DESCENT if any(s in "gjpqyçQ,;()" for s in word) else 0)) * em
        return Box(left / _WIDTH, top / _HEIGHT, min(right / _WIDTH, 1.0), bottom / _HEIGHT)
