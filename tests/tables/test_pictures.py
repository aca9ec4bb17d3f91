"""Pictures stand beside the tables, by what the scan holds; those of pages that left are taken away."""

from pathlib import Path

import pytest

from pipeline import tables
from pipeline.errors import RunError

SHA = "ab" * 32


def test_a_picture_is_found_where_it_was_written(tmp_path: Path) -> None:
    path = tables.picture_path(tmp_path, "a/b: c", SHA, 3)
    tables.write_picture(path, b"one")
    tables.write_picture(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.parent.parent == tmp_path / "pictures"
    assert list(path.parent.iterdir()) == [path]


def test_only_the_wanted_pictures_are_kept(tmp_path: Path) -> None:
    kept, gone, other = (
        tables.picture_path(tmp_path, *which) for which in (("m", SHA, 1), ("m", SHA, 2), ("n", SHA, 1))
    )
    for path in (kept, gone, other):
        tables.write_picture(path, b"x")
    (kept.parent / ".half.jpg.17").touch()
    tables.keep_pictures(tmp_path, "m", [kept])
    assert list(kept.parent.iterdir()) == [kept]
    assert other.exists()
    tables.keep_pictures(tmp_path, "a mailing without pictures", [])


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "pictures").touch()
    with pytest.raises(RunError, match="choose another folder"):
        tables.write_picture(tables.picture_path(tmp_path, "m", SHA, 1), b"x")
