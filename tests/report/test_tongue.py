"""Every phrase of the report has its English, and numbers, dates and sums are said as each language does."""

import csv
import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import pipeline.report
from pipeline import findings
from pipeline.errors import DOCUMENT_ERRORS
from pipeline.mentions import kinds
from pipeline.report import codes, write_index, write_report
from pipeline.report.tongue import FRENCH, english_phrases, tongue_of
from pipeline.speech import ACTS
from tests.report.orange import MAILING, orange_rows

ROOM = Path(pipeline.report.__file__).parent
ENGLISH = tongue_of("en")


def phrases_of_templates() -> set[str]:
    found: set[str] = set()
    for template in (ROOM / "templates").glob("*.html"):
        text = template.read_text("utf-8")
        found.update(re.findall(r"""\b_\("([^"]+)"\)""", text) + re.findall(r"""\b_\('([^']+)'\)""", text))
        for pair in re.findall(r"""_\.count\([^"']*["']([^"]+?)["'], ["']([^"]+?)["']\)""", text):
            found.update(pair)
    return found


def phrases_of_code() -> set[str]:
    found: set[str] = set()
    for module in ROOM.glob("*.py"):
        text = module.read_text("utf-8")
        found.update(re.findall(r"""\btongue\("([^"]+)"\)""", text) + re.findall(r"""\btongue\('([^']+)'\)""", text))
        for pair in re.findall(r"""tongue\.count\([^"']*["']([^"]+?)["'], ["']([^"]+?)["']\)""", text):
            found.update(pair)
    return found


def phrases_of_codes() -> set[str]:
    plain = (codes.CHECKS, codes.REVIEW_REASONS, codes.KINDS, codes.LETTER_KINDS, codes.AMOUNT_ROLES, codes.ROLES)
    more = (codes.TOPICS, codes.ACTS, codes.STATUSES, codes.TRIGGERS)
    found = {phrase for table in (*plain, *more) for phrase in table.values()}
    found.update(label for _, label in codes.SEVERITIES.values())
    for table in (codes.SEVERITY_COUNTS, codes.UNITS):
        found.update(phrase for pair in table.values() for phrase in pair)
    return found


def test_every_phrase_has_its_english() -> None:
    phrases = phrases_of_templates() | phrases_of_code() | phrases_of_codes()
    assert len(phrases) > 200
    assert phrases - english_phrases().keys() == set()


def test_every_instruction_has_its_french() -> None:
    assert {*ACTS, "unplug"} <= codes.ACTS.keys()


def test_every_check_and_failure_has_its_french() -> None:
    assert {check.code for check in findings.CHECKS} <= codes.CHECKS.keys()
    assert DOCUMENT_ERRORS.keys() <= codes.FAILURES.keys()
    assert {kind.name for kind in kinds.KINDS if kind.name in codes.KINDS} <= codes.KIND_SIGNS.keys()
    assert codes.KINDS.keys() == codes.KIND_SIGNS.keys()
    assert len(set(codes.KIND_SIGNS.values())) == len(codes.KIND_SIGNS)  # no two kinds bear one sign


@pytest.mark.parametrize(
    ("french", "english"),
    [
        (FRENCH.money(Decimal("1234.50"), "EUR"), ENGLISH.money(Decimal("1234.50"), "EUR")),
        (FRENCH.share(0.954), ENGLISH.share(0.954)),
        (FRENCH.number(0.94, 2), ENGLISH.number(0.94, 2)),
        (FRENCH.date(None), ENGLISH.date(None)),
        (FRENCH.date(dt.date(2015, 2, 14)), ENGLISH.date(dt.date(2015, 2, 14))),
    ],
)
def test_each_language_writes_its_own_way(french: str, english: str) -> None:
    pairs = {
        "1 234,50 €": "€1,234.50",
        "95 %": "95%",
        "0,94": "0.94",
        "sans date": "undated",
        "14/02/2015": "14 February 2015",
    }
    assert pairs[french.replace("\N{NO-BREAK SPACE}", " ")] == english


def test_nothing_and_one_are_counted_as_each_language_does() -> None:
    counted = [tongue.count(n, "courrier", "courriers")[2:] for tongue in (FRENCH, ENGLISH) for n in (0, 1, 2)]
    assert counted == ["courrier", "courrier", "courriers", "letters", "letter", "letters"]


def test_the_english_report_is_english(tmp_path: Path) -> None:
    arguments: dict[str, Any] = orange_rows().as_arguments()
    html = write_report(tmp_path, MAILING, **arguments, language="en").read_text("utf-8")
    assert '<html lang="en">' in html
    for english in ("Table of the letters", "What the recipient must do", "5\N{NO-BREAK SPACE}letters", "handwritten"):
        assert english in html
    for french in ("Tableau", "Aller aux", "Expéditeur", "Gravité", "aucune", "mise en demeure</li>"):
        assert french not in html
    sheet = (tmp_path / f"report/{MAILING}.letters.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(sheet.splitlines()))
    assert rows[2]["confidence"] == "0.94"
    assert rows[2]["amounts"].startswith("€300 (penalty)")
    assert "No mailing." in write_index(tmp_path, [], "en").read_text("utf-8")
