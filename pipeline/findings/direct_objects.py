"""An instruction in its sentence → the thing it is done to: «l'ancienne box» of «débranchez l'ancienne box dès demain».

It stands behind the verb that bids, before a verb in the passive («la box ne doit pas être débranchée»), and where a
pronoun stands for it, in what was said before; «cet appareil» is the one that the subject line names.
"""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.meanings import is_somebody, is_transaction, plain_letters
from pipeline.findings.nouns import nouns_in_order, things_named
from pipeline.findings.passages import Passage, objects_of, sentence_ahead

# «est à conserver», «ne doit pas être signée», «n'est pas à renvoyer»: what is meant stands before
_PASSIVE: Final = re.compile(
    r"^(?:n'|ne )?(?:(?:est|sont|sera|seront|reste|restent) |(?:peut|peuvent|doit|doivent|devra|devront)\b.*\betre\b)"
)
_IMPERSONAL: Final = re.compile(r"\b(?:il|vous|nous|rien|y)\s*$")
_HE: Final = re.compile(r"(?:^|[,;:] )(?:elles?|ils?|celui-ci|celle-ci)\s*$")
_DONE_TO: Final = re.compile(r"\betre\b")
_CLAUSE: Final = re.compile(r"[,;:()]|\b(?:et|mais|car|puis|ou)\b")
_KINDS: Final = frozenset({"papier", "materiel"})  # «un document», «l'appareil»: one of many
_PRONOUN: Final = re.compile(r"^-(?:vous-|nous-|lui-)?(?:l[ae]|les|en|y)\b")
_PRONOUN_BEFORE: Final = re.compile(r"\b(?:l[ae]s? |en |l' ?)[a-z]+$")
_THIS: Final = re.compile(r"^\W*(?:pas |plus )?(?:de )?(?:ce|cet|cette|ces)\b")


def direct_objects(said: Said) -> Passage:
    """What the act is done to: one thing, or a few where the sentence does not tell which; nothing that any bill is."""
    mention = said.mention
    return _objects(mention.text, mention.sentence, said.letter.text, said.letter.subject or "")


@lru_cache(maxsize=4096)
def _objects(told: str, sentence: str, text: str, subject: str) -> Passage:
    sentence, told = (" ".join(part.replace("’", "'").split()) for part in (sentence, told))
    if not told or (at := sentence.find(told)) < 0:
        return frozenset()
    before, behind = sentence[:at], sentence[at + len(told) :]
    plain = plain_letters(told)
    passive, ahead = _PASSIVE.match(plain), plain_letters(before)
    if passive and _HE.search(ahead) and _DONE_TO.search(plain):
        return _things(sentence_ahead(sentence, text))  # «Il doit nous être renvoyé»
    if passive and not _IMPERSONAL.search(ahead):
        return _head(_CLAUSE.split(before)[-1]) or _head(before)
    if _PRONOUN.match(behind) or _PRONOUN_BEFORE.search(plain):
        return _things(before) or _things(sentence_ahead(sentence, text))
    if _THIS.match(behind):
        return _head(behind) | _things(subject)
    return _head(behind)


def _head(words: str) -> Passage:
    """The first thing that is named, and no other."""
    return next((one for noun in nouns_in_order(words) if (one := telling(frozenset({noun})))), frozenset())


def _things(words: str) -> Passage:
    return telling(things_named(words))


@lru_cache(maxsize=8192)
def telling(things: Passage) -> Passage:
    """Without acts, bills, persons and what may be any of many."""
    return frozenset(
        thing
        for thing in objects_of(things)
        if thing not in _KINDS and not is_transaction(thing) and not is_somebody(thing)
    )
