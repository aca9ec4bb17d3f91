"""From the confidences of words to one for all of them."""

from collections.abc import Iterable

from pipeline.records import Word


def mean_confidence(words: Iterable[Word]) -> float | None:
    """Mean confidence weighted by the length of the words; None when there are none."""
    weights = [(len(word.text), word.confidence) for word in words]
    letters = sum(weight for weight, _ in weights)
    return sum(weight * confidence for weight, confidence in weights) / letters if letters else None
