"""Pairs of letters with all that does not fit in them, by many hands → precision and recall of each check, one by one.

    python -m tests.eval.letter_pairs [--split dev] [--misses]

Written as `tests/model/letter_pairs` is, half of them or more consistent and tempting, but nothing is fitted on them;
the hands of `test` are counted and never looked at. Here a check meets its matter in every second pair, on plain
letters that are read without fault: more is at stake for each sentence than in the drawn mailings, where most letters
are about nothing.
"""

import argparse
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from pipeline.findings.meanings import plain_letters
from pipeline.findings.passages import MONTHS
from tests.findings.read_pairs import Pair, checks_that_fire
from tests.model.encoder_letters import LetterPair, read_letter_pairs

FOLDER: Final = Path(__file__).with_name("pairs")
Split = Literal["dev", "test"]
CHECKS: Final = {
    "instruction": "contradictory_instruction",
    "deadline": "conflicting_deadline",
    "amount": "conflicting_amount",
    "already sent": "announced_already_sent",
    "told again": "redundant_topic",
}
# A number, an address and a site of the sender's, one in both letters
_PRINTED: Final = {"[tel]": "03 84 55 10 20", "[mail]": "contact@exemple.fr", "[site]": "www.exemple.fr"}
_DAYS: Final = 5
# The letters are written so long before the first limit with a month that they name, in a year of their own
_LIMIT: Final = re.compile(rf"\[[^]]*?(?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(MONTHS)})[^]]*\]")
_AHEAD: Final = dt.timedelta(45)
_YEAR: Final = 2016
_AGAIN: Final = "redundant_topic"  # what is told otherwise is told again too


class Told(NamedTuple):
    """What a check says of a pair of letters, and what is true of it."""

    pair: LetterPair
    check: str
    true: bool
    message: str | None


def tell(pairs: Sequence[LetterPair]) -> Iterator[Told]:
    """One for each pair and check that says something or should."""
    with ProcessPoolExecutor() as workers:
        for pair, fired in zip(pairs, workers.map(_fired, pairs, chunksize=8), strict=True):
            true = {CHECKS[question] for question, _, _ in pair.told}
            for check in CHECKS.values():
                if check in true or (check in fired and not (check == _AGAIN and true)):
                    yield Told(pair, check, check in true, fired.get(check))


def _fired(pair: LetterPair) -> dict[str, str]:
    first, second = (
        f"{_printed(subject)} | {_printed(' '.join(said))}"
        for subject, said in zip(pair.subjects, pair.sentences, strict=True)
    )
    return checks_that_fire(Pair("", fires=True, days=_DAYS, first=first, second=second), _written(pair))


def _written(pair: LetterPair) -> dt.date:
    limit = _LIMIT.search(plain_letters(" ".join(said for side in pair.sentences for said in side)))
    if not limit:
        return dt.date(_YEAR, 3, 2)
    return dt.date(_YEAR, list(MONTHS).index(limit["month"]) + 1, min(int(limit["day"]), 28)) - _AHEAD


def _printed(text: str) -> str:
    for mark, value in _PRINTED.items():
        text = text.replace(mark, value)
    return text.translate({ord("["): None, ord("]"): None})


def _count(told: Sequence[Told]) -> dict[str, Any]:
    wanted, said = sum(one.true for one in told), sum(one.message is not None for one in told)
    right = sum(one.true and one.message is not None for one in told)
    return {
        "n": wanted,
        "right": right,
        "false": said - right,
        "precision": round(right / said, 3) if said else None,
        "recall": round(right / wanted, 3) if wanted else None,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--folder", type=Path, help="of pairs of yours")
    parser.add_argument("--misses", action="store_true", help="tell what is missed and what is false")
    args = parser.parse_args()
    told = list(tell(read_letter_pairs(args.folder or FOLDER / args.split)))
    for check in (*CHECKS.values(), ""):
        print(f"{check or 'all':28}", _count([one for one in told if check in ("", one.check)]))
    if args.misses:
        for one in told:
            if one.true is (one.message is None):
                print("missed" if one.true else "false", one.pair.hand, one.pair.name, one.check, one.message or "")


if __name__ == "__main__":
    main()
