"""The sender's name as one line prints it → as most of the page spells it: small print in a footer is misread first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.mentions.candidates import Candidate
from pipeline.mentions.plain import plain
from pipeline.mentions.spelling import blur
from pipeline.records import Letter, Zone

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_FORM: Final = re.compile(r"(?:sarl|sas|sasu|sci|scp|sa|scm|eurl|la|le|les|l|me|mr|mme|dr)$")
_SCRAP: Final = 3  # letters that a drawing beside the name is read as: «ASS Eaux du Val d'Orne»
_SAME: Final = 92.0  # likeness of what stands behind the scrap to the name as another line prints it
_LONG: Final = 7  # from this length a word with one letter wrong is still itself
_BIGGER: Final = 1.2  # times: letters so much taller are read better
_ENDINGS: Final = re.compile(r"(?:es|e|s|x)$")


def agree_spelling(letter: Letter, best: Candidate, candidates: Iterable[Candidate], domains: set[str]) -> Candidate:
    """The name without the scrap of a drawing in front, each word as most spots of the page spell it."""
    bare = _without_scrap(letter, best, candidates)
    printed = _printed_words(letter)
    return replace(bare, name=_WORD.sub(lambda m: _as_most(m[0], printed, domains), bare.name))


def _without_scrap(letter: Letter, best: Candidate, candidates: Iterable[Candidate]) -> Candidate:
    first, _, rest = best.name.partition(" ")
    name = plain(rest)
    if len(first) > _SCRAP or not rest or _FORM.match(plain(first)):
        return best
    if not any(fuzz.ratio(plain(other.name), name) >= _SAME for other in candidates):
        return best
    start = letter.text.find(rest.split()[0], best.start, best.end)
    return replace(best, start=max(start, best.start), name=rest)


def _printed_words(letter: Letter) -> dict[str, list[tuple[str, float]]]:
    """Words with a capital, and those of the letterhead, by how they are spelt: as printed, with their height."""
    words: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for line in letter.lines:
        if line.zone is Zone.RECIPIENT:
            continue
        for m in _WORD.finditer(letter.line_text(line)):
            if m[0][0].isupper() or line.zone is Zone.LETTERHEAD:
                words[plain(m[0])].append((m[0], line.height))
    return words


def _as_most(word: str, printed: dict[str, list[tuple[str, float]]], domains: set[str]) -> str:
    own = plain(word)

    def votes(spelt: str) -> int:
        return len(printed.get(spelt, ())) + any(spelt in domain for domain in domains)

    def height(spelt: str) -> float:
        return max((tall for _, tall in printed.get(spelt, ())), default=0.0)

    best = max(_readings_of(own, printed), key=lambda spelt: (votes(spelt), height(spelt), spelt), default=own)
    lead = votes(best) - max(1, votes(own))
    # two letters are read as one more often than one as two
    better = height(best) >= _BIGGER * height(own) > 0 or (len(best) > len(own) and _outline(best) == _outline(own))
    if best == own or lead < 0 or (lead == 0 and not better):
        return word
    form = printed[best][0][0]
    return form.upper() if word.isupper() else form.capitalize() if word[0].isupper() else form.lower()


def _readings_of(own: str, printed: dict[str, list[tuple[str, float]]]) -> Iterator[str]:
    """Words of the page that differ from this by letters that a scan confuses, or one letter of a long word."""
    for other in printed:
        if other == own or _ENDINGS.sub("", other) == _ENDINGS.sub("", own):
            continue
        near = min(len(own), len(other)) >= _LONG and Levenshtein.distance(own, other, score_cutoff=1) <= 1
        if near or _outline(own) == _outline(other):
            yield other


def _outline(word: str) -> str:
    return blur(word).replace("rn", "m").replace("vv", "w").replace("fi", "f")
