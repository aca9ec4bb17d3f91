"""A real run, killed at some moment → what it left, and what the next run makes of it."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pyarrow.parquet as pq

from tests.chaos.mailings import Ground, digests

STAGES: Final = {"read": ("documents", "pages", "words"), "extract": ("letters", "mentions"), "check": ("findings",)}
_PATIENCE: Final = 300.0

Victim = Literal["group", "parent"]


@dataclass(frozen=True, slots=True)
class Kill:
    """When and whom to kill: after the folder has changed `changes` times, then `seconds` later."""

    victim: Victim
    changes: int
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a disturbed run ended; `wrong`: what must never be."""

    killed: bool  # False where the run was over before
    new: int  # of the stages' tables, how many were those of the new run when it was killed
    old: int
    wrong: tuple[str, ...]


def disturb(ground: Ground, kill: Kill, name: str) -> Outcome:
    """Run, kill, look at what is left, run to the end, compare bytes with an undisturbed run."""
    out = ground.start(name)
    process = subprocess.Popen(
        ground.command(out), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _wait_for_changes(process, out, kill)
    killed = process.poll() is None
    family = [process.pid, *descendants(process.pid)]
    for pid in family if kill.victim == "group" else family[:1]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(_PATIENCE)
    wrong = [f"process {pid} outlives the run" for pid in outlive(family[1:])]
    made, torn = look(ground, out)
    wrong += torn
    done = subprocess.run(ground.command(out), capture_output=True, text=True, check=False, timeout=_PATIENCE)
    if done.returncode:
        wrong.append(f"the next run ends with {done.returncode}: {done.stderr}")
    wrong += differences(ground.after, out)
    shutil.rmtree(out)
    return Outcome(killed, made.count("new"), made.count("old"), tuple(wrong))


def _wait_for_changes(process: "subprocess.Popen[bytes]", out: Path, kill: Kill) -> None:
    seen, changes = _shape(out), 0
    while changes < kill.changes and process.poll() is None:
        threading.Event().wait(0.0005)
        now = _shape(out)
        changes += now != seen
        seen = now
    threading.Event().wait(kill.seconds)


def _shape(out: Path) -> list[tuple[str, int]]:
    """The files of the tables and what hides beside them, by name and inode: a rename is a change."""
    found: list[tuple[str, int]] = []
    for folder in [*out.glob("*.parquet/*"), out / ".moves", out / "report", *out.glob("pictures/*")]:
        try:
            found += [(entry.path, entry.inode()) for entry in os.scandir(folder)]
        except FileNotFoundError:
            continue
    return sorted(found)


def outlive(pids: Sequence[int]) -> list[int]:
    """Those of the processes that are there long after the run was killed."""
    until = time.monotonic() + 30
    while (left := [pid for pid in pids if _stat(pid)]) and time.monotonic() < until:
        threading.Event().wait(0.05)
    return left


def descendants(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        if stat := _stat(int(entry.name)):
            children.setdefault(int(stat[1]), []).append(int(entry.name))
    found = [pid]
    for parent in found:
        found += children.get(parent, [])
    return found[1:]


def _stat(pid: int) -> list[str]:
    """State, parent and so on of a process; nothing where it has ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
    return stat if stat[0] not in "ZX" else []


def look(ground: Ground, out: Path) -> tuple[list[str], list[str]]:
    """Of each stage of each mailing, whether its tables are old or new; and what is neither."""
    before, after, now = digests(ground.before), digests(ground.after), digests(out)
    made, torn = [], []
    for folder in sorted(path.name for path in (ground.after / "documents.parquet").iterdir()):
        noted = list(out.glob(f".moves/{folder}.json"))  # the next run renames what is left
        for stage, names in STAGES.items():
            parts = [f"{name}.parquet/{folder}/part-0.parquet" for name in names]
            states = {
                "new" if now[part] == after[part] else "old" if now[part] == before[part] else "" for part in parts
            }
            if "" in states or (len(states) > 1 and not noted):
                torn.append(f"{folder}: the tables of {stage} are neither the old nor the new")
            made.append("mixed" if len(states) > 1 else states.pop())
            for part in parts:
                pq.read_table(out / part)  # raises where it is damaged
    return made, torn


def differences(undisturbed: Path, out: Path) -> Iterator[str]:
    """Each file that is not as an undisturbed run makes it, and each that was written aside and left."""
    wanted, got = digests(undisturbed), digests(out)
    for name in sorted(wanted.keys() | got.keys()):
        if wanted.get(name) != got.get(name):
            yield f"{name} is not as an undisturbed run makes it"
    yield from (f"{path} is left over" for path in out.rglob(".*.[0-9]*"))
