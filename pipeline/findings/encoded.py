"""Sentences and figures of two letters → what the network reads of them."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pipeline.encoder import Side, how_likely
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Section
from pipeline.findings.conflicts import Said
from pipeline.findings.likeness import Kind, likeness
from pipeline.findings.mailing import Mailing
from pipeline.findings.passages import sentences_of
from pipeline.findings.told_against import Told
from pipeline.records import LetterRow

# On mailings looked at 8 sums and 3 limits right beside the rules, none wrong
_SURE: Final[dict[Kind, float]] = {"amount": 0.885, "deadline": 0.92}
_LIKE: Final = 0.3  # by the table, which is asked first: a hundred letters of many sums would take minutes
_FEWEST, _LONGEST = 15, 400  # characters of a sentence


class Read(Section):
    """In mailings of how many letters at most the network reads what no rule compares: two of them take 0.2 s."""

    read_letters: int = Field(ge=0)

    def reads(self, mailing: Mailing) -> bool:
        """Whether the letters are few enough."""
        return len(mailing.letters) <= self.read_letters


def are_read_as_one(question: Kind, one: Said, other: Said) -> bool:
    """Where nothing else tells the two apart, whether network and table agree; `one` stands in the earlier letter."""
    return (
        likeness(question, one, other) >= _LIKE
        and how_likely(question, _side_of_figure(one), _side_of_figure(other)) >= _SURE[question]
    )


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
    sentence, text = (" ".join(part.split()) for part in (said.mention.sentence, said.mention.text))
    return side_of(Told(said.letter, sentence.replace(text, f"[{text}]", 1), text))
