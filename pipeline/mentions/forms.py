"""Several printed forms of one sender's name → which of them agree, and which was read with least damage."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz import fuzz

from pipeline.mentions.candidates import Candidate
from pipeline.mentions.cores import core_of, is_domain
from pipeline.mentions.plain import plain
from pipeline.records import Letter

_ALIKE: Final = 78.0  # likeness of two readings of one name: «Barique Hhône-Atlantique», «Banque Rhône-Atlantique»
_SAME_WORD: Final = 80.0
_LONG_WORD: Final = 5
_CUT: Final = 0.6  # of the whole that damage may have left: «Télécom Ho» of «Télécom Horizon»
_PRINTED: Final = 0.1  # for each time a form stands in the letter, the same letter for letter
_MAX_PRINTED: Final = 3
_DOMAIN: Final = 0.1
_WHOLE: Final = 0.15  # for a form of which another is a part
_WORTH: Final = 0.1  # between forms read equally well, that of the better witness


def agree(a: Sequence[str], b: Sequence[str]) -> bool:
    """«Orange» and «ORANGE SA», «Mairie de Nolay» and «Ville de Nolay», also where one was read with damage."""
    shared = sum(any(_is_word(x, y) for y in b) for x in a)
    return shared > 0 and shared >= min(len(a), len(b)) / 2


def choose_form(letter: Letter, best: Candidate, candidates: Iterable[Candidate], domains: set[str]) -> Candidate:
    """Of all readings of the name that `best` bears, the one with the surest words that is printed most often."""
    text = plain(letter.text)
    core = " ".join(core_of(best.name))

    def sound(candidate: Candidate) -> float:
        words = letter.words_in(candidate.start, candidate.end)
        legible = sum(w.confidence for w in words) / len(words) if words else 1.0
        printed = len(re.findall(rf"(?<!\w){re.escape(plain(candidate.name))}(?!\w)", text))
        known = is_domain(candidate.name, domains)
        return legible + _PRINTED * min(printed, _MAX_PRINTED) + _DOMAIN * known + _WORTH * candidate.worth

    forms = [best, *(c for c in candidates if _is_reading(core, " ".join(core_of(c.name))))]
    cores = [" ".join(core_of(c.name)) for c in forms]
    whole = [_WHOLE * any(_is_cut(other, own) for other in cores) for own in cores]
    return max(zip(forms, whole, strict=True), key=lambda form: sound(form[0]) + form[1])[0]


def _is_reading(a: str, b: str) -> bool:
    """Whether the two differ only by damage; «Orange» and «Orange Business» are two names."""
    if a == b or not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    same_count = abs(len(a.split()) - len(b.split())) <= 1 and len(short) >= _LONG_WORD
    return _is_cut(short, long) or (same_count and not _adds_a_word(short, long) and fuzz.ratio(a, b) >= _ALIKE)


def _is_cut(short: str, long: str) -> bool:
    """«telecom ho» of «telecom horizon», not «orange» of «orange business»."""
    within = len(short) < len(long) and long.startswith(short) and long[len(short)] not in " -"
    return within and len(short) >= _CUT * len(long)


def _adds_a_word(short: str, long: str) -> bool:
    return set(short.split()) < set(long.split())


def _is_word(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= _LONG_WORD and fuzz.ratio(a, b, score_cutoff=_SAME_WORD) > 0)
