"""The number of one person in two letters → whether they are about one matter, whether one is new; how it is said."""

import re
from dataclasses import replace
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.conflicts import Said, by_value, letters_of
from pipeline.findings.mailing import days_apart
from pipeline.findings.matter import may_be_same_matter, rectifies
from pipeline.findings.meanings import plain_letters
from pipeline.findings.numbered import is_same_number, squeezed
from pipeline.findings.wording import Says, capital, plain
from pipeline.records import LetterRow, Mention

_LINE: Final = re.compile(r"\b(?:ligne|compteur|point de livraison|pdl|pce|vehicule|immatriculation|logement|bail)\b")
# One who has several children, or writes for another, has several numbers; of one spouse there is one
_CHILD: Final = re.compile(
    r"(?<!revenus de )(?<!ressources de )(?<!salaire de )\b(?:votre|vos|de l') ?"
    r"(?P<who>fille|fils|enfant|aine|cadet|conjoint|epou(?:x|se)|mari|femme)\b"
)
_ONE_OF_ITS_KIND: Final = frozenset({"conjoint", "epoux", "epouse", "mari", "femme", "aine", "cadet"})
_OTHERS: Final = frozenset({"contract", "file", "invoice"})
# «Votre dossier porte maintenant le numéro ...»
_RENUMBERED: Final = re.compile(
    r"\b(?:desormais|dorenavant|maintenant|a present|remplac(?:e|ent|ant|ee?s?|era|eront)"
    r"|nouveau (?:numero|dossier))\b[^.]*$"
)
_CLAUSE: Final = 60  # characters


def are_of_one_matter(one: Said, other: Said) -> bool:
    """Neither other numbers nor lines or meters say that the letters are about two matters."""
    kin = [set(_CHILD.findall(plain_letters(said.letter.text))) for said in (one, other)]
    if any(kin) and not (kin[0] == kin[1] <= _ONE_OF_ITS_KIND):
        return False
    here, there = _without_own(one), _without_own(other)
    if not may_be_same_matter(here, there, _OTHERS) or rectifies(there) or days_apart(here, there) is None:
        return False
    lines = [{r.value for r in row.references if _LINE.search(plain_letters(r.label))} for row in (here, there)]
    return not lines[0] or not lines[1] or not lines[0].isdisjoint(lines[1])


def _without_own(said: Said) -> LetterRow:
    """The letter without the number itself, which may stand under a second label: «Titre n°», «votre numéro fiscal»."""
    own = squeezed(said.mention.value)
    return replace(said.letter, references=tuple(r for r in said.letter.references if squeezed(r.value) != own))


def is_renumbered(said: Said) -> bool:
    """Whether the letter says of the number that it is a new one: «votre numéro sera désormais le ...»."""
    parts = plain_letters(said.letter.text).split(plain_letters(said.mention.text))[:-1]
    return any(_RENUMBERED.search(before[-_CLAUSE:]) for before in parts)


def names_too(letter: LetterRow, number: Mention) -> bool:
    """Whether the number of another letter stands in this one as well."""
    return squeezed(number.value) in squeezed(letter.text)


def is_explained(one: Said, other: Said) -> bool:
    """Whether a letter puts the number right, says that it is a new one, or names both."""
    if rectifies(other.letter) or is_renumbered(one) or is_renumbered(other):
        return True
    return names_too(one.letter, other.mention) or names_too(other.letter, one.mention)


def say_several(group: tuple[Said, ...]) -> Says:
    """«Orange gives the same customer several numbers on one matter: ...»."""
    fr, en = french.Names(letters_of(group)), english.Names(letters_of(group))
    held = by_value(group, is_same_number)
    each = [f"{plain(m.text)} ({fr.letters(letters)})" for m, letters in held]
    each_en = [f"{plain(m.text)} ({en.letters(letters)})" for m, letters in held]
    sender = capital(plain(group[0].letter.sender_organisation or ""))
    return Says(
        fr=f"{sender} donne au même client plusieurs numéros dans une même affaire\N{NO-BREAK SPACE}: "
        f"{french.say_list(each)}.",
        en=f"{sender} gives the same customer several numbers on one matter: {english.say_list(each_en)}.",
    )
