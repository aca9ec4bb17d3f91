"""A newcomer who types what docs/tutorial.md prints, on a fresh copy: a corrected mailing, a plot, a spreadsheet."""

import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from tests.docs import blocks

ROOT = Path(__file__).parent.parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What git holds, and the libraries that `make setup` would bring."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        source, target = ROOT / name, tmp_path / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
            os.utime(target, (0, 0))  # older than the set-up, so that `make` does not begin it again
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    return tmp_path


@pytest.mark.slow
def test_the_tutorial_ends_with_a_corrected_mailing_a_plot_and_a_spreadsheet(copy: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(copy), "LC_ALL": "C.UTF-8", "MPLBACKEND": "agg"}
    said = []
    for command in blocks("tutorial.md", "sh"):
        done = subprocess.run(
            command, shell=True, cwd=copy, env=environment, capture_output=True, text=True, check=False, timeout=900
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
        if "correct courrier" in command:
            assert "Lille" in done.stdout
    assert "conflicting_deadline" in said[0]
    lines = "\n".join(blocks("tutorial.md", "python"))
    subprocess.run([copy / ".venv/bin/python", "-c", lines], cwd=copy, env=environment, check=True, timeout=600)
    with Image.open(copy / "numbers.png") as plot:
        assert plot.width > 300
    rows = list(openpyxl.load_workbook(copy / "orange.xlsx")["letters"].values)
    head = list(rows[0])
    places = {row[head.index("letter_id")]: row[head.index("letter_place")] for row in rows[1:]}
    assert places["orange-2015/courrier-2.jpg#1"] == "Lille"
    assert (copy / "data/processed/report/orange-2015.html").is_file()
