"""The picture that is kept of a page is small, shaped like the page, and as dark where the page is."""

import io

import numpy as np
import pytest
from PIL import Image

from pipeline.images import encode_picture
from pipeline.records import Picture


@pytest.mark.parametrize(
    ("height", "width", "kept"), [(3508, 2480, (1240, 1754)), (600, 400, (400, 600)), (1, 1, (1, 1))]
)
def test_a_page_is_reduced_to_a_width_and_never_enlarged(height: int, width: int, kept: tuple[int, int]) -> None:
    picture: Picture = np.full((height, width), 255, dtype=np.uint8)
    assert Image.open(io.BytesIO(encode_picture(picture))).size == kept


def test_ink_and_colours_stay_where_they_are() -> None:
    picture: Picture = np.full((2000, 2000, 3), 255, dtype=np.uint8)
    picture[500:600, 1000:1400] = (200, 30, 30)
    kept = np.asarray(Image.open(io.BytesIO(encode_picture(picture))).convert("RGB")).astype(int)
    assert np.abs(kept[round(550 * 0.62), round(1200 * 0.62)] - (200, 30, 30)).max() < 25
    assert kept[100, 100].min() > 240
