"""Folder of scans → tables → report: the one file that knows the order of the stages."""

import importlib.metadata
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from pipeline import tables
from pipeline.checking import find_contradictions
from pipeline.correcting import hold_corrections, letters_of, tell_unknown
from pipeline.errors import DocumentError, RunError
from pipeline.extracting import PART, Extracted, Part, extract_part
from pipeline.keys import CHECK, EXTRACT, READ, code_version, digest, key_of, made_from
from pipeline.opened import failed_document, failures_version
from pipeline.read import Watcher, open_reading, read_with
from pipeline.records import Correction, Language
from pipeline.reporting import index_mailings, is_reported, language_of, make_report
from pipeline.settings import RunSettings
from pipeline.tables import Stretch
from pipeline.timing import timed
from pipeline.workers import Workers, work_here

_MODELS: Final = ("../models/confidence.yaml", "../models/speech.npz", "../models/topics.npz")
_COMPARING: Final = tuple(
    f"../models/{name}" for name in ("asked.npz", "encoder.onnx", "encoder.pieces", "figures.npz")
)
_EXTRACTING: Final = ("extracting.py", "letters", "mentions", "speech", *_MODELS)

_PAGES_AHEAD: Final = 64  # a worker, whose letters may wait in memory for those of a file before
_Submit = Callable[[Part], "Future[Extracted]"]

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
        tell_unknown(said, mailing, letters_of(out, mailing) if said else (), ())
        return
    failed: dict[str, DocumentError] = {}
    known: set[str] = set()  # letters, where somebody speaks of one
    letters = mentions = 0
    with tables.rewrite_mailing(out, mailing, EXTRACT, key) as write:
        submitted = _submit_sources(out, mailing, workers, said)
        for stretch, submit, task in workers.ahead(submitted, _pages_of, _PAGES_AHEAD):
            try:
                for extracted in _follow(task, submit, workers):
                    write["letters"].add_table(extracted.letters)
                    write["mentions"].add_table(extracted.mentions)
                    letters += len(extracted.letters)
                    mentions += len(extracted.mentions)
                    if said:
                        known.update(extracted.letters.column("letter_id").to_pylist())
            except DocumentError as problem:
                failed[stretch.source] = problem
        if failed:
            write.key += " failed"  # the next run tries again
    tell_unknown(said, mailing, known, failed)
    if failed:
        _fail_documents(out, mailing, failed, read_key)
    _log.info("%s: %d letters, %d mentions", mailing, letters, mentions)


def _submit_sources(
    out: Path, mailing: str, workers: Workers, said: Sequence[Correction]
) -> Iterator[tuple[Stretch, "_Submit", "Future[Extracted]"]]:
    """Have the letters of each file found, from its first page on."""
    for stretch in tables.find_stretches(out, mailing):
        own = [correction for correction in said if correction.letter_id.rpartition("#")[0] == stretch.source]
        submit = partial(_submit_part, out, mailing, workers, own)
        yield stretch, submit, submit(Part(stretch))


def _submit_part(
    out: Path, mailing: str, workers: Workers, said: Sequence[Correction], part: Part
) -> "Future[Extracted]":
    return workers.submit(extract_part, out, mailing, part, said, pages=min(len(part.pages), PART))


def _follow(task: "Future[Extracted]", submit: "_Submit", workers: Workers) -> Iterator[Extracted]:
    """What was found in a file, part after part: where a part ends, only the letter before it tells."""
    extracted = workers.result(task)
    yield extracted
    while extracted.left:
        extracted = workers.result(submit(extracted.left))
        yield extracted


def _pages_of(submitted: tuple[Stretch, "_Submit", "Future[Extracted]"]) -> int:
    return min(len(submitted[0]), PART)


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
    key = made_from(key_of(out, mailing, "extract")) + digest(
        code_version("checking.py", "encoder", "findings", "speech", _MODELS[1], *_COMPARING), own, language
    )
    if not force and tables.read_key(out, CHECK, mailing) == key:
        return
    try:
        found = workers.result(workers.submit(find_contradictions, out, mailing, own, language, whole=True))
    except DocumentError as problem:
        raise RunError(f"The mailing {mailing!r} cannot be checked: {problem.sentence}") from problem
    _log.info("%s: %d findings", mailing, len(found))
    tables.write_mailing(out, mailing, {"findings": found}, key)


def report_mailing(
    out: Path,
    mailing: str,
    workers: Workers | None = None,
    *,
    force: bool = False,
    language: Language | None = None,
) -> None:
    """All tables of a mailing → its HTML page and CSV files, in the language of its findings unless one is named.

    Raises RunError when the mailing has not been checked.
    """
    workers = workers or work_here()
    if not force and is_reported(out, mailing, language):
        return  # asked here: a run with nothing to do starts no worker
    try:
        workers.result(workers.submit(make_report, out, mailing, language, whole=True))
    except DocumentError as problem:
        raise RunError(f"The report of {mailing!r} cannot be written: {problem.sentence}") from problem


def remake_mailing(out: Path, mailing: str, workers: Workers) -> None:
    """What was made of the words of a mailing made anew where it must be, in the language it was in."""
    language = language_of(out, mailing)
    extract_mailing(out, mailing, workers)
    check_mailing(out, mailing, workers, language=language)
    report_mailing(out, mailing, workers)
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
                report_mailing(settings.out, mailing, workers, force=settings.force, language=settings.language)
            yield mailing
    index_mailings(settings.out, settings.language)
