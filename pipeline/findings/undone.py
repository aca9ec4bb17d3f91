"""Deeds that undo each other → what two letters tell against each other, in their own words."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.findings.check import Noticed
from pipeline.findings.told_against import Told
from pipeline.findings.undoing import Done, find_undone
from pipeline.records import LetterRow


def each_once(found: Iterable[Noticed]) -> list[Noticed]:
    """Without what another act has told by the same sentences: «envoyez un chèque» is to send and to pay."""
    once: list[Noticed] = []
    for one in found:
        sentences = {m.sentence for m in one.mentions}
        if not any(sentences <= {m.sentence for m in other.mentions} for other in once):
            once.append(one)
    return once


def tell_undone(block: Sequence[LetterRow], days: int, known: Sequence[frozenset[str]]) -> Iterator[tuple[Told, Told]]:
    """What no finding tells of the same letters; `known`: the letters of each."""
    for pair in find_undone(block, days):
        if not any({done.said.letter.letter_id for done in pair} <= letters for letters in known):
            one, other = map(_told, pair)
            yield one, other


def _told(done: Done) -> Told:
    return Told(done.said.letter, done.deed.sentence, done.deed.clause, done.deed.start)
