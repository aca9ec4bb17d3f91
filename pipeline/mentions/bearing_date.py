"""A letter and its mentions → the dates that the letter bears itself, best first."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.mentions.layout import top_lines
from pipeline.mentions.plain import plain
from pipeline.records import Letter, Line, Mention, Zone

# Roles of a date that tell of something else, wherever it stands
_NOT_BORNE: Final = frozenset(
    ("birth", "law", "deadline", "period", "appointment", "other_letter", "debit", "contract", "effect")
)
# «le 3 mars 2018», «Date : 13/02/15», «Date de facture 12 septembre 2018», «Édité le 3 mars 2015»: nothing but
# the date
_ALONE: Final = re.compile(
    r"^\W*(?:(?:date(?: (?:de|d'|du|d)\s?\w+)?|edite|emis|etabli|imprime|fait|envoye|recu|en date du)\s*:?\s*)?"
    r"(?:le|du|ce)?\W*"
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\W+)?$"
)
# «Envoyé : mardi 2 février 2021 à 14 h 32»
_HOUR: Final = re.compile(r"^,?\s(?:a\s)?\d{1,2}\s?[h:]\s?\d\d\W*$")
_MAX_AFTER: Final = 12  # characters behind a date that stands alone: a stop, «(1/2)»
# Where a date tells little of the letter's own
_ELSEWHERE: Final = frozenset((Zone.RECIPIENT, Zone.FOOTER, Zone.COUPON, Zone.ENCLOSURES, Zone.POSTSCRIPT))


def find_letter_dates(letter: Letter, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Distinct dates of the letter, best first; more than one where two claim to be it.

    In order: the dates of the date line; the date beside the place («Fait à Rennes, le ...»); a date alone on its line
    above the text; a date in the title of an act. Never a birth, a law, a limit or a date in the prose.
    """
    dates = [m for m in mentions if m.kind == "date" and m.date is not None]
    free = [m for m in dates if m.role not in _NOT_BORNE]
    place = next((m for m in mentions if m.kind == "place"), None)
    lines = {m.mention_id: letter.line_at(m.start) for m in dates}
    top = set(map(id, top_lines(letter)))

    def beside_place(m: Mention) -> bool:
        line = lines[m.mention_id]
        return place is not None and line is not None and line.start <= place.start < line.end and m.start >= place.end

    def alone_above(m: Mention) -> bool:
        line = lines[m.mention_id]
        return line is not None and id(line) in top and line.zone not in _ELSEWHERE and _stands_alone(letter, line, m)

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
