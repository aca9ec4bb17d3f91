"""Every check says what its examples say, and is silent where they are; no check speaks in another's silence."""

import random
from dataclasses import replace
from typing import Any

import pytest

from pipeline.findings import CHECKS, check_mailing
from pipeline.findings.charter import load_charter
from pipeline.findings.check import Check, Example
from pipeline.findings.checks import CANNOT_TELL, run_checks
from pipeline.findings.examples import Written, amount, date_line, due, example, letter, limit, phone
from pipeline.findings.mailing import Mailing
from pipeline.records import Finding, Language

FIRES = [pytest.param(check, case, id=f"{check.code}: {case.what}") for check in CHECKS for case in check.fires]
SILENT = [pytest.param(check, case, id=f"{check.code}: {case.what}") for check in CHECKS for case in check.silent]


def _run(check: Check[Any], case: Example, language: Language = "fr") -> tuple[Finding, ...]:
    charter = load_charter(CHECKS, [("charter.yaml", case.charter)])
    return run_checks([check], Mailing(case.letters, case.mentions), charter, language)


@pytest.mark.parametrize(("check", "case"), FIRES)
def test_fires_once_with_this_message(check: Check[Any], case: Example) -> None:
    findings = _run(check, case)
    assert [f.message.replace("\N{NO-BREAK SPACE}", " ") for f in findings] == [case.message]
    finding = findings[0]
    assert finding.check in {check.code, CANNOT_TELL}
    assert finding.finding_id == f"{finding.check}/1"
    assert (finding.severity == "info") >= (finding.check == CANNOT_TELL)
    assert finding.language == "fr"
    known = {row.letter_id for row in case.letters}
    assert set(finding.letter_ids) <= known
    assert set(finding.mention_ids) <= {mention.mention_id for mention in case.mentions}


@pytest.mark.parametrize(("check", "case"), FIRES)
def test_says_the_same_in_english(check: Check[Any], case: Example) -> None:
    french, english = _run(check, case), _run(check, case, "en")
    assert [replace(finding, message="", language="fr") for finding in english] == [
        replace(finding, message="") for finding in french
    ]
    assert english[0].language == "en"
    said = english[0].message
    assert said != french[0].message
    assert case.english in (None, said.replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.parametrize(("check", "case"), SILENT)
def test_is_silent(check: Check[Any], case: Example) -> None:
    assert _run(check, case) == ()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_is_described_and_has_examples_of_both_kinds(check: Check[Any]) -> None:
    assert check.description.fr.endswith(".")
    assert check.description.en.endswith(".")
    assert any(case.english for case in check.fires)
    assert check.silent


def test_codes_are_distinct() -> None:
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(("check", "case"), FIRES)
def test_the_order_of_the_rows_changes_nothing(check: Check[Any], case: Example) -> None:
    letters, mentions = list(case.letters), list(case.mentions)
    expected = check_mailing(letters, mentions)
    random.Random(7).shuffle(letters)
    mentions.reverse()
    assert check_mailing(letters, mentions) == expected


def test_an_empty_mailing_has_no_findings() -> None:
    assert check_mailing([], []) == ()


def test_a_consistent_mailing_has_no_findings() -> None:
    """Invoices of two months, a reminder of the second, two contracts, another sender: all tempting, all right."""
    bill = "Madame,\nVotre facture du mois de {} se monte à {} €. Merci de la régler avant le {}. "
    bill += "Le détail de vos consommations figure au verso. " * 8

    def invoice(date: str, month: str, total: str, by: str, number: str, **cells: Any) -> Written:
        sentence = bill.format(month, total, by)
        drafts = (
            amount(sentence, total.replace(",", "."), "total_due"),
            due(sentence, by),
            phone("3900"),
            date_line(date),
        )
        return letter(date, *drafts, refs=[("N° client", "77"), ("Facture", number)], topics=("invoice",), **cells)

    kept = (
        "À défaut de restitution de la box dans un délai de {} jours après mise en demeure, {} € vous seront facturés."
    )

    def contract(date: str, days: int, total: str, number: str, **cells: Any) -> Written:
        sentence = kept.format(days, total)
        drafts = limit(sentence, days, trigger="formal_notice"), amount(sentence, total), phone("3900")
        return letter(date, *drafts, refs=[("Contrat", number)], **cells)

    case = example(
        "",
        invoice("02/02/2015", "janvier", "45,90", "15/02/2015", "F1"),
        invoice("02/03/2015", "février", "47,10", "15/03/2015", "F2"),
        invoice("20/03/2015", "février", "62,10", "28/03/2015", "F2", subject="Rappel de paiement"),
        contract("03/03/2015", 7, "300", "A1"),
        contract("04/03/2015", 10, "200", "B2"),
        contract("05/03/2015", 15, "100", "A1", sender_organisation="SFR"),
    )
    assert check_mailing(case.letters, case.mentions) == ()
