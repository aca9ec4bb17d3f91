"""Drawn letters with exact truth, scanned at three levels → figures per field, what is said of them, and the misses.

Rules are looked at on `dev`; `test` differs in organisation, layout and phrasing, and is only measured.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, get_args

import spacy

from pipeline.mentions import load_language
from tests.eval.calibration import measure_calibration
from tests.eval.causes import find_causes
from tests.eval.fields import count_wrong, find_misses, score_fields
from tests.eval.letters import Understood, time_rules, understand
from tests.eval.market import read_market
from tests.eval.scans import Scans, read_scans
from tests.paper.corpus import Split
from tests.paper.levels import LEVELS, Level

SEED: Final = 2026
COUNTS: Final[dict[tuple[Split, Level], int]] = {("test", "office"): 60}  # reviews are counted on these
COUNT: Final = 30
QUICK: Final = 6
SHOWN: Final = 12  # misses of development letters that are told in words


def measure_drawn(*, quick: bool = False, keep: Path | None = None) -> dict[str, Any]:
    """`fields` by split and level; of the rest see below. `quick` takes few letters."""
    figures: dict[str, Any] = {"fields": {}, "market": {}, "review": {}, "causes": {}, "calibration": {}}
    every: list[Understood] = []
    for split in get_args(Split):
        for level in LEVELS:
            count = QUICK if quick else COUNTS.get((split, level), COUNT)
            with read_scans(split, level, count, SEED, keep) as scans:
                held = list(understand(scans))
                _add(figures, f"{split} {level}", scans, held)
                if split == "test":
                    every += held
                    figures["calibration"][level] = _calibration(held)
                    rows = read_market(scans.raw)
                    figures["market"][level] = score_fields(rows, scans.truth)
                if (split, level) == ("test", "office"):
                    figures["speed"] = _speed(scans)
                if (split, level) == ("dev", "office"):
                    figures["examples"] = find_misses([x.row for x in held], scans.truth)[:SHOWN]
    figures["calibration"]["all"] = _calibration(every)
    return figures


def _add(figures: dict[str, Any], name: str, scans: Scans, held: Sequence[Understood]) -> None:
    rows = [x.row for x in held]
    figures["fields"][name] = score_fields(rows, scans.truth)
    figures["review"][name] = _review(held)
    found = {(x.row["source"], x.row["page_start"]): x.row for x in held}
    causes: Counter[tuple[str, str]] = Counter()
    for truth in scans.truth:
        causes.update(find_causes(found.get((truth["source"], truth["page_start"])), truth))
    by_field: dict[str, dict[str, int]] = {}
    for (field, cause), count in sorted(causes.items()):
        by_field.setdefault(field, {})[cause] = count
    figures["causes"][name] = by_field


def _calibration(held: Sequence[Understood]) -> dict[str, Any]:
    return measure_calibration([outcome for x in held for outcome in x.outcomes])


def _review(held: Sequence[Understood]) -> dict[str, Any]:
    """Letters that pass unreviewed, and the share of fields that are right in these and in all."""
    passed = [x for x in held if not x.row["needs_review"]]
    reasons = Counter(reason for x in held for reason in x.row["review_reasons"])
    return {
        "letters": len(held),
        "passed": len(passed) / len(held),
        "right": _share_right(held),
        "right in passed": _share_right(passed),
        "reasons": dict(sorted(reasons.items())),
    }


def _share_right(held: Sequence[Understood]) -> float | None:
    counts = [count_wrong(x.row, x.truth) for x in held]
    return 1 - sum(wrong for wrong, _ in counts) / sum(of for _, of in counts) if counts else None


def _speed(scans: Scans) -> dict[str, float]:
    """CPU milliseconds a letter, in the middle; the second time, when everything is loaded."""
    time_rules(scans, load_language())
    return {
        "with the language model": round(1000 * time_rules(scans, load_language()), 1),
        "without": round(1000 * time_rules(scans, spacy.blank("fr")), 1),
    }
