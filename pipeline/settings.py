"""What a user may change, one small class a room, with documented defaults."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

EngineName = Literal["auto", "tesserocr", "pytesseract"]


def available_cores() -> int:
    """The cores this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class PageSettings:
    """Limits within which a file is opened: a letter is far below each of them, a bomb above."""

    max_megapixels: float = 200.0  # an A3 page at 900 dpi has 165
    max_bytes: int = 2 * 1024**3
    max_pages: int = 100_000  # of one file; a pallet of archive boxes holds as many
    max_characters: int = 100_000  # of one page; the smallest print on A4 has 20,000
    render_dpi: int = 300  # a digital page without an honest picture is rendered at this


@dataclass(frozen=True, slots=True)
class WordSettings:
    """How pages are read."""

    engine: EngineName = "auto"
    language: str = "fra"
    second_opinion: bool = False  # another reader for the numbers that were read unsurely; an extra to install


@dataclass(frozen=True, slots=True)
class RunSettings:
    """Where the run reads and writes, and within which limits its workers live."""

    raw: Path = Path("data/raw")
    out: Path = Path("data/processed")
    mailing: str | None = None
    workers: int = field(default_factory=available_cores)
    force: bool = False
    language: Literal["fr", "en"] = "fr"  # of the findings
    in_process: bool = False  # read in the command's own process, without its limits: to debug
    scheduler: str | None = None  # address of a Dask scheduler that runs already
    cluster: int | None = None  # Dask workers to start on this machine
    page_timeout_seconds: float = 120.0
    document_timeout_seconds: float = 24 * 3600.0  # of the pages of one file, from the first to the last
    worker_memory_bytes: int = 3 * 1024**3
    worker_tasks: int = 5_000  # pages, mostly: as many documents or fewer
    pages: PageSettings = PageSettings()
    words: WordSettings = WordSettings()
