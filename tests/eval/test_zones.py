"""Lines held against what was drawn, and figures counted by hand."""

import pytest

from pipeline.records import Zone
from tests.eval.zones import Labelled, draw, read_perfectly, score


def test_figures_are_those_counted_by_hand() -> None:
    """Three lines of text and one of a closing; one of the text was taken for the closing. A stain counts nowhere."""
    zones = (Zone.BODY, Zone.BODY, Zone.BODY, Zone.CLOSING, None)
    found = [(Zone.BODY, Zone.BODY, Zone.CLOSING, Zone.CLOSING, Zone.FOOTER)]
    counted = score([Labelled((), zones)], found)
    assert counted.accuracy == pytest.approx(3 / 4)
    assert counted.rate(Zone.BODY) == pytest.approx((3, 1, 2 / 3, 4 / 5))
    assert counted.rate(Zone.CLOSING) == pytest.approx((1, 1 / 2, 1, 2 / 3))
    assert counted.macro == pytest.approx((4 / 5 + 2 / 3) / 2)


@pytest.mark.parametrize("varied", [False, True])
def test_every_line_that_is_read_without_fault_has_the_zone_it_was_drawn_in(varied: bool) -> None:
    for held in read_perfectly(draw("dev", 6, 3, varied=varied)):
        assert None not in held.zones
        assert {Zone.RECIPIENT, Zone.SALUTATION, Zone.BODY, Zone.SIGNATURE} <= set(held.zones)
