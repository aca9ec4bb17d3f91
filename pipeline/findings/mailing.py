"""Letters and mentions of one mailing → what a check may ask of them: by letter, and in blocks to be compared."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from pipeline.findings.parties import by_recipient
from pipeline.findings.senders import group_by_sender, with_senders
from pipeline.records import LetterRow, Mention, MentionKind

# Below this a mention is too likely to be wrong to accuse anybody on its strength. `tests.eval.doubt` weighs it: from
# 0.70 to 0.80 nothing changes and hardly a true contradiction is lost, at 0.90 nine in ten instructions would be
DOUBTFUL: Final = 0.7


class Mailing:
    """The letters (not envelopes or enclosures) in order of date, undated last, and their mentions."""

    def __init__(self, letters: Sequence[LetterRow], mentions: Iterable[Mention]) -> None:
        self.letters = tuple(sorted(with_senders([row for row in letters if row.kind == "letter"]), key=in_order))
        self._mentions: dict[tuple[str, MentionKind], list[Mention]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda m: (m.page, m.start, m.end, m.mention_id)):
            self._mentions[mention.letter_id, mention.kind].append(mention)

    def mentions_of(self, letter: LetterRow, kind: MentionKind) -> tuple[Mention, ...]:
        """The letter's mentions of one kind, in the order they are printed."""
        return tuple(self._mentions.get((letter.letter_id, kind), ()))

    @cached_property
    def senders(self) -> tuple[tuple[LetterRow, ...], ...]:
        """The letters of each known sender, in order of date, however his name is spelt."""
        return group_by_sender(self.letters)

    @cached_property
    def blocks(self) -> tuple[tuple[LetterRow, ...], ...]:
        """Letters that may be held against each other: of one known sender, to one recipient; in order of date."""
        return tuple(block for sent in self.senders for block in by_recipient(sent))


def in_order(letter: LetterRow) -> tuple[bool, str, str, int, str]:
    """Sort key: by date, undated last, then by place in the files."""
    date = letter.letter_date
    return date is None, date.isoformat() if date else "", letter.source, letter.page_start, letter.letter_id


def is_doubtful(mention: Mention) -> bool:
    """Whether the reading is too unsure to build on."""
    return mention.confidence < DOUBTFUL


def days_apart(one: LetterRow, other: LetterRow) -> int | None:
    """Days between the dates the two letters bear; None when one bears none."""
    if one.letter_date is None or other.letter_date is None:
        return None
    return abs((one.letter_date - other.letter_date).days)
