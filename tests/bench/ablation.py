"""Each step of cleaning and reading taken out, one at a time → docs/ablation.md: what it gains and what it costs.

`make ablation`, or `python -m tests.bench.ablation [REAL]`. Steps are switched off here, by replacing them; the product
has no such switches.
"""

import functools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import cv2

from pipeline import pages, words
from pipeline.errors import DocumentError
from pipeline.images import clean, clean_scan, smooth
from pipeline.images.clean import Turn
from pipeline.records import CleanScan, DigitalPage, Picture, QuarterTurn, Scan, Word
from pipeline.settings import PageSettings, available_cores
from pipeline.words import Engine, Manner, reading
from tests.bench.pages import COUNT, KINDS, draw_pages
from tests.bench.rates import Rates, rate_reading
from tests.bench.readers import join_words, name_of, scans_in
from tests.bench.real import copy_real

ROOT: Final = Path(__file__).parent.parent.parent
_WHOLE: Final = "all steps"
_find_turn = clean._find_turn


def _no_quarter(*page: Any) -> Turn:
    turn = _find_turn(*page)
    return turn._replace(quarter=0, skew=turn.skew if turn.quarter in {0, 180} else 0.0)


def _no_skew(*page: Any) -> Turn:
    return _find_turn(*page)._replace(skew=0.0)


def _plain_grey(image: Picture) -> Picture:
    return image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype("uint8")


# step → where it stands, its name there, and what takes its place
STEPS: Final[dict[str, tuple[Any, str, Any]]] = {
    "quarter turn": (clean, "_find_turn", _no_quarter),
    "deskew": (clean, "_find_turn", _no_skew),
    "reading size": (clean, "reading_scale", lambda *_: 1.0),
    "white paper": (clean, "even_paper", lambda grey: grey),
    "colours told apart": (clean, "to_grey", _plain_grey),
    "sharpening": (clean, "sharpen", lambda grey: grey),
    "smoothing": (clean, "smooth", lambda grey: grey),
    "regions": (clean, "find_regions", lambda *_: ()),
    "lost lines": (reading, "_lost_lines", lambda *_: []),
    "second reading": (reading, "_POOR", 0.0),
    "no dirt": (reading, "_drop_dirt", iter),
    "no slivers": (reading, "_drop_slivers", iter),
    "order": (reading, "order_words", tuple),
}


@dataclass
class _Remembering:
    """An engine that reads each picture once and then remembers the words, and the seconds they took."""

    engine: Engine
    known: dict[tuple[bytes, float, Manner], tuple[tuple[Word, ...], float]] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def version(self) -> str:
        return self.engine.version

    def read(self, image: Picture, dpi: float, manner: Manner = Manner.PAGE) -> tuple[Word, ...]:
        key = (image.tobytes() + repr(image.shape).encode(), dpi, manner)
        if key not in self.known:
            start = time.process_time()
            found = self.engine.read(image, dpi, manner)
            self.known[key] = found, time.process_time() - start
        found, seconds = self.known[key]
        self.seconds += seconds
        return found

    def find_rotation(self, image: Picture) -> tuple[QuarterTurn, float]:
        return self.engine.find_rotation(image)


@dataclass(frozen=True, slots=True)
class _Outcome:
    rates: Rates
    seconds: float


def main(real: Path) -> None:
    outcomes: dict[str, dict[str, list[_Outcome]]] = {}
    with tempfile.TemporaryDirectory() as name, ProcessPoolExecutor(available_cores(), initializer=_start) as workers:
        raw = Path(name)
        truth = draw_pages(raw, list(KINDS), COUNT) | copy_real(real, raw)
        scans = scans_in(raw)
        for path, read in zip(scans, workers.map(_read_page, scans, [truth[name_of(p)] for p in scans]), strict=True):
            for step, outcome in read:
                outcomes.setdefault(path.parent.name, {}).setdefault(step, []).append(outcome)
    page = _write_page(outcomes)
    (ROOT / "docs/ablation.md").write_text(page, encoding="utf-8")
    print(page)


def _start() -> None:
    """One thread a process: CPU time is measured."""
    os.environ["OMP_THREAD_LIMIT"] = "1"
    cv2.setNumThreads(1)


def _read_page(path: Path, truth: str) -> list[tuple[str, _Outcome]]:
    """The page read with all steps, and without each; what is left the same is not computed again."""
    facts = pages.fingerprint_file(path)
    scan = pages.load_page(path, facts.media_type, 1, PageSettings())
    if isinstance(scan, DigitalPage):
        raise ValueError(f"{path.name} brings its own words")
    remembering, read = _Remembering(_engine()), []
    for step in (_WHOLE, *STEPS):
        with _without(step):
            read.append((step, _measure(scan, truth, remembering)))
    return read


@functools.cache
def _engine() -> Engine:
    return words.open_engine("auto", "fra")


@contextmanager
def _without(step: str) -> Iterator[None]:
    if step == _WHOLE:
        yield
        return
    place, name, replacement = STEPS[step]
    with patch.object(place, name, replacement):
        yield


def _measure(scan: Scan, truth: str, engine: _Remembering) -> _Outcome:
    engine.seconds, start = 0.0, time.process_time()
    cleaned: CleanScan = clean_scan(scan, engine.find_rotation)
    cleaning = time.process_time() - start
    try:
        read = words.read_words(cleaned, engine, smooth)
    except DocumentError:
        read = ()
    ordered = [asdict(word) | {"word": place} for place, word in enumerate(read)]
    return _Outcome(rate_reading(truth, join_words(ordered)), cleaning + engine.seconds)


def _write_page(outcomes: dict[str, dict[str, list[_Outcome]]]) -> str:
    parts = [
        "# What each step gains",
        "",
        "Written by `make ablation`, never by hand. Each step is taken out of `courrier read`, one at a time, on pages",
        "made as those of the [bench](bench.md). A step is worth keeping where its column is higher than the first.",
        "",
        "## Wrong characters without the step, in per cent, words in any order",
        "",
        *_table(outcomes, [step for step in STEPS if step != "order"], lambda x: 100 * x.rates.cer),
        "",
        "## Wrong characters without the step, in per cent, in reading order",
        "",
        *_table(outcomes, ["order", "no slivers", "second reading"], lambda x: 100 * x.rates.ordered_cer),
        "",
        "## CPU seconds a page without the step",
        "",
        "Cleaning and reading; a step that costs time has a smaller figure than the first.",
        "",
        *_table(outcomes, list(STEPS), lambda x: x.seconds),
    ]
    return "\n".join(parts) + "\n"


def _table(
    outcomes: dict[str, dict[str, list[_Outcome]]], steps: list[str], of: Callable[[_Outcome], float]
) -> list[str]:
    heads = ["kind", "pages", _WHOLE, *(f"no {step}".replace("no no", "with") for step in steps)]
    rows = [
        [kind, str(len(found[_WHOLE])), *(f"{statistics.mean(map(of, found[s])):.2f}" for s in (_WHOLE, *steps))]
        for kind, found in outcomes.items()
    ]
    mean = [f"{statistics.mean(float(row[i]) for row in rows):.2f}" for i in range(2, len(heads))]
    rows.append(["mean of the kinds", "", *mean])
    return [
        "| " + " | ".join(heads) + " |",
        "|---" + "|---:" * (len(heads) - 1) + "|",
        *("| " + " | ".join(row) + " |" for row in rows),
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/real"))
