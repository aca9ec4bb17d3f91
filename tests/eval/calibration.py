"""Outcomes -> how often values said to be so sure are right: the reliability table and the calibration error."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from tests.eval.outcomes import Outcome

BINS: Final = 10  # of equal width, as the expected calibration error is usually told
EDGES: Final = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)  # finer where most values lie


def measure_calibration(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """`ece`, and per range of confidence its values, how sure they were said to be, how many are right."""
    pairs = [(o.mention.confidence, o.right) for o in outcomes]
    ranges = []
    for low, high in pairwise(EDGES):
        held = [p for p in pairs if low <= p[0] < high or (high == EDGES[-1] == p[0])]
        ranges.append({"from": low, "to": high, "n": len(held), **_means(held)})
    return {"n": len(pairs), "ece": calibration_error(pairs), "ranges": ranges}


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """Mean distance between what was said and what was right, over bins of equal width, weighted by their values."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for sure, right in pairs:
        bins[min(BINS - 1, int(sure * BINS))].append((sure, right))
    apart = (abs(sum(sure for sure, _ in held) - sum(right for _, right in held)) for held in bins)
    return round(sum(apart) / len(pairs), 4) if pairs else None


def _means(held: Sequence[tuple[float, bool]]) -> dict[str, float | None]:
    if not held:
        return {"said": None, "right": None}
    return {"said": sum(p[0] for p in held) / len(held), "right": sum(p[1] for p in held) / len(held)}
