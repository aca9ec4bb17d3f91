"""Deeds that undo each other → one finding for those that have a sentence in common, in the words of the letters."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.check import Noticed
from pipeline.findings.conflicts import letters_of
from pipeline.findings.mailing import Mailing, in_order, is_doubtful
from pipeline.findings.undoing import Done, find_undone
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

_KINDS: Final = ("instruction", "deadline", "date", "amount", "phone", "subject")
_READ_WELL: Final = 0.75  # mean confidence of a letter whose words may be compared without a mention in them


def each_once(found: Iterable[Noticed]) -> list[Noticed]:
    """Without what another act has told by the same sentences: «envoyez un chèque» is to send and to pay."""
    once: list[Noticed] = []
    for one in found:
        sentences = {m.sentence for m in one.mentions}
        if not any(sentences <= {m.sentence for m in other.mentions} for other in once):
            once.append(one)
    return once


def notice_undone(
    mailing: Mailing, block: Sequence[LetterRow], days: int, told: Iterable[tuple[LetterRow, ...]]
) -> Iterator[Noticed]:
    """What no finding tells of the same letters; `told`: the letters of each."""
    known = [{row.letter_id for row in letters} for letters in told]
    read = [row for row in block if row.confidence is None or row.confidence >= _READ_WELL]
    pairs = [
        pair
        for pair in find_undone(read, days)
        if not any({done.said.letter.letter_id for done in pair} <= letters for letters in known)
    ]
    for ones, others in _together(pairs):
        mentions = tuple(mention for done in (*ones, *others) for mention in _standing_in(mailing, done))
        # an instruction may be doubted because its act is: here the words themselves are compared
        doubtful = tuple(m for m in mentions if m.kind != "instruction" and is_doubtful(m))
        letters = letters_of(done.said for done in (*ones, *others))
        yield Noticed(letters, mentions, _say(ones, others), doubtful, "warning")


def _together(pairs: Sequence[tuple[Done, Done]]) -> Iterator[tuple[list[Done], list[Done]]]:
    """Pairs that share a letter are one thing: the deeds that stand on the side of the first, and the others."""
    groups: list[tuple[list[Done], list[Done]]] = []
    for pair in sorted(pairs, key=lambda pair: [(in_order(done.said.letter), done.deed.start) for done in pair]):
        letters = {done.said.letter.letter_id for done in pair}
        group = next((g for g in groups if letters & {d.said.letter.letter_id for side in g for d in side}), None)
        if group is None:
            groups.append(([pair[0]], [pair[1]]))
            continue
        for done in pair:
            side = next((side for side in group if side[0].deed.sentence == done.deed.sentence), None)
            if side is not None and done not in side:
                side.append(done)
    yield from groups


def _standing_in(mailing: Mailing, done: Done) -> Iterator[Mention]:
    """The letter's mentions in the sentence."""
    for kind in _KINDS:
        for mention in mailing.mentions_of(done.said.letter, kind):
            if mention.sentence.strip() and " ".join(mention.sentence.split()) in done.deed.sentence:
                yield mention


def _say(ones: list[Done], others: list[Done]) -> Says:
    here, there = (letters_of(done.said for done in side) for side in (ones, others))
    fr, en = french.Names((*here, *there)), english.Names((*here, *there))
    says, says_en = ("dit", "says") if len(here) == 1 else ("disent", "say")
    against, against_en = ("dit", "says") if len(there) == 1 else ("disent", "say")
    one, other = (side[0].deed.clause.rstrip(" .!") for side in (ones, others))
    return Says(
        fr=f"{capital(fr.letters(here))} {says} {french.quote(one)}, {fr.those(there)} {against} le contraire"
        f"\N{NO-BREAK SPACE}: {french.quote(other)}.",
        en=f"{capital(en.letters(here))} {says_en} {english.quote(one)}, {en.those(there)} {against_en} the opposite: "
        f"{english.quote(other)}.",
    )
