"""Sentence → the things its nouns name, and what is said of them: what a sum or a limit is for, without the verbs.

«La mutation est assortie d'une indemnité de déménagement» and «l'indemnité de déménagement qui vous est accordée»
share what their nouns name; «assortie» and «accordée» only link the sum to it. A noun is known by the small word in
front of it; what stands right behind it and ends as a participle or an adjective qualifies it: «carte perdue».
"""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.meanings import (
    acts_named,
    is_anything,
    is_thing,
    meaning_of,
    plain_letters,
    with_phrases,
    words_of_list,
)
from pipeline.findings.passages import Passage

_QUALIFIES: Final = re.compile(
    r"(?:é|ée|és|ées|ue|ues|us|ie|ies|ique|iques|aires?|oires?|el|els|elle|elles|al|ale|ales|aux|if|ifs|ive|ives"
    r"|ière|ier"
    r"|iers|ières|eux|euse|euses|able|ables|ible|ibles|ants?|antes?|ents?|entes?|écrite?s?"
    r"|éens?|éennes?)$"
)
_NO_QUALIFIER: Final = re.compile(
    r"(?:im|ap|in|ex|com)?pli?que|indique|implique|continue|attribue|constitue|peut|sont|ont|seront|devront"
    r"|peuvent|doivent"
    r"|est|suivant\w*|compter|vous|nous|tous|plus|dus?|due?s|venue?s?|prévue?s?|fixée?s?|demandée?s?|accordée?s?"
    r"|mentionnée?s?"
    r"|(?:sign|accept|approuv|dat|valid|paraph|rempli|certifi"
    r"|libell|barr|endoss|complét)[ée]?e?s?"  # as what it comes back, not which one
    r"|\w+ement|\w+(?:er|ir|oir)ont|\w+aient|reste|exige\w*"
)
_OF: Final = frozenset({"de", "d'", "du", "des", "la", "l'", "votre", "vos", "notre", "nos"})
_BEHIND: Final = frozenset({"est", "sont", "sera", "seront", ",", "."})
_WILL: Final = re.compile(r"\wr(?:a|ont|ait|aient)$")
_TO_DO: Final = frozenset({"d'", "de", "a", "pour", "sans"})
_BIDS: Final = frozenset({"merci", "permet", "permettent", "convient", "afin", "possible", "necessaire", "suffit"})
_BEFORE_VERBS: Final = frozenset({"vous", "nous", "lui", "leur", "se", "s'", "y", "en", "ne", "n'", "ete", "etre"})
_NO_KIND: Final = frozenset(map(meaning_of, ("origine", "appareil")))  # «l'emballage d'origine»: of which there is one
_NO_THING: Final = frozenset({"pay", "send"})  # «le paiement», «l'envoi»: of whatever
_VERB_FORM: Final = re.compile(
    r"(?!nez|rez|gaz)\w{2,}ez(?:-\w+)*|\w+er(?:ons|ont)|(?:re|ad|per|pro|trans|sou|com)?mettre|(?:r|dec|rec)?ouvrir"
    r"|(?:ob|re|dé|main|con|appar|sou)?tenir|(?:pre|par|inter|con|re|de)?venir|(?:at|en|é)tendre|(?:re|ap|com|sur)?prendre"
)
_TOKEN: Final = re.compile(r"[^\W\d_]+'|[^\W\d_]+(?:-[^\W\d_]+)*|[.,;:()]|\d+")


@lru_cache(maxsize=8192)
def things_named(text: str) -> Passage:
    """What the nouns of a passage mean; payments and words that may stand for anything are left out."""
    return frozenset(meaning for meaning, _ in _nouns(text))


def nouns_in_order(text: str) -> tuple[str, ...]:
    """What the nouns mean, in order, acts among them: «règlement» as well."""
    return tuple(meaning for meaning, _ in _nouns(text, every=True))


def _is_verb(plain: list[str], number: int) -> bool:
    """«l'aurez», «en coupant», a number: no noun, for all that the word in front of it is one that nouns have."""
    word = plain[number]
    before = plain[max(0, number - 3) : number]
    if before[-1:] == ["en"] and (word.endswith("ant") or (before[-2:-1] and before[-2] in _TO_DO)):
        return True  # «en coupant», «d'en déduire»
    if (word.endswith("ons") and "nous" in before) or (
        before[-1:] in (["d'"], ["de"]) and before[-2:-1] and before[-2] in _BIDS
    ):
        return True  # «nous lui en virons», «merci d'apporter»
    if before[-1:] == ["en"] and (_WILL.search(word) or plain[number + 1 : number + 2] in (["un"], ["une"])):
        return True  # «il vous en coûtera», «l'accueil en refait une»
    return word.isdigit() or bool(_VERB_FORM.fullmatch(word))


@lru_cache(maxsize=8192)
def _nouns(text: str, *, every: bool = False) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each noun's meaning, with what qualifies it."""
    tokens = _TOKEN.findall(with_phrases(text.replace("’", "'").replace("\n", " ")))
    plain = [plain_letters(token) for token in tokens]
    found: list[tuple[str, frozenset[str]]] = []
    expects = True  # the first word of a sentence may be a noun: «Carte perdue : 9 €»
    for number, word in enumerate(plain):
        if word in words_of_list("before_nouns"):
            expects = True
        elif expects and word in words_of_list("adjectives"):
            continue
        elif expects:
            expects = False
            meaning = meaning_of(word) if len(word) > 2 and not _is_verb(plain, number) else ""
            if meaning and (every or not (acts_named(meaning) & _NO_THING or is_anything(meaning))):
                found.append(
                    (meaning, _qualifiers(tokens[number + 1 : number + 3]) or _complement(plain[number + 1 :]))
                )
        elif _is_apposed(plain, number) and not _QUALIFIES.search(tokens[number]):
            found.append((meaning_of(word), frozenset()))  # «le forfait ménage est ...»
        elif is_thing(meaning := meaning_of(word)) and not _QUALIFIES.search(tokens[number]):
            found.append((meaning, frozenset()))  # «la franchise vol»
    return tuple(found)


def _is_apposed(plain: list[str], number: int) -> bool:
    """Whether the word stands between a noun and the verb, or ends the sentence, and is no verb of the lexicon."""
    meaning = meaning_of(plain[number]) if plain[number].isalpha() else ""
    return bool(
        meaning
        and not acts_named(meaning)
        and plain[number - 1] not in _BEHIND | _BEFORE_VERBS
        and plain[number + 1 : number + 2]
        and plain[number + 1] in _BEHIND
    )


def _qualifiers(behind: list[str]) -> frozenset[str]:
    held = set()
    for token in behind:
        if not _QUALIFIES.search(token) or _NO_QUALIFIER.fullmatch(token):
            break
        held.add(meaning_of(plain_letters(token)))
    return frozenset(filter(None, held))


def _complement(behind: list[str]) -> frozenset[str]:
    """The noun that follows by «de»: «taxe d'aménagement»."""
    small = 0
    while small < len(behind) and behind[small] in _OF:
        small += 1
    if not small or behind[0] in ("la", "l'") or small == len(behind):
        return frozenset()
    return frozenset(filter(None, [meaning_of(behind[small])])) if behind[small][0].isalpha() else frozenset()


@lru_cache(maxsize=8192)
def _qualified(text: str) -> dict[str, frozenset[str]]:
    """What qualifies each thing, wherever it is named."""
    held: dict[str, frozenset[str]] = {}
    for thing, qualifiers in _nouns(text):
        held[thing] = held.get(thing, frozenset()) | (qualifiers - _NO_KIND)
    return held


def qualifiers_of(thing: str, text: str) -> frozenset[str]:
    """What a passage says of a thing right behind it: «annuel», «de retour»."""
    return _qualified(text).get(thing, frozenset())


def are_qualified_apart(one: str, other: str) -> bool:
    """Whether one thing that both name is one kind here and another there: «carte perdue», «carte renouvelée»."""
    here, there = _qualified(one), _qualified(other)
    every = things_named(one), things_named(other)
    for thing in here.keys() & there.keys():
        own, others = (
            {word for word in words if not is_anything(word)}
            for words in (here[thing] - every[1], there[thing] - every[0])
        )
        if own and others and own.isdisjoint(others):
            return True
    return False
