"""What more workers gain, and what they cost: `python -m tests.bench.scaling [LETTERS [TASKS]]`; docs/scaling.md.

Whole runs of copies of the sample mailing's letters, then tasks that do nothing.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

from pipeline import tables
from pipeline.settings import RunSettings
from pipeline.workers import open_workers

_SAMPLE: Final = Path("data/raw/orange-2015")
_WAYS: Final = {
    "its own process": ("--workers", "1"),
    "2 processes": ("--workers", "2"),
    "2 Dask workers": ("--cluster", "2"),
}


def time_runs(letters: int) -> dict[str, float]:
    """Way to work → seconds of a whole run."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        scans = sorted(path for path in _SAMPLE.iterdir() if path.suffix == ".jpg")
        for number in range(letters):
            scan = scans[number % len(scans)]
            copy = raw / f"mailing-{number // 20}/{number}.jpg"
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(scan.read_bytes() + number.to_bytes(4, "big"))  # behind the end of the picture
        took: dict[str, float] = {}
        for name, how in _WAYS.items():
            out = Path(folder) / f"out-{len(took)}"
            begun = time.perf_counter()
            command = [sys.executable, "-m", "pipeline", "run", str(raw), str(out), "-q", *how]
            subprocess.run(command, check=True, capture_output=True)
            took[name] = time.perf_counter() - begun
        _print_sizes(out)
    return took


def _print_sizes(out: Path) -> None:
    mailings = tables.list_mailings(out, "letters")
    count = sum(len(tables.read_rows(out, "letters", name, columns=("letter_id",))) for name in mailings)
    sizes: Counter[str] = Counter()
    for path in out.rglob("*"):
        if path.is_file():
            sizes[path.relative_to(out).parts[0]] += path.stat().st_size
    print(f"\nBytes a letter, {count} letters:", ", ".join(f"{k} {v // count:,}" for k, v in sorted(sizes.items())))


def time_tasks(tasks: int) -> dict[str, float]:
    """Way to work → seconds for so many tasks that do nothing to speak of, workers started before."""
    took = {}
    for name, settings in (
        ("2 processes", RunSettings(workers=2, worker_tasks=10**9)),
        ("2 Dask workers", RunSettings(cluster=2, worker_tasks=10**9)),
    ):
        with open_workers(settings, most=2) as workers:
            for future in [workers.submit(abs, 0) for _ in range(8)]:
                workers.result(future)
            begun = time.perf_counter()
            for future in workers.ahead(workers.submit(abs, number) for number in range(tasks)):
                workers.result(future)
            took[name] = time.perf_counter() - begun
    return took


def main() -> None:
    """Print the figures of docs/scaling.md."""
    letters = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    tasks = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    took = time_runs(letters)
    alone, two, dask = took.values()
    for name, seconds in took.items():
        print(f"{name}: {seconds:.1f} s, {letters / seconds:.2f} pages a second", flush=True)
    print(f"efficiency of 2 processes: {alone / two / 2:.2f}; Dask's time of theirs: {dask / two:.2f}", flush=True)
    for name, seconds in time_tasks(tasks).items():
        print(f"{tasks:,} empty tasks, {name}: {seconds:.1f} s, {1000 * seconds / tasks:.3f} ms each", flush=True)


if __name__ == "__main__":
    main()
