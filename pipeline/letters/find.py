"""The read pages of one file → its letters."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import mean

from pipeline.letters.bounds import ReadPage, Span, Start, find_spans
from pipeline.letters.fragments import join_fragments
from pipeline.letters.rows import read_rows
from pipeline.letters.text import write_text
from pipeline.letters.zones import find_zones
from pipeline.records import Letter, Page, PlacedMark, Zone


def find_letters(source: str, pages: Iterable[Page]) -> tuple[Letter, ...]:
    """The letters of a file in page order; each page stands in exactly one. None where no page could be read.

    A separator sheet and the blank back of it stand in none; a letter never goes on behind one.
    `text` is final, every line has its zone. `confidence` is the mean of the pages that have one, 0.0 where none has.
    """
    return tuple(letter for letter, _ in stream_letters(source, sorted(pages, key=lambda page: page.page)))


def stream_letters(source: str, pages: Iterable[Page], start: Start | None = None) -> Iterator[tuple[Letter, Start]]:
    """As `find_letters`, each letter as soon as its end is known, with how the next one starts; `pages` are in order.

    With that `start`, the pages behind a letter give the letters that they give behind it: a file may be read in parts.
    """
    readable = pages if start else _from_readable(pages)
    for _, part in groupby(_between_sheets(readable), key=lambda numbered: numbered[0]):
        read = ((page, join_fragments(read_rows(page), _aspect(page))) for _, page in part)
        for span, held, following in find_spans(read, start or Start()):
            yield _make_letter(source, held, span), following
        start = None


def _from_readable(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages, where one of them could be read."""
    failed: list[Page] = []
    coming = iter(pages)
    for page in coming:
        failed.append(page)
        if page.error_code is None:
            yield from failed
            yield from coming


def _between_sheets(pages: Iterable[Page]) -> Iterator[tuple[int, Page]]:
    """Each page that belongs to a letter, with the number of separator sheets before it."""
    sheets, behind_sheet = 0, False
    for page in pages:
        if page.separator:
            sheets, behind_sheet = sheets + 1, True
        elif not (behind_sheet and page.blank):
            behind_sheet = False
            yield sheets, page


def _make_letter(source: str, read: Sequence[ReadPage], span: Span) -> Letter:
    held = [page for page, _ in read]
    zones = iter(find_zones([row for _, rows in read for row in rows]))
    by_page: list[list[Zone]] = [[next(zones) for _ in rows] for _, rows in read]
    final = write_text([rows for _, rows in read], by_page)
    confidences = [page.confidence for page in held if page.confidence is not None]
    return Letter(
        letter_id=f"{source}#{span.start}",
        source=source,
        page_start=span.start,
        page_end=span.end,
        kind=span.kind,
        text=final.text,
        words=tuple(final.words),
        lines=tuple(final.lines),
        marks=tuple(PlacedMark(page.page, mark) for page in held for mark in page.marks),
        confidence=mean(confidences) if confidences else 0.0,
        split_confidence=span.confidence,
        failed_pages=tuple(page.page for page in held if page.error_code is not None),
    )


def _aspect(page: Page) -> float:
    return page.height / page.width if page.width else 1.0
