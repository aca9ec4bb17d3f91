"""Letters of many hands and drawn ones, with their topics -> models/topics.npz: `python -m tests.model.topics`.

The letters stand in `tests/mentions/topic_letters`; two hands are never fitted on. `--measure` writes nothing and tells
how well each hand is understood by the lexicon alone, and with weights fitted on all others.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression

from pipeline import letters
from pipeline.mentions import load_language
from pipeline.mentions.found import Reading
from pipeline.mentions.kinds import KINDS
from pipeline.mentions.topic_lexicon import load_lexicon
from pipeline.mentions.topic_model import MODEL, Judgement, Passage, grams_in, load_weights
from pipeline.mentions.topics import KIND as TOPICS
from pipeline.mentions.topics import passages_of
from tests.mailings.perfect import DPI, read_sheet
from tests.mentions.score_topics import BATCHES, HELD_OUT, f1, load_batch, read_letter, score_batch
from tests.mentions.topic_sentences import LETTERS
from tests.mentions.zoned import letter_of
from tests.paper.compose import make_letter
from tests.paper.corpus import load_corpus
from tests.paper.pen import Dice

_DRAWN, _SEED = 100, 7105  # letters of the development split, which are long and say much beside their topics
_MOST_GRAMS: Final = 20_000
_FEWEST: Final = 2  # letters an n-gram must stand in
_FIRMNESS: Final = 30.0  # C of the regressions
_COPIES: Final = 2  # so much counts a letter that a test holds
_ANYWHERE: Final = "contact_invited"  # nearly every letter does; one that says so is no example against it


@dataclass(frozen=True, slots=True)
class Example:
    """What a letter says first, the topics it is about, and those nothing is said of."""

    passages: Sequence[Passage]
    topics: frozenset[str]
    open: frozenset[str]


def written(names: Iterable[str]) -> list[Example]:
    """The letters of these batches."""
    return [
        Example(passages_of(read_letter(x.letter)), x.topics, x.allowed - x.topics)
        for name in names
        for x in load_batch(name)
    ]


def tested() -> list[Example]:
    """The letters that the tests of topics hold: they shall be understood as there."""
    return [
        Example(passages_of(read_letter(letter_of(letter))), frozenset(topics), frozenset())
        for letter, topics in LETTERS
    ] * _COPIES


def drawn() -> Iterator[Example]:
    """Drawn letters of the development split, read without fault."""
    corpus, dice, language = load_corpus("dev"), Dice(_SEED), load_language()
    for _ in range(_DRAWN):
        letter = make_letter(corpus, dice.between(0, 2**40), DPI)
        sheets = [read_sheet("letter.pdf", n, sheet) for n, sheet in enumerate(letter.sheets, 1)]
        reading = Reading(letters.find_letters("letter.pdf", sheets)[0], language)
        for kind in KINDS[: KINDS.index(TOPICS)]:
            reading.claim(tuple(kind.find(reading)))
        topics = frozenset(letter.row["topics"])
        yield Example(passages_of(reading), topics, frozenset(letter.row["optional"]["topics"]) - topics)


def fit(examples: Sequence[Example]) -> dict[str, NDArray[Any]]:
    """The arrays of the table."""
    labels = [topic.code for topic in load_lexicon().topics]
    truth = np.array([[label in x.topics for label in labels] for x in examples])
    vectorizer = TfidfVectorizer(analyzer=_grams, min_df=_FEWEST, sublinear_tf=True)
    values = vectorizer.fit_transform(examples)
    telling = np.max([np.nan_to_num(chi2(values, of_one)[0]) for of_one in truth.T], axis=0)
    kept = np.sort(np.argsort(-telling, kind="stable")[:_MOST_GRAMS])
    grams = vectorizer.get_feature_names_out()[kept]
    vectorizer = TfidfVectorizer(analyzer=_grams, vocabulary=list(grams), sublinear_tf=True)
    values = vectorizer.fit_transform(examples)
    weights, bias = np.zeros((len(grams), len(labels))), np.zeros(len(labels))
    for nth, label in enumerate(labels):
        rows = [n for n, x in enumerate(examples) if label not in x.open or label == _ANYWHERE]
        model = LogisticRegression(solver="liblinear", C=_FIRMNESS, class_weight="balanced", random_state=0)
        model.fit(values[rows], truth[rows, nth])
        weights[:, nth], bias[nth] = model.coef_[0], model.intercept_[0]
    scale = np.abs(weights).max(axis=0) / 127
    return {
        "labels": np.frombuffer("\n".join(labels).encode(), np.uint8),
        "grams": np.frombuffer("\n".join(grams).encode(), np.uint8),
        "idf": vectorizer.idf_.astype(np.float32),
        "weights": np.round(weights / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": bias.astype(np.float32),
    }


def _grams(example: Example) -> list[str]:
    return [gram for x in example.passages for gram in grams_in(x)]


def write(examples: Sequence[Example], target: Path = MODEL) -> None:
    """Fit, and keep the table."""
    np.savez_compressed(target, allow_pickle=False, **fit(examples))


def measure(others: Sequence[Example]) -> Iterator[str]:
    """A line for each hand: F1 by the lexicon alone, and with weights fitted on the other hands."""
    fitted = [name for name in names() if name not in HELD_OUT]
    for name in names():
        batch = load_batch(name)
        with patch("pipeline.mentions.topics.judge_topics", lambda _: Judgement()):
            alone = score_batch(batch)
        with TemporaryDirectory() as folder, using(Path(folder) / "topics.npz") as table:
            write([*written(other for other in fitted if other != name), *others], table)
            both = score_batch(batch)
        figures = (f1(*(counts.total() for counts in score)) for score in (alone, both))
        yield f"{name:16} F1 " + "  ".join(f"{x:.3f}" for x in figures)


@contextmanager
def using(table: Path) -> Iterator[Path]:
    """Within, topics are judged by that table."""
    with patch("pipeline.mentions.topic_model.MODEL", table):
        load_weights.cache_clear()
        yield table
    load_weights.cache_clear()


def names() -> list[str]:
    """The batches of letters."""
    return sorted(path.stem for path in BATCHES.glob("*.yaml"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="tell how well each hand is understood")
    if parser.parse_args().measure:
        print(*measure([*tested(), *drawn()]), sep="\n")
    else:
        write([*written(name for name in names() if name not in HELD_OUT), *tested(), *drawn()])
