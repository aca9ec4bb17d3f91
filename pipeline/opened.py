"""Files → what is known of them before they are read: their fingerprints, and what an earlier run read in them."""

from collections.abc import Sequence
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


def fingerprint_files(files: Sequence[InputFile], workers: Workers) -> list[Opened]:
    """Each file with its hash; one that cannot be read from the disk, or is there twice, is done with."""
    first: dict[str, str] = {}  # sha256 -> source of the first copy
    opened = []
    for file, task in workers.ahead((file, workers.submit(fingerprint, file)) for file in files):
        document = _fingerprinted(file, task, workers)
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
    return Document(file.source, facts.sha256, facts.bytes, facts.media_type, None, "ok")


def failed_document(document: Document, problem: DocumentError) -> Document:
    """The row of a file nothing can be read of."""
    return replace(document, status="failed", error_code=problem.code, error=problem.sentence)


def has_passing_failure(out: Path, mailing: str) -> bool:
    """Whether something failed in the mailing that may go well the next time."""
    return any(not _PASSING.isdisjoint(_errors(out, name, mailing).values()) for name in ("documents", "pages"))


def failures_version(out: Path, mailing: str) -> str:
    """A digest of what failed in the mailing: it may be read at the next run, and stand under the same key then."""
    columns = ("source", "page", "error_code")
    rows = tables.read_rows(out, "documents", mailing, columns=("source", "error_code"))
    rows += tables.read_rows(out, "pages", mailing, columns=columns)
    return digest(*(repr(sorted(row.items())) for row in rows if row["error_code"]))


def _errors(out: Path, name: str, mailing: str) -> dict[str, str]:
    """Source -> code, of what failed; of several pages, one that may pass."""
    rows = tables.read_rows(out, name, mailing, columns=("source", "error_code"))
    failed = [(row["source"], row["error_code"]) for row in rows if row["error_code"]]
    return dict(sorted(failed, key=lambda row: row[1] in _PASSING))


def reuse_known(opened: Sequence[Opened], out: Path, mailing: str) -> None:
    """Say of files that were read before what was said then; their names may have changed."""
    then = [tables.document_of(row) for row in tables.read_rows(out, "documents", mailing)]
    failed_pages = _errors(out, "pages", mailing)
    before = {
        document.sha256: document
        for document in then
        if document.status in ("ok", "partial", "failed")
        and _PASSING.isdisjoint([document.error_code, failed_pages.get(document.source)])
    }
    for o in opened:
        known = before.get(o.document.sha256)
        if o.document.status == "ok" and known:
            o.document = replace(known, source=o.document.source)
            o.known_as = known.source


class KnownPages:
    """What the tables hold of a mailing, file by file: one after the other where the order is still the same."""

    def __init__(self, out: Path, mailing: str) -> None:
        self._where = (out, mailing)
        rows = tables.read_rows(out, "documents", mailing, columns=("source",))
        self._order = {row["source"]: at for at, row in enumerate(rows)}
        self._stream = tables.stream_sources(out, mailing)
        self._held: tuple[str, Sequence[Page]] | None = None
        self._at = -1

    def of(self, source: str) -> Sequence[Page]:
        """The pages of a file; none where none was read."""
        wanted = self._order[source]
        if wanted < self._at:
            return tables.read_source(*self._where, source)
        while self._at < wanted:
            self._held = next(self._stream, None)
            self._at = self._order[self._held[0]] if self._held else len(self._order)
        return self._held[1] if self._held and self._held[0] == source else ()
