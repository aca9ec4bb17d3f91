"""A number under a label in one letter, in a sentence of another → whether both are of one thing, as the network reads.

«Sinistre : VT-209310», «L'événement est suivi chez nous sous le n° VT-482307»: no word is shared, and the numbers are
of one series. Two labels say themselves of what they are; `numbered.py` compares those.
"""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.affairs import are_apart
from pipeline.findings.conflicts import Said
from pipeline.findings.customer_numbers import are_of_one_matter, is_explained
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.encoded import are_numbers_of_one
from pipeline.findings.meanings import is_anything, is_somebody, plain_letters
from pipeline.findings.nouns import are_qualified_apart, nouns_in_order, things_named
from pipeline.findings.numbered import HELD, is_of_customer, is_one_of_its_kind, may_be_of_letter, of_anything
from pipeline.findings.only_ones import says_only_one
from pipeline.records import Mention

# What one has by twos: «livret n° 00068-15534» and «votre compte courant, sous le numéro 00041-77290»
_HAD: Final = re.compile(rf"\b(?P<what>{'|'.join(HELD.values())}|prelevement|mandat)s?\b")
# Rules weigh what else tells contracts and accounts apart, and find no more here
_OFTEN_TWO: Final = re.compile(rf"\b(?:{HELD['contract']}|{HELD['loan']}|{HELD['account']}|bail|carte|mandat)s?\b")
_IN_TEXT: Final = 6  # words of a sentence
_NEAREST: Final = 3  # nouns before the number


def of_a_shape(mention: Mention) -> str | None:
    """How the number is written: the places of its figures and letters, and which letters; None where it is no thing's.

    «D08TB117941» and «D08BT720264» are of one shape.
    """
    if not of_anything(mention) or may_be_of_letter(mention):
        return None
    places = re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "0", mention.value))
    return places + "".join(sorted(filter(str.isalpha, mention.value)))


def is_one_in_words(one: Said, other: Said) -> bool:
    """Whether a sentence gives its number to what the label of the other letter numbers, and nothing tells two."""
    in_words = [_is_in_sentence(said.mention) for said in (one, other)]
    if not any(in_words) or (all(in_words) and not _name_one(one, other)) or is_explained(one, other):
        return False
    if any(is_of_customer(said.mention) or _is_had_by_twos(said) for said in (one, other)):
        return False
    if _name_two(one.mention, other.mention) or not is_one_of_its_kind(one, other):
        return False
    if not are_of_one_matter(one, other):
        return False
    titles = [(said.letter.subject or "").replace(said.mention.text, " ") for said in (one, other)]
    if are_told_apart(*titles) or are_qualified_apart(one.mention.sentence, other.mention.sentence):
        return False
    if are_apart(one, other, frozenset()):
        return False
    return (not all(in_words) and _say_of_what(one, other)) or are_numbers_of_one(one, other)


def _is_had_by_twos(said: Said) -> bool:
    """Whether there may be two of what the label names, and the letter does not say «votre seul contrat»."""
    label = plain_letters(said.mention.role or "")
    held = next((m[0] for m in _OFTEN_TWO.finditer(label)), "")
    return bool(held) and not says_only_one(held.removesuffix("s"), said.letter.text)


def _name_one(one: Said, other: Said) -> bool:
    """Whether both sentences name what the number is of, by one word right before it or as what is numbered.

    «le macaron n° MR-7616», «Votre macaron de résident, délivré sous le numéro MR-3314».
    """
    if not any(map(str.isalpha, one.mention.value)):
        return False  # «n° 4471», «n° 2280»: no series
    named = [frozenset(nouns_in_order(_up_to(said))[-_NEAREST:]) for said in (one, other)]
    return any(not (is_anything(thing) or is_somebody(thing)) for thing in named[0] & named[1])


def _up_to(said: Said) -> str:
    """The sentence up to the number."""
    return said.mention.sentence.partition(said.mention.text)[0]


def _is_in_sentence(mention: Mention) -> bool:
    return len(mention.sentence.split()) > _IN_TEXT


def _say_of_what(one: Said, other: Said) -> bool:
    """Whether the label names what the sentence says it of: «Coffret : CF-51982», «le coffret porte le numéro ...»."""
    label, said = sorted((one.mention, other.mention), key=_is_in_sentence)
    return not things_named(label.role or "").isdisjoint(nouns_in_order(said.sentence))


def _name_two(one: Mention, other: Mention) -> bool:
    """Whether each names something that there may be two of, and it is another."""
    here, there = (_had_in(f"{mention.role or ''} {mention.sentence}") for mention in (one, other))
    return bool(here and there) and here.isdisjoint(there)


@lru_cache(maxsize=4096)
def _had_in(text: str) -> frozenset[str]:
    return frozenset(m["what"] for m in _HAD.finditer(plain_letters(text)))
