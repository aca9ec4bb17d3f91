"""Files and pages that could not be read, and copies → what happened and what to do, in the reader's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records import Document
from pipeline.report import codes
from pipeline.report.scans import PageLike
from pipeline.report.tongue import Tongue


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or page that could not be read, or a copy, and why."""

    source: str
    page: int | None
    status: str
    reason: str
    code: str


def view_failures(documents: Sequence[Document], pages: Sequence[PageLike], tongue: Tongue) -> Iterator[Failure]:
    """Files first, then pages."""
    for document in documents:
        if document.error_code:
            status = tongue(codes.STATUSES[document.status])
            yield _failure(document.source, None, status, document.error_code, document.error, tongue)
    for page in pages:
        if page.error_code:
            yield _failure(page.source, page.page, tongue("page non lue"), page.error_code, page.error, tongue)


def view_copies(documents: Sequence[Document], tongue: Tongue) -> Iterator[Failure]:
    """Files that were read under another name; `reason` is that name."""
    for document in documents:
        if document.status == "duplicate":
            yield Failure(document.source, None, tongue(codes.STATUSES["duplicate"]), document.duplicate_of or "", "")


def _failure(source: str, page: int | None, status: str, code: str, error: str | None, tongue: Tongue) -> Failure:
    """The table's own sentence is English."""
    reason = codes.FAILURES.get(code, error or code) if tongue.is_french else error or code
    return Failure(source, page, status, reason, code)
