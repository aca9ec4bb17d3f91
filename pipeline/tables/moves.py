"""Files written aside → renamed into place together, whatever happens between the first rename and the last.

What is to be renamed is written down first. Who is killed on the way leaves that note, and the next run renames the
rest: so the tables that one stage made of a mailing are those of one run, the one before or the last.
"""

import contextlib
import json
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from pipeline.schema import TABLES
from pipeline.whole import is_aside, put_in_place, sync, sync_all, write_whole

_NOTES: Final = ".moves"
_HELD: Final = (signal.SIGINT, signal.SIGTERM)


def move_together(out: Path, name: str, moves: Sequence[tuple[Path, Path]]) -> None:
    """Rename each first path to its second; `name` is that of the note.

    Raises OSError where nothing could be renamed; the first paths are taken away then.
    """
    note = out / _NOTES / f"{name}.json"
    told = [[str(path.relative_to(out)) for path in move] for move in moves]
    with _uninterrupted():
        try:
            for beside, _ in moves:
                sync(beside)
            sync_all(target.parent for _, target in moves)
            write_whole(note, json.dumps(told).encode())
        except OSError:
            drop(beside for beside, _ in moves)
            raise
        _finish(note, moves)


def drop(asides: Iterable[Path]) -> None:
    """Take away what was written aside and will not be renamed."""
    for path in asides:
        with contextlib.suppress(OSError):
            path.unlink()


def finish_moves(out: Path) -> None:
    """What a run that was killed had begun to rename is renamed, and what it had not is taken away.

    To be called by who holds the folder. Raises OSError.
    """
    for note in sorted((out / _NOTES).glob("*.json")):
        moves = [(out / beside, out / target) for beside, target in json.loads(note.read_bytes())]
        _finish(note, [(beside, target) for beside, target in moves if beside.is_file()])
    own = (*(f"{name}.parquet" for name in TABLES), "pictures", "charters", "corrections", "report", ".marks", _NOTES)
    for found in (out.glob(".*"), *((out / folder).rglob(".*") for folder in own)):
        drop(left for left in list(found) if is_aside(left))


def _finish(note: Path, moves: Sequence[tuple[Path, Path]]) -> None:
    for beside, target in moves:
        put_in_place(beside, target)
    sync_all(target.parent for _, target in moves)
    note.unlink()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C and a request to end back until the block is done (only the main thread can receive them)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[tuple[int, FrameType | None]] = []
    before = {number: signal.signal(number, lambda number, frame: came.append((number, frame))) for number in _HELD}
    try:
        yield
    finally:
        for held, handler in before.items():
            signal.signal(held, handler)
        for number, frame in came[:1]:
            answer = before[signal.Signals(number)]
            if callable(answer):
                answer(number, frame)
            elif answer is signal.SIG_DFL:
                signal.raise_signal(number)
