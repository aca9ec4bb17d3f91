"""Ctrl-C while a page is read: the terminal sends it to the command and all that belongs to its group at once."""

import os
import signal
import subprocess
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PIL import Image

from pipeline import tables
from tests.conftest import Courrier

# stands in for Tesseract: where it should read, it says so and never ends
NEVER_ENDS = """#!/bin/sh
case "$1" in
    --version) echo "tesseract 5.3.0" ;;
    --list-langs) ;;
    *) touch {sign}; exec sleep 600 ;;
esac
"""


@pytest.mark.slow
@pytest.mark.parametrize(("number", "said"), [(signal.SIGINT, "courrier: Stopped."), (signal.SIGKILL, "")])
def test_what_ends_the_command_leaves_nothing_half_written_nor_running(
    tmp_path: Path, courrier: Courrier, number: signal.Signals, said: str
) -> None:
    raw, out, program, sign = tmp_path / "raw", tmp_path / "out", tmp_path / "bin/tesseract", tmp_path / "reading"
    raw.mkdir()
    for name in "abc":
        picture = Image.new("L", (600, 400), 255)
        picture.paste(0, (100, 100, 400 + ord(name), 130))
        picture.save(raw / f"{name}.png")
    program.parent.mkdir()
    program.write_text(NEVER_ENDS.format(sign=sign))
    program.chmod(0o755)
    run = subprocess.Popen(
        [Path(sysconfig.get_path("scripts")) / "courrier", "run", raw, out, "--engine", "pytesseract"],
        env={**os.environ, "PATH": f"{program.parent}:/usr/bin:/bin"},
        start_new_session=True,  # Ctrl-C goes to a whole group of processes: to one without these tests
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    command = psutil.Process(run.pid)
    # the sign alone is too early: the shell that left it has yet to become `sleep`
    _wait_for(lambda: sign.exists() and "sleep" in {process.name() for process in command.children(recursive=True)})
    started = command.children(recursive=True)
    os.killpg(run.pid, number)
    stdout, stderr = run.communicate(timeout=60)
    assert (run.returncode, stdout) == (130 if said else -number, "")
    assert stderr.startswith(said)
    assert stderr.count("\n") == bool(said)
    _wait_for(lambda: not any(process.is_running() and process.status() != "zombie" for process in started))
    assert not [
        path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".") and path.name != "run.json"
    ]
    done = courrier("run", raw, out)
    assert done.returncode == 0, done.stderr
    assert len(tables.read_rows(out, "documents", "default")) == 3


def _wait_for(sign: Callable[[], bool]) -> None:
    for _ in range(2400):
        if sign():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")
