"""The parts that checks are made of: parties, matters, passages, twins, wording; and what no input may break."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.findings import check_mailing, english
from pipeline.findings.bodies import body_of
from pipeline.findings.examples import amount, due, example, instruction, letter, limit, named, phone
from pipeline.findings.french import Names, say_amount, say_limit, say_list
from pipeline.findings.mailing import Mailing
from pipeline.findings.matter import corrects, may_be_disregarded, may_be_same_matter, repeats_on_purpose
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import is_same_passage, periods_of, same_act, sentences_of
from pipeline.findings.readings import is_misread_letter, is_one_email
from pipeline.findings.twins import Change, changes_between, words_of
from pipeline.findings.wording import plain, say_phone
from pipeline.records import LetterRow, Mention


def row(**cells: Any) -> LetterRow:
    return example("", letter("14/02/2015", **cells)).letters[0]


# ---- readings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("abonnes@eaux-marne.fr", "abonnes@eaux-mame.fr", True),
        ("locataires@annonay-habitat.fr", "locataires@amonay-habitat.fr", True),
        ("martin.toiture@exemple.fr", "martintoiture@exemple.fr", True),
        ("relation.clients@exemple.fr", "relation.cients@exemple.fr", True),
        ("aide@exemple.example", "aide@exemple.example.fr", True),
        ("c1ients@exemple.fr", "clients@exemple.fr", True),
        ("agence12@exemple.fr", "agence13@exemple.fr", False),
        ("aide@exemple.fr", "clients@exemple.fr", False),
        ("aide@exemple.fr", "aide@autre-maison.fr", False),
        ("mairie@exemple.fr", "maire@exemple.fr", False),
        ("locataires@exemple.fr", "charges@exemple.fr", False),
    ],
)
def test_one_email_though_a_scan_confuses_letters(one: str, other: str, same: bool) -> None:
    assert is_one_email(one, other) is same is is_one_email(other, one)


@pytest.mark.parametrize(
    ("one", "other", "misread"),
    [
        ("LLD2207751", "LLO2207751", True),
        ("A5160234", "45160234", False),
        ("B4771205", "84771205", True),
        ("LLD2207751", "LLD2207751", False),
        ("LLD2207751", "LLD2207757", False),  # two figures: two contracts
        ("LLD2207751", "LLO2207752", False),
        ("HA-11", "HO-11", False),
        ("PREV220775", "PRET220775", False),
    ],
)
def test_a_number_of_which_a_scan_took_one_letter_for_another(one: str, other: str, misread: bool) -> None:
    assert is_misread_letter(one, other) is misread is is_misread_letter(other, one)
    here, there = (row(refs=[("Contrat", number)]) for number in (one, other))
    assert may_be_same_matter(here, there) is (misread or one == other)


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (((0.5, "4512876"), (0.5, "4512876"), (0.95, "4512867")), "conflicting_reference"),
        (((0.5, "4512876"), (0.95, "4512867")), "cannot_tell"),
        (((0.5, "4512876"), (0.5, "4512876"), (0.5, "4512867")), "cannot_tell"),
        (((0.5, "4512876"), (0.5, "4512876"), (0.8, "4512875")), "cannot_tell"),  # one figure misread
    ],
)
def test_what_two_letters_were_read_to_say_alike_is_sure(read: tuple[tuple[float, str], ...], told: str) -> None:
    written = [
        letter(
            f"1{n}/02/2015",
            named("reference", number, "N° client", confidence=confidence),
            refs=[("N° client", number)],
            topics=("termination_confirmed",),
        )
        for n, (confidence, number) in enumerate(read)
    ]
    case = example("", *written)
    codes = {finding.check for finding in check_mailing(case.letters, case.mentions)}
    assert codes & {"conflicting_reference", "cannot_tell"} == {told}


@pytest.mark.parametrize(("names", "unsure"), [(("Orange", "ORANGE"), False), (("Oranqe", "Orange"), True)])
def test_a_sender_that_two_letters_name_alike_is_not_in_doubt(names: tuple[str, str], unsure: bool) -> None:
    written = [
        letter(
            f"1{n}/02/2015",
            phone(number),
            sender_organisation=f"{name} Business",
            topics=("termination",),
            sender_department="Service Clients",
            review_reasons=("doubtful_sender",),
        )
        for n, (name, number) in enumerate(zip(names, ("3900", "1014"), strict=True))
    ]
    case = example("", *written)
    found = {one.check for one in check_mailing(case.letters, case.mentions)}
    assert ("cannot_tell" in found, "scattered_contacts" in found) == (unsure, not unsure)


# ---- parties ----------------------------------------------------------------------------------------------------

LILLE, PARIS = "BP 1, 59000 Lille", "BP 1, 75001 Paris"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"sender_organisation": "Orange"}, {"sender_organisation": "ORANGE S.A."}, True),
        ({"sender_organisation": "Télécom Horizon"}, {"sender_organisation": "Telecom Horizan"}, True),  # misread
        ({"sender_organisation": "Orange"}, {"sender_organisation": "Oranje"}, False),  # too short to tell
        ({"sender_organisation": "Mairie du 14e"}, {"sender_organisation": "Mairie du 15e"}, False),
        (
            {"sender_organisation": "Mairie de Lille", "sender_address": LILLE},
            {"sender_organisation": "Mairie de Lisle", "sender_address": PARIS},
            False,
        ),
        ({"recipient_name": "M. Jean MARTIN"}, {"recipient_name": "Monsieur Martin Jean"}, True),
        ({"recipient_name": "Jean Martin"}, {"recipient_name": "Jeanne Martin"}, False),
        ({"recipient_name": "Odile Ferrandis"}, {"recipient_name": "Odile Ferrandls"}, True),
        ({"recipient_name": None}, {"recipient_name": "Jean Martin"}, True),
        ({"sender_organisation": None}, {"sender_organisation": None}, False),
    ],
)
def test_one_sender_and_recipient(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    groups = Mailing([row(**one), row(**other)], ()).blocks
    assert (max((len(group) for group in groups), default=0) == 2) is same


def test_a_letter_without_recipient_goes_with_nobody_among_several() -> None:
    letters = [row(recipient_name=name) for name in ("Jean Martin", "Zoé Petit", None)]
    assert [len(group) for group in Mailing(letters, ()).blocks] == [1, 1, 1]


# ---- matters ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([("N° de contrat", "A 111")], [("Contrat :", "A111")], True),
        ([("N° de contrat", "A111")], [("Contrat", "B222")], False),
        ([("Dossier", "0494123456")], [("N° dossier", "0494123456A5")], True),
        ([("Nos réf.", "X1")], [("Nos réf.", "X2")], True),  # every letter has its own
        ([("N° client", "1")], [("N° de facture", "2")], True),
        ([("N° client", "1"), ("Facture", "F1")], [("N° client", "1"), ("Facture", "F2")], False),
        ([], [("Contrat", "B222")], True),
        ([("Plan n°", "18-M07-112")], [("Plan n°", "18-M11-039")], False),
        ([("Adhérent", "30712")], [("Adhérent", "30721")], False),
        # one proposal is made to one member: one of his numbers is wrong
        (
            [("Adhérent", "30712"), ("Proposition", "CZ16-0883")],
            [("Adhérent", "30721"), ("Proposition", "CZ16-0883")],
            True,
        ),
    ],
)
def test_same_matter(one: list[tuple[str, str]], other: list[tuple[str, str]], same: bool) -> None:
    first, second = (example("", letter(None, refs=refs)).letters[0] for refs in (one, other))
    assert may_be_same_matter(first, second) is same
    assert may_be_same_matter(second, first) is same


@pytest.mark.parametrize(
    ("cells", "repeats"),
    [
        ({"subject": "Rappel : votre facture"}, True),
        ({"subject": "Mise en demeure"}, True),
        ({"text": "Malgré nos précédents courriers, votre compte reste débiteur."}, True),
        ({"text": "Nous confirmons notre lettre de cette semaine."}, True),
        ({"text": "Passé ce délai, des frais de relance seront ajoutés."}, False),
        ({"text": "Sans réponse de votre part avant le 3 mai, le dossier sera classé."}, False),
        ({"topics": ("payment_reminder",)}, True),
        ({"text": "Nous vous rappelons que le retour est gratuit."}, False),
        ({"text": "Vous trouverez au verso le rappel des principales conditions applicables."}, False),
        ({"text": "Sans retour 7 jours après mise en demeure, il sera facturé."}, False),
    ],
)
def test_a_reminder_repeats_on_purpose(cells: dict[str, Any], repeats: bool) -> None:
    assert repeats_on_purpose(row(), row(**cells), ()) is repeats


@pytest.mark.parametrize(
    ("first", "second", "repeats"),
    [
        ({"topics": ("formal_notice",)}, {"topics": ("formal_notice",)}, False),
        ({"topics": ("payment_reminder",)}, {"topics": ("formal_notice",)}, True),
        ({"subject": "Relance"}, {"subject": "Relance"}, False),
        ({"subject": "Relance"}, {"subject": "Dernière relance"}, True),
        ({"text": "Sauf erreur, il manque 12 €."}, {"text": "Madame,\nSauf erreur, il manque 12 €."}, False),
        ({"text": "Sauf erreur, il manque 12 €."}, {"text": "Malgré notre lettre, il manque 12 €."}, True),
    ],
)
def test_what_the_earlier_says_too_recalls_it_not(first: dict[str, Any], second: dict[str, Any], repeats: bool) -> None:
    assert repeats_on_purpose(row(**first), row(**second), ()) is repeats


def test_a_letter_that_cites_the_earlier_by_its_date_repeats_on_purpose() -> None:
    case = example(
        "", letter("14/02/2015"), letter("20/02/2015", due("Dans notre courrier du 14/02/2015", "14/02/2015"))
    )
    first, second = case.letters
    assert repeats_on_purpose(first, second, case.mentions)
    elsewhere = replace(case.mentions[0], sentence="Votre consommation au 14/02/2015")
    assert not repeats_on_purpose(first, second, [elsewhere])


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Si votre envoi est en chemin, veuillez ne pas tenir compte de ce rappel.", True),
        ("Vous voudrez bien ne pas tenir compte de notre lettre.", False),
    ],
)
def test_may_be_disregarded(text: str, may: bool) -> None:
    assert may_be_disregarded(row(text=text)) is may


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Ce courrier annule et remplace le précédent.", True),
        ("Une erreur s’est glissée dans notre lettre.", True),
        ("Votre échéance est reportée au 15 mars.", True),
        ("Vous voudrez bien ne pas tenir compte de notre lettre.", True),
        ("Si vous avez déjà payé, nous vous prions de ne pas tenir compte de cette lettre.", False),
        ("Merci de ne pas tenir compte de cet avis si vous avez payé entre-temps.", False),
        ("Nous vous remercions de votre confiance.", False),
        ("Vous disposez d'un droit d'accès et de rectification des données.", False),
    ],
)
def test_corrects(text: str, does: bool) -> None:
    assert corrects(row(text=text)) is does


# ---- passages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Si le matériel n'est pas rendu, 300 € vous seront facturés.",
            "Le matériel non rendu vous sera facturé.",
            True,
        ),
        ("Une Livebox non restituée est facturée 100 €.", "Un décodeur non restitué est facturé 150 €.", False),
        ("Merci de payer sous 15 jours.", "Merci de répondre sous 8 jours.", False),
        ("Sous 15 jours.", "Sous 8 jours.", False),
    ],
)
def test_same_passage(one: str, other: str, same: bool) -> None:
    assert is_same_passage(meanings_in(one), meanings_in(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("restituer le décodeur", "à défaut de retour", True),
        ("régler la facture", "renvoyer le formulaire", False),
        ("un conseiller", "renvoyer le formulaire", None),
    ],
)
def test_same_act(one: str, other: str, same: bool | None) -> None:
    assert same_act(meanings_in(one), meanings_in(other)) is same


def test_periods() -> None:
    assert periods_of("facture de février 2015, du 01/03/2015 au 31/03/2015") == {2, 3}
    assert periods_of("aucune") == frozenset()


def test_sentences_run_over_lines() -> None:
    assert sentences_of("Un deux\ntrois. Quatre ;\fcinq") == ("Un deux trois.", "Quatre ;", "cinq")


# ---- twins ------------------------------------------------------------------------------------------------------


def test_the_body_is_between_salutation_and_closing_without_footers() -> None:
    text = (
        "Orange\nMadame Odile Ferrandis\n83200 Toulon\nMadame,\nUn.\nOrange SA - 380 129 866 RCS Paris\fDeux.\n"
        "Nous vous prions d'agréer, Madame, nos salutations.\nLaurence Thouveny"
    )
    assert body_of(text) == "Un.\nDeux."


@pytest.mark.parametrize(
    "line",
    [
        "restant dû s'élève à 462 €.",
        "Dans l'attente de la réparation, gardez le véhicule au garage.",
        "Votre demande sera prise en considération.",
        "recevez chaque mois un relevé.",
        "Nous vous prions d'excuser cette gêne.",
    ],
)
def test_no_line_of_its_middle_closes_a_letter(line: str) -> None:
    body = f"Un.\n{line}\nDeux.\nTrois.\nQuatre."
    assert body_of(f"Madame,\n{body}\nVeuillez agréer, Madame, nos salutations.\nLaurence Thouveny") == body


def test_the_formula_that_leads_to_the_closing_is_not_of_the_body() -> None:
    closing = "Restant à votre écoute,\nnous vous assurons, Madame, de notre\ndévouement."
    assert body_of(f"Madame,\nUn.\n{closing}\nLaurence Thouveny") == "Un."
    assert body_of("Madame,\nUn.\nAvec nos remerciements, bonne journée.\nLaurence Thouveny") == "Un."


def test_without_salutation_the_body_is_everything() -> None:
    assert body_of("Un.\nDeux.") == "Un.\nDeux."


@pytest.mark.parametrize(
    ("one", "other", "changes"),
    [
        ("sous 7 jours", "sous 10 jours", [("7", "10")]),
        ("sous sept jours", "dans un délai de dix jours", [("sous sept", "dans un délai de dix")]),
        ("le délai est de 3 mois", "Ie delai est de 3 mois", []),  # misread
        ("vous payez", "vous ne payez pas", [("", "ne"), ("", "pas")]),
        ("merci beaucoup", "merci", [("beaucoup", "")]),
        ("le 13/02/2015", "le 18/02/2015", [("13/02/2015", "18/02/2015")]),
        ("la mise en demeure", "la miseen demeure", []),  # a blank not seen
        ("le remboursement est possible", "le remboursement est impossible", [("possible", "impossible")]),
        ("votre demande est impossible", "votre demande est possible", [("impossible", "possible")]),
        ("il est possible", "impossible", [("il est possible", "impossible")]),
        ("il sera facturé", "elle sera facturée", [("il", "elle"), ("facturé", "facturée")]),
        ("sous huit jours", "sous nuit jours", [("huit", "nuit")]),  # each of them a word
        ("Résidence Les Pins bâtiment B", "Résidence Les Pins bâtiment 8", [("B", "8")]),
    ],
)
def test_changes(one: str, other: str, changes: list[tuple[str, str]]) -> None:
    assert changes_between(words_of(one), words_of(other)) == tuple(Change(*change) for change in changes)


# ---- wording ----------------------------------------------------------------------------------------------------


def test_wording() -> None:
    space = "\N{NO-BREAK SPACE}"
    assert say_amount(Decimal("1234567.50"), "EUR") == f"1{space}234{space}567,50{space}€"
    assert say_amount(Decimal("300.00"), None) == f"300{space}€"
    assert say_phone("+33494123456") == f"04{space}94{space}12{space}34{space}56"
    assert [say_phone("3900"), say_phone("+3242234567")] == ["3900", "+3242234567"]
    assert say_list(["a"]) == "a"
    assert say_list(["a", "b", "c"]) == "a, b et c"
    assert plain("a\u202eb\n  c\x00") == "a b c"
    assert len(plain("x" * 500)) == 80


def test_wording_in_english() -> None:
    assert english.say_amount(Decimal("1234567.50"), "EUR") == "€1,234,567.50"
    assert english.say_amount(Decimal("300.00"), None) == "€300"
    assert english.say_list(["a", "b", "c"]) == "a, b and c"
    assert english.say_date(dt.date(2015, 2, 14)) == "14 February 2015"
    assert [english.say_limit(limit("", n, "working_day")) for n in (1, 2)] == ["1 working day", "2 working days"]


@pytest.mark.parametrize(
    ("quantity", "unit", "said"),
    [(1, "day", "1 jour"), (2, "working_day", "2 jours ouvrés"), (1, "month", "1 mois"), (2, "year", "2 ans")],
)
def test_limits_agree_in_number(quantity: int, unit: str, said: str) -> None:
    assert say_limit(limit("", quantity, unit)) == said


def test_letters_are_named_so_that_they_can_be_told_apart() -> None:
    dates = ["14/02/2015", "14/02/2015", "15/02/2015", None, "16/02/2015"]
    letters = example("", *(letter(date) for date in dates)).letters
    names = Names(letters)
    assert names.letters(letters[2:3]) == "le courrier du 15/02/2015"
    assert names.those(letters[:2]) == "ceux du 14/02/2015 (1.pdf, page 1\N{NO-BREAK SPACE}; 2.pdf, page 1)"
    assert names.those(letters[:3]) == (
        "ceux du 14/02/2015 (1.pdf, page 1\N{NO-BREAK SPACE}; 2.pdf, page 1) et du 15/02/2015"
    )
    assert names.letters(letters[3:4]) == "le courrier sans date (4.pdf, page 1)"
    assert names.letters(letters) == "les 5 courriers du 14/02/2015 au 16/02/2015"
    names_en = english.Names(letters)
    assert names_en.letters(letters[2:3]) == "the letter of 15 February 2015"
    assert names_en.those(letters[3:4]) == "the one without a date (4.pdf, page 1)"
    assert names_en.letters(letters) == "the 5 letters of 14 February 2015 to 16 February 2015"


# ---- any mailing ------------------------------------------------------------------------------------------------

_TEXT = st.text(max_size=60) | st.sampled_from(
    ["Madame,", "Merci de payer 300 € sous 8 jours.", "01/2015", "\u202e", "-"]
)
_ROW = st.builds(
    LetterRow,
    letter_id=st.sampled_from([f"{n}.pdf#1" for n in range(6)]),
    source=_TEXT,
    page_start=st.just(1),
    page_end=st.just(1),
    kind=st.sampled_from(["letter", "envelope"]),
    letter_date=st.none() | st.dates(dt.date(2015, 1, 1), dt.date(2015, 1, 4)),
    sender_organisation=st.none() | st.sampled_from(["Orange", "ORANGE"]) | _TEXT,
    recipient_name=st.none() | st.just("Jean") | _TEXT,
    signatory_title=st.none() | _TEXT,
    signatory_anonymous=st.none() | st.booleans(),
    topics=st.lists(st.sampled_from(["offer", "invoice"]), max_size=2).map(tuple),
    text=_TEXT | st.lists(_TEXT, max_size=12).map("\n".join),
)
_MENTION = st.builds(
    replace,
    st.sampled_from(
        [
            *(limit("", 7), limit("", 8, "week", "formal_notice"), due("", "14/02/2015"), phone("3900")),
            *(amount("", "300"), amount("", "12", "total_due")),
            *(instruction(value, "") for value in ("call", "not:call", "not:pay")),
        ]
    ),
    mention_id=st.uuids().map(str),
    letter_id=st.sampled_from([f"{n}.pdf#1" for n in range(7)]),
    text=_TEXT,
    sentence=_TEXT,
    value=st.sampled_from(["call", "not:call", "pay", "not:pay", "3900", "1014", "+33494123456", ""]),
    role=st.sampled_from([None, "penalty", "total_due", "sender", "odd"]),
    confidence=st.floats(0, 1),
    quantity=st.none() | st.integers(-3, 10**9),
    unit=st.none() | st.sampled_from(["day", "week", "odd"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_ROW, max_size=6, unique_by=lambda row: row.letter_id), st.lists(_MENTION, max_size=12))
def test_any_mailing_gives_plain_findings(letters: list[LetterRow], mentions: list[Mention]) -> None:
    findings = check_mailing(letters, mentions)
    assert check_mailing(letters[::-1], mentions[::-1]) == findings
    assert len(check_mailing(letters, mentions, language="en")) == len(findings)
    assert len({finding.finding_id for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.letter_ids
        assert set(finding.letter_ids) <= {row.letter_id for row in letters}
        assert not re.search(r"[\x00-\x1f\u202a-\u202e]", finding.message)


def test_plain_letters() -> None:
    assert plain_letters("Œuvre  d’ÉTÉ\n") == "oeuvre d'ete"


def test_a_mailing_of_500_letters_of_one_sender() -> None:
    """Reminders of 500 invoices, each with its number: alike, and no contradiction."""
    pay = "Nous vous prions de régler la facture avant le {}. " + "Le détail de vos consommations figure au verso. " * 8
    day = dt.date(2015, 1, 1)
    written = [
        letter(
            f"{day + dt.timedelta(n):%d/%m/%Y}", due(pay, "28/02/2015"), phone("3900"), refs=[("Facture", f"F{n:05}")]
        )
        for n in range(500)
    ]
    case = example("", *written)
    mentions = [
        replace(m, date=day + dt.timedelta(30 + n // 2)) if m.kind == "deadline" else m
        for n, m in enumerate(case.mentions)
    ]
    assert check_mailing(case.letters, mentions) == ()
