"""Block of letters → what several announce by a topic, without a day or a sum: a termination, a last bill, a refund."""

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import acts_of, sentences_of
from pipeline.findings.promises import is_to_come
from pipeline.findings.repeats import differ_in_figures, may_repeat
from pipeline.findings.told_again import Told
from pipeline.findings.two_things import are_for_two_things
from pipeline.findings.wording import Says
from pipeline.records import LetterRow, Mention

# What is news once and bears no day or sum: topics that a letter announces, in the words of a message
_ANNOUNCED: Final[dict[str, Says]] = {
    "final_invoice": Says("la facture de clôture", "the final invoice"),
    "termination_confirmed": Says("la résiliation", "the termination"),
    "reimbursement": Says("un remboursement", "a refund"),
}
_FUTURE: Final = re.compile(r"\b(?:sera|seront|serez|va|vont)\b|\w{3}(?:erons|erez|era|eront)\b")
_CONFIRMED: Final = re.compile(
    r"\b(?:confirm\w+|enregistre\w*|pris\w* en compte|pren\w+ (?:fin|effet)|pris (?:fin|effet|(?:\w+ )?note)"
    r"|(?:est|sera|a ete) (?:(?!bien )\w+ )?(?:resilie|effecti|clos|acte)\w*|mis fin|mettons fin)\b"
)
_NEGATED: Final = re.compile(r"\b(?:inutile|dispens\w+|n(?:e |')(?:\w+ ){1,4}(?:pas|plus|rien|aucune?)|sans que)\b")
# How it is done from then on: «Les remboursements arrivent désormais sur votre compte»
_FROM_NOW_ON: Final = re.compile(r"\b(?:desormais|dorenavant)\b")
_YOURS: Final = re.compile(r"\bvo(?:us|tre|s)\b")
_COMES_AGAIN: Final = "reimbursement"
_CONFIRMED_ONCE: Final = "termination_confirmed"


def topics_again(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[tuple[list[Told], Says]]:
    """What is news once: «votre dernière facture vous parviendra»."""
    for code, name in _ANNOUNCED.items():
        announced = [(row, m) for row in block for m in _phrases(mailing, row, code)]
        told: set[str] = set()
        for position, (row, mention) in enumerate(announced):
            if row.letter_id in told:
                continue
            again = [
                (other, m)
                for other, m in announced[position + 1 :]
                if may_repeat(mailing, row, other, days) and _is_again(row, mention, other, m)
            ]
            told |= {other.letter_id for other, _ in again}
            if again:
                yield [(row, mention), *again], name


def _phrases(mailing: Mailing, row: LetterRow, code: str) -> Iterator[Mention]:
    return (m for m in mailing.mentions_of(row, "subject") if m.role == "topic" and m.value == code)


def _is_again(earlier: LetterRow, said: Mention, later: LetterRow, repeated: Mention) -> bool:
    first, second = plain_letters(said.sentence), plain_letters(repeated.sentence)
    if first == second and not _YOURS.search(first):
        return False  # the sender's terms, on all its letters
    if differ_in_figures(first, second) or _NEGATED.search(first) or _NEGATED.search(second):
        return False
    if said.value == _COMES_AGAIN and (_FROM_NOW_ON.search(first) or _FROM_NOW_ON.search(second)):
        return False
    sums, others = ({amount.value for amount in row.amounts} for row in (earlier, later))
    if sums and others and sums.isdisjoint(others):
        return False
    if meanings_in(first).isdisjoint(meanings_in(second)):
        return False
    if said.value == _CONFIRMED_ONCE:
        told = _confirming(said.sentence, earlier.text), _confirming(repeated.sentence, later.text)
    else:
        told = (
            _saying_to_come(said.sentence, said.text, earlier.text),
            _saying_to_come(repeated.sentence, repeated.text, later.text),
        )
    return any(not are_for_two_things(one, other) for one, other in itertools.product(*told))


@lru_cache(maxsize=8192)
def _confirming(sentence: str, text: str) -> tuple[str, ...]:
    """The sentences that say that it is done: this one, or others of the letter that speak of an end."""
    ends = (other for other in sentences_of(body_of(text)) if "cancel" in acts_of(meanings_in(other)))
    return tuple(other for other in (sentence, *ends) if _CONFIRMED.search(plain_letters(other)))


@lru_cache(maxsize=8192)
def _saying_to_come(sentence: str, name: str, text: str) -> tuple[str, ...]:
    """The sentences that say of the thing that it will come: this one, or others of the letter that name it."""
    if _FUTURE.search(plain_letters(sentence)):
        return (sentence,)
    things = meanings_in(name)
    named = (other for other in sentences_of(body_of(text)) if things & meanings_in(other))
    return tuple(other for other in (sentence, *named) if is_to_come(other))
