"""Two passages that name other sums, or set other limits → how likely they speak of one thing, as a table has it.

Rules compare what two sentences name, and one thing seldom goes by one word: «la caution versée à votre entrée», «votre
dépôt de garantie». The table weighs many signs that each say little: how much of what is rare both name, what one names
and the other letter never does, sums near each other, other figures they share or do not. `make model` fits it on pairs
of sentences of many hands and on drawn mailings; docs/decisions/0014-figures.md says how well.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import RunError
from pipeline.findings.conflicts import Said
from pipeline.findings.firmness import are_marked_apart
from pipeline.findings.likeness_signs import amount_signs, deadline_signs
from pipeline.findings.matter import share_due_date, share_number, share_sum
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.nouns import nouns_in_order
from pipeline.findings.others import spoken_of
from pipeline.findings.passages import Passage, acts_of, periods_of
from pipeline.records import LetterRow
from pipeline.speech import lines_of

MODEL: Final = Path(__file__).parents[2] / "models" / "figures.npz"
Kind = Literal["amount", "deadline"]
_TEN: Final = 10.0  # rarities are told in tens, as large as the other signs
_SOME: Final = 2  # figures shared; more say no more
_LETTERS: Final = 4  # of a group
# Shared groups of letters: who says a sentence again with one other word means that word, «un étal», «un camion», and
# rules see it
_ALIKE: Final = 0.3
_WORD: Final = re.compile(r"[a-z]{3,}")
_NUMBER: Final = re.compile(r"\d[\d /.,-]*\d|\d")
_NAME: Final = re.compile(r"(?<=[a-zß-ÿ,'’] )[A-ZÀ-Ý][a-zß-ÿ-]{2,}|(?<=['’])[A-ZÀ-Ý][a-zß-ÿ-]{2,}")
_DENIED: Final = re.compile(r"\b(?:ne|n'|pas|plus|aucun)\b")


class _Side(NamedTuple):
    """What one passage says, its own figure taken out."""

    plain: str
    said: Passage
    titled: Passage
    every: Passage
    nouns: Passage
    groups: frozenset[str]
    own_groups: frozenset[str]
    numbers: frozenset[str]
    months: frozenset[int]
    names: frozenset[str]
    acts: frozenset[str]
    denied: bool


@dataclass(frozen=True, slots=True)
class Table:
    """How rare each word is, and what each sign weighs for a kind; the last weight stands alone."""

    rarity: Mapping[str, float]
    rarest: float
    weights: Mapping[str, tuple[tuple[str, ...], NDArray[np.float32]]]


def likeness(kind: Kind, one: Said, other: Said) -> float:
    """How likely the two speak of one thing in other words, 0-1; `one` stands in the earlier letter."""
    names, weights = load_table().weights[kind]
    held = signs_of(kind, one, other)
    if held["own groups"] > _ALIKE:
        return 0.0
    odds = float(weights[-1] + np.array([held[name] for name in names], np.float32) @ weights[:-1])
    return 1 / (1 + math.exp(-odds))


def signs_of(kind: Kind, one: Said, other: Said) -> dict[str, float]:
    """Every sign by its name."""
    here, there = (_side(said.mention.sentence, said.mention.text, said.letter.subject or "") for said in (one, other))
    signs = _of_words(here, there) | _of_letters(here, there, one.letter, other.letter)
    signs |= {f"marks {n}": float(apart) for n, apart in enumerate(are_marked_apart(here.plain, there.plain))}
    own = amount_signs(one, other) if kind == "amount" else deadline_signs(one, other)
    for name, pair in own.sets.items():
        shared, every = _rare(pair[0] & pair[1]), _rare(pair[0] | pair[1])
        signs |= {f"{name} share": shared / max(every, 1e-9), f"{name} shared": shared / _TEN}
    return signs | own.signs


def _of_words(here: _Side, there: _Side) -> dict[str, float]:
    signs: dict[str, float] = {}
    for name, one, other in (
        ("said", here.said, there.said),
        ("titled", here.titled, there.titled),
        ("every", here.every, there.every),
        ("nouns", here.nouns, there.nouns),
    ):
        shared = _rare(one & other)
        signs |= {
            f"{name} share": shared / max(_rare(one | other), 1e-9),
            f"{name} shared": shared / _TEN,
            f"{name} rarest": _rarest(one & other) / _TEN,
            f"{name} own": min(_rare(one - other), _rare(other - one)) / _TEN,
            f"{name} own rarest": min(_rarest(one - other), _rarest(other - one)) / _TEN,
        }
    for name, ones, others in (
        ("numbers", here.numbers, there.numbers),
        ("months", here.months, there.months),
        ("names", here.names, there.names),
        ("acts", here.acts, there.acts),
    ):
        signs |= {
            f"{name} shared": float(min(_SOME, len(ones & others))),
            f"{name} differ": float(bool(ones and others) and ones.isdisjoint(others)),
            f"{name} once": float(bool(ones) != bool(others)),
        }
    signs["groups"] = len(here.groups & there.groups) / max(1, len(here.groups | there.groups))
    signs["own groups"] = len(here.own_groups & there.own_groups) / max(1, len(here.own_groups | there.own_groups))
    return signs | {"denied once": float(here.denied != there.denied)}


def _of_letters(here: _Side, there: _Side, one: LetterRow, other: LetterRow) -> dict[str, float]:
    """What the one names and the other letter never speaks of; what a subject line names and the other sentence too."""
    first, second = spoken_of(one), spoken_of(other)
    unspoken = sorted((_rare(here.nouns - second), _rare(there.nouns - first)))
    untitled = sorted((_rare(here.titled - second), _rare(there.titled - first)))
    crossed = sorted((_rare(here.titled & there.said), _rare(there.titled & here.said)))
    return {
        "one file": float(share_number(one, other)),
        "one due date": float(share_due_date(one, other)),
        "one sum": float(share_sum(one, other)),
    } | {
        f"{name} {end}": pair[end == "most"] / _TEN
        for name, pair in (("unspoken", unspoken), ("untitled", untitled), ("crossed", crossed))
        for end in ("least", "most")
    }


@lru_cache(maxsize=4096)
def _side(sentence: str, figure: str, subject: str) -> _Side:
    own = sentence.replace(figure, " ")
    text = f"{subject}. {own}"
    plain, said, titled = plain_letters(own), meanings_in(own), meanings_in(subject)
    return _Side(
        plain,
        said,
        titled,
        said | titled,
        frozenset(nouns_in_order(own)),
        _groups(text),
        _groups(own),
        frozenset(re.sub(r"\D", "", number) for number in _NUMBER.findall(text)),
        periods_of(text),
        frozenset(_NAME.findall(text)),
        acts_of(said),
        bool(_DENIED.search(plain)),
    )


def _groups(text: str) -> frozenset[str]:
    words = " ".join(_WORD.findall(plain_letters(text)))
    return frozenset(words[at : at + _LETTERS] for at in range(len(words) - _LETTERS + 1))


def _rare(words: Passage) -> float:
    table = load_table()
    return sum(table.rarity.get(word, table.rarest) for word in sorted(words))


def _rarest(words: Passage) -> float:
    table = load_table()
    return max((table.rarity.get(word, table.rarest) for word in words), default=0.0)


def table_of(held: Mapping[str, NDArray[Any]], kinds: Sequence[Kind] = ("amount", "deadline")) -> Table:
    """The table that these arrays are. Raises KeyError where one is missing."""
    rarity = dict(zip(lines_of(held["words"]), held["rarity"].tolist(), strict=True))
    weights: dict[str, tuple[tuple[str, ...], NDArray[np.float32]]] = {
        kind: (tuple(lines_of(held[f"{kind}_signs"])), held[f"{kind}_weights"]) for kind in kinds
    }
    return Table(rarity, max(rarity.values()), weights)


@cache
def load_table() -> Table:
    """The table, once. Raises RunError where it is not there, or not whole."""
    try:
        with np.load(MODEL, allow_pickle=False) as held:
            return table_of(held)
    except OSError as missing:
        raise RunError(f"The table {MODEL} is not there: run from a whole checkout.") from missing
    except (BadZipFile, EOFError, KeyError, ValueError) as damage:
        raise RunError(f"The table {MODEL} is damaged: run from a whole checkout.") from damage
