"""What the command prints, read back as a user or a program would."""

import json
import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import SAMPLE, Courrier

PROGRAM = Path(sysconfig.get_path("scripts")) / "courrier"


@pytest.mark.slow
def test_whoever_reads_a_pipe_may_stop_reading(own_sample: Path) -> None:
    for more in ([], ["--json"]):
        ours, theirs = os.pipe()
        os.close(ours)  # `courrier check | head`, where head has ended
        with os.fdopen(theirs, "wb") as pipe:
            done = subprocess.run(
                [PROGRAM, "check", own_sample, *more], stdout=pipe, stderr=subprocess.PIPE, text=True, check=False
            )
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_json_is_one_document_with_sums_in_all_digits(own_sample: Path, courrier: Courrier) -> None:
    (mailing,) = json.loads(courrier("check", own_sample, "--json").stdout)
    amounts = {amount["value"] for letter in mailing["letters"] for amount in letter["amounts"]}
    assert {"300.00", "10595541532.00"} <= amounts


@pytest.mark.slow
def test_a_narrow_terminal_has_a_paragraph_a_letter_that_fits(own_sample: Path, courrier: Courrier) -> None:
    shown = courrier("check", own_sample, COLUMNS="60").stdout
    letters = shown[: shown.index("  ! ")].splitlines()
    assert max(map(len, letters)) <= 60
    assert "courrier-3.tif#1" in letters
    assert "amounts €300 (penalty)" in " ".join(letters)


@pytest.mark.slow
def test_a_letter_is_shown_by_its_name_in_the_table(own_sample: Path, courrier: Courrier) -> None:
    short = courrier("show", "courrier-3.tif#1", own_sample, COLUMNS="180")
    assert short.returncode == 0
    assert short.stdout == courrier("show", "orange-2015/courrier-3.tif#1", own_sample, COLUMNS="180").stdout
    assert "€300 (penalty)" in short.stdout


@pytest.mark.slow
def test_a_name_that_two_mailings_have_is_asked_for_in_full(tmp_path: Path, courrier: Courrier) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    for mailing in ("one", "two"):
        (raw / mailing).mkdir(parents=True)
        shutil.copy(SAMPLE / "orange-2015/courrier-1.jpg", raw / mailing)
    read = courrier("run", raw, out, "--verbose")
    assert read.returncode == 0
    assert "two/courrier-1.jpg, page 1: " in read.stderr
    asked = courrier("show", "courrier-1.jpg#1", out)
    assert asked.returncode == 2
    assert "one/courrier-1.jpg#1, two/courrier-1.jpg#1" in asked.stderr
    assert courrier("show", "two/courrier-1.jpg#1", out).returncode == 0
    # a mailing that leaves the input keeps its tables, and the user is told
    shutil.rmtree(raw / "two")
    told = courrier("run", raw, out)
    assert told.returncode == 0
    assert "'two' is not in" in told.stderr
    assert courrier("show", "two/courrier-1.jpg#1", out).returncode == 0
