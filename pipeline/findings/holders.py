"""Letter → whom its text names as the holder of what it is about: «ouvert au nom de Mme Roy»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.distinctions import are_told_apart, name_other_codes
from pipeline.findings.meanings import is_somebody, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.parties import may_be_one_name
from pipeline.records import LetterRow

_WORD: Final = r"(?!Madame|Monsieur|Mademoiselle|Mme|Mlle)[A-ZÀ-ÖØ-Þ](?:['’][A-ZÀ-ÖØ-Þ])?[\w-]+"
_CIVILITY: Final = r"(?:Madame|Monsieur|Mademoiselle|Mme|Mlle|M\.)"
# «Madame Roy», «Anne Roy»; a lone word without a civility may be anything
_NAME: Final = rf"(?P<name>{_CIVILITY}(?: {_WORD}){{1,3}}|{_WORD}(?: {_WORD}){{1,2}})"
_ROLE: Final = (
    r"(?:[Tt]itulaire|[Ss]ouscript(?:eur|rice)|[Aa]ssurée?|[Aa]dhérente?|[Aa]bonnée?|[Ll]ocataire|[Aa]llocataire"
    r"|[Ee]mprunteu(?:r|se)|[Pp]reneu(?:r|se)|[Cc]liente?|[Cc]otisante?|[Pp]atiente?|[Ss]ociétaire)"
)
_BESIDE: Final = (
    rf"(?: (?:et|est|unique|seule?|principale?|{_ROLE}|(?:du|de la|de l['’]|de votre|de ce|de cette) ?\w+)){{0,5}}"
)
# Also behind «Titulaire :», and not behind «M.»
_SENTENCE_END: Final = re.compile(r"(?<!\bM\.)(?<=[.!?;])\s+")
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bau nom de {_NAME}",
        rf"\b{_ROLE}{_BESIDE} ?[,:]? {_NAME}",
        rf"{_NAME}, (?:l[ae] |seule? |unique |l['’]unique )?{_ROLE}\b",
        rf"{_NAME} (?:est|en est|demeure|reste) (?:bien )?(?:l[ae] |l['’])?(?:seule? |unique )?{_ROLE}\b",
    )
)
# It is another person's, or will be: «le locataire du dessus», «l'ancien titulaire», «passera au nom de»
_OTHERS: Final = re.compile(
    r"\b(?:dess(?:us|ous)|adverses?|voisine?s?|ancienn?e?|precedente?|nouve(?:au|l|lle)s?|futur|sortante?|entrante?"
    r"|desormais|passera|transfer\w+|ced\w+|cession|succession|decede\w*|heritiers?|mandataire|procuration|co-?\w*titulaire"
    r"|conjointe?|fil(?:s|le)|enfant|autre|tiers|cheques? .{0,40}(?:ordre|nom)|pour le compte)\b"
)
_FEWEST_SHARED: Final = 1


@dataclass(frozen=True, slots=True)
class Holder:
    """A person whom a sentence of a letter names as holder."""

    letter: LetterRow
    name: str
    sentence: str


def holders_in(row: LetterRow) -> Iterator[Holder]:
    """Those of the body, each once, but for those who are or will be somebody else."""
    named: set[str] = set()
    for sentence in _SENTENCE_END.split(" ".join(body_of(row.text).split())):
        if _OTHERS.search(plain_letters(sentence)):
            continue
        for pattern in _PATTERNS:
            for m in pattern.finditer(sentence):
                if m["name"] not in named:
                    named.add(m["name"])
                    yield Holder(row, m["name"], sentence)


def differ(one: Holder, other: Holder) -> bool:
    """Whether one thing has two holders; husband and wife may both be named."""
    if may_be_one_name(one.name, other.name) or _may_be_a_couple(one.name, other.name):
        return False
    said, again = (f"{held.letter.subject or ''}. {held.sentence}" for held in (one, other))
    if name_other_codes(said, again) or are_told_apart(said, again):
        return False
    return len(_things(one) & _things(other)) >= _FEWEST_SHARED


def _things(held: Holder) -> frozenset[str]:
    """What is held, by the subject line and the sentence; not the person."""
    text = f"{held.letter.subject or ''}. {held.sentence.replace(held.name, ' ')}"
    return frozenset(thing for thing in things_named(text) if not is_somebody(thing))


def _may_be_a_couple(one: str, other: str) -> bool:
    """One last name, and not surely two of one sex."""
    if plain_letters(one).split()[-1] != plain_letters(other).split()[-1]:
        return False
    sexes = [_sex(name) for name in (one, other)]
    return not all(sexes) or sexes[0] != sexes[1]


def _sex(name: str) -> str:
    first = name.split()[0]
    return "m" if first in ("Monsieur", "M.") else "f" if re.match(_CIVILITY, first) else ""
