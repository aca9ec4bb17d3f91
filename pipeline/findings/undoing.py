"""Letters of one sender → what one bids and another forbids or undoes, where the deed has no name: see `deeds.py`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.deed_limits import are_for_two_times, are_of_two_things, is_limited_ban, is_over
from pipeline.findings.deed_objects import Things, things_of
from pipeline.findings.deeds import Deed, Kind, deeds_in
from pipeline.findings.mailing import days_apart
from pipeline.findings.matter import may_be_same_matter, share_number
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.opposites import (
    are_opposed,
    brings,
    gives,
    handles,
    is_alike,
    is_needed_for,
    is_of_body,
    is_one_stem,
    is_way,
    is_way_of_body,
    ways_of,
)
from pipeline.findings.others import are_of_one_affair, name_others
from pipeline.findings.overtaken import hold_at_once
from pipeline.findings.passages import sentences_of
from pipeline.findings.same_day import are_of_one_day, days_meant
from pipeline.records import Box, LetterRow, Mention

_NOWHERE: Final = Box(0, 0, 0, 0)
_FEWEST_SHARED: Final = 2
_AFTER: Final = re.compile(r"\b(?:après|avant|au-delà|passé|sans|hors|si|incompl\w+|sur place)\b")  # refused then only
_AGAIN: Final = re.compile(r"r(?:e[a-z]{3}|allum|ouvr)")  # «rallumez-la le matin»


@dataclass(frozen=True, slots=True)
class Done:
    """A deed in its letter; `said` as other checks know it, with a mention that stands in no table."""

    deed: Deed
    said: Said
    things: Things = field(compare=False)


_ByThing = dict[str, dict[Kind, list[Done]]]
"""The deeds of the letters before, by what they may be done to and by their kind."""


def find_undone(block: Sequence[LetterRow], days: int) -> Iterator[tuple[Done, Done]]:
    """Pairs of deeds of two letters, the earlier first, that undo each other; a letter that says both opposes none."""
    in_letter: dict[str, list[Done]] = {}
    by_thing: _ByThing = defaultdict(lambda: defaultdict(list))
    told = [(row, [deed for one in sentences_of(body_of(row.text)) for deed in deeds_in(one)]) for row in block]
    opposed = _opposed_to({deed.kind: deed for _, deeds in told for deed in deeds})
    for row, deeds in told:
        own = in_letter[row.letter_id] = [done_in(row, deed) for deed in deeds if opposed[deed.kind]]
        for done in own:
            for other in _near(done, by_thing, opposed[done.deed.kind], days):
                theirs = in_letter[other.said.letter.letter_id]
                if _undoes(other, done) and not (_says_too(other, own) or _says_too(done, theirs)):
                    yield other, done
        for done in own:
            for thing in _marks_of(done):
                by_thing[thing][done.deed.kind].append(done)


def _opposed_to(kinds: Mapping[Kind, Deed]) -> dict[Kind, frozenset[Kind]]:
    """To each kind of deed of the block those that may undo it, whatever it is done to."""
    return {
        kind: frozenset(against for against, other in kinds.items() if _are_opposed(one, other))
        for kind, one in kinds.items()
    }


def done_in(row: LetterRow, deed: Deed) -> Done:
    """A deed as other checks know what is told."""
    act = min((what[1:] for what in deed.what if what.startswith("=")), default=deed.stem)
    value = f"not:{act}" if deed.forbidden else act
    mention = Mention(
        *("", row.letter_id, row.source, row.page_start, "instruction", deed.told, value, _NOWHERE, 1.0),
        *(deed.sentence, 0, 0),
    )
    return Done(deed, Said(row, mention, meanings_in(deed.sentence)), things_of(deed, row))


def _near(done: Done, by_thing: _ByThing, opposed: frozenset[Kind], days: int) -> Iterator[Done]:
    """The deeds of letters not long before that may be done to one of its things and are opposed to it, each once."""
    seen = set()
    for thing in _marks_of(done):
        for kind in by_thing[thing].keys() & opposed:
            for other in reversed(by_thing[thing][kind]):
                if (days_apart(other.said.letter, done.said.letter) or 0) > days:
                    break  # in order of date
                if id(other) not in seen and other.deed.sentence != done.deed.sentence:
                    seen.add(id(other))
                    yield other


def _marks_of(done: Done) -> frozenset[str]:
    """By what it is found: the things it may be done to, and of what somebody does or is in person the day."""
    of_person = done.deed.is_of_body or is_way_of_body(done.deed.what)
    days = days_meant(done.said.letter, done.deed.sentence) if of_person else ()
    return done.things.any | done.things.numbers | {f"{day}/{month}" for day, month in days}


def _says_too(one: Done, others: list[Done]) -> bool:
    """Whether the other letter bids or forbids the same, of the same thing.

    Where it says the contrary of the very verb, it must be that verb: «ne collez pas la photo, agrafez-la».
    """
    contrary = any(o.deed.forbidden != one.deed.forbidden and is_one_stem(o.deed.stem, one.deed.stem) for o in others)
    return any(
        one.deed.forbidden == other.deed.forbidden
        and ((one.deed.what & other.deed.what and not contrary) or is_one_stem(one.deed.stem, other.deed.stem))
        and one.things.done_to & other.things.done_to
        and _may_be_in_one_way(one.deed.clause, other.deed.clause)
        and not _only_ends(other, one, others)
        for other in others
    )


def _only_ends(last: Done, held: Done, others: list[Done]) -> bool:
    """Whether it only ends what its sentence bids before, on the day on which the other letter bids that it last.

    «Laissez le robinet ouvert pendant l'opération», «fermez le robinet avant neuf heures et rouvrez-le après midi».
    """
    one, other = last.said.letter, held.said.letter
    return any(
        (
            first.deed.start < last.deed.start
            if first.deed.sentence == last.deed.sentence
            else _AGAIN.match(last.deed.stem)
        )
        and not (first.deed.forbidden or last.deed.forbidden)
        and are_opposed(first.deed.what, last.deed.what)
        and are_of_one_day(one, other, last.deed.sentence, held.deed.sentence)
        for first in others
    )


def _may_be_in_one_way(one: str, other: str) -> bool:
    """Not «envoyez-le par la poste», «déposez-le à l'accueil»."""
    here, there = (ways_of(plain_letters(clause)) for clause in (one, other))
    return not (here and there) or not here.isdisjoint(there)


def _undoes(earlier: Done, later: Done) -> bool:
    one, other = earlier.said, later.said
    ban, order = (one, other) if earlier.deed.forbidden else (other, one)
    act = _act(earlier.deed, later.deed)
    if not may_be_same_matter(one.letter, other.letter) or not hold_at_once(act, ban, order, other.letter):
        return False
    if is_over(other) or _are_on_two_days(earlier, later) or not _are_for_one_thing(earlier, later):
        return False
    both_bid = earlier.deed.forbidden == later.deed.forbidden
    if are_for_two_times(one, other, ways=is_way(earlier.deed.what)) if both_bid else is_limited_ban(ban, order):
        return False
    if is_way(earlier.deed.what):
        return _are_of_one_affair(earlier, later)
    return not are_of_two_things(one, other, earlier.things.named & later.things.named)


def _is_on_one_day(one: Done, other: Done) -> bool:
    """Of what somebody does or is in person: whether both letters are about one day."""
    if not (one.deed.is_of_body or is_way_of_body(one.deed.what)):
        return False
    letters, sentences = (one.said.letter, other.said.letter), (one.deed.sentence, other.deed.sentence)
    return are_of_one_day(*letters, *sentences)


def _are_on_two_days(one: Done, other: Done) -> bool:
    """Of what somebody does or is in person: whether each letter is about a day of its own."""
    if not (one.deed.is_of_body or is_way_of_body(one.deed.what)):
        return False
    here, there = (days_meant(done.said.letter, done.deed.sentence) for done in (one, other))
    return bool(here and there) and here.isdisjoint(there)


def _are_of_one_affair(one: Done, other: Done) -> bool:
    """Of two ways in which something is done: whether it is the same that is done."""
    letters = one.said.letter, other.said.letter
    if _is_on_one_day(one, other) or one.things.numbers & other.things.numbers:
        return True
    if _are_titled_alike(one, other):
        return True
    return not name_others(*letters, one.things.named, other.things.named) and are_of_one_affair(*letters)


def _are_opposed(one: Deed, other: Deed) -> bool:
    """Whether one forbids what the other bids, or both bid what undoes the other."""
    if one.forbidden == other.forbidden:
        return not one.forbidden and are_opposed(one.what, other.what)
    ban, order = (one, other) if one.forbidden else (other, one)
    return bool(
        one.what & other.what
        or is_one_stem(one.stem, other.stem)
        or ("come" in ban.what and brings(order.what))
        or ("touch" in ban.what and handles(order.what))
        or ("need" in ban.what and is_needed_for(order.what))
        or ("accept" in ban.what and is_needed_for(order.what) and not _AFTER.search(ban.sentence))
        or ("need" in order.what and is_needed_for(ban.what))
    )


def _are_titled_alike(one: Done, other: Done) -> bool:
    """Whether no thing is named and both letters bear one subject line: «votre abonnement»."""
    titles = {plain_letters(done.said.letter.subject or "") for done in (one, other)}
    return not (one.things.any or other.things.any) and len(titles) == 1 and "" not in titles


def _act(one: Deed, other: Deed) -> str:
    """The act by which places, days and receivers tell two deeds apart."""
    both = one.what & other.what
    if is_of_body(one.what) or is_way_of_body(one.what):
        return "visit"
    return "send" if gives(both) else ""


def _are_for_one_thing(one: Done, other: Done) -> bool:
    """Whether what the one is done to is what the other is done to, or its sentence or subject line names it."""
    here, there = one.things, other.things
    if _is_on_one_day(one, other):
        return True
    if is_way(one.deed.what):
        if here.numbers & there.numbers:
            return True
        return not (here.named or here.meant).isdisjoint(there.named or there.meant) or _are_titled_alike(one, other)
    both_bid = one.deed.forbidden == other.deed.forbidden
    done_to = here.done_to & there.done_to
    if done_to:
        if all(map(is_alike, done_to)) and (here.named ^ there.named) - done_to:
            return False  # «pas d'original», «l'original du certificat»
        return not (both_bid and any(map(is_alike, done_to)))
    return _name_one_thing(one, other, both_bid=both_bid) or (not both_bid and _mean_one_thing(one, other))


def _name_one_thing(one: Done, other: Done, *, both_bid: bool) -> bool:
    """Whether both sentences name what one of them is done to, and enough besides; or neither says to what."""
    here, there = one.things, other.things
    either, shared = here.done_to | there.done_to, here.named & there.named
    if not either:
        by_number = bool(one.deed.what & other.deed.what and share_number(one.said.letter, other.said.letter))
        return by_number and not (both_bid or one.deed.is_of_body)
    if here.done_to & shared and there.done_to & shared:
        return True
    of_one = either & shared or not (both_bid or (here.done_to and there.done_to))
    return len(shared) >= _FEWEST_SHARED and bool(of_one)


def _mean_one_thing(one: Done, other: Done) -> bool:
    """Of a ban and an order: whether the subject line names what the other is done to, or both lines the same."""
    here, there = one.things, other.things
    of_body = is_of_body(one.deed.what & other.deed.what) and len(here.meant & there.meant) >= _FEWEST_SHARED
    return of_body or bool(here.done_to & there.meant or there.done_to & here.meant)
