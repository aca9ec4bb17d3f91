"""Folder of scans → tables → report: the one file that knows the order of the stages."""

import importlib.metadata
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from pipeline import tables
from pipeline.checking import find_contradictions
from pipeline.correcting import check_letters, hold_corrections
from pipeline.errors import DocumentError, RunError
from pipeline.extracting import extract_source
from pipeline.keys import CHECK, EXTRACT, READ, code_version, digest, key_of, made_from
from pipeline.opened import failed_document, failures_version
from pipeline.read import Watcher, open_reading, read_with
from pipeline.records import Correction, Language
from pipeline.reporting import index_mailings, language_of, report_mailing
from pipeline.settings import RunSettings
from pipeline.tables import Row
from pipeline.timing import timed
from pipeline.workers import Workers, work_here

_EXTRACTING: Final = ("extracting.py", "letters", "mentions", "../models/confidence.yaml")

_log = logging.getLogger(__name__)


def extract_mailing(out: Path, mailing: str, workers: Workers | None = None, *, force: bool = False) -> None:
    """Pages and words of a mailing → letters and mentions. Raises RunError when the mailing has not been read.

    A file whose letters cannot be found in the time or memory a worker has is a file that failed: its row says so, and
    the next run tries it again.
    """
    workers = workers or work_here()
    read_key = key_of(out, mailing, "read")
    code = digest(code_version(*_EXTRACTING), importlib.metadata.version("spacy"))
    said = hold_corrections(out, mailing)
    key = made_from(read_key) + digest(
        code, failures_version(out, mailing), *(repr(replace(correction, line=0)) for correction in said)
    )
    if not force and tables.read_key(out, EXTRACT, mailing) == key:
        return
    failed: dict[str, DocumentError] = {}
    found: set[str] = set()
    mentions = 0
    with tables.rewrite_mailing(out, mailing, EXTRACT, key) as write:
        for source, task in workers.ahead(_extract_sources(out, mailing, workers, said)):
            try:
                letter_rows, mention_rows = workers.result(task)
            except DocumentError as problem:
                failed[source] = problem
                continue
            write["letters"].add(letter_rows)
            write["mentions"].add(mention_rows)
            found.update(row["letter_id"] for row in letter_rows)
            mentions += len(mention_rows)
        check_letters(said, mailing, found, failed)
        if failed:
            write.key += " failed"  # the next run tries again
    if failed:
        _fail_documents(out, mailing, failed, read_key)
    _log.info("%s: %d letters, %d mentions", mailing, len(found), mentions)


def _extract_sources(
    out: Path, mailing: str, workers: Workers, said: Sequence[Correction]
) -> Iterator[tuple[str, "Future[tuple[list[Row], list[Row]]]"]]:
    for source, pages in tables.stream_sources(out, mailing):
        own = [correction for correction in said if correction.letter_id.rpartition("#")[0] == source]
        yield source, workers.submit(extract_source, source, pages, own, pages=len(pages))


def _fail_documents(out: Path, mailing: str, failed: dict[str, DocumentError], key: str) -> None:
    documents = [tables.document_of(row) for row in tables.read_rows(out, "documents", mailing)]
    told = [failed_document(d, failed[d.source]) if d.source in failed else d for d in documents]
    tables.write_mailing(out, mailing, {READ[0]: [tables.document_row(document) for document in told]}, key)


def check_mailing(
    out: Path, mailing: str, workers: Workers | None = None, *, force: bool = False, language: Language = "fr"
) -> None:
    """Letters and mentions of a mailing → findings. Raises RunError when the mailing has not been extracted."""
    workers = workers or work_here()
    own = tables.read_charter(out, mailing)
    key = made_from(key_of(out, mailing, "extract")) + digest(code_version("checking.py", "findings"), own, language)
    if not force and tables.read_key(out, CHECK, mailing) == key:
        return
    try:
        found = workers.result(workers.submit(find_contradictions, out, mailing, own, language, whole=True))
    except DocumentError as problem:
        raise RunError(f"The mailing {mailing!r} cannot be checked: {problem.sentence}") from problem
    _log.info("%s: %d findings", mailing, len(found))
    tables.write_mailing(out, mailing, {"findings": found}, key)


def _report_mailing(settings: RunSettings, mailing: str, workers: Workers) -> None:
    task = partial(report_mailing, force=settings.force)
    try:
        workers.result(workers.submit(task, settings.out, mailing, settings.language, whole=True))
    except DocumentError as problem:
        raise RunError(f"The report of {mailing!r} cannot be written: {problem.sentence}") from problem


def remake_mailing(out: Path, mailing: str) -> None:
    """What was made of the words of a mailing made anew where it must be, in the language it was in."""
    language = language_of(out, mailing)
    extract_mailing(out, mailing)
    check_mailing(out, mailing, language=language)
    report_mailing(out, mailing)
    index_mailings(out)


def run_mailings(settings: RunSettings, watcher: Watcher | None = None) -> Iterator[str]:
    """All stages, mailing by mailing; yields each when its tables and report are written."""
    with open_reading(settings) as (mailings, workers):
        for mailing in read_with(workers, mailings, settings, watcher):
            with timed("extract", mailing):
                extract_mailing(settings.out, mailing, workers, force=settings.force)
            with timed("check", mailing):
                check_mailing(settings.out, mailing, workers, force=settings.force, language=settings.language)
            with timed("report", mailing):
                _report_mailing(settings, mailing, workers)
            yield mailing
    index_mailings(settings.out, settings.language)
