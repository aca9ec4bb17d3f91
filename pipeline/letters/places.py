"""Rows in the order they are read → what surrounds each: the page, the salutation, the lines above and below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.letters.clues import ADDRESS, Clue, read_clues
from pipeline.letters.layout import find_repeated, is_centred, is_prose, is_tight
from pipeline.letters.rows import Row
from pipeline.letters.spelling import fold

_MIDDLE: Final = 0.5
PAGE_HEAD: Final = 0.12  # what a further page repeats of the first stands above this
_LOWEST_SALUTATION: Final = 0.75
_LONGEST_SALUTATION: Final = 8  # words: «Monsieur le Président, cher ami, Madame la Directrice,»

_END_ROWS: Final = 4  # the closing begins in one of the last rows of running text
_SHORTEST_NAME: Final = 6  # signs: «madame»

_DATE_AND_STOP: Final = re.compile(r"(?:le )?\d{1,2}(?:er)?[ /.-]+\w{1,9}[ /.-]+\d{2,4}\s?[.;,)]+", re.IGNORECASE)
_STOPS: Final = (".", "!", "?", ":")
_STACKED, _SAME_LEFT = 3.0, 0.02  # cap heights between two rows of a table; of the page's width
_NEXT_LINE: Final = 2.6  # cap heights, however wide the lines are set

_NO_SALUTATION: Final = ADDRESS | {Clue.CLOSING, Clue.DATE_LINE}
HEAD_CLUES: Final = ADDRESS | {
    Clue.REFERENCES,
    Clue.SENT_BY,
    Clue.CIVILITY,
    Clue.RECIPIENT_LABEL,
    Clue.SENDER_LABEL,
    Clue.CONTACT,
    Clue.DATE_LINE,
    Clue.SUBJECT,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A row with what is known of its neighbourhood."""

    row: Row
    clues: frozenset[Clue]
    first_page: bool
    tight: bool  # with the row before
    goes_on: bool  # with a sentence of the row before
    ends_sentence: bool  # a date and a stop, the last words of the sentence above: «... avant le» / «08/09/2012.»
    celled: bool  # a date in a table of the text: a sum stands beside it, or another date under or over it
    centred: bool  # under the row before
    greets: bool
    greeted: bool  # a salutation stands before it
    recalls: bool  # it names the reader as the salutation does, near the end of the text
    ungreeted: bool  # a salutation stands behind it, on the first page
    headed: bool  # a salutation or another sign of a head stands behind it
    recited: bool  # «Vu le code ...» stands before it: the title of the act is behind us
    repeated: bool  # on several pages, in the same words
    last: bool  # no running text stands behind it, but for ways of appeal
    crowd: int  # rows of its block that stand tight together with it


def see_places(rows: Sequence[Row], sizes: Sequence[int]) -> list[Place]:
    """Each row's surroundings; `sizes`: rows of the block of each."""
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
    repeated = find_repeated(rows, PAGE_HEAD)
    runs = _measure_runs(rows)
    return [
        Place(
            row,
            clues[i],
            first_page=row.page == first_page,
            tight=i > 0 and is_tight(rows[i - 1], row),
            goes_on=i > 0 and is_tight(rows[i - 1], row) and _goes_on(rows[i - 1], row),
            ends_sentence=_ends_sentence(rows, i, first_greeting),
            celled=i > first_greeting and Clue.DATE_LINE in clues[i] and _is_celled(rows, clues, i),
            centred=i > 0 and is_tight(rows[i - 1], row) and is_centred(rows[i - 1], row),
            greets=greets[i],
            greeted=i > first_greeting,
            recalls=first_greeting < i <= last_prose < i + _END_ROWS and _recalls(rows[first_greeting], row),
            ungreeted=i < first_greeting < len(rows) and rows[first_greeting].page == first_page,
            headed=i <= last_headed,
            recited=first_act is not None and i > first_act,
            repeated=i in repeated,
            last=last_prose < i < appeal,
            crowd=min(sizes[i], runs[i]),
        )
        for i, row in enumerate(rows)
    ]


def _measure_runs(rows: Sequence[Row]) -> list[int]:
    """How many rows stand tight together with each."""
    starts = [i for i in range(len(rows)) if not i or not is_tight(rows[i - 1], rows[i])]
    return [end - start for start, end in pairwise([*starts, len(rows)]) for _ in range(start, end)]


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
    return row.box.y0 < _MIDDLE and not is_prose(row) and bool(clues & HEAD_CLUES)


def _recalls(salutation: Row, row: Row) -> bool:
    """«..., Chère Madame, ...» in a letter to «Chère Madame,»."""
    name = fold(salutation.text).strip(" ,.!:;")
    return len(name) >= _SHORTEST_NAME and f", {name}," in fold(row.text)


def _goes_on(above: Row, row: Row) -> bool:
    """«... l'expression de ma considération» / «distinguée.»."""
    return row.text[:1].islower() and not above.text.endswith((".", "!", "?", ":"))


def _ends_sentence(rows: Sequence[Row], i: int, greeting: int) -> bool:
    """A bare date with a full stop, behind running text that has none, or between it and the salutation."""
    if not _DATE_AND_STOP.fullmatch(rows[i].text.strip()):
        return False
    above = next((row for row in reversed(rows[:i]) if row.page == rows[i].page and is_prose(row)), None)
    if above is not None and not above.text.rstrip().endswith(_STOPS) and is_tight(above, rows[i], _NEXT_LINE):
        return True
    return i > greeting and any(is_prose(row) for row in rows[i + 1 :])


def _is_celled(rows: Sequence[Row], clues: Sequence[frozenset[Clue]], i: int) -> bool:
    row = rows[i]
    for j, other in enumerate(rows):
        if j == i or other.page != row.page:
            continue
        level = other.box.y0 < (row.box.y0 + row.box.y1) / 2 < other.box.y1
        if level and Clue.AMOUNT in clues[j]:
            return True
        stacked = min(abs(other.box.y0 - row.box.y1), abs(row.box.y0 - other.box.y1)) < _STACKED * row.height
        if stacked and Clue.DATE_LINE in clues[j] and abs(other.box.x0 - row.box.x0) < _SAME_LEFT:
            return True
    return False


def find_salutations(rows: Sequence[Row]) -> list[bool]:
    """For each row whether it is a salutation."""
    return [is_salutation(row, rows[i + 1] if i + 1 < len(rows) else None) for i, row in enumerate(rows)]


def is_salutation(row: Row, below: Row | None) -> bool:
    """«Madame, Monsieur,», not the first line of an address «Monsieur Hugo Villard» / «Rue des Glycines, 18»."""
    clues = read_clues(row.text)
    if (
        Clue.SALUTATION not in clues
        or len(row.texts) > _LONGEST_SALUTATION
        or clues & (ADDRESS | {Clue.CLOSING, Clue.DATE_LINE})
    ):
        return False
    if below is None or row.box.y0 > _LOWEST_SALUTATION:
        return False
    followed = read_clues(below.text) if is_tight(row, below) else frozenset()
    if row.text.rstrip(" .").endswith((",", "!", ":", ";")):
        return not followed & ADDRESS
    plain = Clue.CIVILITY not in clues or len(row.texts) <= 3
    return plain and (is_prose(below) or (not followed and below.box.width > _MIDDLE)) and row.box.x0 < _MIDDLE
