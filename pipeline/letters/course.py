"""Rows of a letter in the order they are read → the stage of the letter each stands in, decided for all rows at once.

A letter runs through its stages in an order: head, subject, salutation, body, closing, signature ... Each row scores for
each stage (clues of its words, its place), each step from stage to stage costs; the cheapest way through all rows wins.
`LETTERHEAD` stands for the whole head here; `heads` parts it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.letters.clues import ADDRESS, Clue, read_clues
from pipeline.letters.layout import find_repeated, is_centred, is_prose, is_tight
from pipeline.letters.rows import Row
from pipeline.records import Zone

_HEAD: Final = Zone.LETTERHEAD

# what a row that begins a stage by its own words scores; a strong clue outweighs an unusual step
_STRONG: Final = 6.0
_NEVER: Final = -8.0
_FORBIDDEN: Final = 1000.0

# What a step from stage (row) to stage (column) costs; staying costs nothing, "-" is a step hardly ever seen.
_ODD_STEP: Final = 5.0
_STAGES: Final = (
    _HEAD, Zone.DATE_LINE, Zone.SUBJECT, Zone.SALUTATION, Zone.BODY, Zone.CLOSING, Zone.SIGNATURE,
    Zone.POSTSCRIPT, Zone.ENCLOSURES, Zone.FOOTER, Zone.COUPON,
)  # fmt: skip
_STEPS: Final = """
             head  date  subj  salu  body  clos  sign  post  encl  foot  coup
begin        0     0     0     0.5   1.5   -     -     -     1     -     -
head         0     0     0     0     1     -     -     -     0.5   -     -
date         0     0     0     0     0.5   -     0     1     0.5   1     1
subject      0.5   0     0     0     0     -     -     -     0.5   -     -
salutation   -     -     2     0     0     -     -     -     -     -     -
body         -     1     -     -     0     0     1.5   1.5   1.5   -     1
closing      -     0     -     -     3     0     0     0.5   0.5   -     1
signature    -     1     -     -     3     2     0     0     0     0     0.5
postscript   -     -     -     -     3     -     1.5   0     0     0     0.5
enclosures   0.5   0.5   0.5   0     2     -     1.5   0     0     0     0.5
footer       -     -     -     -     2     -     -     -     -     0     0.5
coupon       -     -     -     -     -     -     -     -     -     -     0
"""
# at the top of a further page what the page before left open goes on, or its head is repeated
_PAGE_TOP: Final = 1.0
# what it costs to leave a stage between two lines that stand tight together, or within a sentence
_TORN: Final = 2.0
_TORN_SENTENCE: Final = 3.0

_UPPER: Final = 0.35
_MIDDLE: Final = 0.5
_RIGHT: Final = 0.4
_PAGE_HEAD: Final = 0.12  # what a further page repeats stands above this
_LOWEST_SALUTATION: Final = 0.75
_LOWEST_TITLE: Final = 0.6
_LONGEST_SIGNATURE: Final = 7  # rows
_LONGEST_TITLE: Final = 15  # words

_HEAD_CLUES: Final = ADDRESS | {
    Clue.REFERENCES, Clue.SENT_BY, Clue.CIVILITY, Clue.RECIPIENT_LABEL, Clue.SENDER_LABEL, Clue.CONTACT, Clue.DATE_LINE, Clue.SUBJECT
}  # fmt: skip
_BY_CLUE: Final = (
    (Zone.POSTSCRIPT, Clue.POSTSCRIPT),
    (Zone.ENCLOSURES, Clue.ENCLOSURES),
    (Zone.COUPON, Clue.COUPON),
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A row with what is known of its neighbourhood."""

    row: Row
    clues: frozenset[Clue]
    first_page: bool
    tight: bool  # with the row before
    goes_on: bool  # with a sentence of the row before
    centred: bool  # under the row before
    greets: bool
    greeted: bool  # a salutation stands before it
    headed: bool  # a salutation or another sign of a head stands behind it
    repeated: bool  # on several pages, in the same words
    last: bool  # no running text stands behind it, but for ways of appeal
    crowd: int  # rows of its block


def find_course(rows: Sequence[Row], blocks: Sequence[Sequence[int]]) -> dict[int, Zone]:
    """The stage of each row of `blocks`, which come in the order they are read."""
    order = [i for block in blocks for i in block]
    sizes = [len(block) for block in blocks for _ in block]
    return dict(zip(order, _decode(_see_places([rows[i] for i in order], sizes)), strict=True))


def _see_places(rows: Sequence[Row], sizes: Sequence[int]) -> list[_Place]:
    clues = [read_clues(row.text) for row in rows]
    greets = find_salutations(rows)
    first_page = min((row.page for row in rows), default=1)
    first_greeting = greets.index(True) if True in greets else len(rows)
    first_act = next((i for i, found in enumerate(clues) if Clue.ACT in found), None)
    headed = [first_act] if first_act is not None else []  # «Vu le code ...» ends the head of an act
    headed += [i for i, row in enumerate(rows) if greets[i] or (row.page == first_page and _marks_head(row, clues[i]))]
    last_headed = max(headed, default=-1)
    appeal = _find_appeal(rows, clues)
    last_prose = max((i for i, row in enumerate(rows[:appeal]) if is_prose(row)), default=-1)
    repeated = find_repeated(rows, _PAGE_HEAD)
    return [
        _Place(
            row,
            clues[i],
            first_page=row.page == first_page,
            tight=i > 0 and is_tight(rows[i - 1], row),
            goes_on=i > 0 and is_tight(rows[i - 1], row) and _goes_on(rows[i - 1], row),
            centred=i > 0 and is_tight(rows[i - 1], row) and is_centred(rows[i - 1], row),
            greets=greets[i],
            greeted=i > first_greeting,
            headed=i <= last_headed,
            repeated=i in repeated,
            last=last_prose < i < appeal,
            crowd=sizes[i],
        )
        for i, row in enumerate(rows)
    ]


def _find_appeal(rows: Sequence[Row], clues: Sequence[frozenset[Clue]]) -> int:
    """Where the paragraph on ways of appeal begins that ends the letter; the number of rows where there is none."""
    named = [i for i, found in enumerate(clues) if Clue.APPEAL in found]
    if not named:
        return len(rows)
    start = named[-1]
    while start > 0 and (start - 1 in named or is_tight(rows[start - 1], rows[start])) and is_prose(rows[start - 1]):
        start -= 1
    return start


def _marks_head(row: Row, clues: frozenset[Clue]) -> bool:
    return row.box.y0 < _MIDDLE and not is_prose(row) and bool(clues & _HEAD_CLUES)


def _goes_on(above: Row, row: Row) -> bool:
    """«... l'expression de ma considération» / «distinguée.»."""
    return row.text[:1].islower() and not above.text.endswith((".", "!", "?", ":"))


def find_salutations(rows: Sequence[Row]) -> list[bool]:
    """For each row whether it is a salutation."""
    return [is_salutation(row, rows[i + 1] if i + 1 < len(rows) else None) for i, row in enumerate(rows)]


def is_salutation(row: Row, below: Row | None) -> bool:
    """«Madame, Monsieur,», not the first line of an address «Monsieur Marc Citoyen» / «Rue des Papillons, 25»."""
    clues = read_clues(row.text)
    if Clue.SALUTATION not in clues or len(row.texts) > 8 or clues & (ADDRESS | {Clue.CLOSING, Clue.DATE_LINE}):
        return False
    if below is None or row.box.y0 > _LOWEST_SALUTATION:
        return False
    followed = read_clues(below.text) if is_tight(row, below) else frozenset()
    if row.text.rstrip(" .").endswith((",", "!", ":", ";")):
        return not followed & ADDRESS
    plain = Clue.CIVILITY not in clues or len(row.texts) <= 3
    return plain and (is_prose(below) or (not followed and below.box.width > _MIDDLE)) and row.box.x0 < _MIDDLE


def _score(place: _Place) -> dict[Zone, float]:
    clues, row = place.clues, place.row
    on_top = place.first_page and row.box.y0 < 0.2 and place.headed
    score = dict.fromkeys(_STAGES, -2.0)
    score[_HEAD] = _score_head(place)
    score[Zone.BODY] = (
        0.5
        + 2.0 * is_prose(row)
        + 4.0 * (Clue.ACT in clues)
        + 2.0 * (Clue.ARTICLE in clues)
        + 1.0 * (Clue.AMOUNT in clues)
        - 1.5 * on_top
    )
    score[Zone.DATE_LINE] = _STRONG if Clue.DATE_LINE in clues else _NEVER
    score[Zone.SUBJECT] = _score_subject(place)
    score[Zone.SALUTATION] = _STRONG if place.greets else _NEVER
    if Clue.CLOSING in clues and (place.greeted or not place.first_page or row.box.y0 > _UPPER):
        score[Zone.CLOSING] = _STRONG
    score[Zone.SIGNATURE] = _score_signature(place)
    for zone, clue in _BY_CLUE:
        if clue in clues:
            score[zone] = _STRONG
    score[Zone.COUPON] = max(score[Zone.COUPON], 0.7)
    score[Zone.FOOTER] = 3.0 if Clue.LEGAL in clues else -3.0
    return score


def _score_head(place: _Place) -> float:
    clues, y = place.clues, place.row.box.y0
    if not place.first_page:
        return (
            3.0
            if place.repeated
            else 1.0
            if y < _PAGE_HEAD and Clue.CODE in clues and not is_prose(place.row)
            else -4.0
        )
    score = (2.0 if y < _UPPER else 1.0 if y < _MIDDLE else -2.0) - 3.0 * is_prose(place.row)
    score += 1.0 * bool(clues & ADDRESS) + 2.0 * bool(clues & {Clue.REFERENCES, Clue.SENT_BY})
    score += 1.0 * bool(clues & (_HEAD_CLUES | {Clue.NAME, Clue.ORGANISATION, Clue.FUNCTION}))
    return (
        score
        - 4.0 * place.greeted
        - 3.0 * (Clue.ACT in clues)
        - 2.0 * (not place.headed)
        - 1.0 * (Clue.AMOUNT in clues)
    )


def _score_subject(place: _Place) -> float:
    clues, row = place.clues, place.row
    if place.greeted or row.box.y0 > _LOWEST_TITLE:
        return _STRONG if Clue.SUBJECT in clues and place.first_page and row.box.y0 < _LOWEST_TITLE else _NEVER
    if Clue.SUBJECT in clues:
        return _STRONG
    if Clue.TITLE in clues or (Clue.ANNEX in clues and row.box.y0 < _UPPER):
        return 4.0 + (Clue.CAPITALS in clues) if place.first_page and len(row.texts) < _LONGEST_TITLE else _NEVER
    if place.tight and place.first_page:
        other = clues & (ADDRESS | {Clue.REFERENCES, Clue.ACT, Clue.SENT_BY, Clue.AMOUNT})
        return (
            0.5
            + 2.0 * (Clue.TITLE_NEXT in clues)
            + 1.5 * place.centred
            + 1.0 * (Clue.CAPITALS in clues)
            - 3.0 * bool(other)
        )
    return _NEVER


def _score_signature(place: _Place) -> float:
    clues, row = place.clues, place.row
    if place.first_page and row.box.y0 < _UPPER and not place.greeted:
        return _NEVER
    score = -1.0 + 1.5 * (len(row.texts) <= 6) - 4.0 * is_prose(row) - 2.0 * (Clue.ACT in clues)
    score += (
        1.5 * bool(clues & {Clue.FUNCTION, Clue.COLLECTIVE}) + 1.0 * (Clue.NAME in clues) + 0.5 * (row.box.x0 > _RIGHT)
    )
    score += (
        0.5 * place.last
        - 0.5 * (not place.last)
        - 3.0 * (place.crowd > _LONGEST_SIGNATURE)
        - 1.5 * (Clue.BULLET in clues)
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
            best = {stage: score[stage] - _BEGIN[stage] for stage in _STAGES}
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
    if turned and to is _HEAD:
        return _PAGE_TOP
    cost = _COSTS[frm, to]
    if to is Zone.COUPON and Clue.COUPON not in place.clues:
        return _FORBIDDEN
    if frm is Zone.SIGNATURE and to is Zone.BODY and Clue.APPEAL in place.clues:
        return 0.0
    if turned and frm is Zone.COUPON:
        cost = _PAGE_TOP
    if frm is _HEAD and not place.first_page:  # back from a repeated head to where the text broke off
        cost = min(cost, _PAGE_TOP)
    return cost + _TORN * place.tight + _TORN_SENTENCE * place.goes_on


def _read_steps() -> tuple[dict[Zone, float], dict[tuple[Zone, Zone], float]]:
    """The table of steps: what it costs to begin with a stage, and to go from one to another."""
    begin, *rows = [
        [_ODD_STEP if cost == "-" else float(cost) for cost in line.split()[1:]] for line in _STEPS.split("\n")[2:-1]
    ]
    costs = {
        (frm, to): cost for frm, row in zip(_STAGES, rows, strict=True) for to, cost in zip(_STAGES, row, strict=True)
    }
    return dict(zip(_STAGES, begin, strict=True)), costs


_BEGIN, _COSTS = _read_steps()
