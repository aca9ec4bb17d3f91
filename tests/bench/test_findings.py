"""The mailings on which the checks are timed are letters as any, and the page tells what was measured."""

import pytest

from pipeline.findings import check_mailing
from tests.bench.findings import MAILINGS, Measured, draw, write_page


@pytest.mark.parametrize("kind", MAILINGS)
def test_drawn_mailings_are_checked_and_the_same_at_every_run(kind: str) -> None:
    letters, mentions = draw(kind, 40)
    assert len(letters) == 40
    assert draw(kind, 40) == (letters, mentions)
    assert check_mailing(letters, mentions)


def test_the_page_has_a_row_for_each_measurement() -> None:
    page = write_page([Measured("a", 5000, 12.34, 56.7, 8), Measured("b", 1000, 1, 2, 0)])
    assert "| a | 5,000 | 12.3 | 57 | 8 |" in page
    assert "| b | 1,000 | 1.0 | 2 | 0 |" in page
