"""A letter and its mentions → its row: what is chosen, what is left, and that nothing is made up."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.mentions import find_mentions, load_language, summarise_letter
from pipeline.mentions.review import REVIEW_REASONS
from pipeline.records import Amount, Box, Deadline, Letter, LetterRow, Mark, Mention, PlacedMark, Reference
from tests.mentions.zoned import letter_of, mark_at

LETTER = """head | Norfibre
    head  | Service Clients
    from  | TSA 70018
    from  | 59878 LILLE CEDEX 9
    to    | Madame Ida BLANC
    to    | 3 rue du Port
    to    | 56000 VANNES
    ref   | N° client : 571264938
    date  | Lille, le 13 février 2015
    subj  | Objet : confirmation de votre résiliation
    hello | Madame,
    body  | Nous vous confirmons la résiliation de votre contrat.
    body  | Une somme de 300 € est due dans un délai de 7 jours après mise en demeure.
    bye   | Nous vous prions d'agréer, Madame, nos salutations distinguées.
    sign  | Laurence Thouveny
    sign  | Directrice Relation Clients"""


def read(notation: str, **changes: Any) -> LetterRow:
    letter = replace(letter_of(notation), **changes)
    return summarise_letter(letter, find_mentions(letter, load_language()))


def mention(kind: Any, value: str, **more: Any) -> Mention:
    fields = {"start": 0, "end": 1, "confidence": 0.9, "page": 1} | more
    return Mention(
        mention_id=f"a.pdf#1/{value}", letter_id="a.pdf#1", source="a.pdf", kind=kind, text=value, value=value,
        box=Box(0, 0, 1, 1), sentence=value, **fields,
    )  # fmt: skip


def test_a_whole_letter() -> None:
    row = read(LETTER)
    assert (row.letter_date, row.letter_place) == (dt.date(2015, 2, 13), "Lille")
    assert (row.sender_organisation, row.sender_department) == ("Norfibre", "Service Clients")
    assert row.sender_address == "TSA 70018, 59878 LILLE CEDEX 9"
    assert (row.recipient_name, row.recipient_address) == ("Madame Ida BLANC", "3 rue du Port, 56000 VANNES")
    assert row.subject == "confirmation de votre résiliation"
    assert (row.signatory_name, row.signatory_title) == ("Laurence Thouveny", "Directrice Relation Clients")
    assert (row.signatory_anonymous, row.signature_mark, row.signature_page) == (False, False, 1)
    assert [a.value for a in row.amounts] == [Decimal("300.00")]
    assert [(d.kind, d.quantity, d.unit, d.trigger) for d in row.deadlines] == [("relative", 7, "day", "formal_notice")]
    assert row.topics == ("termination_confirmed",)
    assert (row.needs_review, row.review_reasons) == (False, ())


@pytest.mark.parametrize(
    ("block", "marks", "anonymous", "mark", "page"),
    [
        ("sign | Laurence Thouveny", (), False, False, 1),
        ("sign | Votre service client Norfibre", (), True, False, 1),
        ("sign | Votre service client Norfibre", (mark_at(1, 0.55, 0.15),), True, True, 1),
        ("---\nsign | Votre service client Norfibre", (), True, False, 2),
        ("body | ...", (), None, None, None),
        ("", (mark_at(1, 0.2, 0.12),), None, True, 1),
    ],
)
def test_who_signs_and_how(block: str, marks: Any, anonymous: bool | None, mark: bool | None, page: int | None) -> None:
    row = read(f"bye | Cordialement,\n{block}", marks=marks)
    assert (row.signatory_anonymous, row.signature_mark, row.signature_page) == (anonymous, mark, page)


@pytest.mark.parametrize(
    ("notation", "date"),
    [
        ("date | Lyon, le 3 mai 2011\nbody | Né le 2 mars 1970, vous avez écrit le 4 avril 2011.", dt.date(2011, 5, 3)),
        ("body | Article 1\nbody | Article 2\nbody | Fait à Lyon, le 3 mai 2011\nsign | Le Maire", dt.date(2011, 5, 3)),
        ("ref | Date : 03/05/2011\nhello | Madame,\nbody | Bonjour", dt.date(2011, 5, 3)),
        ("head | 17 mars 1956\nhello | Cher ami,\nbody | Bonjour", dt.date(1956, 3, 17)),
        ("subj | ARRÊTÉ du 8 juin 2022 portant prorogation\nbody | Vu la loi du 3 mai 2011", dt.date(2022, 6, 8)),
        ("hello | Madame,\nbody | Nous avons reçu votre lettre du 3 mai 2011.", None),
        ("ref | Date de naissance : 03/05/1971\nhello | Madame,\nbody | Bonjour", None),
        ("hello | Madame,\nbody | Vu la loi du 3 mai 2011.", None),
        ("ref | Date\nref | 03/05/2011\nhello | Madame,\nbody | Bonjour", dt.date(2011, 5, 3)),
        ("ref | Date d'échéance\nref | 03/05/2011\nhello | Madame,\nbody | Bonjour", None),
        ("head | REÇU LE\ndate | 9 MAI 2011\ndate | 03/05/2011\nhello | Madame,", dt.date(2011, 5, 3)),
        ("head | Courrier arrivé le 9 mai 2011\nhello | Madame,\nbody | Bonjour", None),
    ],
)
def test_the_date_the_letter_bears(notation: str, date: dt.date | None) -> None:
    assert read(notation).letter_date == date


def test_lists_are_distinct_and_numbers_of_others_are_left() -> None:
    letter = letter_of("body | Bonjour")
    row = summarise_letter(
        letter,
        [
            mention("phone", "+33494123456", role="sender"),
            mention("phone", "+33494123456", role="sender"),
            mention("phone", "+33494000000", role="fax"),
            mention("phone", "+33611111111", role="recipient"),
            mention("phone", "1014"),
            mention("email", "a@b.fr"),
            mention("email", "a@b.fr"),
            mention("url", "b.fr"),
            mention("reference", "571264938", role="N° client"),
            mention("reference", "571264938", role="N° client"),
            mention("amount", "300.00", amount=Decimal("300.00"), currency="EUR", role="penalty"),
            mention("amount", "300.00", amount=Decimal("300.00"), currency="EUR", role="penalty"),
            mention("amount", "300.00", amount=Decimal("300.00"), currency="EUR"),
            mention("deadline", "2015-03-15", date=dt.date(2015, 3, 15)),
            mention("deadline", "7 day", quantity=7, unit="day", trigger="receipt"),
            mention("deadline", "7  day", quantity=7, unit="day", trigger="receipt"),
        ],
    )
    assert row.phones == ("+33494123456", "1014")
    assert (row.emails, row.urls) == (("a@b.fr",), ("b.fr",))
    assert row.references == (Reference("N° client", "571264938"),)
    assert row.amounts == (Amount(Decimal("300.00"), "EUR", "penalty"), Amount(Decimal("300.00"), "EUR", "other"))
    assert row.deadlines == (
        Deadline("absolute", dt.date(2015, 3, 15), None, None, None, "2015-03-15"),
        Deadline("relative", None, 7, "day", "receipt", "7 day"),
    )


@pytest.mark.parametrize(
    ("notation", "changes", "reasons"),
    [
        (LETTER, {}, ()),
        (LETTER, {"split_confidence": 0.3}, ("doubtful_split",)),
        (LETTER, {"failed_pages": (2,)}, ("page_failed",)),
        (LETTER.replace("date  | Lille, le 13 février 2015", ""), {}, ("no_date",)),
        (LETTER.replace("sign  |", "pj | "), {}, ("no_signatory",)),
        ("date | Lyon, le 3 mai 2011\nbody | Bonjour", {}, ("no_sender",)),
        ("head | Norfibre\ndate | Lyon, le 3 mai 2011\ndate | Lyon, le 4 mai 2011\nbody | Bonjour", {}, ("two_dates",)),
        (
            "head | Norfibre\ndate | Lyon, le 3 mai 2011\nbody | Bonjour\nsign | Pour le Préfet et par délégation,\n"
            "sign | Le Secrétaire Général",
            {},
            ("doubtful_signatory",),
        ),
        (
            "head | Norfibre\ndate | Lyon, le 3 mai 2011\nbody | Bonjour\nsign | Pour le Préfet et par délégation,\n"
            "sign | Le Secrétaire Général\nsign | Anne Vétillard",
            {},
            (),
        ),
        ("body | Bonjour", {"kind": "enclosure"}, ()),
        ("body | Bonjour", {"words": ()}, ("no_text",)),
    ],
)
def test_why_a_person_should_look(notation: str, changes: dict[str, Any], reasons: tuple[str, ...]) -> None:
    row = read(notation, **changes)
    assert row.review_reasons == reasons
    assert row.needs_review == bool(reasons)


@pytest.mark.parametrize(
    ("crossed", "score", "doubtful"),
    [
        ("Nadège rnevenoux", 0.9, True),
        ("Nadège rnevenoux", 0.3, False),  # dirt
        ("Nad", 0.9, False),  # read of the scribble itself
        ("Nadège Thévenoux", 0.9, False),
    ],
)
def test_a_line_that_a_hand_has_crossed_may_hide_the_name(crossed: str, score: float, doubtful: bool) -> None:
    letter = letter_of(f"head | Norfibre\nbye | Cordialement,\nsign | {crossed}\nsign | Régisseuse de recettes")
    over = letter.lines[2].box
    mark = PlacedMark(1, Mark(Box(over.x0, over.y0 - 0.02, over.x1, over.y1 - 0.005), score))
    row = summarise_letter(letter, find_mentions(letter, load_language()))
    assert "doubtful_signatory" not in row.review_reasons
    signed = replace(letter, marks=(mark,))
    row = summarise_letter(signed, find_mentions(signed, load_language()))
    assert ("doubtful_signatory" in row.review_reasons) is doubtful
    assert row.signatory_title == "Régisseuse de recettes"


def test_a_page_that_was_hard_to_read_is_to_be_looked_at() -> None:
    assert "low_confidence" in read(LETTER, confidence=0.6).review_reasons


def test_what_was_read_with_damage_is_doubtful() -> None:
    letter = letter_of("head | Norfibre\ndate | Lyon, le 3 mai 2011\nbody | Bonjour")
    sure = [m for m in find_mentions(letter, load_language()) if m.kind != "amount"]
    faint = [
        mention("amount", "3.00", amount=Decimal("3.00"), currency="EUR", confidence=0.3),
        mention("deadline", "7 day", quantity=7, unit="day", confidence=0.3),
        mention("phone", "1014", confidence=0.3),
        mention("signatory", "Brema Zapou", role="name", confidence=0.3),
    ]
    reasons = summarise_letter(letter, [*sure, *faint]).review_reasons
    assert reasons == ("doubtful_signatory", "doubtful_amount", "doubtful_deadline", "doubtful_phone")
    assert set(reasons) <= set(REVIEW_REASONS)


def test_an_amount_without_its_sum_is_a_bug_and_said_so() -> None:
    with pytest.raises(ValueError, match="without its sum"):
        summarise_letter(letter_of("body | Bonjour"), [mention("amount", "300")])


LINES = st.sampled_from(
    [
        *LETTER.splitlines(),
        "sign | Votre service client Norfibre",
        "sign | P/O Le Directeur, Denis Quillet",
        "foot | Norfibre SAS au capital de 30 000 € - RCS Lille 512 345 678",
        "to | A l'attention de M. Roux",
        "date | Fait à Lyon, le 3 mai 2011",
        "subj | ARRÊTÉ n° 12",
        "head | 75001 PARIS",
        "body | Objet : 12 rue 75001 Paris le 3 mai",
        "sign | M. M. M.",
        "---",
    ]
)


@given(lines=st.lists(LINES | st.text(max_size=12).filter(lambda t: "|" not in t), max_size=14))
@settings(max_examples=150, deadline=None)
def test_every_value_of_the_row_is_the_value_of_a_mention(lines: list[str]) -> None:
    letter: Letter = letter_of("\n".join(lines))
    mentions = find_mentions(letter, load_language())
    row = summarise_letter(letter, mentions)
    values = {m.value for m in mentions}
    single = (
        row.letter_place, row.sender_organisation, row.sender_department, row.sender_address, row.recipient_name,
        row.recipient_address, row.subject, row.signatory_name, row.signatory_title,
    )  # fmt: skip
    assert {v for v in single if v is not None} <= values
    assert {*row.phones, *row.emails, *row.urls, *row.topics, *(r.value for r in row.references)} <= values
    assert row.letter_date in {None, *(m.date for m in mentions)}
    assert {a.value for a in row.amounts} <= {m.amount for m in mentions}
    assert {(d.due_date, d.quantity, d.unit) for d in row.deadlines} <= {(m.date, m.quantity, m.unit) for m in mentions}
    assert (row.signatory_anonymous is None) == (row.signatory_name is None and row.signatory_title is None)
    assert (row.signature_page is None) == (row.signature_mark is None)
    assert row.needs_review == bool(row.review_reasons)
    for m in mentions:
        assert m.text == letter.text[m.start : m.end]
