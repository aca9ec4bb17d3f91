"""Pages of one file → spans of pages, each one letter, with its kind and how sure its bounds are."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.letters.layout import without_repeated
from pipeline.letters.rows import Row
from pipeline.letters.signs import PageSigns, read_signs
from pipeline.records import LetterKind, Page

# what speaks for a page being the first of a letter
_SALUTATION: Final = 2.0
_SUBJECT: Final = 1.5
_RECIPIENT: Final = 2.0
_DATE: Final = 1.5
_REFERENCES: Final = 0.5
_LETTERHEAD: Final = 1.0
_TITLE: Final = 1.5
_RECITALS: Final = 2.0
_LETTER_CLOSED: Final = 1.0  # the page before closed its letter
# what speaks for a page going on with the letter before it
_AMID: Final = 2.5  # a sentence runs over the page
_SIGNS: Final = 3.0  # it begins with a closing or a signature, and that letter has none yet
_NOT_CLOSED: Final = 1.5  # that letter has no closing formula yet
_PLAIN: Final = 1.0  # nothing of a letter's head stands on it
_NUMBERED: Final = 9.0  # «Page 2/2», «Page 1/2»: more than a whole head
_NUMBERED_BARE: Final = 1.5  # «- 2 -»
_BREAK: Final = 0.0  # above this a letter begins
_ANNEX: Final = 3.0  # a title of its own, no salutation
_STEEPNESS: Final = 0.6
_FEW_WORDS: Final = 30  # on an envelope


@dataclass(frozen=True, slots=True)
class Span:
    """Pages `start` to `end` (inclusive, 1-based) are one letter."""

    start: int
    end: int
    kind: LetterKind
    confidence: float


@dataclass(frozen=True, slots=True)
class Start:
    """How the first page of a letter was told from the letter before; as it stands for the first letter of a file."""

    annexed: bool = False
    confidence: float = 1.0


ReadPage = tuple[Page, tuple[Row, ...]]


def find_spans(pages: Iterable[ReadPage], start: Start) -> Iterator[tuple[Span, Sequence[ReadPage], Start]]:
    """Each letter as soon as the next one begins: its span, its pages, and how the next one starts.

    Every page stands in exactly one span; a page without words goes with the letter before it, else to the first.
    """
    held: list[ReadPage] = []
    signs: list[PageSigns] = []
    sure = start.confidence
    for page, rows in pages:
        sign = _read_further(rows, held) if rows else None
        if sign and signs:
            new, apart = _weigh_start(signs, sign), _weigh_annex(signs, sign, behind_annex=start.annexed)
            weight = max(new, apart)
            if weight > _BREAK:
                following = Start(apart > new, _squash(weight))
                yield _make_span(held, signs, start, min(sure, following.confidence)), held, following
                held, signs, start, sure = [], [], following, following.confidence
            else:
                sure = min(sure, _squash(-weight))
        held.append((page, rows))
        signs += [sign] if sign else []
    if held:
        yield _make_span(held, signs, start, sure), held, Start()


def _read_further(rows: Sequence[Row], held: Sequence[ReadPage]) -> PageSigns:
    """The signs of a page; what it repeats of the page before speaks for no new letter unless it greets or is dated."""
    sign = read_signs(rows)
    if not held or sign.salutation or sign.date:
        return sign
    rest = without_repeated(held[-1][1], rows)
    return replace(read_signs(rest), words=sign.words) if rest else sign


def _make_span(held: Sequence[ReadPage], signs: Sequence[PageSigns], start: Start, confidence: float) -> Span:
    return Span(held[0][0].page, held[-1][0].page, _find_kind(signs, start.annexed), confidence)


def _squash(weight: float) -> float:
    return 1 / (1 + math.exp(-_STEEPNESS * (abs(weight) + 0.5)))


def _weigh_start(held: Sequence[PageSigns], page: PageSigns) -> float:
    """Positive where `page` begins a new letter, negative where it goes on with the letter of the pages `held`."""
    before = held[-1]
    closed = _is_closed(held)
    head = (
        _SALUTATION * page.salutation
        + _SUBJECT * page.subject
        + _RECIPIENT * page.recipient
        + _DATE * page.date
        + _REFERENCES * page.references
        + _LETTERHEAD * page.letterhead
        + _TITLE * page.title
        + _RECITALS * page.recitals
    )
    opens = head > _LETTERHEAD  # an address or a name on top, and nothing else, begins no letter
    weight = head + _LETTER_CLOSED * closed * opens - _PLAIN * (not opens)
    weight -= _AMID * page.begins_amid + _AMID * before.ends_amid * (not page.salutation)
    weight -= _NOT_CLOSED * (not closed) + _SIGNS * ((page.signs_on_top and not closed) or _signs(before, page))
    return weight + _weigh_number(before, page)


def _is_closed(held: Sequence[PageSigns]) -> bool:
    return any(sign.closing for sign in held) or held[-1].signed


def _signs(before: PageSigns, page: PageSigns) -> bool:
    """Whether the signature that the page before lacks stands on this one: alone, or under an annex on its back."""
    lacks = before.closing and not before.signed and not page.salutation
    under_annex = page.annex and page.signed and not (page.closing or page.date or page.recipient)
    return lacks and (page.signature or under_annex)


def _weigh_number(before: PageSigns, page: PageSigns) -> float:
    """«Page 1/2» begins, «Page 2/2» behind «Page 1/2» goes on; a bare number says less."""
    if page.number is None:
        return 0.0
    sure = _NUMBERED if page.total is not None else _NUMBERED_BARE
    if page.number == 1:
        return sure
    follows = before.number is None or (before.number + 1 == page.number and before.total == page.total)
    return -sure if follows else -sure / 3


def _weigh_annex(held: Sequence[PageSigns], page: PageSigns, behind_annex: bool) -> float:
    """Positive where `page` is a document of its own behind a letter."""
    if page.salutation or page.begins_amid or held[0].act or _signs(held[-1], page):
        return -_ANNEX
    closed = behind_annex or _is_closed(held)
    numbered = _weigh_number(held[-1], page)
    return (_ANNEX if page.annex else -_ANNEX) - _NOT_CLOSED * (not closed) + min(numbered, 0.0) / 2


def _find_kind(signs: Sequence[PageSigns], annexed: bool) -> LetterKind:
    if not signs:
        return "other"
    if any(sign.salutation or sign.closing for sign in signs):
        return "letter"
    first = signs[0]
    few = sum(sign.words for sign in signs)
    if few <= _FEW_WORDS and first.recipient and not first.prose and not first.subject:
        return "envelope"
    if annexed or ((first.annex or first.form) and not first.act):
        return "enclosure"
    return "letter" if few >= 3 else "other"
