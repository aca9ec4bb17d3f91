"""Text in plain letters → the dates written in it, as far as they are known, wherever they stand."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.calendar_words import DAY_WORDS, FIRST, MONTH, YEAR_WORDS, read_day, read_month, read_year
from pipeline.mentions.claims import Claims
from pipeline.mentions.plain import DIGIT, count_repairs


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written at `start:end`: what is not printed stays unknown."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    confidence: float

    @property
    def date(self) -> dt.date | None:
        """The day it names, where it names one."""
        return dt.date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    @property
    def is_real(self) -> bool:
        """Whether there is such a day (in a leap year, where the year is unknown)."""
        return self.day is None or _exists(self.year, self.month, self.day)

    @property
    def value(self) -> str:
        """ISO: `2015-02-13`, `2015-02`, or `--02-13` where no year is printed, `---05` where only the day is."""
        if self.month is None:
            return f"---{self.day:02}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}" if self.year else f"--{self.month:02}-{self.day:02}"


# A day stands alone, or hangs on its article: "le13 février"
_BEFORE: Final = r"(?:(?<![a-z0-9])|(?<=\ble)|(?<=\bdu)|(?<=\bau))(?<![0-9][.,/])"
_YEAR4: Final = rf"[12il|]{DIGIT}{{3}}(?![a-z0-9])(?![.,]\d)"
_YEAR: Final = (
    rf"(?:{_YEAR4}|2\s0[0-9]{{2}}(?![a-z0-9])|{YEAR_WORDS}"
    r"|(?:2[0o]|19)\s[0-9]{2}(?=\s?(?:[,;)\n]|\.?$|\.\s))"  # "le 13 février 20 15"
    # "Lyon, le 25 juin 97" at the end of its phrase; not "le 12 mars 20 h", "le 12 mars 15 rue"
    r"|'?[0-9]{2}(?=\s?(?:[,;)\n]|\.?$|\.\s)))"
)
_DAY: Final = rf"(?:{FIRST}|{DAY_WORDS}|[0-3oil|sz]?{DIGIT})"
_GAP: Final = r"[\s.'\"-]{0,3}"

_SEVENTEEN: Final = rf"dix-sept(?![a-z])(?!\s{MONTH})"  # "dix-sept ans" is no 10 September
# "13 février 2015", "1er mars", "treize février deux mille quinze", "13février 2015", "13-févr.-2015"
_WORDED: Final = re.compile(
    rf"{_BEFORE}(?!{_SEVENTEEN})(?P<day>{_DAY}){_GAP}(?P<month>{MONTH})(?![a-z])(?:\.?[\s,.'-]{{0,3}}(?P<year>{_YEAR}))?"
)
# "13 Févner 2015", "30 rnars 2015", "13 fév rier 2015"
_DAMAGED: Final = re.compile(
    rf"{_BEFORE}(?P<day>{_DAY}){_GAP}(?P<month>[a-z][a-z0-9|!]{{2,10}}(?:\s[a-z]{{3,6}})?)\.?\s{{0,2}}"
    rf"(?P<year>{_YEAR4}|2\s0[0-9]{{2}}(?![a-z0-9]))"
)
# "3 avriI": without a year only the letters' shapes may differ
_MISSHAPEN: Final = re.compile(
    rf"{_BEFORE}(?P<day>\d{{1,2}}) (?!{MONTH}(?![a-z]))(?P<month>[a-z][a-z0-9|!]{{3,10}})(?![a-z0-9])"
)
# "13/02/2015", "13 . 02 . 2015", "13.02 2015", "l6/O9/2Ol4", "13|02|2015"; not the act number "23/09/2021-3"
_NUMERIC: Final = re.compile(
    rf"(?<![a-z0-9])(?:(?<![0-9][./,|-])|"
    rf"(?<=[12]\d{{3}}-))(?P<day>{DIGIT}{{1,2}})\s?[./,|-]\s?(?P<month>{DIGIT}{{1,2}})(?:\s?[./,|-]\s?|"
    rf"\s)(?P<year>{_YEAR4})"
    r"(?![./]\d)(?!-\d{1,4}(?!\d|[./]\d))"
)
# "13/02/15", "13.02.15"; not section "1.2.15", not part of a telephone number
_SHORT: Final = re.compile(
    rf"(?<![a-z0-9])(?<![0-9][./,|-])(?<![0-9]\s)(?P<day>{DIGIT}{{2}}|\d(?=/))(?P<sep>[./-])(?P<month>{DIGIT}{{2}}|"
    rf"\d(?=/))(?P=sep)(?P<year>{DIGIT}{{2}})"
    r"(?![a-z0-9])(?!\s?[./-]\s?\d)(?!\s\d\d\b)"
)
# "le 5.3.15": only behind its article
_SHORTEST: Final = re.compile(
    r"(?:(?<=\ble\s)|(?<=\bdu\s)|(?<=\bau\s))(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d\d)(?![a-z0-9])(?![./-]\d)"
)
# "le 30 06 2015": the same
_SPACED: Final = re.compile(
    r"(?:(?<=\ble\s)|(?<=\bdu\s)|(?<=\bau\s)|(?<=\bdate\s:\s))(?P<day>\d\d)\s(?P<month>\d\d)\s(?P<year>(?:19|20)\d\d)"
    r"(?![a-z0-9])(?!\s?[./-]?\d)"
)
# "2015-02-13", "2015/02/13", "2015-02-13T10:22"
_ISO: Final = re.compile(
    rf"(?<![a-z0-9])(?<![0-9a-z][./-])(?P<year>[12]{DIGIT}{{3}})(?P<sep>[./-])(?P<month>{DIGIT}{{2}})(?P=sep)(?P<day>{DIGIT}{{2}})(?!(?!t\d\d:)[a-z0-9])(?![./-]\d)"
)
# "L'an deux mille douze et le neuf juin"
_DEED: Final = re.compile(
    rf"\bl'an\s(?P<year>{YEAR_WORDS}|{_YEAR4}),?\s(?:et\s)?le\s(?P<day>{_DAY})\s(?P<month>{MONTH})(?![a-z])"
)
# "février 2015", "avant fin mars 2015"
_MONTH_YEAR: Final = re.compile(rf"(?<![a-z0-9])(?<![0-9]\s)(?P<month>{MONTH})\.?\s(?P<year>{_YEAR4})")
# "le 15/08", "du 05/01 au ..."
_DAY_MONTH: Final = re.compile(
    r"(?:(?<=\ble\s)|(?<=\bdu\s)|(?<=\bau\s))(?P<day>\d\d)/(?P<month>\d\d)(?!\d|[/.,-]\s?\d|/|\s?[%€])"
)
# "votre lettre du 5 courant"
_THIS_MONTH: Final = re.compile(r"(?:(?<=\ble\s)|(?<=\bdu\s))(?P<day>1er|\d{1,2})\scourant\b")

# Numbers that need no repair: "13", "1er", "treize", "deux mille quinze"
_AS_PRINTED: Final = re.compile(rf"'?\d[\d\s]*|0?1\s?er|{DAY_WORDS}|premier|{YEAR_WORDS}")
_NUMBERS: Final = ("day", "year")
_PATTERNS: Final = (  # in order of claims, with how reliable each is on clean text
    (_DEED, 0.95),
    (_WORDED, 0.97),
    (_DAMAGED, 0.9),
    (_NUMERIC, 0.96),
    (_ISO, 0.96),
    (_SHORT, 0.88),
    (_SHORTEST, 0.85),
    (_SPACED, 0.8),
    (_MISSHAPEN, 0.8),
    (_MONTH_YEAR, 0.9),
    (_DAY_MONTH, 0.7),
    (_THIS_MONTH, 0.8),
)
_SHAPES_ONLY: Final = 0.9
_REPAIR: Final = 0.93  # what each repaired character leaves of the confidence
_NO_YEAR: Final = 0.9


def find_written_dates(text: str) -> list[WrittenDate]:
    """Dates in `text` (plain letters), none over another, in order."""
    dates: list[WrittenDate] = []
    claims = Claims(len(text))
    for pattern, confidence in _PATTERNS:
        for m in pattern.finditer(text):
            date = _read(m, confidence)
            if date and claims.take(date.start, date.end):
                dates.append(date)
    return sorted(dates, key=lambda d: d.start)


def _read(m: re.Match[str], confidence: float) -> WrittenDate | None:
    """The date a match means, or None where there is no such day: nothing is invented."""
    parts = {name: part for name, part in m.groupdict().items() if part}
    year = read_year(parts["year"]) if "year" in parts else None
    month, sure = _read_month(parts["month"]) if "month" in parts else (None, 1.0)
    day = read_day(parts["day"]) if "day" in parts else None
    if ("year" in parts and not year) or ("month" in parts and not month):
        return None
    if "day" in parts and not (day and _exists(year, month, day)):
        return None
    if not year and month and sure < _SHAPES_ONLY:
        return None  # "12 nombre", "2 mardi"
    if not year and not any(c.isdigit() for c in parts["day"]) and not _AS_PRINTED.fullmatch(parts["day"]):
        return None  # "il mars", "lo mai": letters alone vouch for no day
    repairs = sum(
        count_repairs(part) for name, part in parts.items() if name in _NUMBERS and not _AS_PRINTED.fullmatch(part)
    )
    sure *= _REPAIR**repairs * (1.0 if year else _NO_YEAR)
    return WrittenDate(m.start(), m.end(), year, month, day, confidence * sure)


def _read_month(printed: str) -> tuple[int | None, float]:
    if len(printed) <= 2:
        return read_day(printed), 1.0
    return read_month(printed) or (None, 0.0)


def _exists(year: int | None, month: int | None, day: int) -> bool:
    """Whether there is such a day; where the year is unknown, in a leap year."""
    try:
        dt.date(year or 2000, month or 1, day)
    except ValueError:
        return False
    return True
