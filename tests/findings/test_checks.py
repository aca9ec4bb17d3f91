"""Every check says what its examples say, and is silent where they are; no check speaks in another's silence."""

import random

import pytest

from pipeline.findings import CHECKS, check_mailing
from pipeline.findings.check import Check, Example
from pipeline.findings.checks import CANNOT_TELL, run_checks
from pipeline.findings.mailing import Mailing

FIRES = [pytest.param(check, case, id=f"{check.code}: {case.what}") for check in CHECKS for case in check.fires]
SILENT = [pytest.param(check, case, id=f"{check.code}: {case.what}") for check in CHECKS for case in check.silent]


@pytest.mark.parametrize(("check", "case"), FIRES)
def test_fires_once_with_this_message(check: Check, case: Example) -> None:
    findings = run_checks([check], Mailing(case.letters, case.mentions))
    assert [f.message.replace("\N{NO-BREAK SPACE}", " ") for f in findings] == [case.message]
    finding = findings[0]
    assert finding.check in {check.code, CANNOT_TELL}
    assert finding.finding_id == f"{finding.check}/1"
    assert (finding.severity == "info") >= (finding.check == CANNOT_TELL)
    known = {row.letter_id for row in case.letters}
    assert set(finding.letter_ids) <= known
    assert set(finding.mention_ids) <= {mention.mention_id for mention in case.mentions}


@pytest.mark.parametrize(("check", "case"), SILENT)
def test_is_silent(check: Check, case: Example) -> None:
    assert run_checks([check], Mailing(case.letters, case.mentions)) == ()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_is_described_and_has_examples_of_both_kinds(check: Check) -> None:
    assert check.description.endswith(".")
    assert check.fires
    assert check.silent


def test_codes_are_distinct() -> None:
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(("check", "case"), FIRES)
def test_the_order_of_the_rows_changes_nothing(check: Check, case: Example) -> None:
    letters, mentions = list(case.letters), list(case.mentions)
    expected = check_mailing(letters, mentions)
    random.Random(7).shuffle(letters)
    mentions.reverse()
    assert check_mailing(letters, mentions) == expected


def test_an_empty_mailing_has_no_findings() -> None:
    assert check_mailing([], []) == ()
