"""Drawn mailings: what is planted is printed, what is consistent looks alike, the same seed draws the same paper."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from tests.mailings.compose import MailingLetter, make_mailing
from tests.mailings.notation import CODES, Scenario, load_scenarios
from tests.mailings.perfect import write_reading
from tests.mailings.write import name_of, read_truth, seed_of, truth_of, write_mailings
from tests.paper.corpus import Split, load_corpus
from tests.paper.wording import CHOICE

SPLITS: tuple[Split, ...] = get_args(Split)
EVERY = [(split, scenario) for split in SPLITS for scenario in load_scenarios(split)]
SEED = 1
SENTENCE = re.compile(r"[.!?:]\s+|\n")
LONG, VERY_LONG = 30, 32  # words of a sentence: the longest in plain letters, the shortest in one that is hard to read

NOTHING = Image.new("L", (1, 1))

each_scenario = pytest.mark.parametrize(("split", "scenario"), EVERY, ids=[name_of(s) for _, s in EVERY])


CORPORA = {split: load_corpus(split) for split in SPLITS}
DRAWN: dict[tuple[str, int], list[MailingLetter]] = {}


def _draw(split: Split, scenario: Scenario, seed: int) -> list[MailingLetter]:
    """Each once, and then without its pictures."""
    if (scenario.name, seed) not in DRAWN:
        letters = make_mailing(scenario, CORPORA[split], seed_of(scenario, seed), dpi=50)
        for sheet in (sheet for letter in letters for sheet in letter.sheets):
            sheet.image = NOTHING
        DRAWN[scenario.name, seed] = letters
    return DRAWN[scenario.name, seed]


def test_half_of_the_mailings_are_consistent() -> None:
    planted = [s for _, s in EVERY if s.truth]
    assert len(planted) >= 25
    assert len(EVERY) - len(planted) >= 25


@pytest.mark.parametrize("split", SPLITS)
def test_every_check_has_something_to_find(split: Split) -> None:
    assert {code for s in load_scenarios(split) for code in s.truth} == set(CODES)


def test_the_splits_share_nothing() -> None:
    dev, test = (load_scenarios(split) for split in SPLITS)
    assert not {name_of(s) for s in dev} & {name_of(s) for s in test}
    assert not set(_sentences(dev)) & set(_sentences(test))


@each_scenario
def test_the_truth_speaks_of_letters_that_are_there(split: Split, scenario: Scenario) -> None:
    assert set(scenario.truth) | set(scenario.tolerated) <= set(CODES)
    assert not set(scenario.truth) & set(scenario.tolerated)
    for sets in scenario.truth.values():
        assert all(letters == sorted(set(letters)) for letters in sets)
        assert {n for letters in sets for n in letters} <= set(range(1, len(scenario.letters) + 1))


@each_scenario
def test_what_is_planted_is_printed(split: Split, scenario: Scenario) -> None:
    about = {n for sets in scenario.truth.values() for letters in sets for n in letters}
    letters = _draw(split, scenario, SEED)
    for name in scenario.planted:
        shown = [
            way in _squeeze(letter.text)
            for number, letter in enumerate(letters, 1)
            for way in map(_squeeze, letter.printed.get(name, []))
            if number in about
        ]
        assert shown, f"<{name}> stands in no letter"
        assert all(shown), f"<{name}> is not printed"


@each_scenario
def test_letters_are_whole_and_distinct(split: Split, scenario: Scenario) -> None:
    letters = _draw(split, scenario, SEED)
    texts = [letter.text for letter in letters]
    assert len(set(texts)) == len(texts)
    assert not [text for text in texts if re.search(r"[<>{}|]", text)], "a slot or a choice was not filled"
    for plan, letter in zip(scenario.letters, letters, strict=True):
        assert len(letter.sheets) == (2 if plan.orphan or plan.closing_page else 1)


@each_scenario
def test_the_letters_come_in_the_order_of_their_dates(split: Split, scenario: Scenario) -> None:
    """Of two of one day, only those that tell which comes first are in order."""
    plans, letters = scenario.letters, _draw(split, scenario, SEED)
    assert [letter.day for letter in letters] == sorted(letter.day for letter in letters)
    open_pairs = [
        [i + 1, j + 1]
        for j, late in enumerate(letters)
        for i, early in enumerate(letters[:j])
        if early.day == late.day
        and (plans[i].sender, plans[i].to) == (plans[j].sender, plans[j].to)
        and "ce jour" not in late.text
    ]
    assert open_pairs == scenario.truth.get("ambiguous_order", [])


@each_scenario
def test_a_signature_alone_is_alone(split: Split, scenario: Scenario) -> None:
    for number, letter in enumerate(_draw(split, scenario, SEED), 1):
        last = letter.sheets[-1]
        words = len(" ".join(last.lines[last.running :]).split())
        assert (len(letter.sheets) > 1 and words < 15) == ([number] in scenario.truth.get("orphan_signature", []))


@each_scenario
def test_only_what_should_be_hard_to_read_is(split: Split, scenario: Scenario) -> None:
    for number, letter in enumerate(_draw(split, scenario, SEED), 1):
        lengths = [len(sentence.split()) for sentence in SENTENCE.split(letter.printed["body"][0]) if sentence.strip()]
        if [number] in scenario.truth.get("hard_to_read", []):
            assert min(lengths) >= VERY_LONG
        else:
            assert max(lengths) <= LONG


def test_files_do_not_tell_the_order_of_the_letters() -> None:
    names = [truth_of(scenario, 1).letters for _, scenario in EVERY]
    assert all(len(set(own)) == len(own) for own in names)
    assert [own for own in names if own != sorted(own)]


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = load_scenarios("dev")[:2]
    monkeypatch.setattr("tests.mailings.write.load_scenarios", lambda _split: few)
    for name in ("one", "two"):
        write_mailings(tmp_path / name, "dev", "office", 1)
    one, two = (
        {f.relative_to(tmp_path / n): f.read_bytes() for f in (tmp_path / n).rglob("*.*") if f.is_file()}
        for n in ("one", "two")
    )
    assert len(one) == sum(len(s.letters) for s in few) + 1
    assert [*one.values()] == [*two.values()]
    assert read_truth(tmp_path / "one") == [truth_of(s, 1) for s in few]


def test_another_seed_draws_other_letters() -> None:
    split, scenario = EVERY[0]
    assert _draw(split, scenario, 1)[0].text != _draw(split, scenario, 2)[0].text


def test_a_perfect_reading_has_the_words_that_were_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import tables

    scenario = load_scenarios("dev")[0]
    monkeypatch.setattr("tests.mailings.write.load_scenarios", lambda _split: [scenario])
    [truth] = write_reading(tmp_path, "dev", 1)
    read = sorted(row["text"] for row in tables.read_rows(tmp_path, "words", truth.mailing))
    drawn = make_mailing(scenario, load_corpus("dev"), seed_of(scenario, 1), dpi=100)
    assert read == sorted(word for letter in drawn for word in letter.text.split())


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def _sentences(scenarios: list[Scenario]) -> Iterator[str]:
    """What the letters say, choices apart; short turns are common goods."""
    for scenario in scenarios:
        said = [text for texts in scenario.say.values() for text in texts]
        said += [text for plan in scenario.letters for text in (plan.subject, plan.body)]
        for text in said:
            plain = CHOICE.sub(lambda m: "\n" + m[1].replace("|", "\n") + "\n", text)
            yield from (s.strip().casefold() for s in SENTENCE.split(plain) if len(s.split()) >= 4)
