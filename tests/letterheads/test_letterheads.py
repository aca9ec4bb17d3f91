"""Letters laid out by others: the truth has one form, the letters need nothing from outside, and they are read."""

import datetime as dt
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.conftest import ROOT, run_courrier
from tests.eval.letterhead_fields import LISTS, SINGLE, count_fields, judge_letter
from tests.eval.letterheads import judge_letterheads
from tests.eval.letterheads_page import write_letterheads
from tests.letterheads.press import print_letters, scan_letter
from tests.letterheads.truth import FOLDER, Mailing, Noticed, load_letterheads
from tests.mailings.notation import CODES
from tests.paper.corpus import Split
from tests.report.chromium import needs_chromium

SPLITS: tuple[Split, ...] = get_args(Split)
EVERY = [(split, mailing) for split in SPLITS for mailing in load_letterheads(split)]
MOST = 3_600_000  # bytes of all letters, stylesheets and truths
OUTSIDE = re.compile(r"https?:|file:|url\(|<script|<link|<img|<iframe|\[\[|\{\{", re.IGNORECASE)

each_mailing = pytest.mark.parametrize(("split", "mailing"), EVERY, ids=[one.mailing for _, one in EVERY])


@each_mailing
def test_a_truth_has_one_form(split: Split, mailing: Mailing) -> None:
    for wanted in mailing.letters.values():
        assert set(wanted) <= {*SINGLE, *LISTS}
        assert dt.date.fromisoformat(wanted["letter_date"])
        assert all(isinstance(one, str) for name in SINGLE if name in wanted for one in _either(wanted[name]))
        assert all(isinstance(value, str) for name in LISTS for value in wanted.get(name, []))
        assert all(re.fullmatch(r"\+33\d{9}|\d{4,6}", phone) for phone in wanted.get("phones", []))
        assert all(Decimal(value).as_tuple().exponent == -2 for value in wanted.get("amounts", []))
        assert not any(re.search(r"\s|: ", value) for value in wanted.get("references", []))


def _either(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


@each_mailing
def test_what_is_noticed_names_a_check_and_letters_of_the_mailing(split: Split, mailing: Mailing) -> None:
    for one in (*mailing.findings, *mailing.arguable):
        assert one.check in CODES
        assert one.letters
        assert set(one.letters) <= set(mailing.letters)
        assert one.why


@each_mailing
def test_letters_need_nothing_from_outside(split: Split, mailing: Mailing) -> None:
    for name in mailing.letters:
        html = mailing.html(name, split)
        assert not OUTSIDE.search(html)
        assert ".css</style>" not in html


@pytest.mark.parametrize("split", SPLITS)
def test_every_letter_has_a_truth_and_they_are_few_enough(split: Split) -> None:
    mailings = load_letterheads(split)
    told = {mailing.page(name, split) for mailing in mailings for name in mailing.letters}
    assert told == set((FOLDER / split).rglob("*.html"))
    assert len({mailing.mailing for mailing in mailings}) == len(mailings)
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.suffix in (".html", ".css", ".yaml")) < MOST


def mailing_of(*findings: Noticed, arguable: Iterable[Noticed] = ()) -> Mailing:
    return Mailing(hand="h", name="m", letters={"a": {}, "b": {}, "c": {}}, findings=[*findings], arguable=[*arguable])


def test_one_text_sent_twice_need_not_be_called_told_twice() -> None:
    copy, told = Noticed(check="near_duplicate", letters=["a", "b"], why=""), ["a", "b"]
    again = Noticed(check="redundant_topic", letters=told, why="")
    elsewhere = Noticed(check="redundant_topic", letters=["b", "c"], why="")
    truth = mailing_of(copy, again, elsewhere).truth()
    assert truth.truth == {"near_duplicate": [[1, 2]], "redundant_topic": [[2, 3]]}
    assert truth.tolerated == ["hard_to_read", "redundant_topic"]
    assert mailing_of(again).truth().truth == {"redundant_topic": [[1, 2]]}


def test_what_is_arguable_is_neither_right_nor_wrong() -> None:
    truth = mailing_of(arguable=[Noticed(check="burst", letters=["a", "b"], why="")]).truth()
    assert truth.truth == {}
    assert truth.tolerated == ["burst", "hard_to_read"]


def test_fields_are_counted_by_hand() -> None:
    wanted = {
        "letter_date": "2025-03-03",
        "sender_organisation": "Eaux de la Vanne",
        "signatory_title": "Gérante",
        "references": ["D-118"],
        "amounts": ["12.50", "40.00"],
        "deadlines": ["avant le 24 mars"],
    }
    row = {
        **dict.fromkeys(SINGLE),
        "letter_date": dt.date(2025, 3, 3),
        "sender_organisation": "EAUX DE LA VANNE SA",
        "subject": "Relevé",
        "references": [{"value": "D-118"}],
        "phones": [],
        "emails": [],
        "amounts": [{"value": Decimal("12.50")}],
        "deadlines": [{"text": "au plus tard avant le 24 mars 2025"}],
    }
    figures = count_fields(judge_letter("m", "a", wanted, row))
    right = {name for name in SINGLE if figures[name]["right"]}
    assert right == set(SINGLE) - {"signatory_title", "subject"}  # one is missing, one is not in the letter
    assert {name: (x["right"], x["of"]) for name, x in figures.items() if name in LISTS and x["of"]} == {
        "references": (1, 1),
        "amounts": (1, 2),
        "deadlines": (1, 1),
    }
    assert not any(x["right"] for x in count_fields(judge_letter("m", "a", wanted, None)).values())


def test_either_of_two_names_is_right() -> None:
    row: dict[str, Any] = {**dict.fromkeys(SINGLE), **{name: [] for name in LISTS}}
    wanted = {"sender_organisation": ["Mairie de Sens", "Ville de Sens"]}
    given = ["MAIRIE DE SENS", "Ville de Sens", "Ville de Troyes", None]
    fields = [count_fields(judge_letter("m", "a", wanted, row | {"sender_organisation": one})) for one in given]
    assert [one["sender_organisation"]["right"] for one in fields] == [1, 1, 0, 0]


def test_the_page_tells_the_figures_that_are_kept() -> None:
    figures = json.loads((ROOT / "models/accuracy.json").read_text("utf-8"))["letterheads"]
    assert (ROOT / "docs/accuracy.md").read_text("utf-8").endswith(write_letterheads(figures))


@needs_chromium
@pytest.mark.slow
def test_a_mailing_is_printed_and_its_fields_are_found(tmp_path: Path) -> None:
    mailing = next(one for one in load_letterheads("dev") if one.mailing == "public-tax-1")
    measured = judge_letterheads(tmp_path, "dev", [mailing], "digital")
    assert sum(one.right for one in measured.fields) >= 0.9 * len(measured.fields)
    assert "false" not in {one.verdict for one in measured.findings}


@needs_chromium
@pytest.mark.slow
def test_a_scan_takes_the_place_of_the_print_and_is_the_same_each_time(tmp_path: Path) -> None:
    mailing = next(one for one in load_letterheads("dev") if len(one.letters) == 2)
    first, second = print_letters(tmp_path / "raw", [mailing], "dev")
    again = tmp_path / "again" / first.parent.name / first.name
    again.parent.mkdir(parents=True)
    again.write_bytes(first.read_bytes())
    scan_letter(first, "clean", 1)
    scan_letter(again, "clean", 1)
    assert second.is_file()
    scans = [next(folder.parent.glob(f"{first.stem}.*")) for folder in (first, again)]
    assert scans[0].read_bytes() == scans[1].read_bytes()
    assert run_courrier("read", tmp_path / "again", tmp_path / "out", "--quiet").returncode == 0
