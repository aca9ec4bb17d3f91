"""Folder of scans → documents, pages, words: the one stage that costs seconds a page."""

import logging
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Final, Protocol

from pipeline import tables
from pipeline.charters import take_charters
from pipeline.correcting import take_corrections
from pipeline.errors import DocumentError, RunError
from pipeline.inbox import find_mailings, is_gone
from pipeline.keys import READ
from pipeline.opened import KnownPages, Opened, failed_document, mark_files
from pipeline.outcomes import Failures, Tally, failed_page, tell_page
from pipeline.reading import Again, count_pages, read_page, time_page
from pipeline.records import Page, QuarterTurn
from pipeline.settings import RunSettings
from pipeline.timing import tell_time
from pipeline.turns import turn_pages
from pipeline.unread import Mailings, Unread, choose_mailings, choose_reader, open_mailing
from pipeline.workers import Workers, open_workers

_A_FILE: Final = 4  # workers that are worth their start: most files have few pages

_ALL_GONE: Final = "{} has gone meanwhile: connect it again, then run the same command, which goes on from here."

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


class _GoneError(Exception):
    """The folder of a mailing is no longer there."""


@dataclass(slots=True, eq=False)
class _Step:
    """A page that is being read; without a task, a file of which there is none to read; without a file, the mailing."""

    mailing: Unread
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
        elif not _read_mailing(mailing, own, settings, workers):
            continue
        yield mailing.name


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


def _count_pages(
    files: Iterable[Opened], settings: RunSettings, workers: Workers
) -> Iterator[tuple[Opened, "Future[int] | None"]]:
    for o in files:
        counting = (count_pages, o.file, o.document.media_type, settings.pages)
        yield o, workers.submit(*counting) if o.is_new else None


def _submit_pages(
    mailing: Unread,
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
                task = workers.submit(time_page, *_what_to_read(mailing, o, number, settings), later=True)
                task.add_done_callback(lambda _: watcher.page_done())
                yield _Step(mailing, o, number, task)
            return
    yield _Step(mailing, o)


def _what_to_read(mailing: Unread, o: Opened, number: int, settings: RunSettings) -> tuple[object, ...]:
    picture = tables.picture_path(settings.out, mailing.name, o.document.sha256 or "", number)
    return o.file, o.document.media_type, number, settings.pages, settings.words, picture


def _read_mailing(mailing: Unread, steps: Iterator[_Step], settings: RunSettings, workers: Workers) -> bool:
    """Write the tables of a mailing as its pages come; whether they were written, and not left as they were."""
    next(steps)  # the mailing itself
    tally = Tally()
    known = KnownPages(settings.out, mailing.name, {o.known_as for o in mailing.files or () if o.known_as})
    try:
        with tables.rewrite_mailing(settings.out, mailing.name, READ, mailing.key) as write:
            for o, own in groupby(steps, key=lambda step: step.file):
                assert o is not None  # noqa: S101 - a mailing has one step without a file, its first
                failures = Failures()
                for page in _pages_of(mailing, o, own, known, settings, workers):
                    _need_folder(settings, mailing.name, page.error_code)
                    tally.count(page)
                    failures.count(page)
                    write["pages"].add([tables.page_row(page)])
                    write["words"].add(tables.word_rows(page))
                document = failures.told_of(o.document)
                _need_folder(settings, mailing.name, document.error_code)
                write["documents"].add([tables.document_row(document)])
    except _GoneError:
        _log.warning("%s: its folder has gone meanwhile: its tables stay as they were", mailing.name)
        return False
    _log.info("%s: %s", mailing.name, tally)
    _clear_pictures(settings, mailing.name)
    return True


def _need_folder(settings: RunSettings, mailing: str, code: str | None) -> None:
    """Where a file cannot be read since all have gone, none has failed: what is known of them is not overwritten."""
    if code != "unreadable":
        return
    if is_gone(settings.raw):
        raise RunError(_ALL_GONE.format(settings.raw))
    if is_gone(settings.raw, mailing):
        raise _GoneError


def _clear_pictures(settings: RunSettings, mailing: str) -> None:
    """Take away those of pages that are no longer there, or that a run which was killed left behind."""
    pictures: dict[str, int] = {}
    for row in tables.read_rows(settings.out, "documents", mailing, columns=("sha256", "pages")):
        if row["sha256"] and row["pages"]:  # of a copy, the first has the pages
            pictures[row["sha256"]] = row["pages"]
    tables.clear_pictures(settings.out, mailing, pictures)


def _pages_of(
    mailing: Unread,
    o: Opened,
    steps: Iterator[_Step],
    known: KnownPages,
    settings: RunSettings,
    workers: Workers,
) -> Iterator[Page]:
    """The pages of a file as they come; one that cannot be read is a page with an error."""
    if o.known_as is not None:
        list(steps)
        yield from (replace(page, source=o.document.source) for page in known.of(o.known_as))
        return

    again = partial(_read_again, mailing, o, settings, workers)
    for page in turn_pages(_read(o.document.source, steps, settings, workers), again):
        _log.info("%s", tell_page(page))
        yield page


def _read_again(
    mailing: Unread, o: Opened, settings: RunSettings, workers: Workers, page: Page, turn: QuarterTurn
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
            yield failed_page(source, step.number, problem)
