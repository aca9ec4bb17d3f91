"""The steps that the ablation takes out are there, and are taken out."""

import numpy as np
import pytest

from pipeline.images import clean_scan
from pipeline.records import Scan
from tests.bench.ablation import _WHOLE, STEPS, _without
from tests.bench.pages import make_page


@pytest.mark.parametrize("step", STEPS)
def test_every_step_stands_where_the_ablation_looks_for_it(step: str) -> None:
    place, name, replacement = STEPS[step]
    original = getattr(place, name)
    with _without(step):
        assert getattr(place, name) is replacement
    assert getattr(place, name) is original


def test_without_deskew_a_skewed_page_stays_skewed() -> None:
    page = make_page("small, 100 dpi", 0)
    scan = Scan(np.asarray(page.picture), float(page.dpi))
    with _without(_WHOLE):
        assert clean_scan(scan).skew_degrees == pytest.approx(page.skew, abs=0.1)
    with _without("deskew"):
        assert clean_scan(scan).skew_degrees == 0


def test_the_kinds_damage_the_same_letters() -> None:
    first, second = (make_page(kind, 3).text.split() for kind in ("small, 100 dpi", "upside down"))
    # at another resolution lines may wrap elsewhere, and the page may end with another
    assert first[:60] == second[:60]
