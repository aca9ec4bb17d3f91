"""A bank of French phrases with what is in each → precision, recall and F1 by kind, clean and damaged.

    python tests/eval/phrases.py PATH [--misses]

Each line of PATH is a JSON object: `text`, `kind`, `expected`, `noisy`, in `also` what else it holds; `kind?` there is
neither demanded nor punished. False hits count wherever they fall, over all phrases.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from pipeline.mentions import find_mentions, load_language  # noqa: E402
from pipeline.records import Mention  # noqa: E402
from tests.mentions.letter_of import letter_from_text  # noqa: E402

Phrase = dict[str, Any]
Score = dict[str, float]


def score_phrases(path: Path | str) -> dict[str, dict[str, Score]]:
    """{kind: {clean, noisy, all: {n, hits, false, precision, recall, f1}}}."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for phrase, kind, hits, false, missed in _compare(Path(path)):
        for level in ("all", "noisy" if phrase["noisy"] else "clean"):
            count = counts.setdefault(kind, {}).setdefault(level, Counter())
            count.update(hits=len(hits), false=len(false), missed=len(missed))
    return {kind: {level: _score(c) for level, c in levels.items()} for kind, levels in counts.items()}


def _compare(path: Path) -> Iterator[tuple[Phrase, str, list[str], list[str], list[str]]]:
    """Every phrase and kind with its hits, false hits and misses."""
    nlp = load_language()
    for line in path.read_text(encoding="utf-8").splitlines():
        phrase = json.loads(line)
        mentions = find_mentions(letter_from_text(phrase["text"]), nlp)
        for kind, (expected_of, found_of) in KINDS.items():
            wanted = _expected(phrase, kind)
            optional = [expected_of(e) for e in (phrase.get("also") or {}).get(f"{kind}?", [])]
            left = [expected_of(e) for e in wanted if not _is_vague(e)]
            hits, false = [], []
            for value in (found_of(m) for m in mentions if m.kind == kind):
                match = next((e for e in left if _same(e, value)), None)
                if match is not None:
                    left.remove(match)
                    hits.append(value)
                elif not any(_same(e, value) for e in optional):
                    false.append(value)
            yield phrase, kind, hits, false, left


def _expected(phrase: Phrase, kind: str) -> list[Any]:
    own = list(phrase["expected"]) if phrase["kind"] == kind else []
    return own + list((phrase.get("also") or {}).get(kind, []))


def _is_vague(expected: Any) -> bool:
    """«dans les meilleurs délais»: no limit anybody can keep, so the tables have no place for it."""
    return isinstance(expected, dict) and expected.get("type") == "vague"


def _same(expected: str, found: str) -> bool:
    """Equal, or equal as far as the phrase prints it: «le 12 janvier» has no year, «le 5 courant» no month."""
    return expected == found or (found.startswith("--") and expected.endswith(found.lstrip("-")))


def _deadline(expected: Any) -> str:
    if expected["type"] == "absolute":
        return str(expected["date"])
    working = expected["unit"] == "day" and expected["day_type"] in ("ouvrés", "ouvrables")
    return f"{expected['value']} {'working_day' if working else expected['unit']}"


def _found_deadline(mention: Mention) -> str:
    return mention.value if mention.quantity is None else f"{mention.quantity} {mention.unit}"


def _url(value: str) -> str:
    return value.lower().removeprefix("https://").removeprefix("http://").rstrip("/")


def _value(mention: Mention) -> str:
    return mention.value


KINDS: dict[str, tuple[Callable[[Any], str], Callable[[Mention], str]]] = {
    "date": (str, _value),
    "phone": (str, _value),
    "amount": (str, _value),
    "deadline": (_deadline, _found_deadline),
    "reference": (lambda e: str(e["value"]).replace(" ", ""), _value),
    "email": (str, _value),
    "url": (_url, _value),
}


def _score(count: Counter[str]) -> Score:
    found, wanted = count["hits"] + count["false"], count["hits"] + count["missed"]
    precision = count["hits"] / found if found else 1.0
    recall = count["hits"] / wanted if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "n": wanted,
        "hits": count["hits"],
        "false": count["false"],
        "precision": precision,
        "recall": recall,
        "f1": f1,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--misses", action="store_true", help="say for each phrase what is missed and what is false")
    arguments = parser.parse_args()
    print(f"{'kind':10} {'level':6} {'n':>4} {'hits':>5} {'false':>5}  {'P':>5} {'R':>5} {'F1':>5}")
    for kind, levels in score_phrases(arguments.path).items():
        for level in ("clean", "noisy", "all"):
            s = levels[level]
            print(
                f"{kind:10} {level:6} {s['n']:4.0f} {s['hits']:5.0f} {s['false']:5.0f}  "
                f"{s['precision']:5.3f} {s['recall']:5.3f} {s['f1']:5.3f}"
            )
    if arguments.misses:
        for phrase, kind, _, false, missed in _compare(arguments.path):
            if false or missed:
                print(f"{phrase['id']:14} {kind:9} missed {missed} false {false}  «{phrase['text']}»")


if __name__ == "__main__":
    main()
