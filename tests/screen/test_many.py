"""A folder of thousands of files that are no scans does not flood the terminal."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from pipeline import read, screen
from pipeline.settings import RunSettings


@pytest.mark.parametrize("quiet", [False, True])
def test_files_beyond_the_first_are_counted(quiet: bool, tmp_path: Path) -> None:
    (tmp_path / "raw/m").mkdir(parents=True)
    for number in range(7):
        (tmp_path / f"raw/m/{number}.txt").write_text(f"{number}")
    for number in range(5):
        (tmp_path / f"raw/m/copy-{number}.txt").write_text("0")
    assert list(read.read_mailings(RunSettings(tmp_path / "raw", tmp_path / "out", in_process=True))) == ["m"]
    most = screen.Result.of(tmp_path / "out", "m", 0, 3)
    shown = StringIO()
    screen.print_results([most], quiet=quiet, console=Console(file=shown, width=300))
    lines = [line for line in shown.getvalue().splitlines() if line.startswith(("  ✗ ", "  = "))]
    assert [line[:10] for line in lines[:3]] == ["  ✗ m/0.tx", "  ✗ m/1.tx", "  ✗ m/2.tx"]
    assert lines[3] == "  ✗ … and 4 more files: see the table `documents`."
    assert lines[4:] == ([] if quiet else [*lines[4:7], "  = … and 2 more files: see the table `documents`."])
    assert len(screen.Result.of(tmp_path / "out", "m").as_dict()["failed"]) == 7
