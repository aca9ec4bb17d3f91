"""Sentence → how likely each speech act is, as a table of weights has it.

One logistic regression a label over the n-grams of the sentence (tf-idf) and over what the rules of `mentions` have
found in it. An act is asked for three times: is it spoken of, is the sentence an order (or a ban), is it that order;
the three agree or none is believed, for few sentences of one act are known, and thousands of orders.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.speech.grams import grams_of
from pipeline.speech.table import Table, read_table

MODEL: Final = Path(__file__).parents[2] / "models" / "speech.npz"
ACTS: Final = (
    *("call", "contact", "write", "reply", "send", "return", "pay", "sign", "fill_in", "visit", "keep", "destroy"),
    *("cancel", "inform", "check", "wait", "use", "ignore"),
)
SAYS: Final = ("will_come", "enclosed", "was_sent", "received")
"""What is said of a thing: it will be sent, it is in this letter, it was sent before, it has been received."""
_FIGURE: Final = re.compile(r"\d")
_POLES: Final = (("", "do"), ("not:", "dont"))
LABELS: Final = (
    *(f"{how}{act}" for act in ACTS for how in ("any:", "", "not:")),
    *("do", "dont"),
    *(f"says:{says}" for says in SAYS),
)
_SAID: Final = slice(-len(SAYS), None)  # of the labels
RULES: Final = tuple(f"{how}{act}" for act in ACTS for how, _ in _POLES)
RULE: Final = 0.5  # what a rule's finding counts beside the n-grams, whose squares add up to 1
_CORE: Final = 0.3  # of the weight of the strongest word a word must have to belong to the spot
_SPREAD: Final = 64  # characters from the strongest word to one that may belong to the spot


@dataclass(frozen=True, slots=True)
class Speech:
    """What a sentence says: likelihoods 0-1. `acts` has «call» and «not:call», `says` the keys of `SAYS`."""

    acts: Mapping[str, float]
    says: Mapping[str, float]
    sentence: str

    def spot(self, act: str) -> tuple[int, int]:
        """(start, end) in the sentence of the words that speak most for the act."""
        return _spot(self.sentence, act)


def read_speech(sentence: str, told: frozenset[str] = frozenset()) -> Speech:
    """`told`: the acts that rules have found in the sentence, «not:» before those it forbids or spares."""
    plain = _plain(sentence)
    likely = dict(zip(LABELS, _likely(plain, told).tolist(), strict=True))
    acts = {
        f"{how}{act}": float((likely[f"any:{act}"] * likely[pole] * likely[f"{how}{act}"]) ** (1 / 3))
        for act in ACTS
        for how, pole in _POLES
    }
    return Speech(acts, {says: likely[f"says:{says}"] for says in SAYS}, plain)


def how_likely_said(sentence: str, says: str) -> float:
    """How likely one of `SAYS` is, 0-1."""
    return _likely_said(_plain(sentence))[SAYS.index(says)]


def _plain(sentence: str) -> str:
    return _FIGURE.sub("0", sentence)  # in a form letter only the figures differ


@lru_cache(maxsize=2048)
def _likely(sentence: str, told: frozenset[str]) -> NDArray[np.float32]:
    table = load_table()
    return _likelihood(table.odds_in(sentence) + _rule_odds(table, told))


@lru_cache(maxsize=4096)  # several checks ask for the same sentences
def _likely_said(sentence: str) -> tuple[float, ...]:
    table = load_table()
    return tuple(_likelihood(table.odds_in(sentence, _SAID) + _rule_odds(table, ())[_SAID]).tolist())


def _likelihood(odds: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


def _rule_odds(table: Table, told: Collection[str]) -> NDArray[np.float32]:
    found = np.array([rule in told for rule in RULES], np.float32) * np.float32(RULE)
    return np.asarray(found @ table.more["rules"], np.float32)


def _spot(sentence: str, act: str) -> tuple[int, int]:
    table = load_table()
    grams = [gram for gram in grams_of(sentence) if gram.text in table.grams]
    how, _, name = act.rpartition(":")
    labels = [LABELS.index(f"any:{name}"), LABELS.index(act), LABELS.index("dont" if how else "do")]
    speak = defaultdict[tuple[int, int], float](float)
    for gram in grams:
        speak[gram.start, gram.end] += table.weight(gram.text, labels) / (1 + gram.text.count(" "))
    if not speak:
        return 0, len(sentence)
    strongest, most = max(speak.items(), key=lambda spot: (spot[1], -spot[0][0]))
    near = [s for s, weight in speak.items() if weight >= _CORE * most and abs(s[0] - strongest[0]) <= _SPREAD]
    near.append(strongest)
    return min(s for s, _ in near), max(e for _, e in near)


@cache
def load_table() -> Table:
    """The table in `models/`. Raises RunError where it is not there."""
    return read_table(MODEL)
