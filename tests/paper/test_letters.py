"""Development and held-out letters: reproducible, disjoint, and true to what is drawn."""

import itertools
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import phonenumbers
import pytest
import yaml

from tests.paper.compose import make_letter
from tests.paper.corpus import Corpus, Split, load_corpus
from tests.paper.letters import write_letters
from tests.paper.printed import missing_values
from tests.paper.wording import CHOICE, SLOT

SPLITS: tuple[Split, ...] = ("dev", "test")
SENTENCE = re.compile(r"[.!?:]\s+|\n")
DRAWN = 40  # letters of each split that are drawn and held against their truth


@pytest.fixture(scope="module", params=SPLITS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return load_corpus(request.param)


# Whose letters a mailbox holds; private people write the situations of sector `person`
SECTORS = {
    *("operator", "energy", "water", "bank", "insurer", "mutuelle", "caf", "cpam", "tax", "urssaf", "town"),
    *("landlord", "bailiff", "employer", "school", "association"),
}


def test_the_letters_are_of_every_sector_and_many_kinds(corpus: Corpus) -> None:
    assert {o.sector for o in corpus.organisations} >= SECTORS
    assert {s for situation in corpus.situations for s in situation.sectors} >= SECTORS | {"person"}
    assert len(corpus.situations) >= 30
    assert len(corpus.layouts) >= 6


def test_the_splits_share_nothing() -> None:
    dev, test = map(load_corpus, SPLITS)
    assert not {o.name for o in dev.organisations} & {o.name for o in test.organisations}
    assert not set(dev.layouts) & set(test.layouts)
    assert not [a for a, b in itertools.product(dev.layouts.values(), test.layouts.values()) if a == b]
    assert not set(dev.people.last) & set(test.people.last)
    assert not set(_sentences(dev)) & set(_sentences(test))


def test_every_situation_has_somebody_who_writes_it(corpus: Corpus) -> None:
    sectors = {o.sector for o in corpus.organisations} | {"person"}
    assert all(set(s.sectors) <= sectors for s in corpus.situations)


def test_every_value_of_the_truth_is_printed(corpus: Corpus) -> None:
    for seed in range(DRAWN):
        letter = make_letter(corpus, seed, dpi=72)
        drawn = "\n".join(line for sheet in letter.sheets for line in sheet.lines)
        assert missing_values(letter.row, drawn) == [], f"seed {seed}"
        assert "<" not in drawn, f"seed {seed}: a slot was not filled"


def test_topics_are_codes_of_the_lexicon(corpus: Corpus) -> None:
    known = set(yaml.safe_load((files("pipeline.mentions") / "topics.yaml").read_text("utf-8")))
    assert {t for s in corpus.situations for t in (*s.topics, *s.also)} <= known


def test_phones_of_the_truth_are_numbers_that_exist(corpus: Corpus) -> None:
    numbers = {n for seed in range(DRAWN) for n in make_letter(corpus, seed, dpi=72).row["phones"]}
    assert numbers
    assert all(len(n) <= 6 or phonenumbers.is_valid_number(phonenumbers.parse(n)) for n in numbers)


@pytest.mark.parametrize("level", ["clean", "office", "hard"])
def test_the_same_arguments_give_the_same_bytes(tmp_path: Path, level: str) -> None:
    for name in ("one", "two"):
        write_letters(tmp_path / name, "dev", level, count=1, seed=4)  # type: ignore[arg-type]
    one, two = ({f.name: f.read_bytes() for f in (tmp_path / n).rglob("*.*")} for n in ("one", "two"))
    assert len(one) == 2
    assert one == two


def _sentences(corpus: Corpus) -> Iterator[str]:
    """What the letters say, slots and choices resolved to their words; short turns («Madame,») are common goods."""
    phrases = [p for name in ("closings", "person_closings", "padding") for p in corpus.phrases[name]]
    for text in [*phrases, *(s.body for s in corpus.situations), *(s.subject for s in corpus.situations)]:
        plain = SLOT.sub(lambda m: m[3] or "", CHOICE.sub(lambda m: m[1].replace("|", ". "), text))
        yield from (s.strip().casefold() for s in SENTENCE.split(plain) if len(s.split()) >= 3)
