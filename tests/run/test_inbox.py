import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import tables
from pipeline.inbox import find_mailings


def _sources(raw: Path) -> dict[str, list[str]]:
    return {name: [file.source for file in files] for name, files in find_mailings(raw).items()}


def test_sub_folders_are_mailings_and_loose_files_the_default_one(tmp_path: Path) -> None:
    for name in ("b/2.jpg", "b/deep/er/1.pdf", "a/1.tif", "loose.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    assert _sources(tmp_path) == {
        "a": ["a/1.tif"],
        "b": ["b/2.jpg", "b/deep/er/1.pdf"],
        "default": ["loose.png"],
        "empty": [],
    }


def test_a_folder_called_default_joins_the_loose_files(tmp_path: Path) -> None:
    (tmp_path / "default").mkdir()
    (tmp_path / "default/1.jpg").touch()
    (tmp_path / "2.jpg").touch()
    assert _sources(tmp_path) == {"default": ["2.jpg", "default/1.jpg"]}


def test_what_systems_leave_behind_is_no_input(tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", ".gitkeep", ".hidden.pdf"):
        (tmp_path / name).touch()
    assert _sources(tmp_path) == {"default": [".hidden.pdf"]}


def test_links_to_folders_are_not_followed_and_broken_links_count(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m/loop").symlink_to(tmp_path)
    (tmp_path / "m/gone.pdf").symlink_to(tmp_path / "nowhere")
    assert _sources(tmp_path) == {"m": ["m/gone.pdf", "m/loop"]}


@pytest.mark.parametrize("name", ["a\nb.pdf", "\u202egnp.exe", "é à.jpg", "-rf", "a\\b", "%41.tif"])
def test_any_name_is_a_source(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert _sources(tmp_path) == {"default": [name]}


@pytest.mark.skipif(os.name == "nt", reason="names are bytes only on Unix")
def test_a_name_that_is_no_unicode_is_shown_with_its_bytes(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pdf")).touch()
    except OSError:
        pytest.skip("this file system takes only Unicode names")
    assert _sources(tmp_path) == {"default": ["caf\\xe9.pdf"]}


def test_a_folder_nobody_may_look_into_is_an_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "m/shut").mkdir(parents=True)
    (tmp_path / "m/1.jpg").touch()
    look = os.scandir

    def scandir(path: str) -> "os._ScandirIterator[str]":  # permissions do not hold for root
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert _sources(tmp_path) == {"m": ["m/1.jpg", "m/shut"]}


SHUT = """
import sys
from pathlib import Path
from pipeline.errors import RunError
from pipeline.inbox import find_mailings
try:
    print(*(file.source for file in find_mailings(Path(sys.argv[1]))["m"]))
except RunError as problem:
    print(problem)
"""


@pytest.mark.slow
@pytest.mark.skipif(
    not os.getuid() and not shutil.which("setpriv"), reason="root may read all, unless it is taken from it"
)
@pytest.mark.parametrize(
    ("folder", "mode", "told"),
    [
        (".", 0o000, "cannot be read (Permission denied): mend its permissions."),
        (".", 0o444, "cannot be read (Permission denied): mend its permissions."),
        ("m", 0o000, "m\n"),  # a row for the folder
        ("m", 0o444, "m/a.png\n"),
        ("m", 0o755, "m/a.png\n"),
    ],
)
def test_a_folder_that_may_be_listed_or_entered_or_neither(folder: str, mode: int, told: str, tmp_path: Path) -> None:
    (tmp_path / "raw/m").mkdir(parents=True)
    (tmp_path / "raw/m/a.png").touch()
    (tmp_path / "raw" / folder).chmod(mode)
    plain = [] if os.getuid() else ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    done = subprocess.run(
        [*plain, sys.executable, "-c", SHUT, tmp_path / "raw"], capture_output=True, text=True, check=False
    )
    (tmp_path / "raw" / folder).chmod(0o755)
    assert told in done.stdout, done.stderr


def test_a_link_that_leaves_the_folder_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "secret.png").touch()
    (tmp_path / "raw/m").mkdir(parents=True)
    (tmp_path / "raw/m/1.png").touch()
    (tmp_path / "raw/m/inside.png").symlink_to("1.png")
    (tmp_path / "raw/m/outside.png").symlink_to("../../secret.png")
    (tmp_path / "raw/absolute.png").symlink_to(tmp_path / "secret.png")
    leaves = {file.source: file.leaves for own in find_mailings(tmp_path / "raw").values() for file in own}
    assert leaves == {"m/1.png": False, "m/inside.png": False, "m/outside.png": True, "absolute.png": True}


@pytest.mark.parametrize("sign", ["a", "é", "*"])
def test_the_longest_names_make_mailings_that_can_be_written(tmp_path: Path, sign: str) -> None:
    size = 250 // len(sign.encode())
    for end in "12":
        (tmp_path / "raw" / (sign * size + end)).mkdir(parents=True)
    names = list(find_mailings(tmp_path / "raw"))
    assert len(set(names)) == 2
    for name in names:
        tables.write_mailing(tmp_path / "out", name, {"documents": []}, "key")
    assert tables.list_mailings(tmp_path / "out", "documents") == names
