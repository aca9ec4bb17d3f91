"""Pictures stand beside the tables, by what the scan holds; those of pages that left are taken away."""

from pathlib import Path

from pipeline import tables

SHA = "ab" * 32


def test_each_page_has_a_place_of_its_own(tmp_path: Path) -> None:
    path = tables.picture_path(tmp_path, "a/b: c", SHA, 3)
    assert path.parent.parent == tmp_path / "pictures"
    assert path == tables.picture_path(tmp_path, "a/b: c", SHA, 3)
    assert len({tables.picture_path(tmp_path, *which) for which in (("m", SHA, 1), ("m", SHA, 2), ("n", SHA, 1))}) == 3


def test_only_the_wanted_pictures_are_kept(tmp_path: Path) -> None:
    kept, gone, other = (
        tables.picture_path(tmp_path, *which) for which in (("m", SHA, 1), ("m", SHA, 2), ("n", SHA, 1))
    )
    for path in (kept, gone, other):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (kept.parent / ".half.jpg.17").touch()
    tables.clear_pictures(tmp_path, "m", {SHA: 1})
    assert list(kept.parent.iterdir()) == [kept]
    assert other.exists()
    tables.clear_pictures(tmp_path, "a mailing without pictures", {})
