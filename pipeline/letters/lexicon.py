"""A line's words → the phrases of the lexicon that stand in it, whatever OCR made of them."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import yaml
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from pipeline.letters.spelling import fold

# letters and digits that OCR takes for each other become one: «0bjet», «Veui1lez», «fé|iciter»
_SIGNS: Final = str.maketrans("|!", "ll")
_CONFUSED: Final = str.maketrans("01i5", "olls")
_LETTERS: Final = re.compile(r"[a-z]+|:")
_PIECE: Final = re.compile(r"\w+|:")  # a colon makes a label of a word: «À :», «De :»
_LONGEST_PHRASE: Final = 7  # words

_LONGEST_LINE: Final = 60  # words; a line that OCR ran together over the whole page tells nothing more behind them

# wrong letters that a phrase of so many may bear: "pj" none, "objet" one, "veuillez agreer" three
_MOST_WRONG: Final = ((4, 0), (8, 1), (13, 2))
_MOST_WRONG_BEYOND: Final = 3
_LONG_LABEL: Final = 12


def find_phrases(text: str) -> frozenset[str]:
    """The names of the lexicon's clues that a phrase of the line gives."""
    words = _skeletons(text)[:_LONGEST_LINE]
    if not words:
        return frozenset()
    lexicon = _load_lexicon()
    starts = ["".join(words[:n]) for n in range(1, min(len(words), _LONGEST_PHRASE + 1) + 1)]
    found = lexicon.start.match(starts) | lexicon.anywhere.match(_runs(words))
    if len(words) <= _LONGEST_PHRASE:
        found |= lexicon.whole.match(["".join(words)])
    return frozenset(found)


def _runs(words: list[str]) -> list[str]:
    """Every run of up to as many words as a phrase has, glued: spaces are what OCR loses and adds first."""
    ends = range(1, _LONGEST_PHRASE + 1)
    return list({"".join(words[i : i + n]) for i in range(len(words)) for n in ends if i + n <= len(words)})


def _skeletons(text: str) -> list[str]:
    """The words in lower case, bare of accents, look-alikes made one; numbers are left out."""
    pieces = _PIECE.findall(fold(text).translate(_SIGNS))
    held = [piece for piece in pieces if piece.startswith(":") or any(sign.isalpha() for sign in piece)]
    words = [word for piece in held for word in _LETTERS.findall(piece.translate(_CONFUSED))]
    return ["n" if word == "no" else word for word in words]  # «No client» for «N° client»


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Glued phrases, the clue of each, and how many letters of each may be wrong."""

    glued: list[str]
    clues: list[str]
    wrong: NDArray[np.int32]

    def match(self, candidates: list[str]) -> set[str]:
        """The clues of the phrases that one of the candidates is."""
        if not self.glued or not candidates:
            return set()
        distance = cdist(candidates, self.glued, scorer=Levenshtein.distance, score_cutoff=_MOST_WRONG_BEYOND)
        hit = (distance <= self.wrong).any(axis=0)
        return {self.clues[i] for i in np.flatnonzero(hit)}


@dataclass(frozen=True, slots=True)
class _Lexicon:
    start: _Phrases
    anywhere: _Phrases
    whole: _Phrases


@cache
def _load_lexicon() -> _Lexicon:
    read: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("lexicon.yaml").read_text("utf-8"))
    return _Lexicon(*(_gather(read, mode) for mode in ("start", "anywhere", "whole")))


def _gather(read: dict[str, Any], mode: str) -> _Phrases:
    pairs = [(_skeletons(p), clue) for clue, modes in read.items() for p in modes.get(mode, ())]
    wrong = np.array([_allowed(words) for words, _ in pairs], dtype=np.int32)
    return _Phrases(["".join(words) for words, _ in pairs], [clue for _, clue in pairs], wrong)


def _allowed(words: list[str]) -> int:
    """A sign that stands alone carries the meaning: «Facture n° 12» is a reference, «Facture» a title."""
    length = len("".join(words))
    if len(words[0]) == 1 or len(words[-1]) == 1:
        return 0 if length < _LONG_LABEL else 1
    return next((wrong for longest, wrong in _MOST_WRONG if length <= longest), _MOST_WRONG_BEYOND)
