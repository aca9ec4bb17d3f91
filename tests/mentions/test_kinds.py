"""Every kind of mention, run on its own examples; and the laws that hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.mentions import find_mentions, load_language
from pipeline.mentions.found import Example, Kind
from pipeline.mentions.kinds import KINDS
from tests.mentions.letter_of import letter_from_text

EXAMPLES = [
    pytest.param(kind, example, id=f"{kind.name}: {example.sentence[:60]}")
    for kind in KINDS
    for example in kind.examples
]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_finds_in_each_example_what_it_says_and_nothing_else(kind: Kind, example: Example) -> None:
    mentions = [m for m in find_mentions(letter_from_text(example.sentence), load_language()) if m.kind == kind.name]
    assert tuple((m.text, m.value) for m in mentions) == example.found
    if example.role is not None:
        assert [m.role for m in mentions] == [example.role] * len(mentions)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_shows_what_it_finds_and_what_it_leaves(kind: Kind) -> None:
    assert any(example.found for example in kind.examples)
    assert any(not example.found for example in kind.examples)


PIECES = st.sampled_from(
    [e.sentence for kind in KINDS for e in kind.examples]
    + [
        "le ",
        "31/02/2015",
        "FR76",
        "+33",
        "€",
        "@",
        "www.",
        "sous ",
        "jours",
        "°",
        "ﬁ",
        "\n",
        "\f",
        "0" * 40,
        "\u202f",
        "n° ",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES | st.text(max_size=8), max_size=8).map("".join))


@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_mentions_that_point_into_it(text: str) -> None:
    letter = letter_from_text(text)
    mentions = find_mentions(letter, load_language())
    assert [m.mention_id for m in mentions] == [f"a.pdf#1/{n}" for n in range(1, len(mentions) + 1)]
    for m in mentions:
        assert m.text == text[m.start : m.end]
        assert 1 <= m.page <= letter.page_end
        assert 0 <= m.confidence <= 1
        assert m.value


@pytest.mark.parametrize(
    "unit", ["0 ", "a.", "oil|", "1 000 ", "n° ", "veuillez ne pas ", "7 jours ", "www.", "M. ", "\n"]
)
def test_long_stretches_of_one_thing_are_read_to_the_end(unit: str) -> None:
    """A pattern that is not linear would not come back from these within the patience of CI."""
    letter = letter_from_text(unit * (30_000 // len(unit)))
    assert all(m.end <= len(letter.text) for m in find_mentions(letter, load_language()))
