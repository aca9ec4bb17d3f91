"""Pages as they come → what became of them: the row of their file, the rows of those that failed, lines of the log."""

from dataclasses import dataclass, replace

from pipeline.errors import DocumentError
from pipeline.records import Document, Page


def failed_page(source: str, number: int, problem: DocumentError) -> Page:
    """The row of a page that cannot be read."""
    return Page(source, number, 0, 0, 0.0, "ocr", 0, 0.0, False, None, (), (), problem.code, problem.sentence)


def tell_page(page: Page) -> str:
    """How a page was read, for the log."""
    if page.error_code:
        return f"{page.source}, page {page.page}: {page.error}"
    sure = "" if page.confidence is None else f", confidence {page.confidence:.2f}"
    turned = f"turned by {page.rotation} and {page.skew_degrees:+.2f} degrees"
    if page.rotation_known is False:
        turned += " (which side is up is not known)"
    read = f"{len(page.words)} words ({page.text_origin}"
    read += f", {page.read_again:.0%} read twice)" if page.read_again else ")"
    return f"{page.source}, page {page.page}: {read}, {turned}{sure}"


@dataclass(slots=True)
class Failures:
    """What went wrong with the pages of one file."""

    pages: int = 0
    failed: int = 0
    first: Page | None = None

    def count(self, page: Page) -> None:
        """One more."""
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
class Tally:
    """«12 pages, parts of 2 of them read a second time (4 % of all), 0 whose turn is not known»."""

    pages: int = 0
    twice: int = 0
    shares: float = 0.0
    unknown: int = 0

    def count(self, page: Page) -> None:
        """One more."""
        self.pages += 1
        self.twice += page.read_again > 0
        self.shares += page.read_again
        self.unknown += page.rotation_known is False

    def __str__(self) -> str:
        share = 100 * self.shares / max(self.pages, 1)
        twice = f"parts of {self.twice} of them read a second time ({share:.0f} % of all)"
        return f"{self.pages} pages, {twice}, {self.unknown} whose turn is not known"
