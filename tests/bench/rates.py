"""What was printed and what was read -> shares of wrong characters and words."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

# Tesseract has no way to tell these apart on paper, and nobody reads a letter for them
_SAME: Final = str.maketrans("’‘‐‑–—", "''----", '«»“”"')
# «04 65 71 92 11» and «0465719211», «Fax : 04» and «Fax: 04», «n° 3497» and «n°3497», «300 €» and «300€»: thin spaces
_THIN_SPACE: Final = re.compile(r"(?<=\d) (?=\d)| (?=[:;!?%€])|(?<=°) ")


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of the true text, at most 1: wrong characters and words in any order, wrong characters in reading order.

    Whoever reads the right words in another order than the truth loses nothing in the first two.
    """

    cer: float
    wer: float
    ordered_cer: float


def rate_reading(truth: str, read: str) -> Rates:
    """Compare two texts without regard for line breaks, thin spaces, quotation marks and kinds of hyphens."""
    true_words, read_words = _words(truth), _words(read)
    true_text, read_text = " ".join(true_words), " ".join(read_words)
    common = (Counter(true_words) & Counter(read_words)).total()
    wrong_words = max(len(true_words), len(read_words)) - common
    return Rates(
        _share(_free_edits(true_words, read_words), len(true_text)),
        _share(wrong_words, len(true_words)),
        _share(Levenshtein.distance(true_text, read_text), len(true_text)),
    )


def _words(text: str) -> list[str]:
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_SAME).split())
    return _THIN_SPACE.sub("", plain).split()


def _share(wrong: int, whole: int) -> float:
    return min(wrong, whole) / whole if whole else 0.0


def _free_edits(true_words: list[str], read_words: list[str]) -> int:
    """Characters to change when words may stand anywhere: equal words are paired first, then the most alike.

    A word without a partner costs its characters and its space.
    """
    left = list((Counter(true_words) - Counter(read_words)).elements())
    right = list((Counter(read_words) - Counter(true_words)).elements())
    edits = 0
    if left and right:
        distances = cdist(left, right, scorer=Levenshtein.distance, dtype=np.int32)
        longest = np.maximum.outer([len(word) for word in left], [len(word) for word in right])
        lonely_left, lonely_right = set(range(len(left))), set(range(len(right)))
        for at in np.argsort((distances - longest).ravel(), kind="stable"):
            i, j = divmod(int(at), len(right))
            if i in lonely_left and j in lonely_right and distances[i, j] < longest[i, j]:
                edits += int(distances[i, j])
                lonely_left.remove(i)
                lonely_right.remove(j)
        left, right = [left[i] for i in lonely_left], [right[j] for j in lonely_right]
    return edits + sum(len(word) + 1 for word in left + right)
