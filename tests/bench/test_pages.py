"""Pages of the bench: of every kind, always the same, and with nothing in their truth that is not on the paper."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.bench.pages import KINDS, make_page
from tests.bench.sheets import draw_large, draw_small_print, draw_sparse
from tests.paper.sheet import Sheet


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_and_a_number_give_one_page(kind: str, tmp_path: Path) -> None:
    one, two = (make_page(kind, 1) for _ in range(2))
    assert one.picture.tobytes() == two.picture.tobytes()
    assert len(one.text.split()) >= 20
    with Image.open(one.save(tmp_path, "page")) as saved:
        assert saved.size == one.picture.size
        assert saved.info["dpi"] == pytest.approx((one.dpi, one.dpi))


@pytest.mark.parametrize("draw", [draw_sparse, draw_large, draw_small_print])
@pytest.mark.parametrize("number", range(6))
def test_every_line_of_the_truth_is_on_the_sheet(draw: Callable[[int, int], Sheet], number: int) -> None:
    sheet = draw(number, 50)
    darkest = np.asarray(sheet.image).min(axis=1)
    assert darkest[-5:].min() > 200  # the text ends before the paper does
    lines = int(((darkest[1:] < 200) & (darkest[:-1] >= 200)).sum())
    assert lines >= 0.6 * len(sheet.lines)  # at this resolution tails and heads of two lines may touch


def test_five_lines_are_five() -> None:
    assert [len(draw_sparse(number, 50).lines) for number in range(4)] == [5] * 4
