"""Where a letter lacks what another one has, its own passage is shown, without a mark and with its reason."""

from dataclasses import replace

import pytest

from pipeline.records import Box, MentionKind
from pipeline.report.letters import view_letters
from pipeline.report.notices import Exhibit, view_findings
from pipeline.report.scans import Scans
from pipeline.report.tongue import FRENCH
from tests.report.orange import finding, letter, mention, page
from tests.report.test_scans import lay_out

HERE = "Sans retour dans un délai de 7 jours, une somme de 300 € vous sera facturée."
THERE = "Sans retour dans un délai de 10 jours, elle vous sera facturée."
WORDS = lay_out(THERE)


def shown(lacking: MentionKind, beside: MentionKind, here: str = HERE, there: str = THERE) -> tuple[Exhibit, ...]:
    """The second letter's evidence, where the first has `lacking` in its sentence and the second `beside`."""
    one, other = letter("m/a.jpg", None, here), letter("m/b.jpg", None, there)
    mentions = [mention(one, 1, lacking, "300 €", "x", here), mention(other, 1, beside, "10 jours", "y", there)]
    found = finding("missing_amount", "warning", [one.letter_id, other.letter_id], [mentions[0].mention_id], "Absent.")
    scans = Scans({("m/b.jpg", 1): replace(page("m/b.jpg"), words=WORDS)}, {("m/b.jpg", 1): "./b.jpg"})
    (view,) = view_findings([found], view_letters([one, other], mentions, scans, FRENCH), scans, FRENCH)
    return view.sides[1].exhibits


@pytest.mark.parametrize(
    ("lacking", "beside", "caption"),
    [
        ("amount", "deadline", "même passage, sans somme"),
        ("deadline", "amount", "même passage, sans délai"),
        ("amount", "amount", "même passage"),  # it has one, another one
        ("phone", "deadline", "même passage"),
    ],
)
def test_the_passage_says_what_it_lacks(lacking: MentionKind, beside: MentionKind, caption: str) -> None:
    (exhibit,) = shown(lacking, beside)
    assert exhibit.caption == caption
    assert exhibit.mentions == ()


def test_the_whole_sentence_is_shown_and_nothing_is_marked() -> None:
    (exhibit,) = shown("amount", "deadline")
    (quote,) = exhibit.quotes
    assert quote.text.split() == THERE.split()
    assert quote.box == Box.around(word.box for word in WORDS)
    assert exhibit.strip
    assert exhibit.strip.marks == ()


def test_where_nothing_is_like_it_nothing_is_shown() -> None:
    assert shown("amount", "deadline", there="Bienvenue chez nous : 10 jours offerts.") == ()
