"""Files → what is known of them before they are read: their fingerprints, and what an earlier run read in them."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline import tables
from pipeline.errors import DocumentError
from pipeline.inbox import InputFile
from pipeline.pages import fingerprint_file
from pipeline.records import Document, FileFacts, Page

# what these say of a file may be another time another: read again at the next run
_PASSING: Final = frozenset({"timeout", "crashed", "unforeseen", "out_of_memory", "unreadable"})


@dataclass(slots=True)
class Opened:
    """A file on its way: what is known of it, and the pages that are being read."""

    file: InputFile
    document: Document
    reading: "Sequence[Future[Page]]" = ()
    known: Sequence[Page] = ()

    @property
    def is_new(self) -> bool:
        """Whether it is still to be read."""
        return self.document.status == "ok" and not self.known


def fingerprint_files(files: Sequence[InputFile]) -> list[Opened]:
    """Each file with its hash; one that cannot be read from the disk, or is there twice, is done with."""
    first: dict[str, str] = {}  # sha256 -> source of the first copy
    opened = []
    for file in files:
        try:
            facts = fingerprint_file(file.path)
        except DocumentError as problem:
            opened.append(Opened(file, failed_document(Document(file.source, None, 0, None, None, "failed"), problem)))
            continue
        document = _document(file.source, facts)
        if facts.bytes and facts.sha256 in first:
            document = replace(document, status="duplicate", duplicate_of=first[facts.sha256])
        first.setdefault(facts.sha256, file.source)
        opened.append(Opened(file, document))
    return opened


def _document(source: str, facts: FileFacts) -> Document:
    return Document(source, facts.sha256, facts.bytes, facts.media_type, None, "ok")


def failed_document(document: Document, problem: DocumentError) -> Document:
    """The row of a file nothing can be read of."""
    return replace(document, status="failed", error_code=problem.code, error=problem.sentence)


def has_passing_failure(out: Path, mailing: str) -> bool:
    """Whether something failed in the mailing that may go well the next time."""
    rows = [*tables.read_rows(out, "documents", mailing), *tables.read_rows(out, "pages", mailing)]
    return any(row["error_code"] in _PASSING for row in rows)


def reuse_known(opened: Sequence[Opened], out: Path, mailing: str, *, usable: bool) -> None:
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
