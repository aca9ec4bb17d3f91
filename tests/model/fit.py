"""Marks of findings and whether each was right -> the table of confidences, by logistic regression.

Every weight of a mark is at least 0: what is read better is never less sure. A little ridge keeps rare kinds near the
rest. Plain gradient steps (Nesterov), a fixed number of them: the same letters give the same table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.mentions.trust import MARKS, Marks

RIDGE: Final = 2.0
STEPS: Final = 4000
DIGITS: Final = 3  # of the written weights: far beyond what the letters can tell

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """One finding: its kind as the table names it, whether it is a figure, its marks, and whether it was right."""

    key: str
    figure: bool
    marks: Marks
    right: bool


def fit_trust(samples: Sequence[Sample]) -> Mapping[str, Mapping[str, float] | Mapping[str, Mapping[str, float]]]:
    """`weights` (figures and words, by mark) and `bias` (by kind), rounded."""
    keys = sorted({s.key for s in samples})
    marks = np.array([s.marks.odds() for s in samples])
    figures = np.array([s.figure for s in samples])[:, None]
    split = np.concatenate([marks * figures, marks * ~figures], axis=1)
    kinds = np.array([[s.key == key for key in keys] for s in samples], dtype=np.float64)
    right = np.array([s.right for s in samples], dtype=np.float64)
    middle, spread = split.mean(axis=0), split.std(axis=0) + 1e-9
    table = np.concatenate([np.ones((len(samples), 1)), kinds, (split - middle) / spread], axis=1)
    fitted = _descend(table, right, free=1 + len(keys))
    weights = fitted[1 + len(keys) :] / spread
    level = fitted[0] - float(weights @ middle)
    size = len(MARKS)
    return {
        "weights": {
            name: {mark: round(float(w), DIGITS) for mark, w in zip(MARKS, part, strict=True)}
            for name, part in (("figures", weights[:size]), ("words", weights[size:]))
        },
        "bias": {key: round(float(level + b), DIGITS) for key, b in zip(keys, fitted[1:], strict=False)},
    }


def _descend(table: Floats, right: Floats, free: int) -> Floats:
    """The coefficients; those from `free` on are at least 0, the first is not held back."""
    ridge = np.full(table.shape[1], RIDGE)
    ridge[0] = 0.0
    step = 1 / (np.linalg.norm(table, 2) ** 2 / 4 + RIDGE)
    held = ahead = np.zeros(table.shape[1])
    pace = 1.0
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-table @ ahead))
        after = ahead - step * (table.T @ (guess - right) + ridge * ahead)
        after[free:] = np.maximum(after[free:], 0.0)
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        held, ahead, pace = after, after + (pace - 1) / faster * (after - held), faster
    return np.asarray(held, dtype=np.float64)
