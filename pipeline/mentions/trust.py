"""Findings and their letter → how likely each value is right, by weights that were fitted on drawn letters.

A logistic table: the odds of the rule's own reliability, of the words' and the page's legibility, and whether the value
stands in the letter twice, each with its weight, and a bias per kind. `make model` fits it, `models/confidence.yaml`
holds it. A kind of which no truth is known (instructions) keeps reliability times legibility.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from pipeline.errors import RunError
from pipeline.mentions.found import Found
from pipeline.records import Letter, PlacedWord

MODEL: Final = Path(__file__).parents[2] / "models" / "confidence.yaml"
# One wrong character makes another number of a number; a name bears it
FIGURES: Final = frozenset(("date", "phone", "email", "url", "reference", "amount", "deadline"))
MARKS: Final = ("rule", "mean", "least", "page", "again")
_DOUBTS: Final = 0.6  # below this the rule itself says that something speaks against the value
_DISPUTED: Final = 0.25  # no surer is a figure that two readers read differently: one such number in five is right
_EVEN: Final = 0.5  # no surer is a value that hangs on such a figure and stands nowhere else
_LOWEST, _HIGHEST = 0.02, 0.995  # beyond, confidences tell no more


@dataclass(frozen=True, slots=True)
class Marks:
    """What speaks for a finding: confidences 0-1, and `again`, 1 where the same value stands elsewhere too.

    `figures` is the least of the words that hold a figure; the table has no weight for it.
    """

    rule: float
    mean: float
    least: float
    page: float
    again: float
    figures: float = 1.0

    def odds(self) -> tuple[float, ...]:
        """In the order of `MARKS`: the logarithm of the odds of each confidence, and `again` as it is."""
        return (*map(_log_odds, (self.rule, self.mean, self.least, self.page)), self.again)


@dataclass(frozen=True, slots=True)
class Trust:
    """The fitted table: weights for figures and for words, in the order of `MARKS`, and a bias per kind."""

    figures: tuple[float, ...]
    words: tuple[float, ...]
    bias: Mapping[str, float]
    review: float  # a letter with a value below this is to be looked at

    def rate(self, found: Found, marks: Marks) -> float:
        """How likely the value is right, 0-1."""
        bias = self.bias.get(key_of(found))
        if bias is None:
            return min(1.0, max(0.0, marks.rule * marks.mean))
        weights = self.figures if found.kind in FIGURES else self.words
        score = bias + sum(w * x for w, x in zip(weights, marks.odds(), strict=True))
        likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
        if found.kind in FIGURES and marks.figures < _DISPUTED and not marks.again:
            likely = min(likely, _EVEN)
        # a weekday that differs, a limit that lies in the past: too rare in drawn letters for the table to have learned
        return min(likely, marks.rule) if found.contradicts or marks.rule < _DOUBTS else likely


def key_of(found: Found) -> str:
    """«sender.address», «phone»: what the table tells apart."""
    return f"{found.kind}.{found.role}" if found.kind in ("sender", "recipient", "subject", "signatory") else found.kind


@cache
def load_trust(path: Path = MODEL) -> Trust:
    """The table in `models/`. Raises RunError where it is not there."""
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        figures, words = (tuple(held["weights"][name][mark] for mark in MARKS) for name in ("figures", "words"))
        return Trust(figures, words, held["bias"], held["review"])
    except OSError as missing:
        raise RunError(f"The table {path} is not there: run from a whole checkout.") from missing
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as damage:
        raise RunError(f"The table {path} is damaged: run from a whole checkout.") from damage


def find_marks(letter: Letter, found: Sequence[Found]) -> list[Marks]:
    """What speaks for each of the letter's findings, in their order."""
    times = Counter((f.kind, f.value) for f in found)
    return [_marks(letter, f, again=times[f.kind, f.value] > 1) for f in found]


def _marks(letter: Letter, found: Found, *, again: bool) -> Marks:
    words = letter.words_in(found.start, found.end) if found.end > found.start else ()
    least = min((w.confidence for w in words), default=1.0)
    figures = min((w.confidence for w in words if any(map(str.isdigit, letter.text[w.start : w.end]))), default=1.0)
    return Marks(found.confidence, _legibility(words), least, letter.confidence, float(again), figures)


def _legibility(words: tuple[PlacedWord, ...]) -> float:
    """Mean confidence of the words, weighted by their length; 1 where there are none."""
    weight = sum(w.end - w.start for w in words)
    return sum(w.confidence * (w.end - w.start) for w in words) / weight if weight else 1.0


def _log_odds(confidence: float) -> float:
    held = min(_HIGHEST, max(_LOWEST, confidence))
    return math.log(held / (1 - held))
