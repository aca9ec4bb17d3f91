"""What more workers gain and cost: `python -m tests.bench.scaling [LETTERS [TASKS [ROUNDS]]]`; docs/scaling.md.

Whole runs of copies of the sample mailing's letters, then tasks that do nothing.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pipeline import tables
from pipeline.settings import RunSettings
from pipeline.workers import open_workers

_SAMPLE: Final = Path("data/raw/orange-2015")
_WAYS: Final = {
    "its own process": ("--workers", "1"),
    "2 processes": ("--workers", "2"),
    "2 processes of Dask": ("--cluster", "2"),
}
_FEW: Final = 2  # letters that take little more than the start


class Took(NamedTuple):
    """What a run took, by the clock and of all processors; the latter hardly depends on what else the machine does."""

    seconds: float
    cpu: float


def time_runs(letters: int, rounds: int) -> dict[str, tuple[Took, Took]]:
    """Way to work → medians of whole runs over a letter for each worker, and over so many; one way after the other."""
    took: dict[tuple[str, int], list[Took]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (_FEW, letters):
            _copy_letters(Path(folder) / f"raw-{count}", count)
        for turn in range(rounds):
            for count in (_FEW, letters):
                for name, how in _WAYS.items():
                    out = Path(folder) / f"out-{name}-{count}-{turn}"
                    took.setdefault((name, count), []).append(_run(Path(folder) / f"raw-{count}", out, *how))
        _print_sizes(out)
    return {name: (_median(took[name, _FEW]), _median(took[name, letters])) for name in _WAYS}


def _copy_letters(raw: Path, letters: int) -> None:
    scans = sorted(path for path in _SAMPLE.iterdir() if path.suffix == ".jpg")
    for number in range(letters):
        copy = raw / f"mailing-{number // 20}/{number}.jpg"
        copy.parent.mkdir(parents=True, exist_ok=True)
        scan = scans[number % len(scans)]
        copy.write_bytes(scan.read_bytes() + number.to_bytes(4, "big"))  # behind the end of the picture


def _run(raw: Path, out: Path, *how: str) -> Took:
    before, begun = _cpu(), time.perf_counter()
    command = [sys.executable, "-m", "pipeline", "run", str(raw), str(out), "-q", *how]
    subprocess.run(command, check=True, capture_output=True)
    return Took(time.perf_counter() - begun, _cpu() - before)


def _cpu() -> float:
    """Of this process and of all it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _median(took: Sequence[Took]) -> Took:
    return Took(statistics.median(t.seconds for t in took), statistics.median(t.cpu for t in took))


def _print_sizes(out: Path) -> None:
    mailings = tables.list_mailings(out, "letters")
    count = sum(len(tables.read_rows(out, "letters", name, columns=("letter_id",))) for name in mailings)
    sizes: Counter[str] = Counter()
    for path in out.rglob("*"):
        if path.is_file():
            sizes[path.relative_to(out).parts[0]] += path.stat().st_size
    print(f"\nBytes a letter, {count} letters:", ", ".join(f"{k} {v // count:,}" for k, v in sorted(sizes.items())))


def time_tasks(tasks: int) -> dict[str, Took]:
    """Way to work → what so many tasks that do nothing to speak of take: seconds without the start, CPU with it."""
    took = {}
    for name, settings in (
        ("2 processes", RunSettings(workers=2, worker_tasks=10**9)),
        ("2 processes of Dask", RunSettings(cluster=2, worker_tasks=10**9)),
    ):
        before = _cpu()
        with open_workers(settings, most=2) as workers:
            for future in [workers.submit(abs, 0) for _ in range(8)]:
                workers.result(future)
            begun = time.perf_counter()
            for future in workers.ahead(workers.submit(abs, number) for number in range(tasks)):
                workers.result(future)
            seconds = time.perf_counter() - begun
        took[name] = Took(seconds, _cpu() - before)
    return took


def main() -> None:
    """Print the figures of docs/scaling.md."""
    letters, tasks, rounds = (*map(int, sys.argv[1:]), *(100, 100_000, 3)[len(sys.argv) - 1 :])
    took = time_runs(letters, rounds)
    for name, (few, many) in took.items():
        print(f"{name}: {many.seconds:.1f} s, {many.cpu:.1f} s CPU; of {_FEW} letters {few.seconds:.1f}, {few.cpu:.1f}")
    alone, two, dask = (many for _, many in took.values())
    print("\nRatios of medians; a machine with other work to do tells little by the clock:")
    print(f"efficiency of 2 processes: {alone.seconds / two.seconds / 2:.2f}; by CPU: {alone.cpu / two.cpu:.2f}")
    print(f"Dask's time of theirs: {dask.seconds / two.seconds:.2f}; CPU: {dask.cpu / two.cpu:.2f}")
    _, two, dask = (Took(many.seconds - few.seconds, many.cpu - few.cpu) for few, many in took.values())
    print(f"without the start: {dask.seconds / two.seconds:.2f}; CPU: {dask.cpu / two.cpu:.2f}", flush=True)
    for name, one in time_tasks(tasks).items():
        each = f"{1000 * one.seconds / tasks:.2f} ms each, {1000 * one.cpu / tasks:.2f} ms CPU"
        print(f"{tasks:,} empty tasks, {name}: {one.seconds:.1f} s, {each}", flush=True)


if __name__ == "__main__":
    main()
