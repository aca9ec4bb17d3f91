"""Two figures in their sentences → whether both are for one thing, as the network reads them."""

from typing import Final

from pydantic import Field

from pipeline.encoder import Side, how_likely
from pipeline.findings.check import Section
from pipeline.findings.conflicts import Said
from pipeline.findings.likeness import Kind, likeness
from pipeline.findings.mailing import Mailing

# On mailings looked at 10 pairs right and 1 wrong beside the rules; by the network alone, at 0.85, 27 and 5
_SURE: Final[dict[Kind, float]] = {"amount": 0.87, "deadline": 0.905}
_LIKE: Final = 0.4


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
        and how_likely(question, _side_of(one), _side_of(other)) >= _SURE[question]
    )


def _side_of(said: Said) -> Side:
    sentence, text, title = (
        " ".join(part.split()) for part in (said.mention.sentence, said.mention.text, said.letter.subject or "")
    )
    return Side(title, sentence.replace(text, f"[{text}]", 1))
