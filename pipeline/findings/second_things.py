"""Two instructions → whether they are on two things of one kind: two cards, two levels, what the reader has beside."""

import re
from collections import defaultdict
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.meanings import plain_letters
from pipeline.records import LetterRow

# «la carte terminée par 4471», «le niveau -1», «le formulaire R2»
_NUMBERED: Final = re.compile(
    r"\b(?P<what>niveau|etage|formulaire|imprime|modele|carte|place|cave|box|lot|batiment|compteur)"
    r"(?: [a-z]{2,}){0,2}?(?: (?:n°|numero|terminee? par|finissant par))? ?(?P<code>-?\d+|[a-z]-?\d+)\b"
    r"(?! ?(?:€|eur|jours?|mois|ans|h\b|heures))"
)
# «Vous louez aussi la place 214», «Votre second véhicule»: the letter is about something beside the other's
_BESIDE: Final = re.compile(
    r"\bvous (?:louez|possedez|detenez|avez|disposez|occupez|employez) (?:egalement|aussi)\b"
    r"|\bvotre (?:second|seconde|deuxieme|autre) [a-z]+\b"
)
_THOSE: Final = re.compile(
    r"\bc(?:e|et|ette|es) (?!jour|matin|soir|nuit|moment|semaine|mois|fois|date|heure)[a-z]+-la\b"
)  # «ces nuitées-là»


def are_of_two_things(one: Said, other: Said) -> bool:
    """Whether the letters number them apart, or one letter says that it is about a second thing."""
    numbered = _numbered_in(one.letter), _numbered_in(other.letter)
    if any(numbered[0][what].isdisjoint(numbered[1][what]) for what in numbered[0].keys() & numbered[1].keys()):
        return True
    beside = [{m[0] for m in _BESIDE.finditer(_told_in(said.letter))} for said in (one, other)]
    those = [{m[0] for m in _THOSE.finditer(plain_letters(said.mention.sentence))} for said in (one, other)]
    return beside[0] != beside[1] or those[0] != those[1]


def _numbered_in(letter: LetterRow) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for m in _NUMBERED.finditer(_told_in(letter)):
        found[m["what"]].add(m["code"])
    return found


def _told_in(letter: LetterRow) -> str:
    return plain_letters(f"{letter.subject or ''}. {body_of(letter.text)}")
