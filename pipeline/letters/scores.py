"""A row and its surroundings → how well it fits each stage of a letter, in points.

The points were set by hand on letters of many kinds (`tests/letters/mail`) and checked on real pages; a row that names
its stage (`STRONG`) outweighs one unusual step from stage to stage.
"""

from collections.abc import Mapping
from typing import Final

from pipeline.letters.clues import ADDRESS, Clue, is_reference
from pipeline.letters.layout import is_prose
from pipeline.letters.places import HEAD_CLUES, PAGE_HEAD, Place
from pipeline.records import Zone

STRONG: Final = 6.0
_NEVER: Final = -8.0
_RECALLS: Final = 4.0  # «... de croire, Monsieur le Maire, à ...»
_ELSE: Final = -2.0  # a row that goes on with a stage which only its first row names: the second line of a closing

_TOP: Final = 0.2
_UPPER: Final = 0.35
_MIDDLE: Final = 0.5
_RIGHT: Final = 0.4
_LOWEST_TITLE: Final = 0.6
_LONGEST_TITLE: Final = 15  # words
_LONGEST_SIGNATURE: Final = 7  # rows
_SHORT: Final = 6  # words

_BY_CLUE: Final = (
    (Zone.POSTSCRIPT, Clue.POSTSCRIPT),
    (Zone.ENCLOSURES, Clue.ENCLOSURES),
    (Zone.COUPON, Clue.COUPON),
)
_BODY: Final = {Clue.ACT: 4.0, Clue.ARTICLE: 2.0, Clue.AMOUNT: 1.0, Clue.BULLET: 0.5}
_NO_HEAD: Final = {Clue.ACT: -3.0, Clue.AMOUNT: -1.0}
_NO_SIGNATURE: Final = {Clue.ACT: -2.0, Clue.BULLET: -1.5}
_SUBJECT_NEXT: Final = {Clue.TITLE_NEXT: 2.0, Clue.CAPITALS: 1.0}
_NO_SUBJECT: Final = ADDRESS | {Clue.REFERENCES, Clue.ACT, Clue.SENT_BY, Clue.AMOUNT}


def score_stages(place: Place) -> dict[Zone, float]:
    """Points of a row for every stage; `LETTERHEAD` stands for the whole head."""
    clues, row = place.clues, place.row
    score = {
        Zone.LETTERHEAD: _score_head(place),
        Zone.DATE_LINE: STRONG if Clue.DATE_LINE in clues and not (place.ends_sentence or place.celled) else _NEVER,
        Zone.SUBJECT: _score_subject(place),
        Zone.SALUTATION: STRONG if place.greets else _NEVER,
        Zone.BODY: _score_body(place),
        Zone.CLOSING: _ELSE,
        Zone.SIGNATURE: _score_signature(place),
        Zone.POSTSCRIPT: _ELSE,
        Zone.ENCLOSURES: _ELSE,
        Zone.FOOTER: 3.0 if Clue.LEGAL in clues else -3.0,
        Zone.COUPON: 0.7,
    }
    if Clue.CLOSING in clues and (place.greeted or not place.first_page or row.box.y0 > _UPPER):
        score[Zone.CLOSING] = STRONG
    if place.recalls:
        score[Zone.CLOSING] = max(score[Zone.CLOSING], _RECALLS)
    return score | {zone: STRONG for zone, clue in _BY_CLUE if clue in clues}


def _weigh(clues: frozenset[Clue], weights: Mapping[Clue, float]) -> float:
    return sum(weight for clue, weight in weights.items() if clue in clues)


def _score_head(place: Place) -> float:
    clues, row = place.clues, place.row
    prose = is_prose(row)
    if not place.first_page:
        if place.repeated:
            return 3.0
        return 1.0 if row.box.y0 < PAGE_HEAD and Clue.CODE in clues and not prose else -4.0
    score = 2.0 if row.box.y0 < _UPPER else 1.0 if row.box.y0 < _MIDDLE else -2.0
    score += 1.0 * bool(clues & ADDRESS) + 2.0 * bool(clues & {Clue.REFERENCES, Clue.SENT_BY})
    score += 1.0 * bool(clues & (HEAD_CLUES | {Clue.NAME, Clue.ORGANISATION, Clue.FUNCTION}))
    score -= 4.0 * place.greeted + 2.0 * (not place.headed) + 3.0 * (prose and not place.ungreeted)
    return score + _weigh(clues, _NO_HEAD)


def _score_subject(place: Place) -> float:
    clues, row = place.clues, place.row
    early = place.first_page and row.box.y0 < _LOWEST_TITLE
    if Clue.SUBJECT in clues and (early or not place.greeted):
        return STRONG
    if place.greeted or place.recited or not early:
        return _NEVER
    # «Facture n° 12» heads an invoice; above a salutation it is one reference among others, and no annex begins there
    titled = Clue.TITLE in clues and not (place.ungreeted and Clue.REFERENCES in clues)
    if titled or (Clue.ANNEX in clues and row.box.y0 < _UPPER and not place.ungreeted):
        return 4.0 + (Clue.CAPITALS in clues) if len(row.texts) < _LONGEST_TITLE else _NEVER
    if not place.tight:
        return _NEVER
    return (
        0.5
        + 1.5 * place.centred
        + _weigh(clues, _SUBJECT_NEXT)
        - 3.0 * (bool(clues & _NO_SUBJECT) or is_reference(clues))
    )


def _score_body(place: Place) -> float:
    above_head = place.first_page and place.row.box.y0 < _TOP and place.headed
    return 0.5 + 2.0 * is_prose(place.row) + _weigh(place.clues, _BODY) - 1.5 * above_head - 4.0 * place.ungreeted


def _score_signature(place: Place) -> float:
    clues, row = place.clues, place.row
    if place.first_page and row.box.y0 < _UPPER and not place.greeted:
        return _NEVER
    score = -1.0 + 1.5 * (len(row.texts) <= _SHORT) + 0.5 * (row.box.x0 > _RIGHT)
    score += 1.5 * bool(clues & {Clue.FUNCTION, Clue.COLLECTIVE}) + 1.0 * (Clue.NAME in clues)
    score -= 4.0 * is_prose(row) + 1.0 * bool(clues & {Clue.LEGAL, Clue.CONTACT, Clue.CODE})
    score += (0.5 if place.last else -0.5) - 3.0 * (place.crowd > _LONGEST_SIGNATURE)
    return score + _weigh(clues, _NO_SIGNATURE)
