"""One run writes to a folder at a time, whatever became of the one before."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import tables
from pipeline.errors import BusyError

HOLDS = """
import sys
from pathlib import Path
from pipeline import tables
with tables.hold_folder(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def _hold(out: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_is_told_who_the_first_is(tmp_path: Path) -> None:
    first = _hold(tmp_path)
    with pytest.raises(BusyError, match=f"process {first.pid} .* minutes ago") as caught, tables.hold_folder(tmp_path):
        pass
    assert caught.value.exit_code == 4
    first.communicate("")
    with tables.hold_folder(tmp_path):
        pass
    assert not (tmp_path / ".lock.json").exists()


def test_a_dead_owners_lock_is_taken_over_and_said_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = _hold(tmp_path)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    with tables.hold_folder(tmp_path):
        assert json.loads((tmp_path / ".lock.json").read_text())["pid"] == os.getpid()
    assert f"process {first.pid} " in caplog.text
    assert "taken over" in caplog.text


def test_a_damaged_note_of_the_owner_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / ".lock.json").write_text('{"pid": ')
    with tables.hold_folder(tmp_path):
        pass
