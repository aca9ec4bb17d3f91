"""A person's word in the place of the machine's: the field holds it, its evidence stays, the letter need not be looked
at for it any more."""

import datetime as dt

import pytest

from pipeline.mentions import apply_corrections, find_mentions, load_language, summarise_letter
from pipeline.records import Correction, Letter, LetterRow, Mention, Zone
from tests.mentions.letter_of import letter_from_lines

LINES = [
    ("Orange", Zone.LETTERHEAD),
    ("Service Clients", Zone.LETTERHEAD),
    ("Toulon, le 13 février 2015", Zone.DATE_LINE),
    ("Madame,", Zone.SALUTATION),
    ("Une pénalité de 300 € vous sera facturée dans un délai de 7 jours après mise en demeure.", Zone.BODY),
    ("Appelez le 3900 ou le 3970, appel gratuit.", Zone.BODY),
    ("Veuillez agréer, Madame, nos salutations distinguées.", Zone.CLOSING),
    ("Laurence Thouveny", Zone.SIGNATURE),
    ("Directrice Relation Clients", Zone.SIGNATURE),
]


def corrected(letter: Letter, *said: tuple[str, str]) -> tuple[LetterRow, tuple[Mention, ...]]:
    found = find_mentions(letter, load_language())
    corrections = [Correction(letter.letter_id, field, value, "Anne", "vu") for field, value in said]
    mentions, fields = apply_corrections(letter, found, corrections)
    return summarise_letter(letter, mentions, fields), mentions


def test_without_corrections_nothing_changes() -> None:
    letter = letter_from_lines(LINES)
    found = find_mentions(letter, load_language())
    assert apply_corrections(letter, found, ()) == (found, ())


def test_a_wrong_date_is_replaced_where_it_was_read() -> None:
    row, mentions = corrected(letter_from_lines(LINES), ("letter_date", "18/02/2015"))
    (date,) = [m for m in mentions if m.kind == "date"]
    assert (row.letter_date, row.corrected) == (dt.date(2015, 2, 18), ("letter_date",))
    assert (date.text, date.value, date.origin, date.confidence) == ("13 février 2015", "2015-02-18", "human", 1.0)
    assert (date.corrected_by, date.note, date.box.width > 0) == ("Anne", "vu", True)
    assert [c.confidence for c in row.field_confidences if c.field == "letter_date"] == [1.0]


def test_a_confirmed_value_keeps_its_evidence() -> None:
    row, mentions = corrected(letter_from_lines(LINES), ("phones", "3970 | 3900 | 01 23 45 67 89"))
    assert set(row.phones) == {"3900", "3970", "+33123456789"}
    phones = {m.value: m for m in mentions if m.kind == "phone"}
    assert (phones["3970"].text, phones["3970"].origin) == ("3970", "human")
    added = phones["+33123456789"]
    assert (added.text, added.start, added.end, added.box.width) == ("", 0, 0, 0.0)


def test_a_list_holds_what_the_person_says_and_nothing_else() -> None:
    row, mentions = corrected(letter_from_lines(LINES), ("amounts", "-"), ("deadlines", "8 jours formal_notice"))
    assert row.amounts == ()
    assert [(d.quantity, d.unit, d.trigger) for d in row.deadlines] == [(8, "day", "formal_notice")]
    assert not [m for m in mentions if m.kind == "amount"]


def test_a_value_the_machine_missed_is_found_in_the_text() -> None:
    lines = [*LINES[:-2], ("pour la direction", Zone.BODY)]
    _, mentions = corrected(letter_from_lines(lines), ("signatory_title", "Pour la Direction"))
    (title,) = [m for m in mentions if m.role == "title"]
    assert (title.text, title.sentence, title.origin) == ("pour la direction", "pour la direction", "human")


def test_of_several_corrections_of_a_field_the_last_holds() -> None:
    row, _ = corrected(letter_from_lines(LINES), ("letter_place", "Nice"), ("letter_place", "Hyères"))
    assert row.letter_place == "Hyères"


def test_a_field_that_holds_nothing_is_no_longer_missing() -> None:
    undated = letter_from_lines([line for line in LINES if line[1] not in (Zone.DATE_LINE, Zone.SIGNATURE)])
    before, _ = corrected(undated)
    assert {"no_date", "no_signatory"} <= set(before.review_reasons)
    after, _ = corrected(undated, ("letter_date", "-"), ("signatory_name", "-"))
    assert not {"no_date", "no_signatory"} & set(after.review_reasons)
    assert (after.letter_date, after.signatory_name, after.corrected) == (None, None, ("letter_date", "signatory_name"))


def test_a_second_candidate_does_not_take_the_place_of_one_that_was_refused() -> None:
    two = letter_from_lines([*LINES, ("Samira Oulhaj", Zone.SIGNATURE), ("Conseillère", Zone.SIGNATURE)])
    row, mentions = corrected(two, ("signatory_name", "-"))
    assert row.signatory_name is None
    assert sum(m.role == "name" and m.kind == "signatory" for m in corrected(two)[1]) >= sum(
        m.role == "name" and m.kind == "signatory" for m in mentions
    )


def test_a_doubtful_value_is_doubtful_no_more_and_others_stay_so() -> None:
    faint = letter_from_lines(LINES, confidence=0.5)
    before, _ = corrected(faint)
    assert {"doubtful_date", "doubtful_amount"} <= set(before.review_reasons)
    after, _ = corrected(faint, ("amounts", "300 € penalty"))
    assert "doubtful_amount" not in after.review_reasons
    assert "doubtful_date" in after.review_reasons


def test_a_letter_that_was_looked_at_needs_no_review() -> None:
    row, _ = corrected(letter_from_lines(LINES, confidence=0.5), ("needs_review", "no"))
    assert (row.needs_review, row.review_reasons, row.corrected) == (False, (), ("needs_review",))


@pytest.mark.parametrize("field", ["letter_date", "phones", "subject"])
def test_mentions_stay_numbered_in_order_and_point_into_the_text(field: str) -> None:
    letter = letter_from_lines(LINES)
    value = {"letter_date": "1/1/2015", "phones": "3970 | 1014", "subject": "résiliation"}[field]
    _, mentions = corrected(letter, (field, value))
    assert [m.mention_id for m in mentions] == [f"a.pdf#1/{n}" for n in range(1, len(mentions) + 1)]
    assert all(letter.text[m.start : m.end] == m.text for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
