"""The name that tells who writes → the whole of it, where a part or its initials were taken."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from pipeline.mentions.candidates import Candidate, split_parts
from pipeline.mentions.cores import core_of
from pipeline.mentions.layout import Stretch
from pipeline.mentions.organisations import can_be_name, is_department, is_institution, is_kind, is_person
from pipeline.mentions.plain import plain
from pipeline.mentions.postal import POSTCODE_TOWN, is_street
from pipeline.mentions.spelling import WordList, mend, words_of
from pipeline.records import Letter

_SMALL: Final = WordList("small_words", near=False)
_INITIALS: Final = re.compile(r"(?:[A-ZÀ-Ý]\.?){3,9}")
_MAX_MORE: Final = 5  # words that a whole name has more than its part
_MAX_LEFT_OUT: Final = 1  # words of a name whose initial is left out: «SIVO», Syndicat Intercommunal (des Eaux) ...


def make_whole(
    letter: Letter, best: Candidate, candidates: Iterable[Candidate], header: Sequence[Stretch]
) -> Candidate:
    """«SIEPC» → the name spelt out beside it; «Centre hospitalier» → with the name that the foot of the page adds."""
    if spelt := _spelt_out(letter, best, header):
        return spelt
    words = core_of(best.name)
    core = set(words)
    shown = {w for s in header if can_be_name(s.text) and not _is_place(s.text) for w in core_of(s.text)}
    wholes = [
        c
        for c in candidates
        if core < (own := set(core_of(c.name)))
        and len(own - core) <= _MAX_MORE
        and (core_of(c.name)[: len(words)] == words or is_institution(c.name))
        and (own - core <= shown or is_kind(best.name) or (best.name.islower() and c.witness == "legal line"))
        and not is_department(c.name)
        and not is_person(c.name)
    ]
    whole = max(wholes, key=lambda c: (c.worth, -c.start), default=None)
    return replace(whole, worth=best.worth) if whole and core else best


def _is_place(text: str) -> bool:
    return is_street(text) or bool(POSTCODE_TOWN.search(text))


def _spelt_out(letter: Letter, best: Candidate, header: Sequence[Stretch]) -> Candidate | None:
    if not _INITIALS.fullmatch(best.name):
        return None
    initials = plain(best.name).replace(".", "")
    for stretch in header:
        joined = letter.text[stretch.start : stretch.end] != stretch.text
        parts = [(0, len(stretch.text))] if joined else split_parts(stretch.text)
        for start, end in parts:
            part = " ".join(stretch.text[start:end].split())
            if can_be_name(part) and spells(initials, part):
                span = (stretch.start, stretch.end) if joined else (stretch.start + start, stretch.start + end)
                return Candidate(*span, mend(part), best.worth, best.witness)
    return None


def spells(initials: str, name: str) -> bool:
    """«caval», «Coopérative Agricole du Val d'Allier»: the beginnings of its words, in order, small ones or not."""
    words = [w.strip('.,;:()"') for part in words_of(plain(name)) for w in part.split("-") if w]
    return len(words) > 1 and _spell(initials, tuple(words), _MAX_LEFT_OUT)


def _spell(initials: str, words: tuple[str, ...], left_out: int) -> bool:
    if not initials:
        return sum(w not in _SMALL for w in words) <= left_out
    if not words:
        return False
    first, rest = words[0], words[1:]
    for length in range(min(len(first), len(initials)), 0, -1):
        if first.startswith(initials[:length]) and _spell(initials[length:], rest, left_out):
            return True
    small = first in _SMALL or len(first) == 1
    return (small or left_out > 0) and _spell(initials, rest, left_out - (not small))
