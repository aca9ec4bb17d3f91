"""A split, a level, a count and a seed -> drawn letters as the pipeline reads them, each with its truth."""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline import letters, tables
from pipeline.records import Letter, Page
from tests.paper.corpus import Split
from tests.paper.letters import write_letters
from tests.paper.levels import Level

_DRAWER: Final = Path(__file__).parent.parent / "paper"
_MAILING: Final = "scans"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Scans:
    """Letters of one split and level: `letters` as found on the pages, `truth` as drawn; `raw` and `out` on disk."""

    letters: Sequence[Letter]
    truth: Sequence[Row]
    raw: Path
    out: Path


@contextmanager
def read_scans(split: Split, level: Level, count: int, seed: int, keep: Path | None = None) -> Iterator[Scans]:
    """Draw the letters and read them; where `keep` holds them already as drawn and read, neither is done again."""
    if keep is None:
        with tempfile.TemporaryDirectory() as folder:
            yield _read(Path(folder), split, level, count, seed)
    else:
        yield _read(keep / f"{split}-{level}-{count}-{seed}-{_version()}", split, level, count, seed)


def _read(folder: Path, split: Split, level: Level, count: int, seed: int) -> Scans:
    raw, out = folder / "raw", folder / "out"
    if not (raw / "truth.json").is_file():
        write_letters(raw, split, level, count, seed)
    command = [sys.executable, "-m", "pipeline", "read", str(raw), str(out), "--mailing", _MAILING, "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    truth = json.loads((raw / "truth.json").read_text("utf-8"))
    return Scans(tuple(_find_letters(out)), truth, raw, out)


def _find_letters(out: Path) -> Iterator[Letter]:
    """The letters of every file, their source named as the truth names it."""
    pages = tables.pages_of(tables.read_rows(out, "pages", _MAILING), tables.read_rows(out, "words", _MAILING))
    by_source: dict[str, list[Page]] = {}
    for page in pages:
        by_source.setdefault(page.source.removeprefix(f"{_MAILING}/"), []).append(page)
    for source, held in by_source.items():
        yield from letters.find_letters(source, held)


def _version() -> str:
    """A digest of the drawer: other letters have another name."""
    files = sorted(path for path in _DRAWER.rglob("*") if path.suffix in (".py", ".yaml"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:8]
