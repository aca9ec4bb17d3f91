"""The findings of a mailing and its truth -> which are right, which are false, which are missing.

A finding on single letters (`ALONE`) is right or false for each letter it names. Any other stands for one thing: it is
right where it names at least two of the letters that the thing is about and no other, and false where it says again
what another finding of the same check has said. `cannot_tell` is neither: it is counted as abstained, and what it
leaves unsaid is missed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from tests.mailings.write import MailingTruth

ALONE: Final = frozenset(
    {
        "missing_contact",
        "anonymous_signatory",
        "orphan_signature",
        "impossible_date",
        "short_deadline",
        "premium_number",
        "hard_to_read",
    }
)
ABSTAINED: Final = "cannot_tell"
Verdict = Literal["right", "false", "missed", "tolerated", "abstained"]


@dataclass(frozen=True)
class Said:
    """A finding; `letters` count from 1 in the order of the truth."""

    check: str
    severity: str
    letters: frozenset[int]
    message: str


@dataclass(frozen=True)
class Judged:
    """What became of one finding, or of one thing that should have been found (`missed`; it has no message)."""

    mailing: str
    verdict: Verdict
    check: str
    letters: frozenset[int]
    severity: str = ""
    message: str = ""


def judge(truth: MailingTruth, findings: Iterable[Said]) -> Iterator[Judged]:
    """Each finding once (on single letters: each letter once), then what is missed."""
    open_things = [(check, frozenset(letters)) for check, sets in truth.truth.items() for letters in sets]
    open_things = [part for thing in open_things for part in _apart(*thing)]
    seen = set[tuple[str, frozenset[int]]]()
    for said in findings:
        for check, letters in _apart(said.check, said.letters):
            if check in ALONE and (check, letters) in seen:
                continue  # two numbers in one letter: said twice, right or false once
            seen.add((check, letters))
            met = next((thing for thing in open_things if _meets(*thing, check, letters)), None)
            if met:
                open_things.remove(met)
            verdict: Verdict = "right" if met else "tolerated" if check in truth.tolerated else "false"
            verdict = "abstained" if check == ABSTAINED else verdict
            yield Judged(truth.mailing, verdict, check, letters, said.severity, said.message)
    for check, letters in open_things:
        yield Judged(truth.mailing, "missed", check, letters)


def _apart(check: str, letters: frozenset[int]) -> list[tuple[str, frozenset[int]]]:
    return [(check, frozenset({letter})) for letter in sorted(letters)] if check in ALONE else [(check, letters)]


def _meets(wanted: str, about: frozenset[int], check: str, letters: frozenset[int]) -> bool:
    return check == wanted and letters <= about and len(letters) >= min(2, len(about))


def count(judged: Iterable[Judged]) -> dict[str, dict[str, Any]]:
    """Check -> precision, recall and the counts; `ALL` over the checks, `error` over the findings of that severity."""
    verdicts: dict[str, Counter[str]] = {}
    for one in judged:
        names = [one.check, "ALL"] + (["error"] if one.severity == "error" else [])
        for name in names:
            verdicts.setdefault(name, Counter())[one.verdict] += 1
    figures = {name: _figures(verdicts[name]) for name in sorted(verdicts) if name not in ("ALL", "error")}
    figures["ALL"] = _figures(verdicts.get("ALL", Counter()))
    # what should have been found has no severity before it is found
    figures["error"] = _figures(verdicts.get("error", Counter())) | {"recall": None}
    return figures


def _figures(verdicts: Mapping[str, int]) -> dict[str, Any]:
    right, false, missed = (verdicts.get(v, 0) for v in ("right", "false", "missed"))
    return {
        "n": right + missed,
        "right": right,
        "false": false,
        "abstained": verdicts.get("abstained", 0),
        "precision": right / (right + false) if right + false else None,
        "recall": right / (right + missed) if right + missed else None,
    }
