"""Text → its sentences, what they are about, and whether two passages are about the same thing."""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.meanings import acts_named, is_anything, meanings_in, plain_letters

Passage = frozenset[str]
"""What the telling words of a passage mean."""

# «l'article L. 224-33» goes on
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;:])(?<![ '\u2019][LRD]\.)\s+(?=\S)|\f|\n\s*\n")

# Passages of which one says hardly more than the other are about the same; where each has words of its own they must be
# few: «Livebox non restituée après mise en demeure» and «décodeur non restitué ...» share 4 of 6 and stay apart
_MOST_OF_BOTH: Final = 0.75
_FEWEST_SHARED: Final = 2
_MOST_OBJECTS: Final = 0.66  # of the things that the shorter passage names

# A sentence that says of what it speaks by a pronoun: «Elle est à régler ...», «Sa restitution ...», «Versez-la ...»
# «Il convient de ...», «Il vous est loisible ...» point to nothing
_IMPERSONAL: Final = (
    r"il (?:convien|faut|faudra|appartien|incomb|suffi|import|y a|s'agi|(?:vous|nous|leur|en|ne) |(?:est"
    r"|sera) (?:a noter"
    r"|loisible|possible|demande|rappele|prevu|necessaire|recommande|indispensable|obligatoire))"
)
_POINTS_BACK: Final = re.compile(
    rf"^(?!(?:si|s'il|lorsqu|quand|comme|quant|pour ce|concernant|s'agissant|en ce)\b)"
    rf"[^,;:]{{1,60}}, (?!{_IMPERSONAL})(?:ils?|elles?) (?!peut|pourr)"
    rf"|^(?!{_IMPERSONAL})(?:il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci|sa|son|ses|leurs?|ce dernier"
    r"|cette derniere|merci de l[ae]s?"
    r"|veuillez l[ae]s?|cette? (?:somme|date|echeance|delai|document|piece))\b|-(?:la|le|les)\b"
    r"|\bne (?:l[ae]|les) [a-z]{2,}(?:ez|ons)\b"
    r"|(?<!-)\b(?:nous|me|vous|bien|v(?:a|ont|iendr\w+|iennent)|doi\w+|devr\w+|pe?u\w+) (?:l[ae]"
    r"|les) (?!savez|voyez)[a-z]+(?:er|ir|re|ez|ons)\b|\bl'[a-z]+(?:er|ez)\b|\bnous l'attendons\b"
    r"|\b(?:faut|faudra|peut|pouvez|doit|devez|d'|lieu d') ?en [a-z]+(?:er|ir|re)\b"
    r"|\bpour (?:l[ae]|les) (?!loyer|courrier|dossier|papier|calendrier|atelier|premier|dernier|chantier|cahier|foyer"
    r"|panier|quartier|mobilier|fichier|particulier|plaisir|loisir|avenir)[a-z]+(?:er|ir)\b"
    r"|\b(?:de|a) (?:l[ae]|les) (?:[a-z]+(?:er|ir)|rendre|[a-z]*mettre|joindre|produire|souscrire)\b"
)


@lru_cache(maxsize=4096)
def is_same_passage(one: Passage, other: Passage) -> bool:
    """Whether two passages are about the same thing: words for one act or one thing are one word."""
    shared = len(one & other)
    if shared < _FEWEST_SHARED:
        return False
    return shared == min(len(one), len(other)) or shared >= _MOST_OF_BOTH * len(one | other)


@lru_cache(maxsize=8192)
def acts_of(passage: Passage) -> frozenset[str]:
    """What somebody does in a passage."""
    return frozenset(act for meaning in passage for act in acts_named(meaning))


@lru_cache(maxsize=8192)
def same_act(one: Passage, other: Passage) -> bool | None:
    """Whether something is done in both passages that is the same; None where one of them names no act."""
    here, there = acts_of(one), acts_of(other)
    return None if not here or not there else not here.isdisjoint(there)


@lru_cache(maxsize=8192)
def objects_of(passage: Passage) -> Passage:
    """The things a passage names, without its acts and without words that may stand for anything."""
    return frozenset(meaning for meaning in passage if not acts_named(meaning) and not is_anything(meaning))


def same_object(one: Passage, other: Passage, share: float = _MOST_OBJECTS) -> bool:
    """Whether the two name the same things: all, or nearly all, of what the one names that names fewer."""
    here, there = objects_of(one), objects_of(other)
    shared = len(here & there)
    return bool(shared) and shared >= share * min(len(here), len(there))


def passage_of(sentence: str, text: str) -> Passage:
    """What a sentence of a letter is about; with the sentence before it where it only points back to that."""
    return meanings_in(sentence) | objects_of(meanings_in(what_stands_before(sentence, text)))


def what_stands_before(sentence: str, text: str) -> str:
    """The sentence that this one points back to, behind the one that that one points back to."""
    before = sentence_before(sentence, text)
    return f"{sentence_before(before, text)} {before}"


@lru_cache(maxsize=4096)
def sentence_before(sentence: str, text: str) -> str:
    """The sentence that this one points back to, «Sa perte ...», or the question that it answers; empty if neither."""
    plain = plain_letters(sentence)
    if not plain:
        return ""
    if _POINTS_BACK.search(plain):
        return sentence_ahead(plain, text)
    before = sentence_ahead(plain, text) if "?" in text else ""
    return before if before.endswith("?") else ""


def sentence_ahead(sentence: str, text: str) -> str:
    """The sentence before this one in the text; empty where it is not found."""
    plain = plain_letters(sentence)
    sentences = sentences_of(body_of(text))
    position = next((i for i, other in enumerate(sentences) if plain in plain_letters(other)), 0)
    return sentences[position - 1] if position else ""


def sentence_behind(sentence: str, text: str) -> str:
    """The sentence behind this one in the text; empty where it is not found."""
    plain = plain_letters(sentence)
    sentences = sentences_of(body_of(text))
    position = next((i for i, other in enumerate(sentences) if plain and plain in plain_letters(other)), len(sentences))
    return sentences[position + 1] if position + 1 < len(sentences) else ""


def sentences_around(sentence: str, text: str) -> str:
    """The sentences before and behind this one in the body of the letter."""
    sentences, plain = sentences_of(body_of(text)), plain_letters(sentence)
    own = [i for i, other in enumerate(sentences) if plain in plain_letters(other) or plain_letters(other) in plain]
    return " ".join(sentences[max(own[0] - 1, 0) : own[-1] + 2]) if own else ""


@lru_cache(maxsize=1024)
def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a letter's text, line breaks within them taken out."""
    return tuple(" ".join(part.split()) for part in _SENTENCE_END.split(text) if part and part.strip())


_MONTH_NAMES: Final = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
MONTHS: Final = tuple(_MONTH_NAMES.split())
_TERM: Final = "(?:an|annee|exercice|saison|campagne|rentree|printemps|ete|automne|hiver|semestre|trimestre)"
# «l'an prochain», «la saison suivante», «la prochaine rentrée»; of plain letters
NEXT_TERM: Final = rf"(?:{_TERM} (?:prochaine?|suivante?)|prochaine? {_TERM})"
_MONTH: Final = re.compile(rf"\b({'|'.join(MONTHS)})\b")
_NUMERIC_MONTH: Final = re.compile(r"\b(?:\d{1,2}[/.-])?(\d{1,2})[/.-]\d{4}\b")  # «01/2015», «31/01/2015»


def periods_of(text: str) -> frozenset[int]:
    """The months (1-12) a passage names: «facture de janvier», «du 01/01/2015 au 31/01/2015»."""
    plain = plain_letters(text)
    named = {MONTHS.index(name) + 1 for name in _MONTH.findall(plain)}
    return frozenset(named | {int(month) for month in _NUMERIC_MONTH.findall(plain)})


def are_of_two_periods(one: str, other: str) -> bool:
    """Whether both passages name months, and none in common."""
    here, there = periods_of(one), periods_of(other)
    return bool(here and there) and here.isdisjoint(there)
