import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from multiprocessing import spawn
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from pebble.pool.process import PoolManager

from pipeline.errors import DocumentError, RunError
from pipeline.settings import RunSettings
from pipeline.workers import Job, Workers, open_workers, pool

_MOMENTS = 200  # of a twentieth of a second


def processes(seconds: float) -> Workers:
    return open_workers(RunSettings(workers=1, page_timeout_seconds=seconds), most=1)


def double(number: int) -> int:
    return 2 * number


def hang(_: int) -> int:
    threading.Event().wait()
    return 0


def rest(seconds: float) -> None:
    threading.Event().wait(seconds)


def note(path: Path, word: str) -> None:
    with path.open("a") as file:
        file.write(word)


def die(_: int) -> int:
    os._exit(139)


def write_and_die(_: int) -> int:
    tempfile.mkstemp()
    return die(0)


def hang_deaf(path: Path) -> None:
    """As C code that never returns: no signal is looked at; and a program it has started goes on."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    path.write_text(str(subprocess.Popen(["sleep", "600"]).pid))
    threading.Event().wait()


def eat(_: int) -> int:
    return len(bytearray(64 * 1024**3))


def stumble(_: int) -> int:
    raise KeyError("what no one foresaw")


def refuse(_: int) -> int:
    raise DocumentError("corrupt", "odd")


def overflow(_: int) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def give_up(_: int) -> int:
    raise RunError("Install Tesseract.")


@pytest.mark.parametrize(
    ("task", "code"),
    [(hang, "timeout"), (die, "crashed"), (eat, "out_of_memory"), (stumble, "unforeseen"), (refuse, "corrupt")],
)
def test_a_bad_task_costs_only_itself(task: Callable[[int], int], code: str) -> None:
    with processes(seconds=5) as workers:
        before, bad, after = workers.submit(double, 21), workers.submit(task, 21), workers.submit(double, 21)
        assert workers.result(before) == 42
        with pytest.raises(DocumentError) as caught:
            workers.result(bad)
        assert caught.value.code == code
        assert workers.result(after) == 42


@pytest.mark.parametrize(("free", "error"), [(1 << 20, RunError), (1 << 30, DocumentError)])
def test_a_full_disk_ends_the_run_and_a_page_that_fills_it_is_too_large(
    free: int, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(error, match="emporary files"):
        Job(overflow, 5)(0)


def test_a_death_is_noticed_though_what_the_worker_said_last_is_read_late(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = PoolManager.process_next_message

    def late(manager: PoolManager, seconds: float) -> None:
        threading.Event().wait(0.5)  # a machine that is busy elsewhere
        at_once(manager, seconds)

    monkeypatch.setattr(PoolManager, "process_next_message", late)
    with open_workers(RunSettings(workers=2, page_timeout_seconds=20), most=2) as workers:
        workers.submit(rest, 10)
        with pytest.raises(DocumentError) as caught:
            workers.result(workers.submit(die, 21))
        assert caught.value.code == "crashed"


def test_workers_that_are_killed_leave_no_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with processes(seconds=30) as workers:
        with pytest.raises(DocumentError):
            workers.result(workers.submit(write_and_die, 1))
        assert list(tmp_path.rglob("tmp*"))
    assert not list(tmp_path.iterdir())


def _has_ended(pid: int) -> bool:
    """Whether the process is gone, or soon: what is killed on a busy machine still runs for a moment."""
    for _ in range(_MOMENTS):
        try:
            if psutil.Process(pid).status() == "zombie":
                return True
        except psutil.NoSuchProcess:
            return True
        threading.Event().wait(0.05)
    return False


@pytest.mark.slow
@pytest.mark.parametrize("limit", [6.0, 600.0])  # it is reached, or the run is stopped before
def test_what_a_worker_has_started_is_killed_with_it(limit: float, tmp_path: Path) -> None:
    path = tmp_path / "pid"
    workers = processes(limit)
    task = workers.submit(hang_deaf, path)
    while not path.exists() or not path.read_text():
        threading.Event().wait(0.05)
    if limit < 60:
        with pytest.raises(DocumentError) as caught:
            workers.result(task)
        assert caught.value.code == "timeout"
    with pytest.raises(KeyboardInterrupt), workers:
        raise KeyboardInterrupt
    assert _has_ended(int(path.read_text()))


def test_what_the_run_waits_for_goes_before_the_pages_that_it_reads_ahead(tmp_path: Path) -> None:
    path = tmp_path / "done"
    with processes(seconds=30) as workers:
        for word in "abcdef":  # the first two are with the worker, or on their way
            workers.submit(note, path, word, later=True)
        workers.submit(note, path, "X")
        workers.result(workers.submit(note, path, "Y"))
        assert path.read_text().startswith("abXY")
    assert path.read_text() == "abXYcdef"


def test_a_task_that_is_cancelled_while_it_waits_is_not_begun(tmp_path: Path) -> None:
    path = tmp_path / "done"
    with processes(seconds=30) as workers:
        waiting = [workers.submit(note, path, word, later=True) for word in "abcd"]
        assert waiting[3].cancel()
    assert path.read_text() == "abc"


@pytest.mark.slow
def test_memory_of_a_worker_of_dask_is_that_of_one_at_home() -> None:
    with open_workers(RunSettings(cluster=1), most=1) as workers:
        assert workers.result(workers.submit(os.getenv, "MALLOC_TRIM_THRESHOLD_")) is None


def test_what_ends_the_run_comes_through() -> None:
    with processes(seconds=30) as workers, pytest.raises(RunError, match="Install"):
        workers.result(workers.submit(give_up, 1))


def test_workers_that_cannot_start_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_STARTING_SECONDS", 1.0)
    try:
        spawn.set_executable("/nonexistent/python")
        with (
            pytest.raises(RunError, match="cannot be started"),
            processes(seconds=1) as workers,
        ):
            workers.result(workers.submit(double, 1))
    finally:
        spawn.set_executable(sys.executable)
