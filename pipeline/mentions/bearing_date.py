"""A letter and its mentions → the dates that the letter bears itself, best first."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.mentions.layout import top_lines
from pipeline.mentions.plain import plain
from pipeline.mentions.receipts import is_received
from pipeline.mentions.references_tables import cells_of
from pipeline.records import Box, Letter, Line, Mention, Zone

# Roles of a date that tell of something else, wherever it stands
_NOT_BORNE: Final = frozenset(
    ("birth", "law", "deadline", "period", "appointment", "other_letter", "debit", "contract", "effect")
)
# «le 3 mars 2018», «Date : 13/02/15», «Date de facture 12 septembre 2018», «Édité le 3 mars 2015»: nothing but
# the date
_ALONE: Final = re.compile(
    r"^\W*(?:(?:date(?: (?:de|d'|du|d)\s?\w+)?|edite|emis|etabli|imprime|fait|envoye|en date du)\s*:?\s*)?"
    r"(?:le|du|ce)?\W*"
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\W+)?$"
)
# «Envoyé : mardi 2 février 2021 à 14 h 32»
_HOUR: Final = re.compile(r"^,?\s(?:a\s)?\d{1,2}\s?[h:]\s?\d\d\W*$")
_MAX_AFTER: Final = 12  # characters behind a date that stands alone: a stop, «(1/2)»
# «Date», a heading of its own; not «Date d'échéance»
_HEADING: Final = re.compile(r"\W*date(?: (?:du courrier|de la lettre|d'(?:emission|envoi|edition|etablissement)))?\W*")
# «Date d'échéance» / «03/05/2011»: the heading of another date over it
_OTHER_HEADING: Final = re.compile(
    r"\bdate (?:limite|d[eu]\b|d')(?! (?:courrier|facture|facturation))[^\n]{0,30}\n\W*$"
)
_MOST_ABOVE: Final = 60  # characters
_BELOW: Final = 3.5  # heights of the letters, from a heading to the date under it
# Where a date tells little of the letter's own
_ELSEWHERE: Final = frozenset((Zone.RECIPIENT, Zone.FOOTER, Zone.COUPON, Zone.ENCLOSURES, Zone.POSTSCRIPT))


def find_letter_dates(letter: Letter, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Distinct dates of the letter, best first; more than one where two claim to be it.

    In order: the dates of the date line; the date beside the place («Fait à Rennes, le ...»); a date under or beside
    the heading «Date»; a date alone on its line above the text; a date in the title of an act. Never a birth, a law, a
    limit, a date in the prose or the stamp of the post room («Reçu le ...»).
    """
    text = plain(letter.text)
    dates = [m for m in mentions if m.kind == "date" and m.date is not None and not is_received(text, m.start)]
    free = [m for m in dates if m.role not in _NOT_BORNE]
    place = next((m for m in mentions if m.kind == "place"), None)
    lines = {m.mention_id: letter.line_at(m.start) for m in dates}
    top = set(map(id, top_lines(letter)))

    def beside_place(m: Mention) -> bool:
        line = lines[m.mention_id]
        return place is not None and line is not None and line.start <= place.start < line.end and m.start >= place.end

    def alone_above(m: Mention) -> bool:
        line = lines[m.mention_id]
        if line is None or id(line) not in top or line.zone in _ELSEWHERE:
            return False
        other = _OTHER_HEADING.search(text, max(0, m.start - _MOST_ABOVE), m.start)
        return not other and _stands_alone(letter, line, m)

    headings = [box for line in top_lines(letter) for box in _headings(letter, text, line)]

    def headed(m: Mention) -> bool:
        line = lines[m.mention_id]
        return line is not None and id(line) in top and any(_belongs(letter, line, m, box) for box in headings)

    def in_title(m: Mention) -> bool:
        line = lines[m.mention_id]
        return (
            line is not None
            and line.zone is Zone.SUBJECT
            and bool(_ACT_DATED.search(plain(letter.text[line.start : m.start])))
        )

    lettered = [m for m in dates if m.role == "letter"]
    for choice in (
        sorted(lettered, key=lambda m: not beside_place(m)),
        [m for m in dates if beside_place(m)],
        [m for m in dates if headed(m)],
        [m for m in free if alone_above(m)],
        [m for m in dates if in_title(m)],
    ):
        if choice:
            return tuple({m.date: m for m in reversed(choice)}.values())[::-1]
    return ()


_ACT_DATED: Final = re.compile(
    r"\b(?:arrete|decision|deliberation|decret|ordonnance)\b.{0,40}\bdu\s*$|\ben date du\s*$"
)


def _stands_alone(letter: Letter, line: Line, mention: Mention) -> bool:
    before = plain(letter.text[line.start : mention.start])
    rest = plain(letter.text[mention.end : line.end])
    return bool(_ALONE.match(before)) and (len(rest) <= _MAX_AFTER or bool(_HOUR.match(rest)))


def _headings(letter: Letter, text: str, line: Line) -> list[Box]:
    """Where «Date» stands in a cell of its own: a heading of the reference block."""
    cells = [(a, b) for a, b in cells_of(letter, line) if _HEADING.fullmatch(text, a, b)]
    return [Box.around(word.box for word in words) for a, b in cells if (words := letter.words_in(a, b))]


def _belongs(letter: Letter, line: Line, mention: Mention, heading: Box) -> bool:
    """Whether the date stands in the column of the heading, on the next row, or is the next thing on its row."""
    words = [word.box for word in letter.words_in(mention.start, mention.end)]
    if not words or line.page != letter.page_start:
        return False
    box = Box.around(words)
    if box.y0 < heading.y1 and box.y1 > heading.y0:
        level = [w.box for w in letter.words if w.page == line.page and w.box.y0 < box.y1 and w.box.y1 > box.y0]
        return box.x0 > heading.x1 and not any(heading.x1 <= w.x0 < box.x0 for w in level)
    gap = box.y0 - heading.y1
    return -line.height < gap < _BELOW * line.height and box.x0 < heading.x1 and box.x1 > heading.x0
