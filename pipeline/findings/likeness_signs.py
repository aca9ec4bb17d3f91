"""Two sums or two limits → signs of their own that they are for one thing: how near they are, what they count from."""

import math
from dataclasses import dataclass
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.limit_doubts import doubts_of
from pipeline.findings.limits import DAYS, event_of, limit_in, things_in
from pipeline.findings.passages import Passage
from pipeline.findings.sum_turns import turns_of
from pipeline.findings.sums import are_called_alike, is_rule, matters_of, name_of

_FARTHEST: Final = 3.0  # log of how many times one is the other; beyond is as far
_STEPS: Final = (0.1, 0.3, 0.7, 1.5)
_NEAR_DAYS, _FAR_DAYS = 14, 31
_A_MONTH_OR_SO: Final = 3.0  # log of days


@dataclass(frozen=True, slots=True)
class Own:
    """Signs by name, and pairs of sets to be compared by what is rare in them."""

    signs: dict[str, float]
    sets: dict[str, tuple[Passage, Passage]]


def amount_signs(one: Said, other: Said) -> Own:
    """Of two sums."""
    times = _times(*(abs(float(said.mention.amount or 0)) for said in (one, other)))
    rules = is_rule(one.mention), is_rule(other.mention)
    names = name_of(one), name_of(other)
    signs = {
        "same role": float(one.mention.role == other.mention.role),
        "both rules": float(all(rules)),
        "one rule": float(rules[0] != rules[1]),
        "one name": float(bool(names[0]) and names[0] == names[1]),
        "two names": float(bool(names[0] and names[1]) and names[0] != names[1]),
        "called alike": float(are_called_alike(one, other)),
        "times": times,
    } | {f"times above {step}": float(times > step) for step in _STEPS}
    return Own(signs | turns_of(one, other), {"matter": matters_of(one, other)})


def deadline_signs(one: Said, other: Said) -> Own:
    """Of two limits."""
    limits, events = (limit_in(one), limit_in(other)), (event_of(one.mention), event_of(other.mention))
    signs = {
        "counted": float(one.mention.quantity is not None),
        "same trigger": float(bool(one.mention.trigger) and one.mention.trigger == other.mention.trigger),
        "two events": float(bool(events[0] and events[1])),
        "same unit": 0.0,
        "times": 0.0,
        "days": 0.0,
        "days near": 0.0,
        "days far": 0.0,
    }
    if one.mention.quantity is not None and other.mention.quantity is not None:
        lengths = (said.mention.quantity or 0 for said in (one, other))
        units = [DAYS[said.mention.unit or "day"] for said in (one, other)]
        signs["times"] = _times(*(length * unit for length, unit in zip(lengths, units, strict=True)))
        signs["same unit"] = float(one.mention.unit == other.mention.unit)
    elif one.mention.date and other.mention.date:
        days = abs((one.mention.date - other.mention.date).days)
        signs["days"] = math.log1p(days) / _A_MONTH_OR_SO
        signs |= {"days near": float(days <= _NEAR_DAYS), "days far": float(days > _FAR_DAYS)}
    named = things_in(limits[0].clause), things_in(limits[1].clause)
    signs |= {name: float(held) for name, held in doubts_of(one, other).items()}
    return Own(signs, {"named": named, "events": events})


def _times(one: float, other: float) -> float:
    smaller, larger = sorted((one, other))
    return min(_FARTHEST, math.log((larger + 0.01) / (smaller + 0.01)))
