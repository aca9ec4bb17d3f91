"""Two halves of a word → one: whether a hyphen at the end of a line belongs to the word («rendez-» / «vous») or not."""

import re
from collections.abc import Container
from typing import Final

# fmt: off
# words that a hyphen follows by spelling: «celui-» / «ci», «rendez-» / «vous», «vingt-» / «quatre»
_FIRST_PARTS: Final = frozenset((
    "celui", "celle", "ceux", "celles", "c'est", "vis", "au", "là", "ci", "par", "quelques", "peut", "rendez", "compte",
    "grand", "grands", "mot", "mots", "chef", "chefs", "demi", "mi", "semi", "non", "ex", "avant", "après", "arrière",
    "contre", "sous", "vice", "saint", "sainte", "hors", "pied", "porte", "vingt", "trente", "quarante", "cinquante",
    "soixante", "quatre", "dix", "e", "franco", "anti", "outre", "tiers", "libre", "plus", "moins", "passe", "garde",
    "haut", "bas", "nord", "sud", "tout", "toute", "toutes", "moi", "toi", "soi", "lui", "eux", "elles", "nous", "vous",
))
# words that a hyphen precedes by spelling: «pouvez-» / «vous», «eux-» / «mêmes», «c'est-à-» / «dire»
_SECOND_PARTS: Final = frozenset((
    "vous", "nous", "même", "mêmes", "dire", "dessous", "dessus", "joint", "jointe", "joints", "jointes",
))
# these follow a hyphen only behind a verb: «remettez-» / «leur», but «va-» / «leur»; «doit-» / «elle», «annu-» / «elle»
_PRONOUNS: Final = {
    "ez": frozenset(("le", "la", "les", "lui", "leur", "moi", "en", "y")),
    "ons": frozenset(("le", "la", "les", "lui", "leur", "en", "y")),
    "t": frozenset(("il", "ils", "elle", "elles", "on", "ce")),
    "d": frozenset(("il", "elle", "on")),
}
# fmt: on
HYPHEN_SIGNS: Final = "-‐‑\u00ad¬"  # a hyphen, seen or soft; some engines print "¬"
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def join_halves(first: str, second: str, known: Container[str]) -> str | None:
    """The word whose halves end one line and begin the next, or None where they are no halves of a word.

    `first` stands without its hyphen. `known`: the words of the letter in lower case; what it spells elsewhere decides.
    """
    if len(first) < 2 or not first[-1].isalpha() or not second[:1].islower():
        return None
    head, tail = first.lower(), second.lower()
    joined, hyphened = first + second, f"{first}-{second}"
    bare = _first_word(tail)
    if head + bare in known or f"{head}-{bare}" in known:
        return joined if head + bare in known else hyphened
    return hyphened if _is_spelt_with_hyphen(head, tail, bare) else joined


def _first_word(text: str) -> str:
    match = _LETTERS.search(text)
    return match.group() if match else text


def _is_spelt_with_hyphen(head: str, tail: str, bare: str) -> bool:
    stem = re.split(r"['’«(\"]", head)[-1]
    if "-" in head or "-" in tail:  # «c'est-à-» / «dire», «Hauts-» / «de-France»
        return True
    if stem in _FIRST_PARTS or bare in _SECOND_PARTS:
        return True
    return any(stem.endswith(ending) and bare in pronouns for ending, pronouns in _PRONOUNS.items())
