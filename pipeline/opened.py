"""Files → what is known of them before they are read: their fingerprints, and what an earlier run read in them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline import tables
from pipeline.errors import DocumentError
from pipeline.inbox import InputFile
from pipeline.keys import digest
from pipeline.reading import fingerprint
from pipeline.records import Document, FileFacts, Page
from pipeline.settings import PageSettings
from pipeline.workers import Workers

# what these say of a file may be another time another: read again at the next run
_PASSING: Final = frozenset({"timeout", "crashed", "unforeseen", "out_of_memory", "unreadable"})


@dataclass(slots=True, eq=False)
class Opened:
    """A file on its way; `known_as`: what it was called when an earlier run read it, where one did."""

    file: InputFile
    document: Document
    known_as: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether it is still to be read."""
        return self.document.status == "ok" and self.known_as is None


def fingerprint_files(
    files: Sequence[InputFile], workers: Workers, limits: PageSettings, marked: Mapping[str, FileFacts]
) -> list[Opened]:
    """Each file with its hash; one that cannot be read from the disk, or is there twice, is done with.

    One whose mark is among the `marked` is not opened: it holds what it held then.
    """
    first: dict[str, str] = {}  # sha256 -> source of the first copy
    opened = []
    tasks = ((file, None if file.mark in marked else workers.submit(fingerprint, file, limits)) for file in files)
    for file, task in workers.ahead(tasks):
        document = _fingerprinted(file, task, workers) if task else _document(file, marked[file.mark])
        if document.sha256 and document.bytes:
            source = first.setdefault(document.sha256, file.source)
            if source != file.source:
                document = replace(document, status="duplicate", duplicate_of=source)
        opened.append(Opened(file, document))
    return opened


def _fingerprinted(file: InputFile, task: "Future[FileFacts]", workers: Workers) -> Document:
    try:
        facts = workers.result(task)
    except DocumentError as problem:
        return failed_document(Document(file.source, None, 0, None, None, "failed"), problem)
    return _document(file, facts)


def _document(file: InputFile, facts: FileFacts) -> Document:
    return Document(file.source, facts.sha256, facts.bytes, facts.media_type, None, "ok")


def mark_files(opened: Iterable[Opened], out: Path, mailing: str) -> None:
    """Keep what the files hold, so that the next run need not open those that are still the same."""
    facts = {
        o.file.mark: FileFacts(o.document.sha256, o.document.bytes, o.document.media_type)
        for o in opened
        if o.file.mark and o.document.sha256 and o.document.media_type
    }
    tables.write_marks(out, mailing, facts)


def failed_document(document: Document, problem: DocumentError) -> Document:
    """The row of a file nothing can be read of."""
    return replace(document, status="failed", error_code=problem.code, error=problem.sentence)


def has_passing_failure(out: Path, mailing: str) -> bool:
    """Whether something failed in the mailing that may go well the next time."""
    told = (row for name in ("documents", "pages") for row in tables.failed_rows(out, name, mailing, ("error_code",)))
    return any(row["error_code"] in _PASSING for row in told)


def failures_version(out: Path, mailing: str) -> str:
    """A digest of what failed in the mailing: it may be read at the next run, and stand under the same key then."""
    rows = [
        *tables.failed_rows(out, "documents", mailing, ("source", "error_code")),
        *tables.failed_rows(out, "pages", mailing, ("source", "page", "error_code")),
    ]
    return digest(*(repr(sorted(row.items())) for row in rows))


def reuse_known(opened: Sequence[Opened], out: Path, mailing: str) -> None:
    """Say of files that were read before what was said then; their names may have changed."""
    then = [tables.document_of(row) for row in tables.read_rows(out, "documents", mailing)]
    pages = tables.failed_rows(out, "pages", mailing, ("source", "error_code"))
    passing = {row["source"] for row in pages if row["error_code"] in _PASSING}
    before = {
        document.sha256: document
        for document in then
        if document.status in ("ok", "partial", "failed")
        and document.error_code not in _PASSING
        and document.source not in passing
    }
    for o in opened:
        known = before.get(o.document.sha256)
        if o.document.status == "ok" and known:
            o.document = replace(known, source=o.document.source)
            o.known_as = known.source


class KnownPages:
    """What the tables hold of the pages of a mailing, file by file."""

    def __init__(self, out: Path, mailing: str, known: Collection[str]) -> None:
        """`known`: the files that will be asked for."""
        self._where = (out, mailing)
        stretches = tables.find_stretches(out, mailing) if known else iter(())
        self._stretches = {stretch.source: stretch for stretch in stretches if stretch.source in known}

    def of(self, source: str) -> Iterator[Page]:
        """The pages of a file as they come; none where none was read."""
        if source in self._stretches:
            yield from (page for page, _ in tables.stream_pages(*self._where, self._stretches[source]))
