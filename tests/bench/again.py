"""How long a run takes that has nothing to do (asked: 2 s + 1 ms a page): `python -m tests.bench.again [PAGES ...]`.

A mailing of files of one page each, made up as `tests.bench.flood` does. Then the command itself, three times: files
that were written a moment ago are hashed, hashed once more and marked, and known.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.settings import RunSettings
from pipeline.stages import run_mailings
from tests.bench.flood import lay_files, stand_ins


def measure_again(pages: int) -> list[tuple[float, float]]:
    """Seconds by the clock and of CPU, in all processes, of each run after the first."""
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw", Path(folder) / "out"
        lay_files(raw / "flood", pages)
        with stand_ins(1):
            list(run_mailings(RunSettings(raw=raw, out=out, workers=2)))
        return [_time_run(raw, out) for _ in range(3)]


def _time_run(raw: Path, out: Path) -> tuple[float, float]:
    before, begun = _cpu(), time.perf_counter()
    options = ("--workers", "2", "--lang", "fr", "--verbose")
    command = [sys.executable, "-m", "pipeline", "run", str(raw), str(out), *options]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    if "0 of " not in told:
        raise RuntimeError(f"something was read again: {told}")
    return time.perf_counter() - begun, _cpu() - before


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(numbers: list[int]) -> None:
    """Print a table, a line for each number of pages."""
    print("| pages | asked, s | hashed: s, CPU | nothing new: s, CPU |\n|---:|---:|---:|---:|", flush=True)
    for pages in numbers:
        _, hashed, known = measure_again(pages)
        cells = (f"{clock:.1f}, {cpu:.1f}" for clock, cpu in (hashed, known))
        print(f"| {pages:,} | {2 + pages / 1000:.0f} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [1_000, 10_000])
