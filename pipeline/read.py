"""Folder of scans → documents, pages, words: the one stage that costs seconds a page."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from pipeline import tables
from pipeline.charters import take_charters
from pipeline.errors import DocumentError
from pipeline.inbox import InputFile, find_mailings
from pipeline.keys import READ, digest, reader_version
from pipeline.opened import Opened, failed_document, fingerprint_files, has_passing_failure, reuse_known
from pipeline.pages import count_pages
from pipeline.reading import Again, read_page
from pipeline.records import Document, Page
from pipeline.settings import RunSettings
from pipeline.turns import assume_turn
from pipeline.words import open_engine, open_second
from pipeline.workers import Workers

_log = logging.getLogger(__name__)


class Watcher(Protocol):
    """Who is told how far the reading is."""

    def pages_found(self, count: int) -> None:
        """`count` more pages will be read."""

    def page_done(self) -> None:
        """One more page is read, or has failed."""


class _Silent:
    def pages_found(self, count: int) -> None: ...

    def page_done(self) -> None: ...


def read_mailings(settings: RunSettings, watcher: Watcher | None = None) -> Iterator[str]:
    """Read every mailing under `settings.raw` into documents, pages and words; yields each as soon as it is written.

    A mailing whose files and reader are those of the last run is left as it is; of a changed one, only new files are
    read. Raises RunError when no page can be read at all (no Tesseract) or nothing can be written.
    """
    watcher = watcher or _Silent()
    tables.need_folder(settings.out)
    mailings = _chosen(find_mailings(settings.raw), settings.mailing)
    take_charters(settings.raw, settings.out, mailings)
    engine = open_engine(settings.words.engine, settings.words.language)
    second = f"; {open_second().version}" if settings.words.second_opinion else ""
    reader = reader_version(settings, f"{engine.name} {engine.version}{second}")
    waiting: dict[str, list[Opened]] = {}
    keys: dict[str, str] = {}
    for name, files in mailings.items():
        opened = fingerprint_files(files)
        keys[name] = f"{reader}:{digest(repr([o.document for o in opened]))}"
        before = tables.read_key(settings.out, READ, name)
        if settings.force or before != keys[name] or has_passing_failure(settings.out, name):
            old_reader = (before or "").partition(":")[0]
            reuse_known(opened, settings.out, name, usable=old_reader == reader and not settings.force)
            waiting[name] = opened
        news = sum(o.is_new for o in opened) if name in waiting else 0
        _log.info("%s: %d of %d files to read with %s", name, news, len(files), engine.name)
    todo = [(name, o) for name, opened in waiting.items() for o in opened if o.is_new]
    with Workers(
        min(settings.workers, max(1, len(todo) * 4)), settings.worker_memory_bytes, settings.page_timeout_seconds
    ) as workers:
        _submit(todo, workers, settings, watcher)
        for name in mailings:
            if name in waiting:
                read = [_collect(name, o, workers, settings) for o in waiting[name]]
                _log.info("%s: %s", name, _tell_readings([page for _, made in read for page in made]))
                _write_read(settings.out, name, keys[name], read)
            yield name


def _chosen(mailings: dict[str, list[InputFile]], name: str | None) -> dict[str, list[InputFile]]:
    if name is None:
        # an empty folder still gives tables, so that whoever reads them finds zero rows and not an error
        return mailings or {"default": []}
    return {name: mailings.get(name, [])}


def _submit(todo: Sequence[tuple[str, Opened]], workers: Workers, settings: RunSettings, watcher: Watcher) -> None:
    """Have the files' pages read; each file comes with its mailing, where the pictures of its pages are kept."""
    counts = [workers.submit(count_pages, o.file.path, o.document.media_type, settings.pages) for _, o in todo]
    for (mailing, o), count in zip(todo, counts, strict=True):
        try:
            found = workers.result(count)
        except DocumentError as problem:
            o.document = failed_document(o.document, problem)
            continue
        o.document = replace(o.document, pages=found)
        watcher.pages_found(found)
        tasks = []
        for number in range(1, found + 1):
            task = workers.submit(read_page, *_what_to_read(mailing, o, number, settings))
            task.add_done_callback(lambda _: watcher.page_done())
            tasks.append(task)
        o.reading = tasks


def _what_to_read(mailing: str, o: Opened, number: int, settings: RunSettings) -> tuple[object, ...]:
    picture = tables.picture_path(settings.out, mailing, o.document.sha256 or "", number)
    return o.file, o.document.media_type, number, settings.pages, settings.words, picture


def _collect(mailing: str, o: Opened, workers: Workers, settings: RunSettings) -> tuple[Document, list[Page]]:
    """Wait for the pages of a file; its status says what became of them."""
    if not o.reading:
        return o.document, list(o.known)
    reading, o.reading = o.reading, ()  # what is written need not be kept in memory till the end of the run
    made: list[Page] = []
    for number, task in enumerate(reading, 1):
        try:
            made.append(workers.result(task))
        except DocumentError as problem:
            made.append(_failed_page(o.document.source, number, problem))
    made = _turn_as_neighbours(made, mailing, o, workers, settings)
    for page in made:
        _log.info("%s", _tell(page))
    failures = [page for page in made if page.error_code]
    document = o.document
    if failures:
        told = failures[0].error if len(made) == 1 else f"Page {failures[0].page} of {len(made)}: {failures[0].error}"
        document = replace(
            document,
            status="failed" if len(failures) == len(made) else "partial",
            error_code=failures[0].error_code,
            error=told,
        )
    return document, made


def _turn_as_neighbours(
    made: Sequence[Page], mailing: str, o: Opened, workers: Workers, settings: RunSettings
) -> list[Page]:
    """Pages with words that do not tell which side is up, read again as the pages around them are turned.

    One that stood so already is not read again. Where the other way is read less surely, the page stays as it came.
    """
    turned = list(made)
    for at, page in enumerate(made):
        if not page.words or page.rotation_known is not False:
            continue
        turn = assume_turn(made, at)
        if turn == page.rotation:
            turned[at] = replace(page, rotation_known=True)
        elif turn is not None:
            how = Again(turn, page.confidence or 0.0)
            task = workers.submit(read_page, *_what_to_read(mailing, o, page.page, settings), how)
            try:
                again = workers.result(task)
            except DocumentError:
                continue  # it was read once: nothing is lost
            turned[at] = replace(again if how.is_beaten_by(again) else page, read_again=page.read_again + 1)
    return turned


def _tell(page: Page) -> str:
    if page.error_code:
        return f"{page.source}, page {page.page}: {page.error}"
    sure = "" if page.confidence is None else f", confidence {page.confidence:.2f}"
    turned = f"turned by {page.rotation} and {page.skew_degrees:+.2f} degrees"
    if page.rotation_known is False:
        turned += " (which side is up is not known)"
    read = f"{len(page.words)} words ({page.text_origin}"
    read += f", {page.read_again:.0%} read twice)" if page.read_again else ")"
    return f"{page.source}, page {page.page}: {read}, {turned}{sure}"


def _tell_readings(pages: Sequence[Page]) -> str:
    """«12 pages, parts of 2 of them read a second time (4 % of all), 0 whose turn is not known»."""
    again = [page.read_again for page in pages if page.read_again]
    share, unknown = sum(again) / max(len(pages), 1), sum(page.rotation_known is False for page in pages)
    twice = f"parts of {len(again)} of them read a second time ({100 * share:.0f} % of all)"
    return f"{len(pages)} pages, {twice}, {unknown} whose turn is not known"


def _failed_page(source: str, number: int, problem: DocumentError) -> Page:
    return Page(source, number, 0, 0, 0.0, "ocr", 0, 0.0, False, None, (), (), problem.code, problem.sentence)


def _write_read(out: Path, mailing: str, key: str, read: Sequence[tuple[Document, list[Page]]]) -> None:
    all_pages = [page for _, made in read for page in made]
    rows = {
        "documents": [tables.document_row(document) for document, _ in read],
        "pages": [tables.page_row(page) for page in all_pages],
        "words": [row for page in all_pages for row in tables.word_rows(page)],
    }
    tables.write_mailing(out, mailing, rows, key)
    known = [(document.sha256, page.page) for document, made in read for page in made if document.sha256]
    tables.clear_pictures(out, mailing, [tables.picture_path(out, mailing, *which) for which in known])
