"""scenarios/dev, scenarios/test -> scenarios: what the letters of a mailing say, and what a careful reader notices.

A scenario, see the files:

    penalty that halves on the way:          # its name
      senders: [operator]                    # sectors that write it
      since: 2016                            # the first letter is not from before this year
      month: 11                              # the first letter is from this month
      others: {bank: [bank]}                 # further senders, by a name that letters use
      recipients: [neighbour]                # further recipients, by a name that letters use
      values: {penalty: amount 120..240}     # drawn once for the mailing, see values.py
      say: {warn: [..., ...]}                # texts of which one is chosen for the whole mailing
      letters: [{day: 0, subject: ..., body: ...}, ...]
      truth: {conflicting_amount: [[1, 2]]}  # code -> the sets of letters; none in a consistent mailing
      tolerated: [redundant_topic]           # codes on which careful readers differ: neither right nor wrong
      planted: [penalty, less]               # values that must stand in print

In texts `<name>` is a value or a text of `say`, `{a|b}` a choice made for each letter; the other slots are those of
`tests/paper/wording.py`, `<day 1>`, the date of letter 1, and what each letter knows of itself: `<organisation>`,
`<phone>`, `<reference>`, `<civility>`, `<recipient>`, `<this_year>`, `<next_year>`.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from tests.paper.corpus import Split

CODES: Final = (
    *("contradictory_instruction", "conflicting_deadline", "conflicting_amount", "missing_amount", "near_duplicate"),
    *("redundant_topic", "announced_already_sent", "ambiguous_order", "burst", "scattered_contacts", "missing_contact"),
    *("scattered_places", "anonymous_signatory", "inconsistent_signatory", "orphan_signature", "conflicting_reference"),
    *("conflicting_recipient", "impossible_date", "short_deadline", "premium_number", "hard_to_read"),
)
FOLDER: Final = Path(__file__).resolve().parent / "scenarios"


@dataclass(frozen=True, kw_only=True)
class LetterPlan:
    """One letter: `day` is its day, counted from the first (`10`, `10..14`); what is not given is as in every letter.

    `to`, `sender`: names of a further recipient or sender. `recipient`, `address`: other ones in the window; `written`:
    the window in `capitals`. `references`: further ones; under "" in place of the sender's own. `contacts`: false where
    the letter names no way to answer. `signatory`: false where nobody signs. `orphan`: the signature alone on its page.
    `closing_page`: the last paragraph and the signature on a second. `private`: the recipient writes to the sender.
    """

    day: str | int
    subject: str
    body: str
    sender: str = ""
    to: str = ""
    recipient: str = ""
    address: str = ""
    written: str = ""
    department: str | None = None
    place: str = ""
    references: dict[str, str] = field(default_factory=dict)
    contacts: list[str] | bool = True
    signatory: str | bool = True
    title: str = ""
    orphan: bool = False
    closing_page: bool = False
    private: bool = False
    padding: int | None = None


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One mailing in outline; letters are counted from 1."""

    name: str
    senders: list[str]
    letters: list[LetterPlan]
    since: int = 0
    month: int = 0
    others: dict[str, list[str]] = field(default_factory=dict)
    recipients: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    say: dict[str, list[str]] = field(default_factory=dict)
    truth: dict[str, list[list[int]]] = field(default_factory=dict)
    tolerated: list[str] = field(default_factory=list)
    planted: list[str] = field(default_factory=list)


def load_scenarios(split: Split) -> list[Scenario]:
    """Every scenario of a split, in the order of the files."""
    found = []
    for path in sorted((FOLDER / split).glob("*.yaml")):
        notation: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
        for name, values in notation.items():
            letters = [LetterPlan(**letter) for letter in values.pop("letters")]
            found.append(Scenario(name=name, letters=letters, **values))
    return found
