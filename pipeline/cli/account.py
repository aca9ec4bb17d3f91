"""A run as it goes → what is left to do when it is stopped, and `run.json`: counts, seconds, versions, settings."""

import importlib.metadata
import json
import logging
import platform
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pipeline import __version__, tables
from pipeline.errors import RunError
from pipeline.read import Watcher
from pipeline.schema import SCHEMA_VERSION
from pipeline.settings import RunSettings
from pipeline.whole import write_whole

NAME: Final = "run.json"
_LIBRARIES: Final = ("opencv-python-headless", "pdfplumber", "pillow", "pyarrow", "pypdfium2", "spacy", "tesserocr")


class Account(logging.Handler):
    """A `Watcher` that counts finished work, and a handler that adds up the seconds the log tells of."""

    def __init__(self, settings: RunSettings, mailings: int) -> None:
        super().__init__(logging.INFO)
        self._settings = settings
        self._mailings = mailings
        self._bar: Watcher | None = None
        self._began = time.monotonic()
        self._started = datetime.now(UTC)
        self._seconds: Counter[str] = Counter()
        self._found = self._read = 0
        self.done: list[str] = []

    def show(self, bar: Watcher) -> None:
        """Hand on to a progress bar what is told."""
        self._bar = bar

    def pages_found(self, count: int) -> None:
        """As `Watcher`."""
        self._found += count
        if self._bar:
            self._bar.pages_found(count)

    def page_done(self) -> None:
        """As `Watcher`."""
        self._read += 1
        if self._bar:
            self._bar.page_done()

    def emit(self, record: logging.LogRecord) -> None:
        """Add up the seconds of each stage; those of pages are seconds of workers, which work side by side."""
        told: Mapping[str, Any] = record.__dict__
        if "seconds" in told:
            self._seconds[told["stage"]] += told["seconds"]

    def __str__(self) -> str:
        """«2 of 5 mailings are done; of 40 pages that were found so far 12 were read»."""
        pages = f"; of {self._found} pages that were found so far {self._read} were read" if self._found else ""
        return f"{len(self.done)} of {self._mailings} mailings are done{pages}"

    def write(self, ended: str) -> None:
        """Write `run.json`; `ended`: how. A folder that takes it no longer is told of elsewhere."""
        out = self._settings.out
        told = {
            "ended": ended,
            "started": self._started.isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - self._began, 3),
            "seconds_by_stage": {stage: round(seconds, 3) for stage, seconds in sorted(self._seconds.items())},
            "mailings": {"all": self._mailings, "done": len(self.done)},
            "pages": {"found": self._found, "read": self._read},
            **_count_rows(out, self.done),
            "versions": _versions(),
            "settings": asdict(self._settings),
        }
        try:
            write_whole(out / NAME, (json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n").encode())
        except OSError as problem:
            logging.getLogger(__name__).warning("%s cannot be written: %s", out / NAME, problem)


def _count_rows(out: Path, mailings: list[str]) -> dict[str, dict[str, int]]:
    """What the tables hold of these mailings, and what failed in them."""
    rows: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    try:
        for mailing in mailings:
            for name in ("documents", "pages", "letters", "mentions", "findings"):
                rows[name] += tables.count_rows(out, name, mailing)
            documents = tables.read_rows(out, "documents", mailing, columns=("error_code",))
            failures.update(row["error_code"] for row in documents if row["error_code"])
    except RunError as problem:  # a table that cannot be read is told of where it is needed
        logging.getLogger(__name__).warning("%s", problem)
    return {"rows": dict(sorted(rows.items())), "failures_by_code": dict(sorted(failures.items()))}


def _versions() -> dict[str, str]:
    libraries = {name: importlib.metadata.version(name) for name in _LIBRARIES}
    return {"courrier": __version__, "schema": SCHEMA_VERSION, "python": platform.python_version(), **libraries}
