"""Mentions of one kind in a block of letters → the groups that say different things of the same thing."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.findings.mailing import in_order, is_doubtful
from pipeline.records import LetterRow, Mention


@dataclass(frozen=True, slots=True)
class Said:
    """One mention in its letter."""

    letter: LetterRow
    mention: Mention


Bucket = Callable[[Mention], Hashable | None]
SameThing = Callable[[Said, Said], bool]
SameValue = Callable[[Mention, Mention], bool]


def find_conflicts(
    said: Iterable[Said], bucket: Bucket, same_thing: SameThing, same_value: SameValue
) -> Iterator[tuple[Said, ...]]:
    """Groups of mentions, in order of their letters, that speak of the same thing and do not all say the same of it.

    `bucket` keeps apart what cannot be compared at all (None: leave out). A letter that states the other's value too,
    for the same thing, does not contradict it.
    """
    buckets: dict[Hashable, list[Said]] = defaultdict(list)
    for one in said:
        key = bucket(one.mention)
        if key is not None:
            buckets[key].append(one)
    for held in buckets.values():
        yield from _groups(_opposed(held, same_thing, same_value))


def _opposed(held: Sequence[Said], same_thing: SameThing, same_value: SameValue) -> list[tuple[Said, Said]]:
    pairs: list[tuple[Said, Said]] = []
    agreeing: set[tuple[str, str]] = set()  # (a mention, a letter that says the same of the same thing)
    for position, one in enumerate(held):
        for other in held[position + 1 :]:
            if one.letter is other.letter or not same_thing(one, other):
                continue
            if same_value(one.mention, other.mention):
                agreeing |= {
                    (one.mention.mention_id, other.letter.letter_id),
                    (other.mention.mention_id, one.letter.letter_id),
                }
            else:
                pairs.append((one, other))
    return [
        (one, other)
        for one, other in pairs
        if (one.mention.mention_id, other.letter.letter_id) not in agreeing
        and (other.mention.mention_id, one.letter.letter_id) not in agreeing
    ]


def _groups(pairs: Iterable[tuple[Said, Said]]) -> Iterator[tuple[Said, ...]]:
    """Pairs that share a mention belong to one finding."""
    group_of: dict[str, dict[str, Said]] = {}
    for one, other in pairs:
        merged = {
            one.mention.mention_id: one,
            other.mention.mention_id: other,
            **group_of.get(one.mention.mention_id, {}),
            **group_of.get(other.mention.mention_id, {}),
        }
        for mention_id in merged:
            group_of[mention_id] = merged
    for group in {id(group): group for group in group_of.values()}.values():
        yield tuple(sorted(group.values(), key=lambda said: (in_order(said.letter), said.mention.mention_id)))


def sure_or_doubtful(
    said: Sequence[Said], bucket: Bucket, same_thing: SameThing, same_value: SameValue
) -> Iterator[tuple[tuple[Said, ...], tuple[Mention, ...]]]:
    """Conflicts among what is surely read; then those that stand only on doubtful readings, with these."""
    sure = [one for one in said if not is_doubtful(one.mention)]
    told: set[str] = set()
    for group in find_conflicts(sure, bucket, same_thing, same_value):
        told |= {one.mention.mention_id for one in group}
        yield group, ()
    for group in find_conflicts(said, bucket, same_thing, same_value):
        doubtful = tuple(one.mention for one in group if is_doubtful(one.mention))
        if doubtful and not any(one.mention.mention_id in told for one in group):
            yield group, doubtful


def by_value(group: Sequence[Said], same_value: SameValue) -> list[tuple[Mention, tuple[LetterRow, ...]]]:
    """Each value once, with the letters that state it, in the order they come."""
    held: list[tuple[Mention, dict[str, LetterRow]]] = []
    for one in group:
        letters = next((letters for mention, letters in held if same_value(mention, one.mention)), None)
        if letters is None:
            held.append((one.mention, letters := {}))
        letters[one.letter.letter_id] = one.letter
    return [(mention, tuple(letters.values())) for mention, letters in held]


def letters_of(group: Iterable[Said]) -> tuple[LetterRow, ...]:
    """Each letter once, in order."""
    return tuple({one.letter.letter_id: one.letter for one in group}.values())
