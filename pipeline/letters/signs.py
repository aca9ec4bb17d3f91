"""Rows of one page → what they tell of its place in a letter: first page, further page, last page, annex."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.letters.clues import ADDRESS, Clue, read_clues, read_page_number
from pipeline.letters.heads import score_recipient
from pipeline.letters.layout import find_blocks, is_prose, measure_layout
from pipeline.letters.places import find_salutations
from pipeline.letters.rows import Row
from pipeline.letters.spelling import fold

_HEAD_BOTTOM: Final = 0.45
_TITLE_ROWS: Final = 4  # an annex bears its title in one of its first lines
_NUMBER_EDGE: Final = (0.12, 0.85)  # page numbers stand above or below
_RECIPIENT: Final = 4.0
_TOP: Final = 0.15
_LETTERHEAD: Final = ADDRESS | {Clue.ORGANISATION, Clue.CONTACT}
_SIGNING: Final = frozenset({Clue.FUNCTION, Clue.COLLECTIVE})
_SIGNATURE: Final = _SIGNING | {Clue.NAME, Clue.CIVILITY, Clue.DATE_LINE}
_NO_SIGNATURE: Final = ADDRESS | {Clue.ANNEX, Clue.TITLE}
_LONGEST_SIGNATURE: Final = 6  # lines
_LONGEST_TITLE: Final = 10  # words
_LEGIBLE: Final = 0.5  # mean confidence below which one or two words are the ink of a signature
_INK: Final = 2  # words
_RECITALS: Final = 2
_TURN_OVER: Final = re.compile(
    r"[.…]{1,4} ?/ ?[.…]{1,4}|T\.? ?S\.? ?V\.? ?P\.?|[àÀ] suivre\W*|[sS]uite (?:au (?:verso|dos)|page suivante)\W*"
)
_SENTENCE_END: Final = (".", "!", "?", ":", ";", "»", "…")


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What a page shows. `number`, `total`: of «Page 1/2»."""

    words: int
    salutation: bool
    subject: bool
    recipient: bool
    date: bool
    references: bool
    letterhead: bool  # an organisation, an address or a telephone number stands at the very top
    title: bool  # «ARRÊTÉ n° 12», «NOTE DE SERVICE»
    recitals: bool  # «Vu le code ...» several times: the beginning of an act
    closing: bool
    signed: bool  # who signs stands under the text
    signs_on_top: bool  # begins with a closing formula or a signature
    signature: bool  # nothing but who signs stands between its head and its foot
    annex: bool  # bears the title of a document of its own on top
    form: bool  # bears such a title below its head, as an invoice does
    act: bool
    begins_amid: bool  # the first line goes on with a sentence
    ends_amid: bool
    prose: int  # lines of running text
    number: int | None
    total: int | None


def read_signs(rows: Sequence[Row]) -> PageSigns:
    """All signs of a page that has words."""
    clues = [read_clues(row.text) for row in rows]
    head = [i for i, row in enumerate(rows) if row.box.y0 < _HEAD_BOTTOM]
    text = [i for i, row in enumerate(rows) if not _is_number(row)]
    number, total = _read_number(rows)
    prose = [i for i in text if is_prose(rows[i])]
    return PageSigns(
        words=sum(len(row.texts) for row in rows),
        salutation=any(find_salutations(rows)),
        subject=any(Clue.SUBJECT in clues[i] for i in head),
        recipient=_has_recipient(rows, head),
        date=any(Clue.DATE_LINE in clues[i] for i in head),
        references=any(Clue.REFERENCES in clues[i] for i in head),
        letterhead=any(clues[i] & _LETTERHEAD for i in head if rows[i].box.y0 < _TOP and not is_prose(rows[i])),
        title=any(Clue.TITLE in clues[i] and _may_be_title(rows[i]) for i in head),
        recitals=sum(fold(row.text).startswith(("vu l", "vu ")) for row in rows) >= _RECITALS,
        closing=any(Clue.CLOSING in found for found in clues),
        signed=any(clues[i] & _SIGNING for i in text if i > max(prose, default=-1)),
        signs_on_top=_signs_on_top(rows, text),
        signature=_is_signature([rows[i] for i in text]),
        annex=_has_title(rows, sorted(text, key=lambda i: rows[i].box.y0)[:_TITLE_ROWS]),
        form=_has_title(rows, head),
        act=any(Clue.ACT in found for found in clues),
        begins_amid=bool(text) and _begins_amid(rows[_topmost(rows, text)]),
        ends_amid=bool(prose) and _ends_amid(rows[prose[-1]], rows[text[-1]]),
        prose=len(prose),
        number=number,
        total=total,
    )


def _topmost(rows: Sequence[Row], indices: Sequence[int]) -> int:
    return min(indices, key=lambda i: rows[i].box.y0)


def _is_number(row: Row) -> bool:
    return Clue.PAGE_NUMBER in read_clues(row.text) and not _NUMBER_EDGE[0] < row.box.y0 < _NUMBER_EDGE[1]


def _read_number(rows: Sequence[Row]) -> tuple[int | None, int | None]:
    """The page number, with a total before one without."""
    read = [read_page_number(row.text) for row in rows if _is_number(row)]
    return max((n for n in read if n), key=lambda n: n[1] is not None, default=(None, None))


def _has_recipient(rows: Sequence[Row], head: Sequence[int]) -> bool:
    """An address stands in the head, where the window of an envelope shows it."""
    layout = measure_layout(rows)
    blocks = [[rows[i] for i in block] for block in find_blocks(rows, head)]
    return any(
        score_recipient(block, layout) >= _RECIPIENT and any(read_clues(row.text) & ADDRESS for row in block)
        for block in blocks
    )


def _signs_on_top(rows: Sequence[Row], text: Sequence[int]) -> bool:
    first = sorted(text, key=lambda i: rows[i].box.y0)[:3]
    signing = _SIGNING | {Clue.CLOSING}
    return any(read_clues(rows[i].text) & signing and not _is_label(rows[i]) for i in first) and len(text) < 15


def _is_signature(rows: Sequence[Row]) -> bool:
    """«Gestionnaire sinistres» / «Gwénaëlle Le Bihan», with letterhead and legal mentions or without."""
    clues = [(row, read_clues(row.text)) for row in rows if row.confidence >= _LEGIBLE or len(row.texts) > _INK]
    held = [found for row, found in clues if not (found & {Clue.LEGAL} or (row.box.y0 < _TOP and found & _LETTERHEAD))]
    return 0 < len(held) <= _LONGEST_SIGNATURE and all(
        found & _SIGNING or (found & _SIGNATURE and not found & _NO_SIGNATURE) for found in held
    )


def _is_label(row: Row) -> bool:
    return bool(read_clues(row.text) & {Clue.REFERENCES, Clue.SUBJECT} | read_clues(row.text) & ADDRESS)


def _has_title(rows: Sequence[Row], held: Sequence[int]) -> bool:
    return any(
        Clue.ANNEX in read_clues(rows[i].text) and _may_be_title(rows[i]) and rows[i].box.y0 < _HEAD_BOTTOM
        for i in held
    )


def _may_be_title(row: Row) -> bool:
    """Few words, and no end of a sentence that begins with such a word: «facture, dans les limites du contrat.»."""
    return len(row.texts) <= _LONGEST_TITLE and not row.text[:1].islower()


def _begins_amid(row: Row) -> bool:
    """«tion de votre contrat» at the top of a verso; a line of a list begins with its sign, not with a small letter."""
    return row.text[:1].islower() and len(row.texts) > 2


def _ends_amid(prose: Row, last: Row) -> bool:
    """The last line of running text breaks off and nothing but a footer stands below it."""
    if _TURN_OVER.fullmatch(last.text.strip()):
        return True
    return not prose.text.endswith(_SENTENCE_END) and (prose is last or prose.box.y0 > 0.75)
