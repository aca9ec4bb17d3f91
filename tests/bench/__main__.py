"""Drawn pages → how long `courrier read` takes, as a ratio to bare Tesseract on the same pictures: `make bench`.

All commands take turns in one run, and the medians of their ratios are printed: a machine that slows down slows all.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageSequence

from pipeline.settings import available_cores
from tests.paper.letters import write_letters

LETTERS = 12
ROUNDS = 5


def _pictures(scans: Path, folder: Path) -> list[Path]:
    """Every page as a picture of its own, which is what bare Tesseract takes; PDFs are left out for all."""
    made = []
    for path in sorted(scans.iterdir()):
        if path.suffix == ".pdf":
            continue
        with Image.open(path) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file)):
                made.append(folder / f"{path.stem}-{number}.png")
                frame.convert("L").save(made[-1], dpi=file.info.get("dpi", (200, 200)))
    return made


def _bare(pages: list[Path], out: Path) -> None:
    def read(page: Path) -> None:
        subprocess.run(
            ["tesseract", page, out / page.stem, "-l", "fra", "tsv"],
            check=True, capture_output=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip

    with ThreadPoolExecutor(available_cores()) as pool:
        list(pool.map(read, pages))


def _courrier(raw: Path, out: Path, engine: str) -> None:
    command = [sys.executable, "-m", "pipeline", "read", str(raw), str(out), "--engine", engine, "--force", "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _seconds(task: Callable[[], None]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_letters(folder / "drawn", "dev", "office", LETTERS, 1)
        raw = folder / "raw"
        (raw / "bench").mkdir(parents=True)
        pages = _pictures(folder / "drawn/scans", raw / "bench")
        print(f"{len(pages)} pages, {available_cores()} processes, {ROUNDS} rounds in turn")
        tasks: dict[str, Callable[[], None]] = {
            "bare tesseract -l fra": lambda: _bare(pages, folder),
            "courrier read, tesserocr": lambda: _courrier(raw, folder / "out", "tesserocr"),
            "courrier read, pytesseract": lambda: _courrier(raw, folder / "out", "pytesseract"),
        }
        took: dict[str, list[float]] = {task: [] for task in tasks}
        for _ in range(ROUNDS):
            for label, task in tasks.items():
                took[label].append(_seconds(task))
    base = took["bare tesseract -l fra"]
    print(f"{'':28}{'s':>8}{'pages/s':>9}{'ratio':>8}")
    for label, seconds in took.items():
        median = statistics.median(seconds)
        ratio = statistics.median(a / b for a, b in zip(seconds, base, strict=True))
        print(f"{label:28}{median:8.1f}{len(pages) / median:9.2f}{ratio:8.2f}")


if __name__ == "__main__":
    main()
