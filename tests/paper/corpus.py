"""splits/dev, splits/test -> the organisations, people, phrases, layouts and situations of a split.

The two folders share nothing: no organisation, no layout, no sentence. `test` is held out; rules are made on `dev`.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import yaml

FOLDER: Final = Path(__file__).resolve().parent / "splits"
Split = Literal["dev", "test"]


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Who writes, as the letterhead shows it; `references`: label -> pattern (# a digit, A a letter)."""

    name: str
    sector: str
    departments: list[str]
    address: list[str]
    city: str
    phones: list[str]
    people: list[list[str]]
    references: dict[str, str]
    anonymous: list[str] = field(default_factory=list)
    logo: str = ""
    fax: str | None = None
    email: str | None = None
    url: str | None = None
    form: str | None = None
    capital: int | None = None
    siren: int | None = None
    legal: str = "{name}, {form}{capital} - {siren} {label}"  # the line at the foot


@dataclass(frozen=True)
class People:
    """Invented persons, streets and towns to be mixed."""

    first: dict[str, list[str]]
    last: list[str]
    streets: list[str]
    towns: list[tuple[int, str]]
    phones: list[str]
    shown: dict[str, list[str]] = field(default_factory=dict)  # civility -> as the address may print it: «Mme»


@dataclass(frozen=True)
class Situation:
    """What a letter is about, for the sectors that write it; `also`: topics that may be given too.

    With `person` a person writes, to one of the other sectors or, where none is named, to anybody.
    """

    sectors: list[str]
    topics: list[str]
    subject: str
    body: str
    also: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Corpus:
    """Everything a letter of one split is made of."""

    organisations: list[Organisation]
    people: People
    situations: list[Situation]
    layouts: dict[str, dict[str, Any]]
    phrases: dict[str, list[str]]


def load_corpus(split: Split) -> Corpus:
    """Read the five files of a split."""
    read = {name: _read(split, name) for name in ("organisations", "people", "situations", "layouts", "phrases")}
    return Corpus(
        [Organisation(**o) for o in read["organisations"]],
        People(**read["people"]),
        [Situation(**s) for s in read["situations"]],
        read["layouts"],
        read["phrases"],
    )


def _read(split: Split, name: str) -> Any:
    return yaml.safe_load((FOLDER / split / f"{name}.yaml").read_text("utf-8"))
