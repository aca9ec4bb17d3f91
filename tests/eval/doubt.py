"""Pairs of letters, a value misread or none -> what each limit of doubt raises wrongly and what it leaves unsaid.

`python -m tests.eval.doubt --keep FOLDER` reads development letters from office and hard scans (or takes them from the
folder), and writes the section on doubt of docs/bench-checks.md.
"""

import argparse
import datetime as dt
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unittest.mock import patch

from pipeline.findings import check_mailing, mailing
from pipeline.findings.checks import CANNOT_TELL
from pipeline.findings.examples import amount, due, example, letter, limit, phone
from pipeline.records import Mention
from tests.bench.findings import DOUBT, PAGE
from tests.eval.letters import understand
from tests.eval.scans import Scans, read_scans
from tests.model.__main__ import LETTERS

LIMITS: Final = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
FIELDS: Final = frozenset({"amounts", "deadlines", "phones", "letter_date"})
PAIRS: Final = 60  # of each kind and sort
SEED: Final = 5
_DAY: Final = dt.date(2015, 2, 14)
_BOX: Final = "À défaut de retour du décodeur, une somme de {} € vous sera facturée."
_FORM: Final = "Le bordereau de rétractation doit être renvoyé dans un délai de {} jours."
_BY: Final = "Merci de renvoyer le bordereau de rétractation avant le {}."
_CALL: Final = "Pour toute question sur votre résiliation, appelez le {}."


@dataclass(frozen=True, slots=True)
class Read:
    """How sure values were said to be, of those that were read right and of those that were not."""

    right: tuple[float, ...]
    wrong: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """At one limit, the shares of agreeing pairs with a misread value that are called contradictions or `cannot_tell`,
    and the shares of true contradictions, read right, that are told or left to `cannot_tell`."""

    limit: float
    untrue: float
    doubted: float
    told: float
    lost: float


def read_outcomes(scans: Iterable[Scans]) -> Read:
    """What the readings of drawn letters say of sums, limits, numbers and dates."""
    held = [
        (o.mention.confidence, o.right)
        for one in scans
        for x in understand(one)
        for o in x.outcomes
        if o.field in FIELDS
    ]
    return Read(tuple(c for c, right in held if right), tuple(c for c, right in held if not right))


def _amount(value: str, confidence: float) -> Mention:
    return amount(_BOX.format(value), value, confidence=confidence)


def _days(value: str, confidence: float) -> Mention:
    return limit(_FORM.format(value), int(value), confidence=confidence)


def _date(value: str, confidence: float) -> Mention:
    return due(_BY.format(value), value, confidence=confidence)


def _phone(value: str, confidence: float) -> Mention:
    return phone(value, _CALL.format(value), confidence=confidence)


def _number(chance: random.Random) -> str:
    return f"+334{chance.randrange(10**7, 10**8)}"


def _some_day(chance: random.Random) -> str:
    return f"{chance.randrange(11, 28)}/0{chance.choice((3, 4))}/2015"


# check -> how a value is drawn and written
KINDS: Final[dict[str, tuple[Callable[[random.Random], str], Callable[[str, float], Mention]]]] = {
    "conflicting_amount": (lambda chance: str(chance.randrange(100, 999)), _amount),
    "conflicting_deadline": (lambda chance: str(chance.randrange(10, 60)), _days),
    "conflicting_deadline of dates": (_some_day, _date),
    "scattered_contacts": (_number, _phone),
}


def misread(value: str, chance: random.Random) -> str:
    """One figure read as another one; of a date the last of its day, so that it stays a date."""
    dated = "/" in value
    at = chance.choice((1,) if dated else [n for n, c in enumerate(value) if c.isdigit() and n > 3 * (value[0] == "+")])
    other = chance.choice([c for c in "12345678" if c != value[at]])
    return value[:at] + other + value[at + 1 :]


def says(check: str, values: tuple[str, str], sure: tuple[float, float]) -> str | None:
    """What is said of two letters with these values: the check's own code, `cannot_tell`, or nothing."""
    write = KINDS[check][1]
    days = (_DAY, _DAY + dt.timedelta(days=1))
    written = (
        letter(f"{day:%d/%m/%Y}", write(value, confidence), topics=("termination",))
        for day, value, confidence in zip(days, values, sure, strict=True)
    )
    case = example("", *written)
    found = {finding.check for finding in check_mailing(case.letters, case.mentions)}
    return next((code for code in (check.split()[0], CANNOT_TELL) if code in found), None)


def weigh(read: Read, limits: Sequence[float], pairs: int, seed: int) -> list[Weighed]:
    """The same pairs at every limit."""
    chance = random.Random(seed)
    drawn: list[tuple[bool, str, tuple[str, str], tuple[float, float]]] = []
    for check, (draw, _) in KINDS.items():
        for _ in range(pairs):
            value, sure = draw(chance), chance.choice(read.right)
            drawn.append((False, check, (value, misread(value, chance)), (sure, chance.choice(read.wrong))))
            while (other := draw(chance)) == value:
                pass
            drawn.append((True, check, (value, other), (sure, chance.choice(read.right))))
    return [_weigh_at(one, drawn) for one in limits]


def _weigh_at(at: float, drawn: Sequence[tuple[bool, str, tuple[str, str], tuple[float, float]]]) -> Weighed:
    with patch.object(mailing, "DOUBTFUL", at):
        said = [(true, says(check, values, sure)) for true, check, values, sure in drawn]
    agreeing = [code for true, code in said if not true]
    differing = [code for true, code in said if true]

    def share(codes: Sequence[str | None], told: bool) -> float:
        return sum(code is not None and (code != CANNOT_TELL) is told for code in codes) / len(codes)

    return Weighed(at, share(agreeing, True), share(agreeing, False), share(differing, True), share(differing, False))


def tell(read: Read, weighed: Sequence[Weighed]) -> str:
    """The section of docs/bench-checks.md."""
    total = len(read.right) + len(read.wrong)
    rows = [
        f"| {one.limit:.2f}{' (taken)' if one.limit == mailing.DOUBTFUL else ''} | {one.untrue:.3f} "
        f"| {one.doubted:.3f} | {one.told:.3f} | {one.lost:.3f} | {1000 * one.untrue * len(read.wrong) / total:.1f} |"
        for one in weighed
    ]
    return "\n".join(
        [
            DOUBT,
            "",
            f"Of {total:,} sums, limits, numbers and dates of development letters, drawn as clean, office and",
            f"hard scans, {len(read.wrong)} were read wrong. Pairs of letters that say the same get one misread",
            "figure, as sure as such a wrong value was said to be; pairs that contradict each other are as sure",
            "as right values were. A value less sure than the limit accuses nobody (`cannot_tell`); numbers one",
            "figure apart are doubted besides. Nine in ten instructions are less than 0.90 sure, however well the page",
            "is read: a limit as high would silence them. `python -m tests.eval.doubt` writes this section.",
            "",
            "| limit | untrue contradiction | doubted | true one told | true one left to `cannot_tell` "
            "| untrue in 1,000 pairs as read |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="keep scans and tables in this folder")
    keep = parser.parse_args().keep
    every = []
    for level, count, seed in LETTERS:
        with read_scans("dev", level, count, seed, keep) as scans:
            every.append(read_outcomes([scans]))
    read = Read(tuple(c for one in every for c in one.right), tuple(c for one in every for c in one.wrong))
    section = tell(read, weigh(read, LIMITS, PAIRS, SEED))
    print(section)
    PAGE.write_text(PAGE.read_text("utf-8").partition(DOUBT)[0].rstrip() + "\n\n" + section, encoding="utf-8")


if __name__ == "__main__":
    main()
