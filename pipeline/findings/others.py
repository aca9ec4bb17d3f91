"""Two passages of two letters → whether each names a thing of which the other letter never speaks.

«Une franchise de 160 € pour le vol» and «une franchise de 320 € pour l'incendie» share a thing, and each has one of its
own; «le stage coûte 95 € par enfant» and «les 155 € du stage, goûter inclus» do not, where the first letter speaks of
the snack elsewhere.
"""

import re
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.distinctions import are_of_two_children
from pipeline.findings.meanings import is_somebody, is_transaction, meaning_of, meanings_in, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.passages import Passage, sentence_ahead, sentence_before
from pipeline.records import LetterRow

_ENOUGH_SHARED: Final = 2  # things that say themselves which affair it is, whatever the subject lines
_FIRST_AND_LAST: Final = 2  # words of somebody's name
_ENOUGH_TITLED: Final = 2  # words of two subject lines that are the same
# A number, a name, a word of four letters: of «Cantine de Lina» all but «de»
_TITLE_WORD: Final = re.compile(
    r"\d+|(?!(?i:votre|notre|pour|avec|dans)\b)(?:[A-ZÀ-Ý][^\W\d_]{2}|[^\W\d_]{4}|(?:eau|gaz)\b)[^\W\d_]*"
)
# «Dossier VT-2210, expertise», «Dossier VT-2210, suite» are one; a year numbers no file
_FILE: Final = re.compile(r"(?!(?:19|20)\d\d$)\d{3,}")
_CASE: Final = re.compile(r"\ben cas d[e'] ?(?P<case>[a-z' -]+)")
_THAT_ONE: Final = re.compile(r"\b(?:celui|celle|ceux|celles)-la\b")
_ABOUT_IT: Final = re.compile(r"\ba (?:son|leur|ce) (?:sujet|propos)\b")
_OWNED: Final = re.compile(r"\b(?:votre|vos|(?P<theirs>sa|son|ses)) (?:propre )?(?P<what>[a-z]{3,})")
_RELATIVE: Final = re.compile(
    r"\b(?:mari|epou(?:x|se)|conjointe?|compagn(?:e|on)|fils|fille|mere|pere|frere|soeur|defunte?)\b"
)
_LEAD: Final = 300  # characters in which a letter says whom it is about

# «la prime de 2013»; not the year of a day
_YEAR: Final = re.compile(
    r"(?<![\d/.-])(?<!janvier )(?<!fevrier )(?<!mars )(?<!avril )(?<!mai )(?<!juin )(?<!juillet )(?<!aout )"
    r"(?<!septembre )(?<!octobre )(?<!novembre )(?<!decembre )\b((?:19|20)\d\d)\b(?![\d/.-]| (?:€|eur))"
)


def name_others(one: LetterRow, other: LetterRow, here: Passage, there: Passage) -> bool:
    """Whether each of two passages, or of their subject lines, has a thing that the other letter never names."""
    if here <= there or there <= here:
        return False
    if _own(here, there, other) and _own(there, here, one):
        return True
    titles = things_named(one.subject or ""), things_named(other.subject or "")
    shared = frozenset(thing for thing in here & there if not is_transaction(thing))
    if len(shared) >= _ENOUGH_SHARED or not shared.isdisjoint(titles[0] | titles[1]):
        return False
    return bool(_own(titles[0] | here, there, other) and _own(titles[1] | there, here, one))


def are_titled_apart(one: LetterRow, other: LetterRow) -> bool:
    """Whether each subject line names a thing that the other letter never does."""
    here, there = _titles(one), _titles(other)
    return bool(_own(here, there, other) and _own(there, here, one))


def are_of_two_affairs(one: LetterRow, other: LetterRow) -> bool:
    """Whether the subject lines share nothing, and each names a thing that the other letter never does."""
    return are_titled_apart(one, other) and _titles(one).isdisjoint(_titles(other))


def _titles(row: LetterRow) -> Passage:
    """The things that a subject line names: neither bills nor persons."""
    return frozenset(t for t in things_named(row.subject or "") if not is_transaction(t) and not is_somebody(t))


def are_titled_as_two(one: LetterRow, other: LetterRow) -> bool:
    """Whether the subject lines are one but for one word: «Cantine de Lina», «Cantine d'Adam»."""
    return _differ_in_one_word(one.subject or "", other.subject or "")


def are_each_of_its_title(one: Said, other: Said) -> bool:
    """Whether the titles share a thing, and each sentence takes up what only its own has: «sono du bal»."""
    titles = _titles(one.letter), _titles(other.letter)
    own = titles[0] - titles[1], titles[1] - titles[0]
    said = [things_named(x.mention.sentence) for x in (one, other)]
    taken_up = all(mine & held and not theirs & held for mine, theirs, held in zip(own, own[::-1], said, strict=True))
    return bool(titles[0] & titles[1]) and taken_up


@lru_cache(maxsize=4096)
def _differ_in_one_word(one: str, other: str) -> bool:
    here, there = (_TITLE_WORD.findall(title.replace("’", "'")) for title in (one, other))
    if len(here) != len(there):
        return False
    alike = [(a, b) for a, b in zip(here, there, strict=True) if plain_letters(a) == plain_letters(b)]
    differ = [(a, b) for a, b in zip(here[1:], there[1:], strict=True) if plain_letters(a) != plain_letters(b)]
    if len(differ) == _FIRST_AND_LAST and all(w[0].isupper() and not w.isupper() for pair in differ for w in pair):
        return 0 < len(alike) == len(here) - _FIRST_AND_LAST  # «activités de Zoé Roy», «activités d'Ali Duc»
    if len(alike) != len(here) - 1 or len(differ) != 1 or not alike:
        return False
    if any(_FILE.fullmatch(word) for word, _ in alike):
        return False
    named = all(word[0].isupper() or word.isdigit() for word in differ[0])
    return named or len(alike) >= _ENOUGH_TITLED


def point_to_two(one: LetterRow, other: LetterRow, *sentences: str) -> bool:
    """Whether «celui-là» is of the one subject line, and the other's is another: «compteur bleu», «compteur gris»."""
    here, there = (meanings_in(row.subject or "") for row in (one, other))
    pointing = any(_THAT_ONE.search(plain_letters(sentence)) for sentence in sentences)
    return pointing and bool(here & there and here - there and there - here)


def is_about_else(ban: str, order: Said, but: Passage) -> bool:
    """Whether all that a ban on calls names, the words of `but` left out, is nothing that the other letter speaks of.

    «L'enquête est en cours, nous ne prenons pas d'appels à son sujet».
    """
    if not _ABOUT_IT.search(plain_letters(ban)):
        return False
    named = things_named(ban) - but
    return bool(named) and named.isdisjoint(spoken_of(order.letter))


def stands_in_both(ban: Said, order: Said) -> bool:
    """Whether one of the two sentences stands in both letters: then these draw the line, as a form sent twice does."""
    return any(
        " ".join(one.mention.sentence.split()) in " ".join(other.letter.text.split())
        for one, other in ((ban, order), (order, ban))
    )


def belong_to_two(ban: Said, order: Said) -> bool:
    """Whether the one names the reader's own, the other that of somebody of the family: «votre carte», «sa carte»."""
    (own, whose), (others, of_whom) = (_owned_in(said) for said in (ban, order))
    return (whose != of_whom) and not own.isdisjoint(others)


def _owned_in(said: Said) -> tuple[Passage, bool]:
    """What the sentence, or the one it points back to, names as the reader's or another's; whether as the latter."""
    before = sentence_before(said.mention.sentence, said.letter.text)
    own = said.mention.sentence if _OWNED.search(plain_letters(said.mention.sentence)) else before
    around = plain_letters(f"{said.letter.subject or ''} {sentence_ahead(said.mention.sentence, said.letter.text)}")
    held = list(_OWNED.finditer(plain_letters(own)))
    theirs = any(m["theirs"] for m in held) and bool(_RELATIVE.search(around))
    return frozenset(meaning_of(m["what"]) for m in held if bool(m["theirs"]) == theirs), theirs


def are_of_one_affair(one: LetterRow, other: LetterRow) -> bool:
    """Whether the subject lines name one thing, or things that the other letter speaks of, and not each another."""
    if are_titled_apart(one, other):
        return False
    titles = _titles(one), _titles(other)
    taken_up = (titles[0] & spoken_of(other)) | (titles[1] & spoken_of(one))
    return bool(titles[0] & titles[1]) or len(taken_up) >= _ENOUGH_SHARED


def hold_in_other_cases(one: str, other: str) -> bool:
    """Whether each sentence names its case, and it is another: «en cas de vol», «en cas d'incendie»."""
    here, there = _case_in(one), _case_in(other)
    return bool(here and there) and here.isdisjoint(there)


def are_of_other_years(one: LetterRow, other: LetterRow, *sentences: str) -> bool:
    """Whether each of two sentences, or else the subject line above it, names a year, and it is another."""
    letters = one, other
    here, there = (_years_in(s) or _years_in(row.subject or "") for s, row in zip(sentences, letters, strict=True))
    return bool(here and there) and here.isdisjoint(there)


@lru_cache(maxsize=4096)
def _years_in(text: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(plain_letters(text)))


@lru_cache(maxsize=4096)
def _case_in(sentence: str) -> Passage:
    return frozenset(thing for m in _CASE.finditer(plain_letters(sentence)) for thing in meanings_in(m["case"]))


def _own(here: Passage, there: Passage, other: LetterRow) -> Passage:
    return frozenset(thing for thing in here - there - spoken_of(other) if not is_somebody(thing))


def spoken_of(letter: LetterRow) -> Passage:
    """What a letter speaks of anywhere, in its subject line too."""
    return _meant_in(f"{letter.subject or ''}. {body_of(letter.text)}")


@lru_cache(maxsize=2048)
def _meant_in(text: str) -> Passage:
    return meanings_in(text)


def are_for_other_children(one: LetterRow, other: LetterRow) -> bool:
    """Whether the letters begin with another child each: «voyage de votre fille», «votre fils Léo passe en CM1»."""
    leads = (" ".join(f"{row.subject or ''}. {body_of(row.text)[:_LEAD]}".split()) for row in (one, other))
    return are_of_two_children(*leads)
