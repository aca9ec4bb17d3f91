"""Letters of a block → pairs of the same text but for some words, where nothing tells why it was written again."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from pipeline.findings.bodies import body_of
from pipeline.findings.days_to_come import share_day_to_come
from pipeline.findings.mailing import Mailing, days_apart
from pipeline.findings.matter import corrects, may_be_same_matter, repeats_on_purpose, share_due_date, share_number
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.moved import MOVED, in_order_of, is_moved
from pipeline.findings.others import spoken_of
from pipeline.findings.passages import periods_of, sentences_of
from pipeline.findings.series import are_of_series
from pipeline.findings.twins import FEWEST_WORDS, TWIN, Change, changes_between, likeness, plain_words, words_of
from pipeline.records import LetterRow

_TWIN_DAYS: Final = 45
# The same form again weeks later is the next of a series (the next month's invoice), unless its rule reads otherwise
_SERIES_DAYS: Final = 20
# What tells the next letter of a series from the one before: its month, its year, its number
_PERIOD: Final = re.compile(
    r"\b(?:janv|fevr|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec)\w*|\b(?:19|20)\d\d\b|\d/\d"
    r"|\b(?:premiere?|seconde?|\w+ieme)\b"
)
# Of these there is one after the other: another sum is of another one
_COMES_AGAIN: Final = re.compile(
    r"\b(?:factur|loyer|quittanc|echeanc|mensualit|releve|consomm|versement|virement|remboursement|remboursons|prestation|livraison"
    r"|command|decompte|indemnit|prelev|abonnement|avis d|honoraires|ticket|soins)\w*"
)
_EVERY_MONTH: Final = re.compile(r"\b(?:mensuel|trimestriel|hebdomadaire)")  # «décompte mensuel»
_BILL: Final = frozenset({"invoice"})
_TRANSACTION_SUMS: Final = frozenset({"total_due", "recurring", "refund", "other"})
_ROWS_AT_ONCE: Final = 256
_CANDIDATES: Final = 8
_LONGEST_CHANGE: Final = 8  # words that stand in the place of others
_LONGEST_OF_ONE: Final = 25  # of one thing said otherwise
_NEARLY_ALL: Final = 0.9  # of the words of both, in order: one sentence stands in the place of another
_FEWEST_SHARED: Final = 2
# What the letter is about, just before the words that differ: «votre demande d'aide pour», «vous avez commandé»
_NAMES_MATTER: Final = re.compile(
    r"\b(?:(?:votre|vos) [a-z]+ (?:pour|de|du|d|des|au|aux|en)"
    r"(?: (?!(?:est|sont|sera|seront|doit|a)\b)[a-z]+){0,4}"
    r"|votre enfant"
    r"|vous (?:nous )?avez (?:\w+ )?[a-z]+(?:e|i|u|is)e?s?(?: (?:un|une|des|le|la|les|l))?)$"
)
# Where a form has the thing that it is filled in for: «l'achat d'un vélo», «l'examen de conduite»; no place, no means
_FORM_FIELD: Final = re.compile(r"\b(?:de|d|du|des|votre|vos|(?:de|d|pour) (?:la|le|l|les|une?|votre|vos)|pour)$")
_PLACE: Final = re.compile(
    r"\b(?:salles?|rue|place|centre|agence|site|bureau|guichet|gare|quai|porte|batiment|immeuble|mairie|ecole) \w+$"
)
_THANKS: Final = re.compile(r"\bremerci")  # «de votre diligence», «de votre compréhension»
_LONGEST_FIELD: Final = 4  # words
_CLAUSE: Final = 12  # words


@dataclass(frozen=True, slots=True)
class Twins:
    """Two letters of one text; `first` comes first in the mailing."""

    first: LetterRow
    second: LetterRow
    changes: tuple[Change, ...]


def find_twins(mailing: Mailing) -> Iterator[Twins]:
    """Each letter with the earlier letter it is most like, where it repeats that one for no reason it gives."""
    for block in mailing.blocks:
        for later, candidates in _alike(block, _first_near(block)):
            for earlier in candidates:
                one, other = block[earlier], block[later]
                changes = _changes(one, other)
                replaced = _is_another_message(changes) and not share_number(one, other, _BILL)
                replaced = replaced and likeness(one, other) < _NEARLY_ALL
                if replaced or _is_of_another(one, other, changes):
                    continue
                if not _is_rightly_alike(mailing, one, other) and not _is_series(mailing, one, other, changes):
                    yield Twins(one, other, changes)
                    break


def _changes(one: LetterRow, other: LetterRow) -> tuple[Change, ...]:
    """What differs, once the sentences of the later stand in the order of the earlier."""
    here, there = body_of(one.text), body_of(other.text)
    return changes_between(words_of(here), words_of(in_order_of(here, there)))


def _is_rightly_alike(mailing: Mailing, one: LetterRow, other: LetterRow) -> bool:
    apart = days_apart(one, other)
    dates = mailing.mentions_of(other, "date")
    new = _what_is_new(one, other)
    return (
        (apart is not None and apart > _TWIN_DAYS)
        or not may_be_same_matter(one, other)
        or corrects(new)
        or repeats_on_purpose(one, other, dates)
    )


def _what_is_new(one: LetterRow, other: LetterRow) -> LetterRow:
    """The later letter without the subject, the topics and the sentences that the earlier has, too.

    «Sauf erreur de notre part» in both makes the later no reminder of the earlier.
    """
    held = set(sentences_of(body_of(one.text)))
    new = [sentence for sentence in sentences_of(body_of(other.text)) if sentence not in held]
    return replace(
        other,
        text="\n".join(new),
        subject=other.subject if plain_letters(other.subject or "") != plain_letters(one.subject or "") else None,
        topics=tuple(topic for topic in other.topics if topic not in one.topics),
    )


def _is_series(mailing: Mailing, one: LetterRow, other: LetterRow, changes: Sequence[Change]) -> bool:
    """The next letter of a series: another sum for another transaction, or an undated form with other figures.

    Or the same form weeks later, where nothing but a period, a day or a sum is new.
    """
    apart = days_apart(one, other)
    if apart is not None and apart > _SERIES_DAYS:
        new = [change for change in changes if not _is_one_day(change)]
        again = are_of_series(one, other) or _EVERY_MONTH.search(plain_letters(other.subject or ""))
        if again or not new or any(map(_is_of_periods, _beside_limits(one, other, new))):
            return True
    here, there = ({a.value for a in row.amounts if a.role in _TRANSACTION_SUMS} for row in (one, other))
    another = here and there and here.isdisjoint(there)
    is_one = share_number(one, other) or share_due_date(one, other) or share_day_to_come(mailing, one, other)
    is_one = is_one or _are_titled_alike(one, other)
    said = (_sentence_with(change.second, other) for change in changes)
    if another and not is_one and any(_COMES_AGAIN.search(plain_letters(sentence)) for sentence in said):
        return True
    undated = days_apart(one, other) is None
    return undated and any(map(_is_of_figures, changes))


def _is_of_periods(change: Change) -> bool:
    """«mars» and «avril»; a sentence more that names a month is of no series."""
    return all(_PERIOD.search(plain_letters(side)) for side in (change.first, change.second))


def _beside_limits(one: LetterRow, other: LetterRow, changes: Sequence[Change]) -> list[Change]:
    """The changes that are not in a limit of each letter: «avant le 3 mars», «avant le 31 mars» is one form's."""
    limits = [[" ".join(words_of(d.text)) for d in row.deadlines] for row in (one, other)]
    return [
        change
        for change in changes
        if not all(
            any(side in limit for limit in held)
            for side, held in zip((change.first, change.second), limits, strict=True)
        )
    ]


def _are_titled_alike(one: LetterRow, other: LetterRow) -> bool:
    """Whether both subject lines name one month: «votre mensualité à partir d'octobre 2015»."""
    return bool(periods_of(one.subject or "")) and plain_letters(one.subject or "") == plain_letters(
        other.subject or ""
    )


def _is_another_message(changes: Sequence[Change]) -> bool:
    """Whether whole sentences stand in the place of others, of other things: alike are only the forms around them."""
    for change in changes:
        lengths = [len(side.split()) for side in (change.first, change.second)]
        if min(lengths) > _LONGEST_CHANGE and (max(lengths) > _LONGEST_OF_ONE or not _is_of_one(change)):
            return True
    return False


def _is_of_one(change: Change) -> bool:
    return len(meanings_in(change.first) & meanings_in(change.second)) >= _FEWEST_SHARED


def _is_of_another(one: LetterRow, other: LetterRow, changes: Sequence[Change]) -> bool:
    """Whether what differs names what the letter is about: «votre demande d'aide pour le toit», «... pour la cave»."""
    pairs = [(_before(change.first, one), _before(change.second, other)) for change in changes]
    if any(_NAMES_MATTER.search(before) and _NAMES_MATTER.search(again) for before, again in pairs):
        return True
    fields = (c for c, (before, again) in zip(changes, pairs, strict=True) if _are_fields(before, again))
    return any(map(_is_of_figures, changes)) and any(_are_two_things(one, other, change) for change in fields)


def _are_fields(before: str, again: str) -> bool:
    return all(
        _FORM_FIELD.search(side) and not _PLACE.search(side) and not _THANKS.search(side) for side in (before, again)
    )


def _is_of_figures(change: Change) -> bool:
    """«26 mars» and «2 avril»; not «15 août 2020» and «15.08.2020»."""
    here, there = (set(re.findall(r"\d+", side)) for side in (change.first, change.second))
    return bool(here - there and there - here)


def _is_one_day(change: Change) -> bool:
    """«28 juin 2012» and «28.06.2012»: written otherwise, and no other day."""
    here, there = (periods_of(side) for side in (change.first, change.second))
    return bool(here) and here == there and not _is_of_figures(change)


def _are_two_things(one: LetterRow, other: LetterRow, change: Change) -> bool:
    """«vélo» and «composteur», of which each letter speaks for itself: with the thing its sum or its day is another."""
    if _is_of_figures(change) or max(len(side.split()) for side in (change.first, change.second)) > _LONGEST_FIELD:
        return False
    here, there = meanings_in(change.first) - spoken_of(other), meanings_in(change.second) - spoken_of(one)
    return bool(here) and bool(there)


def _before(words: str, row: LetterRow) -> str:
    """The words of the clause before these, in plain letters."""
    if not words:
        return ""
    before, _, _ = _sentence_with(words, row).partition(words)
    return " ".join(plain_letters(before).split()[-_CLAUSE:])


def _sentence_with(words: str, row: LetterRow) -> str:
    """The words of the sentence in which these stand."""
    sentences = (" ".join(words_of(sentence)) for sentence in sentences_of(body_of(row.text)))
    return next((sentence for sentence in sentences if words and words in sentence), "")


def _first_near(block: Sequence[LetterRow]) -> list[int]:
    """For each letter, in order of date, the first that is near enough to be its twin; undated: near to all."""
    near: list[int] = []
    for number, letter in enumerate(block):
        first = near[-1] if near and letter.letter_date else 0
        while first < number and (days_apart(block[first], letter) or 0) > _TWIN_DAYS:
            first += 1
        near.append(first)
    return near


def _alike(block: Sequence[LetterRow], near: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """For each letter the numbers of those before it, from `near` on, with a like body, the most alike first."""
    numbers: dict[str, int] = {}
    coded: dict[int, array[int]] = {}
    for number, letter in enumerate(block):
        body = plain_words(body_of(letter.text))
        if len(body) >= FEWEST_WORDS:
            coded[number] = array("I", (numbers.setdefault(word, len(numbers)) for word in body))
    usable = list(coded)
    for start in range(0, len(usable), _ROWS_AT_ONCE):
        rows = usable[start : start + _ROWS_AT_ONCE]
        first = 0 if near[rows[-1]] == 0 else bisect_left(usable, near[rows[0]])
        scores = cdist(
            [coded[number] for number in rows],
            [coded[number] for number in usable[first : start + len(rows)]],
            scorer=Indel.normalized_similarity,
            score_cutoff=MOVED,
            dtype=np.float32,
        )
        for offset, row in enumerate(scores):
            before = row[: start + offset - first]
            nearest = np.argsort(-before, kind="stable")[:_CANDIDATES]
            later = block[rows[offset]]
            near_by = ((usable[first + int(n)], float(before[n])) for n in nearest if before[n] >= MOVED)
            alike = [n for n, score in near_by if score >= TWIN or _is_moved(block[n], later)]
            if alike:
                yield rows[offset], alike


def _is_moved(one: LetterRow, other: LetterRow) -> bool:
    """Whether they are one text but for the order of its sentences and some that were added."""
    return is_moved(body_of(one.text), body_of(other.text))
