"""Rows of a letter in the order they are read → the stage of the letter each stands in, decided for all rows at once.

A letter runs through its stages in an order: head, subject, salutation, body, closing, signature ... Each row scores
for each stage (clues of its words, its place), each step from stage to stage costs; the best way through all rows wins.
`LETTERHEAD` stands for the whole head here; `heads` parts it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.letters.clues import Clue
from pipeline.letters.places import Place, see_places
from pipeline.letters.rows import Row
from pipeline.letters.scores import score_stages
from pipeline.records import Zone

_HEAD: Final = Zone.LETTERHEAD

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
_HIGHEST_COUPON: Final = 0.4  # of the first page's height
_TORN: Final = 2.0
_TORN_SENTENCE: Final = 3.0


def find_course(rows: Sequence[Row], blocks: Sequence[Sequence[int]]) -> dict[int, Zone]:
    """The stage of each row of `blocks`, which come in the order they are read."""
    order = [i for block in blocks for i in block]
    sizes = [len(block) for block in blocks for _ in block]
    return dict(zip(order, _decode(see_places([rows[i] for i in order], sizes)), strict=True))


def _decode(places: Iterable[Place]) -> list[Zone]:
    """Viterbi: for each row and stage the best way that ends there."""
    best: dict[Zone, float] = {}
    ways: list[dict[Zone, Zone]] = []
    page = None
    for place in places:
        score = score_stages(place)
        if not best:
            best = {stage: score[stage] - _BEGIN[stage] for stage in _STAGES}
            best[Zone.COUPON] -= _FORBIDDEN * (not _may_begin_coupon(place))
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


def _cost(frm: Zone, to: Zone, place: Place, turned: bool) -> float:
    if frm is to:
        return 0.0
    if turned and to is _HEAD:
        return _PAGE_TOP
    cost = _COSTS[frm, to]
    if to is Zone.COUPON and not _may_begin_coupon(place):
        return _FORBIDDEN
    if frm is Zone.SIGNATURE and to is Zone.BODY and Clue.APPEAL in place.clues:
        return 0.0
    if turned and frm is Zone.SIGNATURE and to is Zone.BODY:
        return _PAGE_TOP  # general terms overleaf
    if turned and frm is Zone.COUPON:
        cost = _PAGE_TOP
    if frm is _HEAD and not place.first_page:  # back from a repeated head to where the text broke off
        cost = min(cost, _PAGE_TOP)
    if frm is Zone.DATE_LINE or (to is Zone.DATE_LINE and frm is not Zone.BODY):
        return cost  # a date line stands alone, also in the midst of a block: «N° client ...» / «Lille, le ...»
    return cost + _TORN * place.tight + _TORN_SENTENCE * place.goes_on


def _may_begin_coupon(place: Place) -> bool:
    """It says so, and is no line of a letter's head: «Talon d'Achille, association» writes above its salutation."""
    high = place.first_page and place.row.box.y0 < _HIGHEST_COUPON
    return Clue.COUPON in place.clues and not place.ungreeted and not high


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
