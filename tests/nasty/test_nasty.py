"""All that attacks a reader of scans, in one run of the command: a row with its code for each, and no harm."""

import hashlib
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline import tables
from tests.nasty import guard
from tests.nasty.pdfs import nasty_pdfs
from tests.nasty.pickles import PICKLE, nasty_pickles
from tests.nasty.pictures import nasty_pictures
from tests.nasty.places import NAMES, source_of, strange_things

pytestmark = pytest.mark.slow

FILES = {**nasty_pdfs(), **nasty_pictures(), **nasty_pickles()}
PLAIN = nasty_pictures()["directory that follows itself.tif"][0]  # a small picture
PLACES = ("home", "cwd", "tmp", "raw")


@dataclass(frozen=True)
class Run:
    done: "subprocess.CompletedProcess[str]"
    rows: dict[str, dict[str, Any]]
    codes: dict[str, str]  # what the strange things should have
    changed: list[str]  # outside the folder of the tables
    notes: list[str]  # of the guard
    out: Path


def _snapshot(folder: Path) -> dict[str, str]:
    """Everything that lies in a folder, whatever it is."""
    found = {}
    for where, folders, names in os.walk(os.fsencode(folder)):
        for name in folders + names:
            path = Path(os.fsdecode(where), os.fsdecode(name))
            told = path.lstat()
            inside = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else ""
            found[repr(path)] = f"{told.st_mode} {told.st_mtime_ns} {inside}"
    return found


def _alone() -> list[str]:
    """What runs a command without a network, where that is allowed."""
    able = shutil.which("unshare") and subprocess.run(["unshare", "-n", "true"], check=False, capture_output=True)
    return ["unshare", "-n"] if able and able.returncode == 0 else []


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    root = tmp_path_factory.mktemp("nasty")
    for name in (*PLACES, "guard", "out"):
        (root / name).mkdir()
    raw, notes = root / "raw/m", root / "notes"
    raw.mkdir()
    for name, (data, _) in FILES.items():
        (raw / name).write_bytes(data)
    for number, strange in enumerate(NAMES):
        (raw / os.fsdecode(strange)).write_bytes(PLAIN + bytes([number]))
    (root / "outside.png").write_bytes(PLAIN + b"outside")
    shutil.copy(guard.__file__, root / "guard/sitecustomize.py")
    with ExitStack() as stack:
        codes = stack.enter_context(strange_things(raw, root / "outside.png"))
        before = {place: _snapshot(root / place) for place in PLACES}
        done = subprocess.run(
            [*_alone(), Path(sysconfig.get_path("scripts")) / "courrier", "run", root / "raw", root / "out"],
            cwd=root / "cwd",
            env={
                "PATH": os.environ["PATH"],
                "LC_ALL": "C.UTF-8",
                "HOME": str(root / "home"),
                "TMPDIR": str(root / "tmp"),
                "PYTHONPATH": str(root / "guard"),
                "GUARD_NOTES": str(notes),
                "GUARD_INPUT": str(root / "raw"),
                "COURRIER_PAGE_SECONDS": "60",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )
        changed = [
            f"{place}: {what}"
            for place in PLACES
            for what in sorted({*before[place].items()} ^ {*_snapshot(root / place).items()})
        ]
        rows = {row["source"]: row for row in tables.read_rows(root / "out", "documents", "m")}
        yield Run(done, rows, codes, changed, notes.read_text().splitlines(), root / "out")


@pytest.mark.parametrize("name", FILES)
def test_an_attacking_file_has_its_row(name: str, run: Run) -> None:
    row = run.rows[f"m/{name}"]
    assert ((row["error_code"] or ""), bool(row["error"])) == (FILES[name][1], bool(FILES[name][1])), row


def test_what_is_no_file_has_its_row(run: Run) -> None:
    assert {name: run.rows[f"m/{name}"]["error_code"] for name in run.codes} == run.codes


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_file_of_any_name_is_read(name: bytes, run: Run) -> None:
    row = run.rows[f"m/{source_of(name)}"]
    assert (row["status"], row["pages"]) == ("ok", 1)


def test_files_in_are_rows(run: Run) -> None:
    assert run.done.returncode == 1, run.done.stderr
    assert "Traceback" not in run.done.stderr
    assert len(run.rows) == len(FILES) + len(NAMES) + len(run.codes)
    assert "\x1b]0" not in run.done.stdout + run.done.stderr  # no name speaks to the terminal


def test_nothing_is_written_outside_the_tables(run: Run) -> None:
    """Not at home, not where the command was called, not among the scans; and nothing is left among what is passing."""
    assert run.changed == []


def test_nobody_is_called_no_shell_started_and_no_input_unpickled(run: Run) -> None:
    started = [note for note in run.notes if note.startswith("process ")]
    readers = [note for note in run.notes if note.startswith("reader ")]
    assert len(started) > 1  # the command and at least one worker were watched
    assert [note for note in run.notes if note not in started + readers] == []


def test_the_command_itself_opens_no_input(run: Run) -> None:
    started = [note.removeprefix("process ") for note in run.notes if note.startswith("process ")]
    readers = {note.removeprefix("reader ") for note in run.notes if note.startswith("reader ")}
    assert readers
    assert readers <= set(started[1:])  # the first is the command


def test_the_guard_sees_a_call_a_shell_and_a_pickle(tmp_path: Path) -> None:
    shutil.copy(guard.__file__, tmp_path / "sitecustomize.py")
    env = {"PYTHONPATH": str(tmp_path), "GUARD_NOTES": str(tmp_path / "notes")}
    python = Path(sysconfig.get_path("scripts")) / "python"
    for bad in (
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import os; os.system('true')",
        f"import pickle; pickle.loads({PICKLE!r})",
    ):
        done = subprocess.run([python, "-c", bad], env=env, check=False, capture_output=True, text=True)
        assert "is not allowed here" in done.stderr
    notes = (tmp_path / "notes").read_text()
    assert "socket.getaddrinfo" in notes
    assert "os.system" in notes
    assert "pickle.find_class" in notes
