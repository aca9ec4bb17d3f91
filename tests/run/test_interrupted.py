"""Ctrl-C while a page is read: the terminal sends it to the command, its workers and Tesseract at once."""

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest
from PIL import Image

from pipeline import tables
from tests.conftest import Courrier

# stands in for Tesseract: where it should read, it does what the terminal does at Ctrl-C
PRESSES_CTRL_C = """#!/bin/sh
case "$1" in
    --version) echo "tesseract 5.3.0" ;;
    --list-langs) ;;
    *) kill -INT 0; exit 1 ;;
esac
"""


@pytest.mark.slow
def test_ctrl_c_leaves_nothing_half_written_and_the_next_run_goes_on(tmp_path: Path, courrier: Courrier) -> None:
    raw, out, program = tmp_path / "raw", tmp_path / "out", tmp_path / "bin/tesseract"
    raw.mkdir()
    for name in "abc":
        picture = Image.new("L", (600, 400), 255)
        picture.paste(0, (100, 100, 400 + ord(name), 130))
        picture.save(raw / f"{name}.png")
    program.parent.mkdir()
    program.write_text(PRESSES_CTRL_C)
    program.chmod(0o755)
    stopped = subprocess.run(
        [Path(sysconfig.get_path("scripts")) / "courrier", "run", raw, out, "--engine", "pytesseract"],
        env={**os.environ, "PATH": f"{program.parent}:/usr/bin:/bin"},
        start_new_session=True,  # Ctrl-C goes to a whole group of processes: to one without these tests
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert stopped.returncode == 130
    assert stopped.stderr.startswith("courrier: Stopped.")
    assert stopped.stderr.count("\n") == 1
    assert not stopped.stdout
    assert [path.name for path in out.rglob("*") if path.is_file()] == [".lock"]
    done = courrier("run", raw, out)
    assert done.returncode == 0, done.stderr
    assert len(tables.read_rows(out, "documents", "default")) == 3
