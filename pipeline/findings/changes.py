"""Letter → sentences that say what will be otherwise, with the marks they are known by: months, days of the week, sums.

Where a letter names no day («la mairie ouvrira le samedi dès septembre»), another that announces the same is known by
such a mark that both have, and by the things both name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.findings.announcing import is_announced
from pipeline.findings.bodies import body_of
from pipeline.findings.distinctions import NUMBERS, are_named_apart, are_told_apart
from pipeline.findings.events import FRAME, WEEKDAY, are_opposed
from pipeline.findings.figures import figures_in
from pipeline.findings.meanings import is_anything, is_transaction, meanings_in, plain_letters
from pipeline.findings.nouns import are_qualified_apart, nouns_in_order
from pipeline.findings.passages import NEXT_TERM, Passage, periods_of, sentence_before, sentences_of
from pipeline.findings.repeats import differ_in_figures
from pipeline.findings.two_things import say_alike_of_two_things, without_known
from pipeline.records import LetterRow

_TO_COME: Final = re.compile(
    r"\b[a-z]{2,}(?:[eidtv]r(?:a|ont)|[ei]rons)\b|\b(?:sera|seront|va|vont|aura|auront) "
    r"|\bfer(?:a|ont|ons)\b|\b(?:desormais|dorenavant)\b|\ba (?:partir|compter) d[eu] "
)
_SINCE: Final = re.compile(r"\bdès ", re.IGNORECASE)  # not «la réunion des familles»
# «le 9 du mois», «le douze de chaque mois»
_OF_EVERY_MONTH: Final = re.compile(rf"\ble (\d{{1,2}}|{'|'.join(NUMBERS)}) (?:du|de chaque) mois\b")
# «à la fin du semestre», «l'année prochaine», «à la rentrée»: a time without a day
_TIME: Final = re.compile(
    rf"\b(?P<when>fin (?:de |du |d')(?:l')?(?:annee|semestre|trimestre|hiver|ete)|{NEXT_TERM}|rentree)\b"
)
_FIRST: Final = re.compile(r"\bau (?:premier|1er) ")  # «au premier janvier»
# «Nous vous annonçons le retrait de la chaîne à la fin de l'année»
_NEWS: Final = re.compile(
    r"\b(?:nous (?:vous )?(?:annonc|inform|fais|signal|avis)ons|(?:avons|a) (?:pris la decision|decide)"
    r"|quitte|change|cesse|passe)\b"
)
# «Le départ est fixé à 11 heures au lieu de 9 heures»
_SET: Final = re.compile(r"\b(?:est|sont) (?:\w+ )?(?:fixe|porte|ramene|avance|retarde)e?s?\b")
_INSTEAD: Final = re.compile(r"\bau lieu d[eu']")
# What will be done, not what may be: «un bac sera livré à chaque foyer»
_NEWS_TO_COME: Final = re.compile(
    r"\b(?:sera|seront|va|vont) (?:\w+ ){0,2}[a-z]{3,}(?:e|i|u|is|it|er|ir|re)e?s?\b"
    r"|\b(?:recevr|remplacer|disparaitr|equiper|install|poser|distribuer|changer|deviendr|ouvrir|fermer)(?:a|ont|ons)\b"
)
_FEWEST_TOLD: Final = 3  # telling words of both sentences, two of them nouns of both, where no mark is shared
_FEWEST_NAMED: Final = 2
_TO_THE_CENT: Final = re.compile(r",\d\d€")  # a sum that two things hardly have in common
_FEWEST_MARKS: Final = 2
_ENOUGH: Final = 3  # marks and things in common, one of either at least


@dataclass(frozen=True, slots=True)
class Change:
    """What a sentence of a letter says will be."""

    letter: LetterRow
    sentence: str
    marks: frozenset[str]
    names: Passage
    about: Passage  # with the subject line
    told: Passage  # by the sentence alone


def changes_in(row: LetterRow) -> Iterator[Change]:
    """What the body of a letter says will be, where it has a mark."""
    for sentence in sentences_of(body_of(row.text)):
        plain = without_known(plain_letters(sentence))
        marks = _marks_of(plain)
        if is_announced(plain) and _will_be(sentence, plain) and (marks or _NEWS_TO_COME.search(plain)):
            said = f"{sentence_before(sentence, row.text)} {sentence}"
            when = meanings_in(" ".join(m["when"] for m in _TIME.finditer(plain)))
            names = _telling(frozenset(nouns_in_order(said))) - when
            told = _telling(meanings_in(sentence)) - when
            yield Change(row, sentence, marks, names, _telling(meanings_in(f"{row.subject or ''} {said}")) - when, told)


def _will_be(sentence: str, plain: str) -> bool:
    is_news = _NEWS.search(plain) and (_TIME.search(plain) or _FIRST.search(plain))
    is_news = is_news or (_SET.search(plain) and _INSTEAD.search(plain))
    return bool(_TO_COME.search(plain) or _SINCE.search(sentence) or is_news)


def _marks_of(plain: str) -> frozenset[str]:
    months = frozenset(map(str, periods_of(plain)))
    days = frozenset(f"le {NUMBERS.get(day, day)}" for day in _OF_EVERY_MONTH.findall(plain))
    times = frozenset(m["when"].replace("l'", "") for m in _TIME.finditer(plain))
    return months | days | times | frozenset(WEEKDAY.findall(plain)) | figures_in(plain)


def _telling(passage: Passage) -> Passage:
    return frozenset(m for m in passage - FRAME if not is_anything(m) and not is_transaction(m))


def is_same_change(one: Change, other: Change) -> bool:
    """Whether two letters announce one thing in other words."""
    here, there = plain_letters(one.sentence), plain_letters(other.sentence)
    if here == there or differ_in_figures(here, there) or are_opposed(here, there) or are_told_apart(here, there):
        return False
    if are_qualified_apart(one.sentence, other.sentence) or are_named_apart(one.sentence, other.sentence):
        return False
    if say_alike_of_two_things(one.letter, one.sentence, other.letter, other.sentence):
        return False
    if _is_told_anew(one, other):
        return True
    marks = one.marks & other.marks
    shared = (one.names & other.about) | (other.names & one.about)
    if len(marks) >= _FEWEST_MARKS and figures_in(here) & marks:
        return True  # «150 € en avril»
    by_weekday = all(WEEKDAY.fullmatch(mark) for mark in one.marks | other.marks)  # many things are on Mondays
    if shared and any(map(_TO_THE_CENT.search, marks)):
        return True
    return bool(marks and shared) and len(marks) + len(shared) >= _ENOUGH + by_weekday


def _is_told_anew(one: Change, other: Change) -> bool:
    """«Un bac jaune sera livré à chaque foyer», «les foyers recevront un bac jaune»: by what both sentences name."""
    if not all(_NEWS_TO_COME.search(plain_letters(change.sentence)) for change in (one, other)):
        return False
    told = one.told & other.told
    return len(told) >= _FEWEST_TOLD and len(told & one.names & other.names) >= _FEWEST_NAMED
