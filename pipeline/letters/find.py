"""The read pages of one file → its letters."""

from collections.abc import Iterator, Sequence
from statistics import mean

from pipeline.letters.bounds import Span, find_spans
from pipeline.letters.fragments import join_fragments
from pipeline.letters.rows import Row, read_rows
from pipeline.letters.text import write_text
from pipeline.letters.zones import find_zones
from pipeline.records import Letter, Page, PlacedMark, Zone


def find_letters(source: str, pages: Sequence[Page]) -> tuple[Letter, ...]:
    """The letters of a file in page order; each page stands in exactly one. None where no page could be read.

    A separator sheet and the blank back of it stand in none; a letter never goes on behind one.
    `text` is final, every line has its zone. `confidence` is the mean of the pages that have one, 0.0 where none has.
    """
    pages = sorted(pages, key=lambda page: page.page)
    if all(page.error_code is not None for page in pages):
        return ()
    read = {page.page: join_fragments(read_rows(page), _aspect(page)) for page in pages}
    return tuple(_make_letter(source, part, read, span) for part in _part(pages) for span in find_spans(part, read))


def _part(pages: Sequence[Page]) -> Iterator[Sequence[Page]]:
    """The pages between separator sheets."""
    held: list[Page] = []
    behind_sheet = False
    for page in pages:
        if page.separator:
            if held:
                yield held
            held, behind_sheet = [], True
        elif held or not (behind_sheet and page.blank):
            held.append(page)
    if held:
        yield held


def _make_letter(source: str, pages: Sequence[Page], read: dict[int, tuple[Row, ...]], span: Span) -> Letter:
    held = [page for page in pages if span.start <= page.page <= span.end]
    rows = [row for page in held for row in read[page.page]]
    zones = iter(find_zones(rows))
    by_page: list[list[Zone]] = [[next(zones) for _ in read[page.page]] for page in held]
    final = write_text([read[page.page] for page in held], by_page)
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
