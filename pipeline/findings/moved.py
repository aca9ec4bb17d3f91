"""Two texts → whether the one is the other with its sentences in another order, or with some more between them."""

from functools import lru_cache
from typing import Final

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from pipeline.findings.passages import sentences_of
from pipeline.findings.twins import plain_words

MOVED: Final = 0.5
"""Share of words, in order, below which two texts are not looked at: sentences that moved leave about so much."""

_SAME: Final = 0.75  # of the words of two sentences
_FEWEST_SENTENCES: Final = 4  # that both have
_MOST: Final = 0.85  # of the words of the shorter text
_HALF: Final = 0.5  # of those of the longer


@lru_cache(maxsize=1024)
def _partners(one: str, other: str) -> tuple[tuple[int, int], ...]:
    """The sentences of one text, by number, with those of the other that say the same, each once."""
    here, there = ([plain_words(sentence) for sentence in sentences_of(text)] for text in (one, other))
    scores = cdist(here, there, scorer=Indel.normalized_similarity, score_cutoff=_SAME, dtype=np.float32)
    alike = sorted((-float(scores[i, j]), int(i), int(j)) for i, j in np.argwhere(scores >= _SAME))
    paired: dict[int, int] = {}
    for _, i, j in alike:
        if i not in paired and j not in paired.values():
            paired[i] = j
    return tuple(sorted(paired.items()))


def is_moved(one: str, other: str) -> bool:
    """Whether nearly all that the shorter text says stands in the longer, and makes at least half of that."""
    pairs = _partners(one, other)
    if len(pairs) < _FEWEST_SENTENCES:
        return False
    here, there = ([len(plain_words(sentence)) for sentence in sentences_of(text)] for text in (one, other))
    shares = sum(here[i] for i, _ in pairs) / sum(here), sum(there[j] for _, j in pairs) / sum(there)
    return max(shares) >= _MOST and min(shares) >= _HALF


@lru_cache(maxsize=1024)
def in_order_of(one: str, other: str) -> str:
    """The sentences of the other text in the order that the one has; what it adds stays behind its sentence."""
    place = {j: i for i, j in _partners(one, other)}
    sentences = sentences_of(other)
    if list(place.values()) == sorted(place.values()) or len(place) < _FEWEST_SENTENCES:
        return other
    where, keys = -1, list[int]()
    for number in range(len(sentences)):
        where = place.get(number, where)
        keys.append(where)
    order = sorted(range(len(sentences)), key=lambda number: (keys[number], number))
    return " ".join(sentences[number] for number in order)
