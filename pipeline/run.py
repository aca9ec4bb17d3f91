"""Folder of scans → tables → report: the one file that knows the order of the rooms."""

import importlib.metadata
import logging
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol

from pipeline import tables
from pipeline.errors import DocumentError, RunError
from pipeline.inbox import InputFile, find_charters, find_mailings
from pipeline.keys import CHECK, EXTRACT, READ, code_version, digest, key_of, made_from, reader_version
from pipeline.pages import count_pages, fingerprint_file
from pipeline.reading import read_page
from pipeline.records import Document, FileFacts, Language, Page
from pipeline.reporting import index_mailings, report_mailing
from pipeline.settings import RunSettings
from pipeline.words import open_engine, open_second
from pipeline.workers import Workers

# The rooms behind `words` are imported where they are used: spaCy takes a second to load, and often nothing is new.

# what these say of a file may be another time another: read again at the next run
_PASSING: Final = frozenset({"timeout", "crashed", "unforeseen", "out_of_memory", "unreadable"})


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


# ---- read -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Opened:
    """A file on its way: what is known of it, and the pages that are being read."""

    file: InputFile
    document: Document
    reading: "Sequence[Future[Page]]" = ()
    known: Sequence[Page] = ()


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
    waiting: dict[str, list[_Opened]] = {}
    keys: dict[str, str] = {}
    for name, files in mailings.items():
        opened = _fingerprint(files)
        keys[name] = f"{reader}:{digest(repr([o.document for o in opened]))}"
        before = tables.read_key(settings.out, READ, name)
        if settings.force or before != keys[name] or _has_passing_failure(settings.out, name):
            old_reader = (before or "").partition(":")[0]
            _reuse(opened, settings.out, name, usable=old_reader == reader and not settings.force)
            waiting[name] = opened
        news = sum(_is_new(o) for o in opened) if name in waiting else 0
        _log.info("%s: %d of %d files to read with %s", name, news, len(files), engine.name)
    todo = [(name, o) for name, opened in waiting.items() for o in opened if _is_new(o)]
    with Workers(
        min(settings.workers, max(1, len(todo) * 4)), settings.worker_memory_bytes, settings.page_timeout_seconds
    ) as workers:
        _submit(todo, workers, settings, watcher)
        for name in mailings:
            if name in waiting:
                _write_read(settings.out, name, keys[name], [_collect(o, workers) for o in waiting[name]])
            yield name


def _is_new(o: _Opened) -> bool:
    return o.document.status == "ok" and not o.known


def _chosen(mailings: dict[str, list[InputFile]], name: str | None) -> dict[str, list[InputFile]]:
    if name is None:
        # an empty folder still gives tables, so that whoever reads them finds zero rows and not an error
        return mailings or {"default": []}
    return {name: mailings.get(name, [])}


def _fingerprint(files: Sequence[InputFile]) -> list[_Opened]:
    first: dict[str, str] = {}  # sha256 -> source of the first copy
    opened = []
    for file in files:
        try:
            facts = fingerprint_file(file.path)
        except DocumentError as problem:
            opened.append(_Opened(file, _failed(Document(file.source, None, 0, None, None, "failed"), problem)))
            continue
        document = _document(file.source, facts)
        if facts.bytes and facts.sha256 in first:
            document = replace(document, status="duplicate", duplicate_of=first[facts.sha256])
        first.setdefault(facts.sha256, file.source)
        opened.append(_Opened(file, document))
    return opened


def _document(source: str, facts: FileFacts) -> Document:
    return Document(source, facts.sha256, facts.bytes, facts.media_type, None, "ok")


def _failed(document: Document, problem: DocumentError) -> Document:
    return replace(document, status="failed", error_code=problem.code, error=problem.sentence)


def _has_passing_failure(out: Path, mailing: str) -> bool:
    rows = [*tables.read_rows(out, "documents", mailing), *tables.read_rows(out, "pages", mailing)]
    return any(row["error_code"] in _PASSING for row in rows)


def _reuse(opened: Sequence[_Opened], out: Path, mailing: str, *, usable: bool) -> None:
    """Give files that were read before, by the same reader, what was read then; their names may have changed."""
    if not usable:
        return
    rows = tables.read_rows(out, "documents", mailing)
    before = {row["sha256"]: tables.document_of(row) for row in rows if row["status"] in ("ok", "partial", "failed")}
    pages_before: dict[str, list[Page]] = {}
    for page in tables.pages_of(tables.read_rows(out, "pages", mailing), tables.read_rows(out, "words", mailing)):
        pages_before.setdefault(page.source, []).append(page)
    for o in opened:
        then = before.get(o.document.sha256)
        if o.document.status != "ok" or then is None:
            continue
        known = pages_before.get(then.source, [])
        if _PASSING.isdisjoint([then.error_code, *(page.error_code for page in known)]):
            source = o.document.source
            o.document = replace(then, source=source)
            o.known = [replace(page, source=source) for page in known]


def _submit(todo: Sequence[tuple[str, _Opened]], workers: Workers, settings: RunSettings, watcher: Watcher) -> None:
    """Have the files' pages read; each file comes with its mailing, where the pictures of its pages are kept."""
    counts = [workers.submit(count_pages, o.file.path, o.document.media_type, settings.pages) for _, o in todo]
    for (mailing, o), count in zip(todo, counts, strict=True):
        try:
            found = workers.result(count)
        except DocumentError as problem:
            o.document = _failed(o.document, problem)
            continue
        o.document = replace(o.document, pages=found)
        watcher.pages_found(found)
        tasks = []
        for number in range(1, found + 1):
            picture = tables.picture_path(settings.out, mailing, o.document.sha256 or "", number)
            what = o.file, o.document.media_type, number, settings.pages, settings.words, picture
            task = workers.submit(read_page, *what)
            task.add_done_callback(lambda _: watcher.page_done())
            tasks.append(task)
        o.reading = tasks


def _collect(o: _Opened, workers: Workers) -> tuple[Document, list[Page]]:
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
        _log.info("%s", _tell(made[-1]))
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


def _tell(page: Page) -> str:
    if page.error_code:
        return f"{page.source}, page {page.page}: {page.error}"
    sure = "" if page.confidence is None else f", confidence {page.confidence:.2f}"
    turned = f"turned by {page.rotation} and {page.skew_degrees:+.2f} degrees"
    return f"{page.source}, page {page.page}: {len(page.words)} words ({page.text_origin}), {turned}{sure}"


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
    tables.keep_pictures(out, mailing, [tables.picture_path(out, mailing, *which) for which in known])


# ---- extract, check, report -------------------------------------------------------------------------------------


def extract_mailing(out: Path, mailing: str, *, force: bool = False) -> None:
    """Pages and words of a mailing → letters and mentions. Raises RunError when the mailing has not been read."""
    code = digest(code_version("letters", "mentions"), importlib.metadata.version("spacy"))
    key = made_from(key_of(out, mailing, "read")) + code
    if not force and tables.read_key(out, EXTRACT, mailing) == key:
        return
    from pipeline import letters, mentions

    read = tables.pages_of(tables.read_rows(out, "pages", mailing), tables.read_rows(out, "words", mailing))
    by_source: dict[str, list[Page]] = {}
    for page in read:
        by_source.setdefault(page.source, []).append(page)
    split = [letter for source, own in by_source.items() for letter in letters.find_letters(source, own)]
    letter_rows, mention_rows = [], []
    for letter in split:
        found = mentions.find_mentions(letter, mentions.load_language())
        letter_rows.append(tables.letter_row(mentions.summarise_letter(letter, found)))
        mention_rows += [tables.mention_row(mention) for mention in found]
    _log.info("%s: %d letters, %d mentions", mailing, len(letter_rows), len(mention_rows))
    tables.write_mailing(out, mailing, {"letters": letter_rows, "mentions": mention_rows}, key)


def take_charters(raw: Path, out: Path, mailings: Iterable[str]) -> None:
    """The charters that lie among the scans → kept beside the tables, for `check`.

    Raises RunError that names file and line where one holds what no check knows: said before hours of reading.
    """
    kept: dict[str, str] = {}
    for mailing in mailings:
        layers = [(str(path), _text_of(path)) for path in find_charters(raw, mailing)]
        kept[mailing] = ""
        if layers:
            from pipeline import findings

            findings.charter_of(*layers)
            kept[mailing] = findings.merge_charters(layers)
    for mailing, text in kept.items():
        tables.write_charter(out, mailing, text)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise RunError(f"{path} cannot be read ({problem}): save it as a text file in UTF-8.") from problem


def check_mailing(out: Path, mailing: str, *, force: bool = False, language: Language = "fr") -> None:
    """Letters and mentions of a mailing → findings. Raises RunError when the mailing has not been extracted."""
    own = tables.read_charter(out, mailing)
    key = made_from(key_of(out, mailing, "extract")) + digest(code_version("findings"), own, language)
    if not force and tables.read_key(out, CHECK, mailing) == key:
        return
    from pipeline import findings

    found = findings.check_mailing(
        [tables.letter_of(row) for row in tables.read_rows(out, "letters", mailing)],
        [tables.mention_of(row) for row in tables.read_rows(out, "mentions", mailing)],
        findings.charter_of(("charter.yaml", own)),
        language,
    )
    _log.info("%s: %d findings", mailing, len(found))
    tables.write_mailing(out, mailing, {"findings": [tables.finding_row(finding) for finding in found]}, key)


def run_mailings(settings: RunSettings, watcher: Watcher | None = None) -> Iterator[str]:
    """All stages, mailing by mailing; yields each when its tables and report are written."""
    for mailing in read_mailings(settings, watcher):
        extract_mailing(settings.out, mailing, force=settings.force)
        check_mailing(settings.out, mailing, force=settings.force, language=settings.language)
        report_mailing(settings.out, mailing, settings.language)
        yield mailing
    index_mailings(settings.out, settings.language)
