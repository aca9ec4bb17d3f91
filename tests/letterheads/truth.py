"""<split>/<hand>/truth.yaml -> mailings laid out by others: what each letter says, and what a careful reader notices.

The hands know what each check is for and how the letters table is laid out, and have seen neither the program nor its
drawn letters: stationery, wording and truth are theirs. Beside the truth lie the letters, <mailing>/<letter>.html, and
their stylesheets, <number>.css:

    deux-contrats:                         # its name
      letters:
        01-releve:                         # in order of date
          letter_date: '2025-03-03'        # columns of the letters table; what the letter does not say is left out
          sender_organisation: [Ville de Sens, Mairie]  # either is right: the letter tells both
          references: [G-2204871]          # without the spaces they are printed with, no legal numbers (SIREN, VAT)
          deadlines: [avant le 24 mars]    # as printed
          ...
      findings:                            # none in a consistent mailing
      - {check: conflicting_amount, letters: [01-releve, 02-rappel], why: 20 € puis 30 €}
      arguable: [...]                      # on which careful readers differ: neither right nor wrong

`dev` is looked at; `test` is for hands that nobody who writes rules has looked at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from tests.mailings.write import MailingTruth
from tests.paper.corpus import Split

FOLDER: Final = Path(__file__).resolve().parent
_SHEET: Final = re.compile(r"(?<=<style>)\d+\.css(?=</style>)")


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """A check, the letters it is right to name, and why."""

    check: str
    letters: list[str]
    why: str


@dataclass(frozen=True, kw_only=True)
class Mailing:
    """Letters of one hand, by the name of their files: column -> value."""

    hand: str
    name: str
    letters: dict[str, dict[str, Any]]
    findings: list[Noticed] = field(default_factory=list)
    arguable: list[Noticed] = field(default_factory=list)

    @property
    def mailing(self) -> str:
        """Its name among those of all hands."""
        return f"{self.hand}-{self.name}"

    def page(self, letter: str, split: Split) -> Path:
        """The letter, as its hand laid it out."""
        return FOLDER / split / self.hand / self.name / f"{letter}.html"

    def html(self, letter: str, split: Split) -> str:
        """The letter in its hand's stylesheet, in whose place the file has its name: «<style>2.css</style>»."""
        page = self.page(letter, split)
        text = page.read_text("utf-8")
        return _SHEET.sub(lambda named: (page.parent.parent / named[0]).read_text("utf-8"), text)

    def truth(self) -> MailingTruth:
        """For the judge of findings; one text sent twice need not be called told twice as well."""
        numbers = {name: number for number, name in enumerate(self.letters, 1)}
        copies = [set(one.letters) for one in self.findings if one.check == "near_duplicate"]
        truth: dict[str, list[list[int]]] = {}
        tolerated = {"hard_to_read", *(one.check for one in self.arguable)}
        for one in self.findings:
            if one.check == "redundant_topic" and any(set(one.letters) <= copy for copy in copies):
                tolerated.add(one.check)
            else:
                truth.setdefault(one.check, []).append([numbers[name] for name in one.letters])
        return MailingTruth(self.mailing, list(self.letters), truth, sorted(tolerated))


def load_letterheads(split: Split) -> list[Mailing]:
    """Every mailing of a split, hand by hand."""
    return [
        _mailing(path.parent.name, name, values)
        for path in sorted((FOLDER / split).glob("*/truth.yaml"))
        for name, values in yaml.safe_load(path.read_text("utf-8")).items()
    ]


def _mailing(hand: str, name: str, values: Mapping[str, Any]) -> Mailing:
    noticed = {key: [Noticed(**one) for one in values.get(key, [])] for key in ("findings", "arguable")}
    return Mailing(hand=hand, name=name, letters=values["letters"], **noticed)
