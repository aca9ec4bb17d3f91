"""Drawn and real pages → how fast and how well `courrier read` reads beside what else a user could take: `make bench`.

All readers take turns on the same pages in one run, and medians of their ratios are told: a machine that slows down
slows all. `--quick` takes a minute and writes nothing.
"""

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.settings import available_cores
from tests.bench.memory import measure_memory
from tests.bench.pages import COUNT, KINDS, draw_pages
from tests.bench.peers import install_peers, peer_versions
from tests.bench.rates import Rates, rate_reading
from tests.bench.readers import (
    BARE,
    OCRMYPDF_NAME,
    OURS,
    OURS_PROGRAM,
    Reader,
    Texts,
    courrier_reader,
    read_bare,
    read_with_ocrmypdf,
    scans_in,
    shares_read_again,
)
from tests.bench.real import copy_real
from tests.bench.report import write_page
from tests.bench.skew import measure_skew, measure_turns

OFFICE_PAGES = 60  # on which it is counted how many deserve a second reading
SPEED_PAGES = 32  # a small mailing
ROOT = Path(__file__).parent.parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("real", type=Path, nargs="?", default=Path("../shared/real"))
    parser.add_argument("--quick", action="store_true", help="fewer pages, no real ones; writes nothing")
    options = parser.parse_args()
    trouble = install_peers()
    if trouble:
        print(trouble)
    figures = _measure(options.real, options.quick, with_peers=trouble is None)
    page = write_page(figures)
    print(page)
    if not options.quick:
        written = json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (ROOT / "models/bench.json").write_text(written, encoding="utf-8")
        (ROOT / "docs/bench.md").write_text(page, encoding="utf-8")


def _measure(real: Path, quick: bool, with_peers: bool) -> dict[str, Any]:
    readers: dict[str, Reader] = {
        BARE: read_bare,
        OURS: courrier_reader("tesserocr"),
        OURS_PROGRAM: courrier_reader("pytesseract"),
    }
    if with_peers:
        readers[OCRMYPDF_NAME] = read_with_ocrmypdf
    figures: dict[str, Any] = {"processes": available_cores(), "peers": peer_versions() if with_peers else {}}
    with tempfile.TemporaryDirectory() as name:
        speed, kinds = Path(name) / "speed", Path(name) / "kinds"
        draw_pages(speed, ["office"], 4 if quick else SPEED_PAGES)
        figures["speed"] = _measure_speed(speed, readers, rounds=1 if quick else 3)
        draw_pages(again := Path(name) / "again", ["office"], 2 if quick else OFFICE_PAGES)
        shares = shares_read_again(again)
        figures["readings"] = {"pages": len(shares), "in part": sum(share > 0 for share in shares)}
        figures["readings"]["read again"] = round(sum(shares), 2)
        truth = draw_pages(kinds, list(KINDS), 1 if quick else COUNT)
        if not quick:
            truth |= copy_real(real, kinds)
        read = {label: reader(kinds) for label, reader in readers.items() if not quick or label in (BARE, OURS)}
        figures["accuracy"] = {label: _rate_kinds(truth, texts) for label, texts in read.items()}
    figures["skew"] = measure_skew(count=2 if quick else 16, for_peers=0 if quick or not with_peers else 32)
    figures["turns"] = {} if quick else measure_turns(count=8)
    figures["memory"] = {} if quick else measure_memory(("tesserocr", "pytesseract"))
    return figures


def _measure_speed(raw: Path, readers: Mapping[str, Reader], rounds: int) -> dict[str, Any]:
    """Reader → seconds a page, and its ratios to bare Tesseract: medians over the rounds, in which all take turns."""
    took: dict[str, list[_Time]] = {label: [] for label in readers}
    for _ in range(rounds):
        for label, reader in readers.items():
            took[label].append(_take_time(reader, raw))
    count = len(scans_in(raw))
    figures: dict[str, Any] = {"pages": count, "rounds": rounds}
    for label, own in took.items():
        figures[label] = {
            "pages per second": round(count / statistics.median(t.seconds for t in own), 2),
            "CPU s a page": round(statistics.median(t.cpu for t in own) / count, 3),
        }
        for base in (BARE, OCRMYPDF_NAME):
            if base in took:
                pairs = list(zip(own, took[base], strict=True))
                figures[label][f"of {base}"] = round(statistics.median(a.seconds / b.seconds for a, b in pairs), 3)
                figures[label][f"CPU of {base}"] = round(statistics.median(a.cpu / b.cpu for a, b in pairs), 3)
    return figures


@dataclass(frozen=True, slots=True)
class _Time:
    """By the clock, and in all processes together, which a busy machine disturbs less."""

    seconds: float
    cpu: float


def _take_time(reader: Callable[[Path], object], raw: Path) -> _Time:
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    reader(raw)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return _Time(time.perf_counter() - start, cpu)


def _rate_kinds(truth: Texts, read: Texts) -> dict[str, dict[str, float]]:
    """Kind → mean rates over its pages."""
    kinds: dict[str, list[Rates]] = {}
    for page, text in truth.items():
        kinds.setdefault(page.partition("/")[0], []).append(rate_reading(text, read.get(page, "")))
    return {
        kind: {
            "pages": len(rates),
            "cer": round(statistics.mean(rate.cer for rate in rates), 4),
            "wer": round(statistics.mean(rate.wer for rate in rates), 4),
            "ordered cer": round(statistics.mean(rate.ordered_cer for rate in rates), 4),
        }
        for kind, rates in kinds.items()
    }


if __name__ == "__main__":
    main()
