"""A stretch of a line → the person it names, civility apart: «Docteur Hélène VASSEL», «R. CHASSAING», «Mme Le Roy»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.mentions.plain import plain
from pipeline.mentions.spelling import WordList, mend, words_of
from pipeline.records import Letter, PlacedWord

# «Mme», «M.», «Docteur»: «PrDURAND» has lost its space, «M:» its stop
CIVILITY: Final = re.compile(
    r"(?<!\w)(?:(?:Monsieur|Madame|Mademoiselle|Messieurs|Mesdames|Ma[iî]tre|Docteure?|Professeure?"
    r"|MONSIEUR|MADAME|MADEMOISELLE|MA[IÎ]TRE|DOCTEUR|PROFESSEUR)(?!\w)"
    r"|(?:P[èe]re|S(?:œ|oe)ur|Fr[èe]re|Abb[ée]|Monseigneur)(?=\s+[A-ZÀ-Ý])"
    r"|(?:MM|Mrs?|Mmes?|MME|MR|Mlles?|MLLE|Mgr|Dr|DR|Pr|PR|Me|ME|M)(?:[.:](?!\w{1,2}\.)|(?=\s+[A-ZÀ-Ý]))"
    r"|(?:Mme|Mlle|Dr|Pr)(?=[A-ZÀ-Ý]{2}))"
    r"\.?[\s:]*(?:et\s+(?:Madame|Mme|Monsieur|M)\b\.?\s*)?"
)

# the same in running text: «nomination de monsieur Ludovic SERVIN»
_CIVILITY_IN_TEXT: Final = re.compile(
    rf"(?:(?<!\w)(?:monsieur|madame|mademoiselle|maître|docteur)\s+|{CIVILITY.pattern})"
)

PARTICLES: Final = WordList("particles", near=False)

# Words that look like a name because they begin with a capital, and never are one
NOT_A_NAME: Final = WordList("not_a_name", near=False)  # «Françoise» is near «française»

_APOSTROPHE = "['’]"
# «Thouveny», «DUCHEMIN», «Jean-Pierre», «D'Alembert», «d'Ormesson», «P.», «J.-P.», «Ern.»
_NAME_TOKEN: Final = re.compile(
    rf"(?:(?:[dl]{_APOSTROPHE})?[A-ZÀ-ÝŒÆ](?:[\wÀ-ÿ]|{_APOSTROPHE}(?=\w)){{0,30}}(?:[-‐‑][\wÀ-ÿ]{{1,30}}){{0,3}}|[A-ZÀ-Ý]\.(?:[-‐‑]?[A-ZÀ-Ý]\.)*|[A-Z][a-zé]{{1,3}}\.)"
)
_FOLLOWING: Final = re.compile(
    rf"(?:(?:{_NAME_TOKEN.pattern}|[dl]['’]|des?|du|la|le|van|von)[ \n]+){{0,4}}{_NAME_TOKEN.pattern}"
)
_EDGES: Final = " \t_.,;:*\"'’‘|()[]<>«»~=—–-+/\\°•·"
_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Ý][a-zà-ÿ]{2})")  # «AntoineRouvier»
_VOWELS: Final = re.compile(r"[aeiouyœæ]")
_SURNAME: Final = re.compile(r"(?:[A-ZÀ-Ý][a-zà-ÿœ]{2,}|[A-ZÀ-ÝŒ]{3,})(?:[-'’](?:[A-ZÀ-Ý][a-zà-ÿœ]+|[A-ZÀ-ÝŒ]{2,}))?")
_MIN_SURNAME: Final = 3
_CIVILITIES: Final = ("Monsieur", "Madame", "Mademoiselle", "MONSIEUR", "MADAME")
_MIN_CIVILITY: Final = 6
_MIN_WORD: Final = 3  # letters; dirt is mostly read as words of one or two
_GARBAGE: Final = 0.35  # mean confidence of the words: below, a line with the shape of a name is dirt
_CLEAR: Final = 0.85
_MAX_TOKENS: Final = 6  # «Solène Le Dantec de Rosny» has five
_MAX_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Person:
    """A named person: `text[start:end]` of what was looked at, civility included; `name` without it."""

    start: int
    end: int
    name: str
    civil: bool


def find_person(text: str) -> Person | None:
    """The person whom the whole of `text` names, noise at its edges aside; None for anything else."""
    start = len(text) - len(text.lstrip(_EDGES))
    end = len(text.rstrip(_EDGES))
    if text[end : end + 1] == "." and re.search(r"(?:^|[\s.-])[A-Z]$", text[:end]):  # «Martin P.» keeps its stop
        end += 1
    if start >= end or end - start > _MAX_NAME:
        return None
    civility = CIVILITY.match(text, start, end)
    name_start = civility.end() if civility else start
    if CIVILITY.search(text, name_start + 1, end):  # «Pr Durand Pr Meyer» are two
        return None
    name = _name(text[name_start:end], civil=civility is not None)
    return Person(start, end, name, civility is not None) if name else None


def mend_civility(name: str) -> str:
    """«Madarne Marion Barbazan» → «Madame Marion Barbazan»."""
    first, space, rest = name.partition(" ")
    if not space or CIVILITY.match(name) or len(first) < _MIN_CIVILITY:
        return name
    near = [c for c in _CIVILITIES if DamerauLevenshtein.distance(c, first, score_cutoff=2) <= 2]
    return f"{near[0]} {rest}" if len(near) == 1 else name


def is_legible_name(name: str, words: Sequence[PlacedWord]) -> bool:
    """Whether a line may name somebody at all: not «(te», «n on», «>aen»; a word with a capital, or clearly read."""
    sure = sum(w.confidence for w in words) / len(words) if words else 1.0
    full = [w for w in re.findall(r"[^\W\d_]+", name) if len(w) >= _MIN_WORD]
    if any(w[0].isupper() for w in full):
        return sure >= _GARBAGE
    return sure >= _CLEAR and (len(full) > 1 or name.isupper())


def is_surname(text: str) -> bool:
    """«MARSAUX», «Marsaux», «Marie»: one word that may be the name of who signs a private letter."""
    if len(text.split()) != 1 or text in NOT_A_NAME or _is_particle(text):
        return False
    letters = text.rstrip(".")
    return len(letters) >= _MIN_SURNAME and bool(_SURNAME.fullmatch(letters)) and bool(_VOWELS.search(plain(letters)))


def persons_named(letter: Letter) -> list[tuple[int, str]]:
    """Where the letter names somebody, and how: «Monsieur Ludovic SERVIN» anywhere, a name alone on its line."""
    named = []
    for m in _CIVILITY_IN_TEXT.finditer(letter.text):
        tokens = _FOLLOWING.match(letter.text, m.end())
        for end in sorted({t.end() for t in re.finditer(r"\S+", tokens[0])}, reverse=True) if tokens else ():
            if person := find_person(f"M. {letter.text[m.end() : m.end() + end]}"):
                named.append((m.start(), person.name))
                break
    for line in letter.lines:
        text = letter.line_text(line)
        behind = text.rfind(":") + 1  # «Affaire suivie par : Nadia BENKACEM»
        if person := find_person(text[behind:]):
            named.append((line.start + behind + person.start, person.name))
    return named


def split_persons(text: str) -> list[tuple[int, int]]:
    """Where one stretch may name several: «Fabrice Loubet et Diane Sarrat», «Pr DURAND Pr MEYER»."""
    cuts = [(m.start(), m.end()) for m in re.finditer(r"\s+(?:et|&)\s+(?=[A-ZÀ-Ý])|\s*/\s*(?=[A-ZÀ-Ý][a-zà-ÿ])", text)]
    cuts += [(m.start(), m.start()) for m in CIVILITY.finditer(text) if m.start() and text[m.start() - 1].isspace()]
    spans, here = [], 0
    for left, right in [*sorted(cuts), (len(text), len(text))]:
        if left >= here:
            spans.append((here, left))
            here = right
    return spans


def _name(text: str, *, civil: bool) -> str | None:
    text = _CAMEL.sub(" ", text) if " " not in text.strip() else text
    tokens = mend(text).split()
    if not 1 <= len(tokens) <= _MAX_TOKENS or (len(tokens) == 1 and not civil):
        return None
    bearing = [t for t in tokens if not _is_particle(t)]
    if not bearing or any(w in NOT_A_NAME for t in bearing for w in words_of(t)):
        return None
    if not all(_NAME_TOKEN.fullmatch(t) for t in bearing) or _is_particle(tokens[-1]):
        return None
    if _is_particle(tokens[0]) and not (civil or tokens[0][0].isupper()):
        return None
    if not civil and not _is_likely(bearing):
        return None
    return " ".join(tokens)


def _is_particle(token: str) -> bool:
    return plain(token).rstrip("'") in PARTICLES and not token.endswith(".")


def _is_likely(tokens: list[str]) -> bool:
    """Two words or a word and an initial, one of them long enough and pronounceable: not «Za PA Bu», not «A. B.»."""
    full = [t for t in tokens if len(t.strip(".-")) >= 3 and _VOWELS.search(plain(t)) and not t.endswith(".")]
    short = sum(1 for t in tokens if t not in full and not re.search(r"\.$", t))
    return bool(full) and len(tokens) >= 2 and short < max(2, len(full))
