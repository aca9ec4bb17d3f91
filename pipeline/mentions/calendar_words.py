"""French words for days, months and years, as printed or as Tesseract damages them → numbers."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein
from text_to_num import text2num

from pipeline.mentions.plain import read_digits

MONTHS: Final = (
    ("janvier", "janv", "jan"),
    ("fevrier", "fevr", "fev"),
    ("mars",),
    ("avril", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juill", "juil"),
    ("aout",),
    ("septembre", "sept", "sep"),
    ("octobre", "oct"),
    ("novembre", "nov"),
    ("decembre", "dec"),
)
_EXACT: Final = {form: number for number, forms in enumerate(MONTHS, start=1) for form in forms}
MONTH: Final = "(?:" + "|".join(sorted(_EXACT, key=len, reverse=True)) + ")"

# Shapes that Tesseract takes for one another, brought to one: "fevner" and "fevrier", "novernbre", "niai", "juiri"
_SHAPES: Final = (
    ("1", "i"),
    ("l", "i"),
    ("|", "i"),
    ("!", "i"),
    ("j", "i"),
    ("0", "o"),
    ("5", "s"),
    ("ri", "n"),
    ("ni", "m"),
    ("rn", "m"),
)
# Edits allowed beyond the shapes, by the month's length: "lévrier", "septemhre";
# none for "mai", since "mal", "main", "mari" are words
_SLACK: Final = {3: 0, 4: 0, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2}

_UNITS: Final = "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_TENS: Final = "vingt vingts trente quarante cinquante soixante septante octante nonante"
NUMBER_WORD: Final = (
    "(?:"
    + "|".join(sorted(f"{_UNITS} {_TENS} cent cents mille mil million millions".split(), key=len, reverse=True))
    + ")"
)
# "mille deux cent trente-quatre", "vingt et un": each step is one word, so the pattern stays linear
NUMBER_WORDS: Final = rf"{NUMBER_WORD}(?:(?:[\s-]{{1,3}}et)?[\s-]{{1,3}}{NUMBER_WORD}){{0,12}}"
DAY_WORDS: Final = (
    r"(?:premier|vingt[\s-]et[\s-]un|vingt[\s-](?:deux|trois|quatre|cinq|six|sept|huit|neuf)|vingt|"
    r"trente[\s-]et[\s-]un|trente|"
    r"dix[\s-](?:sept|huit|neuf)|dix|onze|douze|treize|quatorze|quinze|seize|deux|trois|quatre|cinq|six|sept|huit|neuf)"
)
YEAR_WORDS: Final = (
    rf"(?:deux\s{{1,2}}mille|mil(?:le)?\s{{1,2}}(?:neuf|"
    rf"huit)\s{{1,2}}cents?)(?:[\s-]{{1,3}}(?:et[\s-])?{NUMBER_WORD}){{0,4}}"
)

# "1er", "1 er", "ler", "1°'", "1°r", "01er", "I er", "1e", and "er", of which a scan lost the figure
FIRST: Final = r"(?:0?[1il|]\s?(?:er|ere|ex|e[nrt]|°['\"r]?)|0?1\s?e(?![a-z])|l?er|premier)"
_OLDEST_YEAR, _NEWEST_YEAR = 1800, 2099
_PIVOT: Final = 50  # "12 mars 98" is 1998, "13/02/15" is 2015


@lru_cache(maxsize=4096)
def read_month(printed: str) -> tuple[int, float] | None:
    """Month number and how sure (1 = spelled so) of a word in plain letters, spaces allowed; None for others."""
    word = printed.replace(" ", "").rstrip(".")
    if word in _EXACT:
        return _EXACT[word], 1.0
    shape = _shape(word)
    distances = sorted(
        (DamerauLevenshtein.distance(shape, _shape(forms[0])), n) for n, forms in enumerate(MONTHS, start=1)
    )
    (best, month), (second, _) = distances[:2]
    if best < second and best <= _SLACK[len(MONTHS[month - 1][0])] and abs(len(word) - len(MONTHS[month - 1][0])) <= 2:
        return month, 0.9 if best == 0 else 0.8
    return None


def _shape(word: str) -> str:
    for seen, meant in _SHAPES:
        word = word.replace(seen, meant)
    return word


def read_day(printed: str) -> int | None:
    """Day of the month (not checked against the month) from "13", "l3", "1er", "ler", "treize"."""
    if re.fullmatch(FIRST, printed):
        return 1
    if printed.isalpha() and not set(printed) <= set("oilsbz"):
        return read_number(printed)
    if "vingt" in printed or "trente" in printed or "dix" in printed:
        return read_number(printed)
    digits = read_digits(printed) or read_digits(printed + "0")[:-1]
    return int(digits) if digits else None


def read_year(printed: str) -> int | None:
    """Year from "2015", "2O15", "2 014", "15", "98", "deux mille quinze"."""
    if "mil" in printed:
        return read_number(printed)
    digits = read_digits(printed)
    if len(digits) == 4:
        year = int(digits)
        return year if _OLDEST_YEAR <= year <= _NEWEST_YEAR else None
    if len(digits) == 2:
        return int(digits) + (1900 if int(digits) >= _PIVOT else 2000)
    return None


@lru_cache(maxsize=4096)
def read_number(words: str) -> int | None:
    """A number written in words, in plain letters; None where it is none."""
    if words == "premier":
        return 1
    try:
        return int(text2num(" ".join(words.split()).replace("mil ", "mille "), "fr"))
    except ValueError:
        return None
