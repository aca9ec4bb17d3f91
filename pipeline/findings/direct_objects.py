"""An instruction in its sentence → the thing it is done to: «l'ancienne box» of «débranchez l'ancienne box dès demain».

It stands behind the verb that bids, before a verb in the passive («la box ne doit pas être débranchée»), and where a
pronoun stands for it, in what was said before; «cet appareil» is the one that the subject line names.
"""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.meanings import acts_named, is_somebody, is_transaction, plain_letters
from pipeline.findings.nouns import nouns_in_order, things_named
from pipeline.findings.passages import Passage, objects_of, sentence_ahead

# What is meant stands before: «est à conserver», «ne doit pas être ouverte», «resteront fermés»
_PASSIVE: Final = re.compile(
    r"^(?:n'|ne )?(?:(?:est|sont|sera|seront|restent?|restera|resteront|demeureront) "
    r"|(?:peut|peuvent|doit|doivent|devra|devront|pourra|pourront|saurait|sauraient|a|ont)\b.*\b(?:etre|rester)\b"
    r"|se [a-z]+$|(?:rest|demeur)(?:e|ent|era|eront)$)"
)
# «Les réfrigérateurs et congélateurs», «son bloc secteur et le boîtier»
_AND: Final = re.compile(
    r"\b(?:et|ou|ni) (?=(?:l[ae]s? |l['’]|votre |vos |son |sa |ses |leurs? |une? |des |d['’])|[^\W\d_]+\s*$)"
)
_IMPERSONAL: Final = re.compile(r"\b(?<!chez )(?:il|vous|nous|rien|y)\s*$")
_PRONOUN: Final = re.compile(r"\b(?:l[ae]s? |en |y |l' ?)[a-z]+$")
_PRONOUN_BEHIND: Final = re.compile(r"^ l[ae]s? votres?\b|^-(?:vous-|nous-|lui-)?(?:l[ae]s?|en|y)\b")
_DONE_TO: Final = re.compile(r"\betre\b")
# «Elle est à conserver», «..., et celui-ci ne doit pas être ouvert»
_SUBJECT_PRONOUN: Final = re.compile(
    r"(?:^|[,;:] |\bet )(?:elles?|ils?|celui-ci|celle-ci|ceux-ci|ce dernier|cette derniere)\s*$"
)
_OF_IT: Final = re.compile(r"\ben [a-z]+$")  # «gardez-en une copie»: it is the copy that is kept
_OF_IT_BEHIND: Final = re.compile(r"^-en\b")
# «l'ouverture de la porte n'est pas nécessaire»: told by a noun, up to the verb
_BEFORE_NOUN: Final = re.compile(r"(?:\b(?:la|le|une?|toute?|aucune?|cette|votre|(?P<its>sa|son|leur)) |\bl')$")
_SAID_OF_NOUN: Final = re.compile(
    r"\b(?:ne|n['’]|est|sont|sera|seront|serait|seraient|reste|doit|doivent|peut|peuvent|incombe)\b"
)
_CLAUSE: Final = re.compile(r"[,;:()]|\b(?:mais|car|puis)\b")
# «sans crainte», «dans la cour», «entièrement», «ce jour-là»: not what it is done to
_ASIDE: Final = re.compile(
    r"\b(?:sans|avant|après|pour|dans|sur|par|en|depuis|pendant|durant|avec|chez|dès|sous|jusqu['’](?:aux?|à))\s"
    r"(?:(?:l[ae]s?|une?|votre|vos|ce|cette|tout|toute) |l['’])?[\w-]+|\bcet{0,2}e? \w+-là\b"
    r"|(?<!\ble )(?<!\bun )(?<!\bdu )(?<!\bde )(?<!\bce )(?<!\bcet )(?<!\bson )(?<!\bl['’])(?<!\bd['’])(?<!\btout )"
    r"(?<!\bles )(?<!\bdes )(?<!\bces )(?<!\bvos )(?<!\bses )(?<!\bnos )(?<!\bvotre )(?<!\bnotre )(?<!\bleur )"
    r"(?<!\baucun )\b\w+ment\b"
    r"|\b(?:à la maison|à l['’]écart|à (?:notre |votre )?disposition)|\b(?:pas|plus|jamais|donc|bien|(?:vous|lui"
    r"|elle|eux|elles|soi|nous)-mêmes?)\b",
    re.IGNORECASE,
)
_WITH: Final = re.compile(r"^ (?:(?:pas|plus|jamais|toujours|donc) )?avec\b")  # «Ne roulez plus avec ce véhicule»
_KINDS: Final = frozenset({"papier", "materiel"})  # «un document», «l'appareil»: one of many
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
    if _THIS.match(behind):
        return _head(behind) | _things(subject)
    return done_to_in(told, before, behind, sentence_ahead(sentence, text))[0]


def done_to_in(told: str, before: str, behind: str, ahead: str, *, of_deeds: bool = False) -> tuple[Passage, bool]:
    """What a sentence says is done to what, by the words around the verb, and whether a pronoun stands for it.

    `ahead`: what the letter says before; `of_deeds`: whether what somebody does may be meant, «suspendez le paiement».
    """
    plain, plain_before = plain_letters(told), plain_letters(before)
    by_pronoun = _SUBJECT_PRONOUN.search(plain_before)
    impersonal = _IMPERSONAL.search(plain_before) and not (by_pronoun and _DONE_TO.search(plain))
    if _PASSIVE.match(plain) and not impersonal:
        if by_pronoun:  # «Il doit nous être renvoyé»; not «il est à noter»
            return _things(f"{ahead} {before}"), True
        return _heads(_CLAUSE.split(before)[-1], of_deeds) or _head(before, of_deeds), False
    of_it = bool(_OF_IT.search(plain) or _OF_IT_BEHIND.match(behind))
    if noun := _BEFORE_NOUN.search(plain_letters(f"{before}|").rstrip("|")):  # the blank at its end is kept
        behind = _SAID_OF_NOUN.split(behind)[0]
        if noun["its"]:  # «leur envoi»
            return _things(before) or _things(ahead), True
    own = _head(_ASIDE.sub(" ", _CLAUSE.split(_OF_IT_BEHIND.sub("", behind))[0]), of_deeds)
    if not own and (beside := _WITH.match(behind)):
        own = _head(_CLAUSE.split(behind[beside.end() :])[0])
    if (_PRONOUN.search(plain) or _PRONOUN_BEHIND.match(plain_letters(behind))) and not (of_it and own):
        return _things(before) or _things(ahead), True
    return own, False


def _heads(words: str, of_deeds: bool = False) -> Passage:
    """Each thing of several: «les pots et les jardinières»."""
    return frozenset(thing for part in _AND.split(words) for thing in _head(part, of_deeds))


def _head(words: str, of_deeds: bool = False) -> Passage:
    """The first thing that is named, and no other; what somebody does, too, where the verb may be of that."""
    for noun in nouns_in_order(words):
        if (of_deeds and acts_named(noun)) or telling(frozenset({noun})):
            return frozenset({noun})
    return frozenset()


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
