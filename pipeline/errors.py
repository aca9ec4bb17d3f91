"""Every error we raise, with its stable code and what the user is told.

A page or file that cannot be read is a `DocumentError`: raised in a room, caught once in `read.py`, a row in the table.
A run that cannot go on is a `RunError`: caught once in `cli`, one sentence, exit code 3, or 4 where another run is
busy in the same folder. Anything else is a bug.
"""

from typing import Final

INTERRUPTED: Final = 130  # exit code after Ctrl-C, as shells have it
TERMINATED: Final = 143  # exit code after a request to end, SIGTERM

# code -> the sentence a person reads in `documents.error` or `pages.error`; `{}` takes the detail of the case
DOCUMENT_ERRORS: Final[dict[str, str]] = {
    "empty": "The file is empty (0 bytes): scan or copy it again.",
    "unsupported": "This is not a PDF or a picture we read ({}): convert it to PDF, TIFF, PNG or JPEG.",
    "encrypted": "The PDF is locked with a password: save a copy without password and put it here.",
    "corrupt": "The file is damaged and cannot be opened ({}): scan or export it again.",
    "no_pages": "The file holds no page: scan or export it again.",
    "too_large": "This is too large to be a letter ({}): scan it at 300 dpi, or split the file.",
    "unreadable": "The file cannot be read from the disk ({}): check its permissions.",
    "outside": "This is a link that leaves the folder of scans, and is not followed: put the file itself here.",
    "timeout": "Reading took longer than {} seconds and was stopped: scan the page again at 300 dpi.",
    "crashed": "The reading program died three times on this page ({}): export or scan it again.",
    "unforeseen": "A mistake in courrier stopped this page ({}): please report it with the traceback it printed.",
    "out_of_memory": "The page needs more memory than one worker may use ({}): scan it at 300 dpi.",
    "page_failed": "This page cannot be read ({}); the other pages of the file are not touched by it.",
}


class CourrierError(Exception):
    """Base of all errors we raise on purpose."""


class DocumentError(CourrierError):
    """One file or page cannot be read; the run goes on."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        self.sentence = DOCUMENT_ERRORS[code].format(detail).replace(" ()", "")
        super().__init__(f"{code}: {self.sentence}")

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str]]:
        """Keep code and detail when the error crosses from a worker process."""
        return DocumentError, (self.code, self.detail)


class RunError(CourrierError):
    """The run cannot go on; the sentence says what to do."""

    exit_code = 3


class UsageError(RunError):
    """Something was named that is not there; the sentence says what is."""

    exit_code = 2


class BusyError(RunError):
    """Another run writes to the same folder."""

    exit_code = 4
