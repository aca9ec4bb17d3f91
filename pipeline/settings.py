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
    page_timeout_seconds: float = 120.0
    worker_memory_bytes: int = 3 * 1024**3
    pages: PageSettings = PageSettings()
    words: WordSettings = WordSettings()
