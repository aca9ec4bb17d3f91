"""The picture that is kept of a page is small, shaped like the page, and as dark where the page is."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.errors import RunError
from pipeline.images.keep import encode_picture, keep_picture
from pipeline.records import Picture


@pytest.mark.parametrize(
    ("height", "width", "kept"), [(3508, 2480, (1700, 2405)), (600, 400, (400, 600)), (1, 1, (1, 1))]
)
def test_a_page_is_reduced_to_a_width_and_never_enlarged(height: int, width: int, kept: tuple[int, int]) -> None:
    picture: Picture = np.full((height, width), 255, dtype=np.uint8)
    assert Image.open(io.BytesIO(encode_picture(picture))).size == kept


def test_ink_and_colours_stay_where_they_are() -> None:
    picture: Picture = np.full((2000, 2000, 3), 255, dtype=np.uint8)
    picture[500:600, 1000:1400] = (200, 30, 30)
    kept = np.asarray(Image.open(io.BytesIO(encode_picture(picture))).convert("RGB")).astype(int)
    assert np.abs(kept[round(550 * 0.85), round(1200 * 0.85)] - (200, 30, 30)).max() < 25
    assert kept[100, 100].min() > 240


WHITE: Picture = np.full((30, 20), 255, dtype=np.uint8)


def test_a_picture_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "pictures" / "m" / "1.jpg"
    keep_picture(WHITE // 2, path)
    keep_picture(WHITE, path)
    assert np.asarray(Image.open(path)).min() > 250
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "pictures").touch()
    with pytest.raises(RunError, match="choose another folder"):
        keep_picture(WHITE, tmp_path / "pictures" / "m" / "1.jpg")
