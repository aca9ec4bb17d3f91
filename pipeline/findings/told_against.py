"""Sentences of two letters that do not fit → one finding for those that share a letter, in the words of the letters."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.findings import english, french
from pipeline.findings.check import Noticed
from pipeline.findings.mailing import Mailing, in_order, is_doubtful
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

_KINDS: Final = ("instruction", "deadline", "date", "amount", "phone", "subject")


class Told(NamedTuple):
    """A sentence of a letter, in one line, and what is quoted of it from its place `start` on."""

    letter: LetterRow
    sentence: str
    quoted: str
    start: int = 0


def notice_told(mailing: Mailing, pairs: Iterable[tuple[Told, Told]]) -> Iterator[Noticed]:
    """`pairs`: what the earlier letter tells, and what another tells against it."""
    for ones, others in _together(pairs):
        mentions = tuple(mention for told in (*ones, *others) for mention in _standing_in(mailing, told))
        # an instruction may be doubted because its act is: here the words themselves are compared
        doubtful = tuple(m for m in mentions if m.kind != "instruction" and is_doubtful(m))
        yield Noticed(_letters_of((*ones, *others)), mentions, _say(ones, others), doubtful, "warning")


def letters_in(noticed: Noticed) -> frozenset[str]:
    """By their letter_id."""
    return frozenset(letter.letter_id for letter in noticed.letters)


def _together(pairs: Iterable[tuple[Told, Told]]) -> Iterator[tuple[list[Told], list[Told]]]:
    """Pairs that share a letter are one thing: what stands on the side of the first, and the others."""
    groups: list[tuple[list[Told], list[Told]]] = []
    for pair in sorted(pairs, key=lambda pair: [(in_order(told.letter), told.start) for told in pair]):
        letters = {told.letter.letter_id for told in pair}
        group = next((g for g in groups if letters & {t.letter.letter_id for side in g for t in side}), None)
        if group is None:
            groups.append(([pair[0]], [pair[1]]))
            continue
        for told in pair:
            side = next((side for side in group if side[0].sentence == told.sentence), None)
            if side is not None and told not in side:
                side.append(told)
    yield from groups


def _standing_in(mailing: Mailing, told: Told) -> Iterator[Mention]:
    """The letter's mentions in the sentence."""
    for kind in _KINDS:
        for mention in mailing.mentions_of(told.letter, kind):
            if mention.sentence.strip() and " ".join(mention.sentence.split()) in told.sentence:
                yield mention


def _say(ones: Sequence[Told], others: Sequence[Told]) -> Says:
    here, there = _letters_of(ones), _letters_of(others)
    fr, en = french.Names((*here, *there)), english.Names((*here, *there))
    says, says_en = ("dit", "says") if len(here) == 1 else ("disent", "say")
    against, against_en = ("dit", "says") if len(there) == 1 else ("disent", "say")
    one, other = (side[0].quoted.rstrip(" .!") for side in (ones, others))
    return Says(
        fr=f"{capital(fr.letters(here))} {says} {french.quote(one)}, {fr.those(there)} {against} le contraire"
        f"\N{NO-BREAK SPACE}: {french.quote(other)}.",
        en=f"{capital(en.letters(here))} {says_en} {english.quote(one)}, {en.those(there)} {against_en} the opposite: "
        f"{english.quote(other)}.",
    )


def _letters_of(side: Sequence[Told]) -> tuple[LetterRow, ...]:
    return tuple({told.letter.letter_id: told.letter for told in side}.values())
