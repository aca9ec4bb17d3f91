"""What a message says, in each language, and what both languages share."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.records import Language, LetterRow, Mention

CURRENCIES: Final[dict[str, str]] = {"EUR": "€", "USD": "$", "GBP": "£", "FRF": "F"}
_LONGEST: Final = 80  # characters of a name or a quotation


@dataclass(frozen=True, slots=True)
class Says:
    """One sentence, in French and in English."""

    fr: str
    en: str

    def in_language(self, language: Language) -> str:
        """The sentence in that language."""
        return self.fr if language == "fr" else self.en


def plain(text: str) -> str:
    """One line without control or direction characters, cut to a readable length."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    line = " ".join(kept.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def capital(sentence: str) -> str:
    """The sentence with its first letter raised."""
    return sentence[:1].upper() + sentence[1:]


def say_phone(number: str) -> str:
    """«+33494123456» -> «04 94 12 34 56»; short and foreign numbers as they are."""
    if not re.fullmatch(r"\+33\d{9}", number):
        return plain(number)
    return "\N{NO-BREAK SPACE}".join(re.findall("..", "0" + number[3:]))


def file_and_page(one: LetterRow | Mention) -> str:
    """«lettre.pdf, page 1»."""
    page = one.page_start if isinstance(one, LetterRow) else one.page
    return f"{plain(one.source.rsplit('/', 1)[-1])}, page {page}"


def by_day(letters: Iterable[LetterRow]) -> list[list[LetterRow]]:
    """Letters of one date together, in the order of the first of each."""
    days: dict[dt.date | None, list[LetterRow]] = {}
    for letter in letters:
        days.setdefault(letter.letter_date, []).append(letter)
    return list(days.values())


class DatesOf:
    """The dates of the letters of one finding: where two bear the same, file and page tell them apart."""

    def __init__(self, letters: Iterable[LetterRow]) -> None:
        self._dates = Counter(letter.letter_date for letter in {row.letter_id: row for row in letters}.values())

    def is_dated_alone(self, letter: LetterRow) -> bool:
        """Whether its date is enough to name the letter."""
        return letter.letter_date is not None and self._dates[letter.letter_date] == 1
