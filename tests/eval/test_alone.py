"""A part of the page of figures that is measured by itself takes the place of the one before."""

import pytest

from tests.eval.__main__ import replace_part

_PAGE = "# Accuracy\n\n## Fields\n\nold\n\n## Findings\n\nold\n\n| a |\n\n## Letters of others\n\nold\n"


def test_only_its_part_is_replaced() -> None:
    new = replace_part(_PAGE, "\n## Findings\n\nnew\n")
    assert new == "# Accuracy\n\n## Fields\n\nold\n\n## Findings\n\nnew\n\n## Letters of others\n\nold\n"
    last = replace_part(_PAGE, "\n## Letters of others\n\nnew\n")
    assert last == _PAGE.removesuffix("old\n") + "new\n"


def test_a_part_that_the_page_does_not_have_is_said() -> None:
    with pytest.raises(ValueError, match="no part"):
        replace_part(_PAGE, "\n## Speed\n\nnew\n")
