"""Sentences and figures of two letters → what the network reads of them."""

import math
from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pipeline.encoder import Side, how_likely
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Section
from pipeline.findings.conflicts import Said
from pipeline.findings.events import Event
from pipeline.findings.likeness import Kind, likeness
from pipeline.findings.lines import in_full
from pipeline.findings.mailing import Mailing
from pipeline.findings.passages import sentences_around, sentences_of
from pipeline.findings.told_against import Told
from pipeline.records import LetterRow

# Of figures, where network and table agree on the sentences that have them
_SURE_ALONE: Final[dict[Kind, float]] = {"amount": 0.885, "deadline": 0.92}
_LIKE: Final = 0.3
# Else of the sentence and of the passage in which it stands, the mean: on mailings looked at 8 sums and 6 limits right
# beside the rules, none wrong
_SURE: Final = 0.87
_LIKE_AMONG: Final[dict[Kind, float]] = {"amount": 0.0, "deadline": 0.25}
_WORTH: Final = 0.7  # of the sentence, for its passage to be read
# Of sums also the odds of both, the table's for less: a table that knows nothing of the words is no veto
_TABLE_COUNTS, _LEAST_LIKE, _ONE_SUM = 0.37, 0.001, 1.6
_OWED_OR_PAID: Final = frozenset({"total_due", "refund"})  # what the reader owes is nothing that comes to him
_TOLD_AGAIN: Final = 4.0  # the odds of three readings of what is said of one day to come, together
_BROUGHT: Final = 0.5  # of what will come, and what lies in the other letter, where both name a thing
_NEVER: Final = 1e-6
_ONE_PURPOSE: Final = 0.5  # of two numbers in sentences, and the questions that they answer
_ONE_NUMBERED: Final = 0.7  # of numbers of one series, under a label here and in a sentence there
_MASK: Final = {"phone": "[tel]", "email": "[mail]"}
_FEWEST, _LONGEST = 15, 400  # characters of a sentence, or of it and those around


class Read(Section):
    """In mailings of how many letters at most the network reads what no rule compares: two of them take 0.2 s."""

    read_letters: int = Field(ge=0)

    def reads(self, mailing: Mailing) -> bool:
        """Whether the letters are few enough."""
        return len(mailing.letters) <= self.read_letters


def are_read_as_one(question: Kind, one: Said, other: Said) -> bool:
    """Where nothing else tells the two apart, whether network and table agree; `one` stands in the earlier letter."""
    like = likeness(question, one, other)
    if like < _LIKE_AMONG[question] or _is_over(one, other):
        return False
    alone = how_likely(question, _side_of_figure(one), _side_of_figure(other))
    if like >= _LIKE and alone >= _SURE_ALONE[question]:
        return True
    if {one.mention.role, other.mention.role} == _OWED_OR_PAID:
        return False
    odds = _odds(alone) + _TABLE_COUNTS * _odds(max(like, _LEAST_LIKE)) if question == "amount" else -math.inf
    if alone < _WORTH and odds < _ONE_SUM:
        return False
    if not all(_stands_among_others(said.mention.sentence, said.letter) for said in (one, other)):
        return False
    if odds >= _ONE_SUM:
        return True
    among = how_likely(question, _side_around_figure(one), _side_around_figure(other))
    return (alone + among) / 2 >= _SURE


def _is_over(one: Said, other: Said) -> bool:
    """Whether the day of one limit has passed when the other letter sets its own: a step further."""
    return any(
        said.mention.date is not None
        and again.letter.letter_date is not None
        and said.mention.date < again.letter.letter_date
        for said, again in ((one, other), (other, one))
    )


def are_given_for_one(one: Said, other: Said) -> bool:
    """Whether the network takes two numbers or addresses to be given for one purpose."""
    return how_likely("contact", _side_of_number(one), _side_of_number(other)) >= _ONE_PURPOSE


def are_numbers_of_one(one: Said, other: Said) -> bool:
    """Whether the network takes both to number one thing: two labels alone it cannot tell apart."""
    return how_likely("reference", _side_of_figure(one), _side_of_figure(other)) >= _ONE_NUMBERED


def are_told_as_one(one: Event, other: Event) -> bool:
    """Whether the network takes what two letters say of one day for one announcement; `one` stands in the earlier.

    Read with the subject lines, without them, and in the passage: each is unsure where the others are not.
    """
    if not all(_stands_among_others(event.mention.sentence, event.letter) for event in (one, other)):
        return False
    told = [_in_line(event.mention.sentence) for event in (one, other)]
    passages = [_passage_with(event.mention.sentence, event.letter)[:_LONGEST] for event in (one, other)]
    titles = [_in_line(event.letter.subject or "") for event in (one, other)]
    views = ((titles, told), (("", ""), told), (titles, passages))
    return sum(_odds(how_likely("told again", *map(Side, titled, said))) for titled, said in views) >= _TOLD_AGAIN


def is_here_already(row: LetterRow, brought: str, announcing: LetterRow, announced: str) -> bool:
    """Whether the network takes what a sentence of `row` brings for what a sentence of `announcing` says will come."""
    read = [(row, brought), (announcing, announced)]
    if not all(_stands_among_others(said, letter) for letter, said in read):
        return False
    return (
        how_likely("already sent", *(side_of(Told(letter, _in_line(said), said)) for letter, said in read)) >= _BROUGHT
    )


def _odds(likely: float) -> float:
    """As a logarithm."""
    return math.log(max(likely, _NEVER) / max(1 - likely, _NEVER))


def _in_line(text: str) -> str:
    return " ".join(text.split())


def _stands_among_others(sentence: str, row: LetterRow) -> bool:
    return len(_passage_with(sentence, row)) > len(" ".join(sentence.split())) + _FEWEST


def _passage_with(sentence: str, row: LetterRow) -> str:
    """The sentence among those before and behind it, in one line."""
    return " ".join(sentences_around(sentence, row.text).split())


def told_in(row: LetterRow) -> Iterator[Told]:
    """The sentences of a letter's body that are neither too short nor too long to be read."""
    place = 0
    for sentence in sentences_of(body_of(row.text)):
        place += len(sentence)
        if _FEWEST < len(sentence) <= _LONGEST:
            yield Told(row, sentence, sentence, place)


def side_of(told: Told) -> Side:
    """A sentence under the subject line of its letter."""
    return Side(" ".join((told.letter.subject or "").split()), told.sentence)


def _side_of_figure(said: Said) -> Side:
    return _with_instead(said, f"[{' '.join(said.mention.text.split())}]")


def _side_around_figure(said: Said) -> Side:
    """The sentence, and behind it the passage in which it stands."""
    alone = _side_of_figure(said)
    return Side(alone.subject, f"{alone.sentence} {_passage_with(said.mention.sentence, said.letter)}"[:_LONGEST])


def _side_of_number(said: Said) -> Side:
    return _with_instead(said, _MASK[said.mention.kind], in_full(said))


def _with_instead(said: Said, other: str, sentence: str = "") -> Side:
    """The sentence with something in place of what was printed."""
    sentence, text = (" ".join(part.split()) for part in (sentence or said.mention.sentence, said.mention.text))
    return side_of(Told(said.letter, sentence.replace(text, other, 1), text))
