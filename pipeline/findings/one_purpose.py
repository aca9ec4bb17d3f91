"""Letters that give numbers → chains of them that do so for one purpose: one service, signatory or subject."""

import itertools
from collections.abc import Iterator
from typing import Final

from pipeline.findings.conflicts import Said
from pipeline.findings.lines import is_direct, is_label, is_other_line, is_told, serve_two_things
from pipeline.findings.mailing import days_apart
from pipeline.findings.matter import ACCOUNT, may_be_same_matter
from pipeline.findings.meanings import plain_letters
from pipeline.findings.reach import Reach
from pipeline.records import LetterRow, Mention

# Topics that letters about anything may have
_ANY_PURPOSE: Final = frozenset(
    {"offer", "welcome", "contact_invited", "do_not_contact", "claim_answer", "appointment", "meeting"}
)


def in_chains_of_one_purpose(letters: list[LetterRow], reach: Reach, days: int) -> Iterator[list[LetterRow]]:
    """Letters (in order of date) in chains of one purpose: each is of one service or subject with one before it."""
    told = {row.letter_id: tuple(_as_told(row, reach[row.letter_id])) for row in letters}
    chains: list[list[int]] = []
    for number, row in enumerate(letters):
        joined, apart = [number], []
        for chain in chains:
            if any(_is_one_purpose(letters[known], row, reach, told, days) for known in reversed(chain)):
                joined += chain
            else:
                apart.append(chain)
        chains = [*apart, sorted(joined)]
    yield from ([letters[number] for number in chain] for chain in chains)


def _is_one_purpose(one: LetterRow, other: LetterRow, reach: Reach, told: Reach, days: int) -> bool:
    """Same matter, close in time, and the same service, topic or signatory."""
    apart = days_apart(one, other)
    if apart is None or apart > days or not may_be_same_matter(one, other, ACCOUNT):
        return False
    if any(is_direct(m) for m in reach[one.letter_id]):
        return _has_same(one, other, "signatory_name")
    if are_of_two_services(one, other):
        return False  # each service has its own number
    if not _is_alike(one, other, reach):
        return False
    given = ((Said(one, a), Said(other, b)) for a, b in itertools.product(told[one.letter_id], told[other.letter_id]))
    return not all(is_other_line(a.mention, b.mention) or serve_two_things(a, b) for a, b in given)


def _is_alike(one: LetterRow, other: LetterRow, reach: Reach) -> bool:
    """Whether both have a topic, or a service or signatory that gives its number in one way."""
    if (set(one.topics) & set(other.topics)) - _ANY_PURPOSE:
        return True
    cells = ("sender_department", "signatory_name", "signatory_title")
    return any(_has_same(one, other, cell) for cell in cells) and _are_given_alike(one, other, reach)


def _as_told(row: LetterRow, means: tuple[Mention, ...]) -> list[Mention]:
    """Without the line of the letterhead for a number of which the body says what it is for."""
    told = [m for m in means if is_told(Said(row, m))]
    values = {m.value for m in told}
    return [*told, *(m for m in means if m.value not in values)]


def _has_same(one: LetterRow, other: LetterRow, cell: str) -> bool:
    here, there = (plain_letters(getattr(row, cell) or "") for row in (one, other))
    return bool(here) and here == there


def _are_given_alike(one: LetterRow, other: LetterRow, reach: Reach) -> bool:
    """Both in the letterhead or both in a sentence: one that is given for something of its own is no other number."""
    here, there = ({is_label(m) for m in reach[row.letter_id]} for row in (one, other))
    return not here.isdisjoint(there)


def are_of_two_services(one: LetterRow, other: LetterRow) -> bool:
    """Whether each letter names the service that writes, and it is another."""
    here, there = (plain_letters(row.sender_department or "") for row in (one, other))
    return bool(here and there) and here != there
