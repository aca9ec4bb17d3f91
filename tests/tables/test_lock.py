"""One run writes to a folder at a time, whatever became of the one before."""

import datetime as dt
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


@pytest.mark.parametrize(
    "note",
    [
        "",
        '{"pid": ',
        '{"host": "h", "pid": 1, "user": "u", "since": "yesterday"}',
        '{"host": "h", "pid": 1, "user": "u", "since": "2015-03-02T10:00:00"}',  # of no time zone
        '{"host": "h", "pid": 1, "user": "u", "since": 3}',
        '{"host": "h", "pid": "x", "user": "u", "since": "2015-03-02T10:00:00+00:00"}',
        "[1]",
    ],
)
def test_a_damaged_note_of_the_owner_stops_nobody(note: str, tmp_path: Path) -> None:
    with tables.hold_folder(tmp_path):
        (tmp_path / ".lock.json").write_text(note)
        with pytest.raises(BusyError, match="it has not said who"), tables.hold_folder(tmp_path):
            pass
        assert tables.busy_owner(tmp_path) == "another run"
    (tmp_path / ".lock.json").write_text(note)
    with tables.hold_folder(tmp_path):
        pass


def test_a_clock_that_was_set_back_makes_no_negative_age(tmp_path: Path) -> None:
    since = (dt.datetime.now(dt.UTC) + dt.timedelta(days=400)).isoformat(timespec="seconds")
    with tables.hold_folder(tmp_path):
        note = json.loads((tmp_path / ".lock.json").read_text())
        (tmp_path / ".lock.json").write_text(json.dumps({**note, "since": since}))
        with pytest.raises(BusyError, match="begun 0 minutes ago"), tables.hold_folder(tmp_path):
            pass
