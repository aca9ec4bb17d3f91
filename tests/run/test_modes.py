"""In its own process, in processes, on a Dask cluster, undisturbed or with a worker lost: the same bytes."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import tables
from tests.conftest import Courrier
from tests.run.together import fill, hashes, program, wait_for


@contextmanager
def _dask(role: str, *args: str, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with program(sys.executable, "-m", f"distributed.cli.dask_{role}", *args, folder=folder) as started:
        yield started


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.mark.slow
def test_each_way_to_work_gives_the_same_bytes(tmp_path: Path, courrier: Courrier) -> None:
    fill(tmp_path / "raw", files=4)
    made = []
    for number, how in enumerate([("--workers", "1"), ("--workers", "2"), ("--workers", "3"), ("--cluster", "2")]):
        done = courrier("run", tmp_path / "raw", tmp_path / f"out-{number}", *how)
        assert done.returncode == 1, done.stderr  # one file is broken
        made.append(hashes(tmp_path / f"out-{number}"))
    assert all(other == made[0] for other in made[1:])
    assert any(name.startswith("letters.parquet/mailing=mailing-1/") for name in made[0])


@pytest.mark.slow
@pytest.mark.parametrize("nanny", ["--nanny", "--no-nanny"])
def test_two_dask_workers_of_which_one_is_killed(tmp_path: Path, courrier: Courrier, nanny: str) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    fill(raw, files=16)
    assert courrier("run", raw, tmp_path / "home").returncode == 1
    address = f"127.0.0.1:{_free_port()}"
    host, _, port = address.partition(":")
    alone = ("--nthreads", "1", nanny, "--no-dashboard", "--local-directory", str(tmp_path))
    with (
        _dask("scheduler", "--host", host, "--port", port, "--no-dashboard", "--no-show", folder=tmp_path / "a"),
        _dask("worker", f"tcp://{address}", *alone, folder=tmp_path / "b") as lost,
        _dask("worker", f"tcp://{address}", *alone, folder=tmp_path / "c"),
    ):
        run = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "run", raw, out, "--scheduler", f"tcp://{address}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_for(lambda: len(list(out.glob("pictures/*/*.jpg"))) >= 2 or run.poll() is not None)
        assert run.poll() is None
        os.killpg(lost.pid, signal.SIGKILL)  # with its nanny, where it has one
        assert len(list(out.glob("pictures/*/*.jpg"))) < 16
        _, stderr = run.communicate(timeout=300)
    assert run.returncode == 1, stderr
    assert hashes(out) == hashes(tmp_path / "home")
    assert len(tables.read_rows(out, "letters", "mailing-1")) == 8
