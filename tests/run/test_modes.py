"""In its own process, in processes, on a Dask cluster, undisturbed or with a worker lost: the same bytes."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from pipeline import tables
from tests.conftest import Courrier
from tests.paper.fonts import load_font

LINES = ("Lille, le 2 mars 2016", "Nous vous confirmons la clôture de votre contrat.", "Veuillez régler 12,50 euros.")


def _fill(raw: Path, files: int) -> None:
    for number in range(files):
        sheet = Image.new("L", (1240, 1754), 250)
        for at, line in enumerate((f"Dossier n° {1000 + number}", *LINES)):
            ImageDraw.Draw(sheet).text((200, 300 + 90 * at), line, font=load_font("roboto", 36), fill=20)
        path = raw / f"mailing-{number % 2}/{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        sheet.save(path, dpi=(150, 150))
    (raw / "mailing-0/broken.pdf").write_bytes(b"%PDF-1.4 and no more")


def _hashes(out: Path) -> dict[str, str]:
    """Of all that a run leaves: tables, pictures, report."""
    files = [path for path in out.rglob("*") if path.is_file() and not path.name.startswith((".", "run.json"))]
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@contextmanager
def _dask(*args: str) -> Iterator["subprocess.Popen[bytes]"]:
    command = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker" if args[0] == "worker" else "distributed.cli.dask_scheduler",
    ]
    program = subprocess.Popen([*command, *args[1:]], stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        yield program
    finally:
        program.terminate()
        try:
            program.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(sign: Callable[[], bool]) -> None:
    for _ in range(1200):
        if sign():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")


@pytest.mark.slow
def test_each_way_to_work_gives_the_same_bytes(tmp_path: Path, courrier: Courrier) -> None:
    _fill(tmp_path / "raw", files=4)
    made = []
    for number, how in enumerate([("--workers", "1"), ("--workers", "2"), ("--workers", "3"), ("--cluster", "2")]):
        done = courrier("run", tmp_path / "raw", tmp_path / f"out-{number}", *how)
        assert done.returncode == 1, done.stderr  # one file is broken
        made.append(_hashes(tmp_path / f"out-{number}"))
    assert all(other == made[0] for other in made[1:])
    assert any(name.startswith("letters.parquet/mailing=mailing-1/") for name in made[0])


@pytest.mark.slow
@pytest.mark.parametrize("nanny", ["--nanny", "--no-nanny"])
def test_two_dask_workers_of_which_one_is_killed(tmp_path: Path, courrier: Courrier, nanny: str) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    _fill(raw, files=16)
    assert courrier("run", raw, tmp_path / "home").returncode == 1
    address = f"127.0.0.1:{_free_port()}"
    host, _, port = address.partition(":")
    alone = ("--nthreads", "1", nanny, "--no-dashboard", "--local-directory", str(tmp_path))
    with (
        _dask("scheduler", "--host", host, "--port", port, "--no-dashboard", "--no-show"),
        _dask("worker", f"tcp://{address}", *alone) as lost,
        _dask("worker", f"tcp://{address}", *alone),
    ):
        run = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "run", raw, out, "--scheduler", f"tcp://{address}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        _wait_for(lambda: len(list(out.glob("pictures/*/*.jpg"))) >= 2 or run.poll() is not None)
        assert run.poll() is None
        os.killpg(lost.pid, signal.SIGKILL)  # with its nanny, where it has one
        assert len(list(out.glob("pictures/*/*.jpg"))) < 16
        _, stderr = run.communicate(timeout=300)
    assert run.returncode == 1, stderr
    assert _hashes(out) == _hashes(tmp_path / "home")
    assert len(tables.read_rows(out, "letters", "mailing-1")) == 8
