"""What is called as our own files are, among the scans of strangers, is read as carefully as these."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.charters import take_charters
from pipeline.correcting import take_corrections
from pipeline.errors import RunError
from pipeline.inbox import CHARTER, CORRECTIONS


def _five_gigabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5 << 30)


# what lies there -> what is said of it
THINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe nobody writes to": (os.mkfifo, "is no file"),
    "a device without an end": (lambda path: path.symlink_to("/dev/zero"), "leaves the folder of scans"),
    "somebody's file": (lambda path: path.symlink_to("/etc/passwd"), "leaves the folder of scans"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "is no file"),
    "a link to nothing": (lambda path: path.symlink_to("nowhere"), "is no file"),
    "five gigabytes": (_five_gigabytes, "larger than 16 MB"),
}


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize(("name", "take"), [(CHARTER, take_charters), (CORRECTIONS, take_corrections)])
def test_what_is_no_text_of_people_ends_the_run_before_it_begins(
    name: str, take: Callable[..., None], thing: str, tmp_path: Path
) -> None:
    raw = tmp_path / "raw"
    (raw / "m").mkdir(parents=True)
    put, said = THINGS[thing]
    put(raw / "m" / name)
    with pytest.raises(RunError, match=said):
        take(raw, tmp_path / "out", ["m"])


@pytest.mark.parametrize(("name", "take"), [(CHARTER, take_charters), (CORRECTIONS, take_corrections)])
def test_a_folder_of_that_name_is_one_of_scans(name: str, take: Callable[..., None], tmp_path: Path) -> None:
    (tmp_path / "raw/m" / name).mkdir(parents=True)
    take(tmp_path / "raw", tmp_path / "out", ["m"])


def test_anchors_that_multiply_are_no_charter(tmp_path: Path) -> None:
    (tmp_path / "raw/m").mkdir(parents=True)
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    (tmp_path / "raw/m" / CHARTER).write_text("\n".join(lines))
    with pytest.raises(RunError, match="write out what"):
        take_charters(tmp_path / "raw", tmp_path / "out", ["m"])


def test_lists_within_lists_are_no_charter(tmp_path: Path) -> None:
    (tmp_path / "raw/m").mkdir(parents=True)
    for text in ("[" * 100_000, "{a: " * 100_000, "unwanted_wording: {avoid: " + "[" * 5_000 + "]" * 5_000 + "}"):
        (tmp_path / "raw/m" / CHARTER).write_text(text)
        with pytest.raises(RunError):
            take_charters(tmp_path / "raw", tmp_path / "out", ["m"])
