"""What a finding quotes is found on the page, whatever the signs, cases and line ends between."""

from dataclasses import replace

import pytest

from pipeline.records import Box, Finding
from pipeline.report.letters import view_letters
from pipeline.report.notices import view_findings
from pipeline.report.quotes import find_quotes, quoted_in
from pipeline.report.scans import Scans
from pipeline.report.tongue import tongue_of
from tests.report.orange import letter, page
from tests.report.test_scans import lay_out

TEXT = "Votre carte : votre carte vous sera envoyée sous dix jours, à votre adresse. Veuillez l'attendre."
ROW = letter("m/a.jpg", None, TEXT)
WORDS = lay_out(TEXT)
SCANS = Scans({("m/a.jpg", 1): replace(page("m/a.jpg"), words=WORDS)}, {("m/a.jpg", 1): "./m.pages/a.jpg"})


@pytest.mark.parametrize(
    ("message", "passages"),
    [
        ("Le courrier dit «\N{NO-BREAK SPACE}ne payez pas ici\N{NO-BREAK SPACE}».", ("ne payez pas ici",)),
        ("The letter says “ne payez pas ici”.", ("ne payez pas ici",)),
        (
            "« Vous recevrez une nouvelle ca… » et « Vous recevrez une nouvelle ca… »",
            ("Vous recevrez une nouvelle ca",),
        ),
        ("«\N{NO-BREAK SPACE}10\N{NO-BREAK SPACE}» au lieu de « la box », « notification »", ()),
        ("Le courrier du 14/02/2015 fixe 7 jours.", ()),
    ],
)
def test_passages_are_what_stands_between_the_quotation_marks(message: str, passages: tuple[str, ...]) -> None:
    assert quoted_in(message) == passages


@pytest.mark.parametrize(
    ("passage", "text", "first", "last"),
    [
        ("sous dix jours", "sous dix jours,", 8, 10),
        ("VOUS SERA ENVOYEE sous", "vous\nsera envoyée sous", 5, 8),  # over a line's end
        ("votre carte", "votre carte", 3, 4),  # not the title before it
        ("Veuillez l attendre", "Veuillez l'attendre.", 14, 15),
    ],
)
def test_a_passage_is_marked_where_it_stands(passage: str, text: str, first: int, last: int) -> None:
    (quote,) = find_quotes([passage], ROW, SCANS)
    assert (quote.text, quote.page) == (text, 1)
    assert quote.box == Box.around(word.box for word in WORDS[first : last + 1])


def test_what_does_not_stand_there_is_not_marked() -> None:
    assert not list(find_quotes(["sous douze jours"], ROW, SCANS))
    assert not list(find_quotes(["sous dix jours"], ROW, Scans()))


def test_the_strip_of_a_finding_shows_what_its_sentence_quotes() -> None:
    french = tongue_of("fr")
    finding = Finding(
        finding_id="announced_already_sent/1",
        check="announced_already_sent",
        severity="warning",
        letter_ids=(ROW.letter_id,),
        mention_ids=(),
        message="Le courrier annonce « votre carte vous sera envoyée ».",
        language="fr",
        message_en="",
    )
    (shown,) = view_findings([finding], view_letters([ROW], [], SCANS, french), SCANS, french)
    ((exhibit,),) = (side.exhibits for side in shown.sides)
    assert [quote.text for quote in exhibit.quotes] == ["votre carte vous\nsera envoyée"]
    assert exhibit.strip
    assert [marked.kind for marked, _ in exhibit.strip.marks] == ["quote"]
