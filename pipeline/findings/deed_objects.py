"""A deed in its letter → the thing it is done to, by the words around its verb, and what else its sentence names."""

import re
from typing import Final, NamedTuple

from pipeline.findings.bans import main_clause
from pipeline.findings.deeds import Deed
from pipeline.findings.direct_objects import telling
from pipeline.findings.meanings import acts_named, plain_letters
from pipeline.findings.nouns import nouns_in_order, things_named
from pipeline.findings.opposites import NOTHING, is_of_deeds, is_way, words_of_ways
from pipeline.findings.passages import Passage, sentence_before, what_stands_before
from pipeline.records import LetterRow

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
_PRONOUN: Final = re.compile(r"\b(?:l[ae]s? |en |y |l')[a-z]+$")
_PRONOUN_BEHIND: Final = re.compile(r"^ l[ae]s? votres?\b|^-(?:vous-|nous-)?(?:l[ae]s?|en|y)\b")
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
    r"(?:(?:l[ae]s?|une?|votre|vos|ce|cette|tout|toute) |l['’])?[\w-]+|\bcet{0,2}e? \w+-là\b|\b\w+ment\b"
    r"|\b(?:à la maison|à l['’]écart|à (?:notre |votre )?disposition)|\b(?:pas|plus|jamais|donc|bien|(?:vous|lui"
    r"|elle)-mêmes?)\b",
    re.IGNORECASE,
)


class Things(NamedTuple):
    """`done_to`: what the deed is done to. `named`: by its sentence. `meant`: by the subject line too."""

    done_to: Passage
    named: Passage
    meant: Passage

    @property
    def any(self) -> Passage:
        """Every thing by which a deed may be found that undoes it."""
        return self.named | self.meant


def things_of(deed: Deed, row: LetterRow) -> Things:
    """Where a pronoun stands for the thing, or nothing does, it may be what the subject line names."""
    if is_way(deed.what) or NOTHING in deed.what:
        return _things_of_way(deed, row)
    done_to, by_pronoun = _done_to(deed, row.text)
    main = main_clause(deed.sentence)
    said = main if deed.told in main else deed.sentence
    named = telling(things_named(f"{sentence_before(deed.sentence, row.text)} {said}")) | done_to
    if by_pronoun or not done_to or deed.is_of_body:
        return Things(done_to, named, named | telling(things_named(row.subject or "")))
    return Things(done_to, named, frozenset())


def _things_of_way(deed: Deed, row: LetterRow) -> Things:
    """What is done in this way, and not the way itself: «le loyer» of «le loyer se paie par chèque»."""
    ahead = sentence_before(deed.sentence, row.text)
    named, subject = (
        telling(things_named(words)) - words_of_ways(deed.what)
        for words in (f"{ahead} {deed.sentence}", row.subject or "")
    )
    return Things(named, named, named | subject)


def _done_to(deed: Deed, text: str) -> tuple[Passage, bool]:
    """What the deed is done to, and whether a pronoun stands for it."""
    told = plain_letters(deed.told)
    before, behind = deed.sentence[: deed.start], deed.sentence[deed.start + len(deed.told) :]
    if _PASSIVE.match(told) and not _IMPERSONAL.search(plain_letters(before)):
        if _SUBJECT_PRONOUN.search(plain_letters(before)):
            return telling(things_named(f"{what_stands_before(deed.sentence, text)} {before}")), True
        return _heads(_CLAUSE.split(before)[-1]) or _head(before), False
    of_it = bool(_OF_IT.search(told) or _OF_IT_BEHIND.match(behind))
    if noun := _BEFORE_NOUN.search(plain_letters(f"{before}|").rstrip("|")):  # the blank at its end is kept
        behind = _SAID_OF_NOUN.split(behind)[0]
        if noun["its"]:  # «leur envoi»
            return telling(things_named(before)) or telling(things_named(what_stands_before(deed.sentence, text))), True
    own = _head(_ASIDE.sub(" ", _CLAUSE.split(_OF_IT_BEHIND.sub("", behind))[0]), is_of_deeds(deed.what))
    if (_PRONOUN.search(told) or _PRONOUN_BEHIND.match(plain_letters(behind))) and not (of_it and own):
        ahead = what_stands_before(deed.sentence, text)
        return telling(things_named(before)) or telling(things_named(ahead)), True
    return own, False


def _heads(words: str) -> Passage:
    """Each thing of several: «les pots et les jardinières»."""
    return frozenset(thing for part in _AND.split(words) for thing in _head(part))


def _head(words: str, of_deeds: bool = False) -> Passage:
    """The first thing that is named, and no other; what somebody does, too, where the verb may be of that."""
    for noun in nouns_in_order(words):
        if (of_deeds and acts_named(noun)) or telling(frozenset({noun})):
            return frozenset({noun})
    return frozenset()
