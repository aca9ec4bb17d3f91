"""Lines with their zones in a compact notation → a letter whose lines stand where such zones stand on a page.

letterhead | Mairie de Saint-Aubin
recipient  | Madame Anne MARTIN
---                                     (a new page)
signature  | Le Maire,                  (a line without zone is body)
"""

import re

from pipeline.records import Box, Letter, Line, Mark, PlacedMark, PlacedWord, Zone

_SHORT = {
    "head": Zone.LETTERHEAD,
    "from": Zone.SENDER_ADDRESS,
    "to": Zone.RECIPIENT,
    "ref": Zone.REFERENCES,
    "date": Zone.DATE_LINE,
    "subj": Zone.SUBJECT,
    "hello": Zone.SALUTATION,
    "body": Zone.BODY,
    "bye": Zone.CLOSING,
    "sign": Zone.SIGNATURE,
    "ps": Zone.POSTSCRIPT,
    "pj": Zone.ENCLOSURES,
    "foot": Zone.FOOTER,
    "slip": Zone.COUPON,
}
_RIGHT = frozenset((Zone.RECIPIENT, Zone.DATE_LINE, Zone.SIGNATURE))
_PITCH, _HEIGHT, _LETTER = 0.018, 0.01, 0.009


def letter_of(notation: str, marks: tuple[PlacedMark, ...] = (), faint: str = "") -> Letter:
    """The letter; words that occur in `faint` were read with a confidence of 0.25, all others with 0.95."""
    rows = [line.strip() for line in notation.strip().splitlines()]
    text, lines, words = "", list[Line](), list[PlacedWord]()
    page, y, block, before = 1, 0.05, 0, None
    for row in rows:
        if row == "---":
            text, page, y, before = text.removesuffix("\n") + "\f", page + 1, 0.05, None
            continue
        name, bar, content = row.partition("|")
        zone = _SHORT[name.strip()] if bar else Zone.BODY
        content = content.strip() if bar else row
        if not content:
            y += _PITCH
            continue
        if zone is not before:
            block += 1
            y += _PITCH
        if zone is Zone.FOOTER:
            y = max(y, 0.92)
        left = 0.55 if zone in _RIGHT else 0.1
        start = len(text)
        for m in re.finditer(r"\S+", content):
            x0, x1 = (min(1.0, left + i * _LETTER) for i in m.span())
            sure = 0.25 if m[0] in faint.split() else 0.95
            words.append(PlacedWord(start + m.start(), start + m.end(), page, Box(x0, y, x1, y + _HEIGHT), sure))
        box = Box(left, y, min(1.0, left + len(content) * _LETTER), y + _HEIGHT)
        lines.append(Line(start, start + len(content), page, block, box, _HEIGHT, zone))
        text += content + "\n"
        y, before = y + _PITCH, zone
    return Letter("a.pdf#1", "a.pdf", 1, page, "letter", text, tuple(words), tuple(lines), marks, 0.95, 1.0)


def mark_at(page: int, x0: float, y0: float, score: float = 0.9) -> PlacedMark:
    """A scribble of the size of a signature."""
    return PlacedMark(page, Mark(Box(x0, y0, x0 + 0.15, y0 + 0.05), score))
