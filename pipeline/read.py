"""Folder of scans → documents, pages, words: the one stage that costs seconds a page."""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Final, Protocol

from pipeline import tables
from pipeline.charters import take_charters
from pipeline.correcting import take_corrections
from pipeline.errors import DocumentError
from pipeline.inbox import InputFile, find_mailings
from pipeline.keys import READ, digest, reader_version
from pipeline.opened import (
    KnownPages,
    Opened,
    failed_document,
    fingerprint_files,
    has_passing_failure,
    mark_files,
    reuse_known,
)
from pipeline.reading import Again, count_pages, read_page, time_page
from pipeline.records import Document, Page, QuarterTurn
from pipeline.settings import RunSettings
from pipeline.timing import tell_time
from pipeline.turns import turn_pages
from pipeline.words import open_engine, open_second
from pipeline.workers import Workers, open_workers

Mailings = Mapping[str, Sequence[InputFile]]

_A_FILE: Final = 4  # workers that are worth their start: most files have few pages

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


@dataclass(slots=True, eq=False)
class _Mailing:
    """A mailing on its way; `files` is None where nothing has changed since it was read."""

    name: str
    key: str
    files: list[Opened] | None
    hashed: Sequence[Opened] = ()  # all files, as they are now


@dataclass(slots=True, eq=False)
class _Step:
    """A page that is being read; without a task, a file of which there is none to read; without a file, the mailing."""

    mailing: _Mailing
    file: Opened | None = None
    number: int = 0
    task: "Future[tuple[Page, float]] | None" = None


def read_mailings(settings: RunSettings, watcher: Watcher | None = None) -> Iterator[str]:
    """Read every mailing under `settings.raw` into documents, pages and words; yields each as soon as it is written.

    A mailing whose files and reader are those of the last run is left as it is; of a changed one, only new files are
    read. Raises RunError when no page can be read at all (no Tesseract) or nothing can be written.
    """
    with open_reading(settings) as (mailings, workers):
        yield from read_with(workers, mailings, settings, watcher)


@contextmanager
def open_reading(settings: RunSettings) -> Iterator[tuple[Mailings, Workers]]:
    """The mailings that the settings ask for, and workers to read them; they end with the block."""
    tables.need_folder(settings.out)
    mailings = choose_mailings(find_mailings(settings.raw), settings.mailing)
    take_charters(settings.raw, settings.out, mailings)
    take_corrections(settings.raw, settings.out, mailings)
    files = sum(len(files) for files in mailings.values())
    with open_workers(settings, most=_A_FILE * files) as workers:
        yield mailings, workers


def read_with(
    workers: Workers, mailings: Mailings, settings: RunSettings, watcher: Watcher | None = None
) -> Iterator[str]:
    """As `read_mailings`, by workers that are there already."""
    steps = workers.ahead(_steps(mailings, settings, workers, watcher or _Silent()))
    for mailing, own in groupby(steps, key=lambda step: step.mailing):
        if mailing.files is None:
            list(own)
            _clear_pictures(settings, mailing.name)
        else:
            _read_mailing(mailing, own, settings, workers)
        yield mailing.name


def choose_mailings(mailings: Mailings, name: str | None) -> Mailings:
    """Those of that name, all without one."""
    if name is None:
        # an empty folder still gives tables, so that whoever reads them finds zero rows and not an error
        return mailings or {"default": []}
    return {name: mailings.get(name, [])}


def _steps(mailings: Mailings, settings: RunSettings, workers: Workers, watcher: Watcher) -> Iterator[_Step]:
    """Submit what there is to do, in order; whoever takes the steps says how far ahead."""
    engine, reader = choose_reader(settings)
    for name, files in mailings.items():
        mailing = open_mailing(name, files, settings, workers, reader)
        mark_files(mailing.hashed, settings.out, name)
        news = [o for o in mailing.files or () if o.is_new]
        _log.info("%s: %d of %d files to read with %s", name, len(news), len(files), engine)
        yield _Step(mailing)
        for o, count in workers.ahead(_count_pages(mailing.files or (), settings, workers)):
            yield from _submit_pages(mailing, o, count, settings, workers, watcher)


def choose_reader(settings: RunSettings) -> tuple[str, str]:
    """The name of the engine, and a digest of all that reads. Raises RunError where there is none."""
    engine = open_engine(settings.words.engine, settings.words.language)
    second = f"; {open_second().version}" if settings.words.second_opinion else ""
    return engine.name, reader_version(settings, f"{engine.name} {engine.version}{second}")


def open_mailing(
    name: str, files: Sequence[InputFile], settings: RunSettings, workers: Workers, reader: str
) -> _Mailing:
    """What is to be read of a mailing, by its keys; nothing is written, no page is looked at."""
    before = tables.read_key(settings.out, READ, name)
    known_reader = not settings.force and (before or "").partition(":")[0] == reader
    marked = tables.read_marks(settings.out, name) if known_reader else {}
    opened = fingerprint_files(files, workers, settings.pages, marked)
    key = f"{reader}:{digest(*(repr(o.document) for o in opened))}"
    if not settings.force and before == key and not has_passing_failure(settings.out, name):
        return _Mailing(name, key, None, opened)
    if known_reader:
        reuse_known(opened, settings.out, name)
    return _Mailing(name, key, opened, opened)


def _count_pages(
    files: Iterable[Opened], settings: RunSettings, workers: Workers
) -> Iterator[tuple[Opened, "Future[int] | None"]]:
    for o in files:
        counting = (count_pages, o.file, o.document.media_type, settings.pages)
        yield o, workers.submit(*counting) if o.is_new else None


def _submit_pages(
    mailing: _Mailing,
    o: Opened,
    count: "Future[int] | None",
    settings: RunSettings,
    workers: Workers,
    watcher: Watcher,
) -> Iterator[_Step]:
    """Have the pages of a file read; the last step says that it is over."""
    if count:
        try:
            found = workers.result(count)
        except DocumentError as problem:
            o.document = failed_document(o.document, problem)
        else:
            o.document = replace(o.document, pages=found)
            watcher.pages_found(found)
            for number in range(1, found + 1):
                task = workers.submit(time_page, *_what_to_read(mailing, o, number, settings))
                task.add_done_callback(lambda _: watcher.page_done())
                yield _Step(mailing, o, number, task)
            return
    yield _Step(mailing, o)


def _what_to_read(mailing: _Mailing, o: Opened, number: int, settings: RunSettings) -> tuple[object, ...]:
    picture = tables.picture_path(settings.out, mailing.name, o.document.sha256 or "", number)
    return o.file, o.document.media_type, number, settings.pages, settings.words, picture


def _read_mailing(mailing: _Mailing, steps: Iterator[_Step], settings: RunSettings, workers: Workers) -> None:
    """Write the tables of a mailing as its pages come."""
    next(steps)  # the mailing itself
    tally = _Tally()
    known = KnownPages(settings.out, mailing.name, {o.known_as for o in mailing.files or () if o.known_as})
    with tables.rewrite_mailing(settings.out, mailing.name, READ, mailing.key) as write:
        for o, own in groupby(steps, key=lambda step: step.file):
            assert o is not None  # noqa: S101 - a mailing has one step without a file, its first
            failures = _Failures()
            for page in _pages_of(mailing, o, own, known, settings, workers):
                tally.count(page)
                failures.count(page)
                write["pages"].add([tables.page_row(page)])
                write["words"].add(tables.word_rows(page))
            write["documents"].add([tables.document_row(failures.told_of(o.document))])
    _log.info("%s: %s", mailing.name, tally)
    _clear_pictures(settings, mailing.name)


def _clear_pictures(settings: RunSettings, mailing: str) -> None:
    """Take away those of pages that are no longer there, or that a run which was killed left behind."""
    pictures: dict[str, int] = {}
    for row in tables.read_rows(settings.out, "documents", mailing, columns=("sha256", "pages")):
        if row["sha256"] and row["pages"]:  # of a copy, the first has the pages
            pictures[row["sha256"]] = row["pages"]
    tables.clear_pictures(settings.out, mailing, pictures)


def _pages_of(
    mailing: _Mailing, o: Opened, steps: Iterator[_Step], known: KnownPages, settings: RunSettings, workers: Workers
) -> Iterator[Page]:
    """The pages of a file as they come; one that cannot be read is a page with an error."""
    if o.known_as is not None:
        list(steps)
        yield from (replace(page, source=o.document.source) for page in known.of(o.known_as))
        return

    again = partial(_read_again, mailing, o, settings, workers)
    for page in turn_pages(_read(o.document.source, steps, settings, workers), again):
        _log.info("%s", _tell(page))
        yield page


def _read_again(
    mailing: _Mailing, o: Opened, settings: RunSettings, workers: Workers, page: Page, turn: QuarterTurn
) -> Page:
    """The page turned as those around it; where that is read less surely, it stays as it came."""
    how = Again(turn, page.confidence or 0.0)
    task = workers.submit(read_page, *_what_to_read(mailing, o, page.page, settings), how)
    try:
        again = workers.result(task)
    except DocumentError:
        return page  # it was read once: nothing is lost
    return replace(again if how.is_beaten_by(again) else page, read_again=page.read_again + 1)


def _read(source: str, steps: Iterable[_Step], settings: RunSettings, workers: Workers) -> Iterator[Page]:
    """Wait for the pages of a file, not longer than a file may take."""
    began = time.monotonic()
    for step in steps:
        if step.task is None:
            continue
        try:
            if time.monotonic() - began > settings.document_timeout_seconds and not step.task.done():
                step.task.cancel()
                raise DocumentError("timeout", f"{settings.document_timeout_seconds:g}")
            page, seconds = workers.result(step.task)
            tell_time("read", seconds, mailing=step.mailing.name, source=source, page=step.number)
            yield page
        except DocumentError as problem:
            yield _failed_page(source, step.number, problem)


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


def _failed_page(source: str, number: int, problem: DocumentError) -> Page:
    return Page(source, number, 0, 0, 0.0, "ocr", 0, 0.0, False, None, (), (), problem.code, problem.sentence)


@dataclass(slots=True)
class _Failures:
    """What went wrong with the pages of one file."""

    pages: int = 0
    failed: int = 0
    first: Page | None = None

    def count(self, page: Page) -> None:
        self.pages += 1
        if page.error_code:
            self.failed += 1
            self.first = self.first or page

    def told_of(self, document: Document) -> Document:
        """The row of the file: its status says what became of its pages."""
        if self.first is None or document.status != "ok":
            return document
        told = self.first.error
        if self.pages > 1:
            told = f"Page {self.first.page} of {self.pages}: {told}"
        all_failed = self.failed == self.pages
        return replace(
            document, status="failed" if all_failed else "partial", error_code=self.first.error_code, error=told
        )


@dataclass(slots=True)
class _Tally:
    """«12 pages, parts of 2 of them read a second time (4 % of all), 0 whose turn is not known»."""

    pages: int = 0
    twice: int = 0
    shares: float = 0.0
    unknown: int = 0

    def count(self, page: Page) -> None:
        self.pages += 1
        self.twice += page.read_again > 0
        self.shares += page.read_again
        self.unknown += page.rotation_known is False

    def __str__(self) -> str:
        share = 100 * self.shares / max(self.pages, 1)
        twice = f"parts of {self.twice} of them read a second time ({share:.0f} % of all)"
        return f"{self.pages} pages, {twice}, {self.unknown} whose turn is not known"
