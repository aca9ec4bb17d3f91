"""Letters of one sender → what one says will come, and a sentence of another that a network reads as bringing it.

Where it goes by another name: «le sésame magnétique suivra», «votre badge est agrafé à cette lettre». Asked last, of
announcements of which nothing else was said (docs/decisions/0016-encoder.md).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from pipeline.encoder import how_likely
from pipeline.findings.encoded import side_of, told_in
from pipeline.findings.meanings import plain_letters
from pipeline.findings.nouns import are_qualified_apart
from pipeline.findings.others import are_for_other_children, are_titled_as_two
from pipeline.findings.papers import are_two_papers
from pipeline.findings.promises import is_here, is_to_come
from pipeline.findings.told_against import Told
from pipeline.records import LetterRow
from pipeline.speech import how_likely_said

# On mailings looked at some 50 of 125 such announcements, none wrongly
_SURE: Final = 0.92
_SENT: Final = 0.2  # how likely a sentence must say that something was sent
# What hangs on something that the reader sends first: «la confirmation vous sera envoyée dès réception du bulletin»
_AFTER_YOURS: Final = re.compile(
    r"\b(?:des|apres|a) (?:la )?reception (?:de|du)\b|\b(?:signee?s?|contresigne\w*|completee?s?|remplie?s?)\b"
    r"|\b(?:des|apres|une fois) (?:que )?(?:votre|vos|nous aurons)\b"
)
_BEFORE: Final = 6  # letters in which it is looked for
_MOST: Final = 20  # sentences of one of them that bring something


def find_brought(
    block: Sequence[LetterRow], near: Callable[[LetterRow, LetterRow], bool]
) -> Iterator[tuple[Told, Told]]:
    """What is announced, and the likeliest sentence that brings it; `near`: whether the first letter may."""
    for row in block:
        before = list(islice((one for one in reversed(block) if one is not row and near(one, row)), _BEFORE))
        brings = [told for one in before for told in islice(_bringing(one), _MOST)]
        pairs = (
            (how_likely("already sent", side_of(told), side_of(announced)), announced, told)
            for announced in told_in(row)
            if is_to_come(announced.sentence) and not _AFTER_YOURS.search(plain_letters(announced.sentence))
            for told in brings
            if not _are_apart(announced, told)
        )
        sure, announced, told = max(pairs, key=lambda pair: pair[0], default=(0.0, None, None))
        if announced and told and sure >= _SURE:
            yield announced, told


def _are_apart(announced: Told, told: Told) -> bool:
    sentences = announced.sentence, told.sentence
    return (
        are_two_papers(*sentences)
        or are_qualified_apart(*sentences)
        or are_for_other_children(told.letter, announced.letter)
        or are_titled_as_two(told.letter, announced.letter)
    )


def _bringing(row: LetterRow) -> Iterator[Told]:
    return (told for told in told_in(row) if not is_to_come(told.sentence) and _says_so(told.sentence))


def _says_so(sentence: str) -> bool:
    """Whether it says that something lies in the letter, or was sent."""
    return is_here(sentence) or how_likely_said(sentence, "was_sent") >= _SENT
