"""Two mentions → whether a letter between theirs has put the first right, so that the second contradicts nothing."""

from pipeline.findings.conflicts import Said
from pipeline.findings.mailing import Mailing, in_order
from pipeline.findings.matter import corrects, may_be_same_matter


def is_put_right_between(mailing: Mailing, one: Said, other: Said) -> bool:
    """Whether a letter after the one corrects, and says what the other letter says later: «89 € au lieu de 94 €»."""
    first, last = in_order(one.letter), in_order(other.letter)
    return any(
        first < in_order(row) < last
        and corrects(row)
        and may_be_same_matter(row, other.letter)
        and any(m.value == other.mention.value for m in mailing.mentions_of(row, other.mention.kind))
        for row in mailing.letters
    )
