"""A rule's finding and its letter → a mention with its evidence: page, box, confidence and sentence."""

from bisect import bisect_right
from collections.abc import Iterable

from pipeline.mentions.found import Found
from pipeline.mentions.sentences import find_sentences
from pipeline.mentions.trust import find_marks, load_trust
from pipeline.records import Box, Letter, Mention, PlacedWord

_WHOLE_PAGE = Box(0.0, 0.0, 1.0, 1.0)


def give_evidence(letter: Letter, found: Iterable[Found]) -> tuple[Mention, ...]:
    """Every finding as a mention, numbered from 1 in the order they stand in the letter."""
    sentences, trust = find_sentences(letter), load_trust()
    ordered = in_order(found)
    rated = zip(ordered, find_marks(letter, ordered), strict=True)
    return tuple(
        _mention(letter, f, n, _sentence(letter, sentences, f), trust.rate(f, marks))
        for n, (f, marks) in enumerate(rated, start=1)
    )


def in_order(found: Iterable[Found]) -> list[Found]:
    """As they stand in the letter."""
    return sorted(found, key=lambda f: (f.start, f.end, f.kind, f.value))


def _mention(letter: Letter, found: Found, number: int, sentence: str, confidence: float) -> Mention:
    words = letter.words_in(found.start, found.end) if found.end > found.start else ()
    page, box = _place(letter, found, words)
    return Mention(
        mention_id=f"{letter.letter_id}/{number}",
        letter_id=letter.letter_id,
        source=letter.source,
        page=page,
        kind=found.kind,
        text=letter.text[found.start : found.end],
        value=found.value,
        box=box,
        confidence=confidence,
        sentence=sentence,
        start=found.start,
        end=found.end,
        role=found.role,
        date=found.date,
        amount=found.amount,
        currency=found.currency,
        quantity=found.quantity,
        unit=found.unit,
        trigger=found.trigger,
        tariff=found.tariff,
        contradicts=found.contradicts,
    )


def _place(letter: Letter, found: Found, words: tuple[PlacedWord, ...]) -> tuple[int, Box]:
    """Where it is printed: around its words on its first page; what the rule says where no word stands behind it."""
    if words:
        page = words[0].page
        return page, Box.around(w.box for w in words if w.page == page)
    line = letter.line_at(found.start)
    page = found.page or (line.page if line else letter.page_start)
    return page, found.box or (line.box if line else _WHOLE_PAGE)


def _sentence(letter: Letter, sentences: tuple[tuple[int, int], ...], found: Found) -> str:
    """The sentence in which the finding begins (all of those it spans), on one line."""
    first = max(0, bisect_right(sentences, (found.start, len(letter.text) + 1)) - 1)
    start, end = found.start, found.end
    for s_start, s_end in sentences[first:]:
        if s_start > found.start and s_start >= found.end:
            break
        if s_end > found.start:
            start, end = min(start, s_start), max(end, s_end)
    return " ".join(letter.text[start:end].split())
