"""Pairs of passages -> two letters of one sender, read as the pipeline reads them -> the checks that fire."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from pipeline.findings import check_mailing
from pipeline.findings.checks import CANNOT_TELL
from pipeline.mentions import find_mentions, load_language, summarise_letter
from pipeline.records import LetterRow, Mention
from tests.mentions.zoned import letter_of

_FOLDERS: Final = ("pairs", "letters")  # short letters, and whole ones
_FIRST: Final = dt.date(2015, 3, 2)
_DAYS: Final = 12


class Pair(NamedTuple):
    """What two letters say, as «subject | body»; the check that fires, or does not."""

    check: str
    fires: bool
    days: int
    first: str
    second: str


def load_pairs() -> list[Pair]:
    """Every pair of the folders, one file in each for each check."""
    return [
        Pair(path.stem, fires == "fires", held.get("days", _DAYS), *pair)
        for folder in _FOLDERS
        for path in sorted(Path(__file__).with_name(folder).glob("*.yaml"))
        for held in [yaml.safe_load(path.read_text("utf-8"))]
        for fires in ("fires", "silent")
        for pair in held[fires]
    ]


def checks_that_fire(pair: Pair, first: dt.date = _FIRST) -> dict[str, str]:
    """The code of each check that says something of the two letters, and what it says; `first`: the earlier's date."""
    read = [read_letter(pair.first, 1, first), read_letter(pair.second, 2, first + dt.timedelta(pair.days))]
    findings = check_mailing([row for row, _ in read], [m for _, mentions in read for m in mentions])
    return {f.check: f.message for f in findings if f.check != CANNOT_TELL}


def read_letter(said: str, number: int, date: dt.date) -> tuple[LetterRow, list[Mention]]:
    """«subject | body» as the row and the mentions of a letter of that date."""
    subject, bar, body = said.rpartition("|")
    letter = letter_of(
        "head | Société Exemple\nto | Madame Anne MARTIN\n"
        f"date | Dole, le {date:%d/%m/%Y}\n"
        + (f"subj | Objet : {subject.strip()}\n" if bar else "")
        + f"hello | Madame,\n\n{body.strip()}\n\nbye | Veuillez agréer, Madame, nos salutations distinguées.\n"
    )
    source = f"{number}.pdf"
    letter = replace(letter, letter_id=f"{source}#1", source=source)
    mentions = find_mentions(letter, load_language())
    row = summarise_letter(letter, mentions)
    return replace(row, sender_organisation="Société Exemple", recipient_name="Anne Martin", letter_date=date), list(
        mentions
    )
