"""A table of weights as `make model` writes it: n-grams → the odds of every label, by one logistic regression each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import RunError
from pipeline.speech.grams import letters_of, runs_of, words_in


@dataclass(frozen=True, slots=True, eq=False)  # one table is itself alone: `_places_of` keeps words by it
class Table:
    """Weights of one byte, the scale of each label, and whatever else the table holds."""

    grams: Mapping[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.int8]  # grams x labels
    scale: NDArray[np.float32]  # of a label
    bias: NDArray[np.float32]
    more: Mapping[str, NDArray[Any]]

    def odds(self, grams: Iterable[str]) -> NDArray[np.float32]:
        """Of every label, by the tf-idf of the n-grams known, of length 1 together."""
        return self._odds(map(self.grams.get, grams), slice(None))

    def odds_in(self, sentence: str, labels: slice = slice(None)) -> NDArray[np.float32]:
        """`odds` of these labels by all n-grams of the sentence; a word met before is not taken apart again."""
        words = words_in(sentence)
        known = chain(map(self.grams.get, runs_of(words)), *(_places_of(self, word) for word in words))
        return self._odds(known, labels)

    def _odds(self, known: Iterable[int | None], labels: slice) -> NDArray[np.float32]:
        times = Counter(known)
        times.pop(None, None)
        if not times:
            return self.bias[labels]
        places = np.fromiter(times, np.intp, len(times))
        values = (1 + np.log(np.fromiter(times.values(), np.float64, len(times)))).astype(np.float32) * self.idf[places]
        values /= np.linalg.norm(values)
        weights = self.weights[places, labels] * self.scale[labels]
        return np.asarray(self.bias[labels] + values @ weights, np.float32)

    def weight(self, gram: str, labels: list[int]) -> float:
        """How much one n-gram speaks for these labels; 0 where it is not known."""
        place = self.grams.get(gram)
        if place is None:
            return 0.0
        return float((self.weights[place, labels] * self.scale[labels]).sum() * self.idf[place])


@lru_cache(maxsize=4096)
def _places_of(table: Table, word: str) -> tuple[int, ...]:
    """Of the groups of letters of the word that the table knows."""
    return tuple(place for letters in letters_of(word) if (place := table.grams.get(letters)) is not None)


def read_table(path: Path) -> Table:
    """Raises RunError where it is not there, or not whole."""
    try:
        with np.load(path, allow_pickle=False) as held:
            table: dict[str, NDArray[Any]] = {name: held[name] for name in held.files}
        grams = lines_of(table.pop("grams"))
        parts = {name: table.pop(name) for name in ("idf", "weights", "scale", "bias")}
    except OSError as missing:
        raise RunError(f"The table {path} is not there: run from a whole checkout.") from missing
    except (BadZipFile, EOFError, KeyError, ValueError) as damage:
        raise RunError(f"The table {path} is damaged: run from a whole checkout.") from damage
    return Table({gram: place for place, gram in enumerate(grams)}, **parts, more=table)


def lines_of(held: NDArray[np.uint8]) -> list[str]:
    """Strings as a table keeps them."""
    return held.tobytes().decode("utf-8").split("\n")
