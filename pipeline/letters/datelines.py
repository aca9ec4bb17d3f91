"""A line's text → whether it is a date line: «Toulon, le 13 février 2015», «Fait à Rennes, le 04/06/2022»."""

import re
from typing import Final

from rapidfuzz.distance import Levenshtein

from pipeline.letters.spelling import WORD, fold

# fmt: off
_MONTHS: Final = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre", "janv", "fev", "sept", "oct", "nov", "dec",
)
# small words that may stand before the date of a date line: «Fait à Lyon, le», «Villeneuve sur Lot, le vendredi»
_BEFORE: Final = frozenset((
    "fait", "etabli", "date", "a", "au", "aux", "le", "la", "les", "ce", "en", "sur", "sous", "de", "des", "d", "l",
    "edition", "emission", "envoi", "impression", "expedition", "courrier", "lettre",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
))
# fmt: on
_NOT_BEFORE: Final = frozenset(
    ("du", "ne", "nee", "n", "no")
)  # «lettre du 3 mai 2015», «né le 4 mars 1951», «n° 23/09/2021-3»
_LABELS: Final = frozenset(("date", "fait", "le", "a"))  # «Date : 13/02/2015»
# «13 février 2015», «1er mars 2015»; a typewriter's «I7 Juin I864»
_WRITTEN: Final = re.compile(r"\b[\dIilOo]{1,2}\s?(?:er|ère|°|e)?\s?([^\W\d_]{3,10})\.?\s?[\dIilOo]{4}\b")
_NUMERIC: Final = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})\b(?![-/.]\d)"
)  # no «06.00.00.40.17»
_OPEN: Final = re.compile(r"[A-ZÀ-Ý][^\d,:;.]{1,40}, ?[Ll]e\W*$")  # «Paris, le ........», to be filled in
# «LYON, Fa Avril 1858», «8 Janvier 19149»: the day or the year is lost, the line is none the less the date's
_DAMAGED: Final = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’ -]{2,30}, ?(?:[Ll]e )?\S{1,3}|(?:[Ll]e )?[\dIilOo]{1,2}) ([^\W\d_]{3,10})\.? [12Iil]\d{3,4}[ .]*"
)
_HOUR: Final = re.compile(r"\d\s?h\b|\d\s?h\d", re.IGNORECASE)  # «Mardi 8 avril 2025 à 17 h 30»: a meeting
# «quimper, le 22 septembre 2025», all in small letters by design
_SMALL_TOWN: Final = re.compile(r"[^\W\d_]{2,15}(?:-[^\W\d_]{1,15}){0,4}, le ")
# «Rennes, le 17 juillet 2025 – Dossier n° 2025-038», «Nos réf. : AB/12 | Lyon, le 3 mars 2025»
_BESIDE: Final = re.compile(r"\s[–—|·•/-]\s")
_FILED: Final = re.compile(
    r"\W*(?:[nv]/?\s?|nos |vos |notre |votre )?(?:ref|dossier|n[°o]|numero|client|contrat|compte|affaire|facture"
    r"|page|sinistre)\b[^,;]{0,40}$"
)
_MOST_PARTS: Final = 4
_LONGEST: Final = 90  # signs
_LONGEST_BEFORE: Final = 7  # words: «Fait à Saint-Germain en Laye, le vendredi»
_LONGEST_AFTER: Final = 6  # signs: a full stop, a speck
_LONG_MONTH: Final = 6  # two letters of a longer name may be wrong: «févner»; one of any but the shortest


def is_date_line(text: str) -> bool:
    """Whether a date and its place are all that the line says, a number of the file beside them aside."""
    if len(text) > _LONGEST:
        return False
    parts = _BESIDE.split(text)
    if 1 < len(parts) <= _MOST_PARTS:
        dated = [part for part in parts if _is_dated(part)]
        others = [part for part in parts if part not in dated]
        if len(dated) == 1 and all(_FILED.match(fold(part)) for part in others):
            return True
    return _is_dated(text)


def _is_dated(text: str) -> bool:
    written = _WRITTEN.search(text)
    match = written if written and _is_month(written.group(1)) else _NUMERIC.search(text)
    if match is None:
        damaged = _DAMAGED.fullmatch(text.strip())
        return bool(_OPEN.match(text)) or (damaged is not None and _is_month(damaged.group(1)))
    before, after = text[: match.start()], text[match.end() :]
    if _SMALL_TOWN.fullmatch(before) and not after.strip():
        return True
    words = [fold(word) for word in WORD.findall(before)]
    if words[-2:] == ["date", "du"]:  # «En date du 3 avril 2021»
        words, before = words[:-2], ""
    if _HOUR.search(after) or len(after.strip(" .,;-_|")) > _LONGEST_AFTER or len(words) > _LONGEST_BEFORE:
        return False
    if any(sign.isdigit() for sign in before) or (":" in before and words and words[0] not in _LABELS):
        return False
    return all(_may_precede(word) for word in WORD.findall(before))


def _may_precede(word: str) -> bool:
    """Part of a place, or one of its small words; "ie" is a misread "le"."""
    plain = fold(word)
    return plain not in _NOT_BEFORE and (plain in _BEFORE or word[0].isupper() or len(plain) <= 2)


def _is_month(word: str) -> bool:
    """As spelt, or nearly: «aoùt», «févner»; asked of words between a day and a year only."""
    plain = fold(word).rstrip(".")
    return any(Levenshtein.distance(plain, month, score_cutoff=2) <= _wrong_letters(month) for month in _MONTHS)


def _wrong_letters(month: str) -> int:
    return 2 if len(month) > _LONG_MONTH else int(len(month) > 3)
