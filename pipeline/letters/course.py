"""Rows of a letter in the order they are read → the stage of the letter each stands in, decided for all rows at once.

A letter runs through its stages in an order: head, subject, salutation, body, closing, signature ... Each row scores for
each stage (clues of its words, its place), each step from stage to stage costs; the cheapest way through all rows wins.
`LETTERHEAD` stands for the whole head here; `heads` parts it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.letters.clues import ADDRESS, Clue, read_clues
from pipeline.letters.layout import Layout, is_tight
from pipeline.letters.rows import Row
from pipeline.records import Zone

_HEAD: Final = Zone.LETTERHEAD

# what a row that begins a stage by its own words scores; a strong clue outweighs an unusual step
_STRONG: Final = 6.0
_NEVER: Final = -8.0

# steps between stages and their cost; a stage goes on for nothing, any other step costs _ODD_STEP
_ODD_STEP: Final = 5.0
_STEPS: Final[Mapping[Zone, Mapping[Zone, float]]] = {
    _HEAD: {Zone.DATE_LINE: 0, Zone.SUBJECT: 0, Zone.SALUTATION: 0, Zone.BODY: 1.0, Zone.ENCLOSURES: 0.5},
    Zone.DATE_LINE: {_HEAD: 0, Zone.SUBJECT: 0, Zone.SALUTATION: 0, Zone.BODY: 0.5, Zone.SIGNATURE: 0, Zone.ENCLOSURES: 0.5},
    Zone.SUBJECT: {_HEAD: 0.5, Zone.DATE_LINE: 0, Zone.SALUTATION: 0, Zone.BODY: 0, Zone.ENCLOSURES: 0.5},
    Zone.SALUTATION: {Zone.BODY: 0, Zone.SUBJECT: 2.0},
    Zone.BODY: {Zone.CLOSING: 0, Zone.SIGNATURE: 2.0, Zone.DATE_LINE: 1.0, Zone.ENCLOSURES: 1.5, Zone.POSTSCRIPT: 1.5, Zone.COUPON: 1.0},
    Zone.CLOSING: {Zone.SIGNATURE: 0, Zone.DATE_LINE: 0, Zone.ENCLOSURES: 0.5, Zone.POSTSCRIPT: 0.5, Zone.COUPON: 1.0, Zone.BODY: 3.0},
    Zone.SIGNATURE: {Zone.DATE_LINE: 1.0, Zone.ENCLOSURES: 0, Zone.POSTSCRIPT: 0, Zone.COUPON: 0.5, Zone.BODY: 3.0, Zone.CLOSING: 2.0, Zone.FOOTER: 0},
    Zone.POSTSCRIPT: {Zone.ENCLOSURES: 0, Zone.SIGNATURE: 1.5, Zone.COUPON: 0.5, Zone.BODY: 3.0, Zone.FOOTER: 0},
    Zone.ENCLOSURES: {_HEAD: 0.5, Zone.SUBJECT: 0.5, Zone.DATE_LINE: 0.5, Zone.SALUTATION: 0, Zone.POSTSCRIPT: 0, Zone.SIGNATURE: 1.5, Zone.COUPON: 0.5, Zone.BODY: 2.0, Zone.FOOTER: 0},
    Zone.COUPON: {},
    Zone.FOOTER: {Zone.COUPON: 0.5, Zone.BODY: 2.0},
}  # fmt: skip
_STAGES: Final = tuple(_STEPS)
_BEGIN: Final = {_HEAD: 0.0, Zone.DATE_LINE: 0.0, Zone.SUBJECT: 0.0, Zone.SALUTATION: 0.5, Zone.BODY: 1.5}
# at the top of a further page what the page before left open goes on, or its head is repeated
_PAGE_TOP: Final = 1.0
_TORN: Final = 2.0  # what it costs to leave a stage between two lines that stand tight together

_UPPER: Final = 0.35
_MIDDLE: Final = 0.5
_RIGHT: Final = 0.4
_BIG: Final = 1.25  # of the running text


@dataclass(frozen=True, slots=True)
class _Place:
    """A row with what is known of its neighbourhood."""

    row: Row
    clues: frozenset[Clue]
    tight: bool  # with the row before
    first_page: bool
    followed: frozenset[Clue]  # the clues of the next row where that stands tight below, else none
    big: bool
    late: bool  # a salutation stands before it


def find_course(rows: Sequence[Row], order: Sequence[int], layout: Layout) -> dict[int, Zone]:
    """The stage of each row of `order`."""
    places = _see_places(rows, order, layout)
    return dict(zip(order, _decode(places), strict=True))


def _see_places(rows: Sequence[Row], order: Sequence[int], layout: Layout) -> list[_Place]:
    places = []
    greeted = False
    first_page = min((rows[i].page for i in order), default=1)
    for place, i in enumerate(order):
        row, clues = rows[i], read_clues(rows[i].text)
        below = rows[order[place + 1]] if place + 1 < len(order) else None
        followed = read_clues(below.text) if below and is_tight(row, below) else frozenset()
        tight = place > 0 and is_tight(rows[order[place - 1]], row)
        big = row.height > _BIG * layout.height
        places.append(_Place(row, clues, tight, row.page == first_page, followed, big, greeted))
        greeted = greeted or is_salutation(row, clues, followed)
    return places


def is_salutation(row: Row, clues: frozenset[Clue], followed: frozenset[Clue]) -> bool:
    """«Madame, Monsieur,», not the first line of an address «Monsieur Marc Citoyen» / «Rue des Papillons, 25»."""
    if Clue.SALUTATION not in clues or len(row.texts) > 8 or clues & (ADDRESS | {Clue.CLOSING, Clue.DATE_LINE}):
        return False
    if row.text.rstrip(" .").endswith((",", "!", ":", ";")):
        return not followed & ADDRESS
    plain = not clues & {Clue.CIVILITY} or len(row.texts) <= 3
    return plain and (Clue.PROSE in followed or not followed) and row.box.x0 < _MIDDLE


def _score(place: _Place) -> dict[Zone, float]:
    clues, row = place.clues, place.row
    prose = Clue.PROSE in clues
    short = len(row.texts) <= 6
    score = dict.fromkeys(_STAGES, -2.0)
    score[_HEAD] = _score_head(place)
    score[Zone.BODY] = 0.5 + 2.0 * prose + 4.0 * (Clue.ACT in clues) - 1.5 * (place.first_page and row.box.y0 < 0.2)
    score[Zone.DATE_LINE] = _STRONG if Clue.DATE_LINE in clues else _NEVER
    score[Zone.SUBJECT] = _score_subject(place)
    score[Zone.SALUTATION] = _STRONG if is_salutation(row, clues, place.followed) else _NEVER
    if Clue.CLOSING in clues and (place.late or not place.first_page or row.box.y0 > _UPPER):
        score[Zone.CLOSING] = _STRONG
    score[Zone.SIGNATURE] = _score_signature(place, short)
    for zone, clue in (
        (Zone.POSTSCRIPT, Clue.POSTSCRIPT),
        (Zone.ENCLOSURES, Clue.ENCLOSURES),
        (Zone.COUPON, Clue.COUPON),
    ):
        if clue in clues:
            score[zone] = _STRONG
    if Clue.COUPON not in clues:
        score[Zone.COUPON] = 1.0
    score[Zone.FOOTER] = 3.0 if Clue.LEGAL in clues else -3.0
    return score


def _score_head(place: _Place) -> float:
    clues, y = place.clues, place.row.box.y0
    if not place.first_page:
        return 1.0 if y < 0.12 and Clue.PROSE not in clues else -4.0
    score = (2.0 if y < _UPPER else 1.0 if y < _MIDDLE else -2.0) - 3.0 * (Clue.PROSE in clues)
    score += 1.0 * bool(clues & ADDRESS) + 2.0 * (Clue.REFERENCES in clues) + 1.0 * (Clue.CONTACT in clues)
    score += 1.0 * bool(clues & {Clue.CIVILITY, Clue.NAME, Clue.ORGANISATION, Clue.RECIPIENT_LABEL, Clue.SENDER_LABEL})
    return score - 4.0 * place.late - 3.0 * (Clue.ACT in clues)


def _score_subject(place: _Place) -> float:
    clues = place.clues
    if Clue.SUBJECT in clues and not place.late:
        return _STRONG
    if place.first_page and Clue.TITLE in clues and place.row.box.y0 < 0.6 and not place.late:
        return 4.0
    if place.tight and place.first_page and not place.late:
        return 0.5 + 2.0 * (Clue.TITLE_NEXT in clues) - 3.0 * bool(clues & (ADDRESS | {Clue.REFERENCES, Clue.ACT}))
    return _NEVER


def _score_signature(place: _Place, short: bool) -> float:
    clues, row = place.clues, place.row
    if place.first_page and row.box.y0 < _UPPER and not place.late:
        return _NEVER
    score = -1.0 + 1.5 * short - 4.0 * (Clue.PROSE in clues) - 2.0 * (Clue.ACT in clues)
    score += (
        1.5 * bool(clues & {Clue.FUNCTION, Clue.COLLECTIVE}) + 1.0 * (Clue.NAME in clues) + 0.5 * (row.box.x0 > _RIGHT)
    )
    return score - 1.0 * bool(clues & {Clue.LEGAL, Clue.CONTACT, Clue.CODE})


def _decode(places: Iterable[_Place]) -> list[Zone]:
    """Viterbi: for each row and stage the best way that ends there."""
    best: dict[Zone, float] = {}
    ways: list[dict[Zone, Zone]] = []
    page = None
    for place in places:
        score = _score(place)
        if not best:
            best = {stage: score[stage] - _BEGIN.get(stage, _ODD_STEP) for stage in _STAGES}
        else:
            turned = page != place.row.page
            came = {to: max(_STAGES, key=lambda frm: best[frm] - _cost(frm, to, place, turned)) for to in _STAGES}
            best = {to: best[frm] - _cost(frm, to, place, turned) + score[to] for to, frm in came.items()}
            ways.append(came)
        page = place.row.page
    if not best:
        return []
    stage = max(best, key=lambda s: best[s])
    stages = [stage]
    for came in reversed(ways):
        stage = came[stage]
        stages.append(stage)
    return stages[::-1]


def _cost(frm: Zone, to: Zone, place: _Place, turned: bool) -> float:
    if frm is to:
        return 0.0
    cost = _STEPS[frm].get(to, _ODD_STEP)
    if turned and to is _HEAD:
        return _PAGE_TOP
    if frm is _HEAD and not place.first_page:  # back from a repeated head to where the text broke off
        cost = min(cost, _PAGE_TOP)
    return cost + _TORN * place.tight
