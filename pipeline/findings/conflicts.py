"""Mentions of one kind in a block of letters → the groups that say different things of the same thing."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.findings.mailing import days_apart, in_order, is_doubtful
from pipeline.findings.passages import Passage, passage_of
from pipeline.records import LetterRow, Mention


@dataclass(frozen=True, slots=True)
class Said:
    """One mention in its letter, and what its passage is about."""

    letter: LetterRow
    mention: Mention
    about: Passage = frozenset()


def said_in(letter: LetterRow, mentions: Iterable[Mention]) -> Iterator[Said]:
    """The mentions of a letter, each with what its passage is about."""
    return (Said(letter, mention, passage_of(mention.sentence, letter.text)) for mention in mentions)


_FEW: int = 200  # mentions that are all held against each other, undated letters too

Reach = Callable[[Mention], int]
Bucket = Callable[[Mention], Hashable | None]
SameThing = Callable[[Said, Said], bool]
SameValue = Callable[[Mention, Mention], bool]
SameMatter = Callable[[LetterRow, LetterRow], bool]


def _any_two(_: LetterRow, __: LetterRow) -> bool:
    return True


def find_conflicts(
    said: Iterable[Said],
    bucket: Bucket,
    reach: Reach,
    same_thing: SameThing,
    same_value: SameValue,
    same_matter: SameMatter = _any_two,
) -> Iterator[tuple[Said, ...]]:
    """Groups of mentions, in order of their letters, that speak of the same thing and do not all say the same of it.

    `bucket` keeps apart what cannot be compared at all (None: leave out). A letter that states the other's value too,
    for the same thing, does not contradict it. `reach`: days between letters over which a mention is compared.
    `same_matter` is asked once of two letters, before all that they say.
    """
    buckets: dict[Hashable, list[Said]] = defaultdict(list)
    for one in said:
        key = bucket(one.mention)
        if key is not None:
            buckets[key].append(one)
    for held in buckets.values():
        yield from _groups(_opposed(held, reach, same_thing, same_value, same_matter))


def _opposed(
    held: Sequence[Said], reach: Reach, same_thing: SameThing, same_value: SameValue, same_matter: SameMatter
) -> list[tuple[Said, Said]]:
    in_letter: dict[str, list[Said]] = defaultdict(list)
    for one in held:
        in_letter[one.letter.letter_id].append(one)
    pairs = [
        (one, other)
        for ones, others, apart in _letters_near(tuple(in_letter.values()), reach, same_matter, many=len(held) > _FEW)
        for one in ones
        for other in others
        if apart <= reach(one.mention) and not same_value(one.mention, other.mention) and same_thing(one, other)
    ]

    def says_so_too(one: Said, letter: LetterRow) -> bool:
        """Whether a letter states the same of the same thing."""
        return any(
            same_value(one.mention, too.mention) and same_thing(*sorted((one, too), key=lambda said: order[id(said)]))
            for too in in_letter[letter.letter_id]
        )

    order = {id(one): position for position, one in enumerate(held)}
    return [
        (one, other)
        for one, other in pairs
        if not says_so_too(one, other.letter) and not says_so_too(other, one.letter)
    ]


def _letters_near(
    letters: Sequence[list[Said]], reach: Reach, same_matter: SameMatter, *, many: bool
) -> Iterator[tuple[list[Said], list[Said], int]]:
    """What two letters of one matter say, and the days between them, 0 where one is undated."""
    for position, ones in enumerate(letters):
        limit = max(reach(one.mention) for one in ones)
        for place in range(position + 1, len(letters)):
            others = letters[place]
            apart = days_apart(ones[0].letter, others[0].letter) or 0
            if apart <= limit:
                if same_matter(ones[0].letter, others[0].letter):
                    yield ones, others, apart
            elif many:  # in order of date: none behind it is nearer, and undated ones are left aside
                break


def _groups(pairs: Iterable[tuple[Said, Said]]) -> Iterator[tuple[Said, ...]]:
    """Pairs that share a mention belong to one finding."""
    opposed: dict[str, list[Said]] = defaultdict(list)
    said_of: dict[str, Said] = {}
    for one, other in pairs:
        opposed[one.mention.mention_id].append(other)
        opposed[other.mention.mention_id].append(one)
        said_of |= {one.mention.mention_id: one, other.mention.mention_id: other}
    while said_of:
        reached = [said_of.pop(next(iter(said_of)))]
        for one in reached:
            near = (other.mention.mention_id for other in opposed[one.mention.mention_id])
            reached.extend(said_of.pop(mention_id) for mention_id in near if mention_id in said_of)
        yield tuple(sorted(reached, key=lambda said: (in_order(said.letter), said.mention.mention_id)))


def sure_or_doubtful(
    said: Sequence[Said],
    bucket: Bucket,
    reach: Reach,
    same_thing: SameThing,
    same_value: SameValue,
    same_matter: SameMatter = _any_two,
) -> Iterator[tuple[tuple[Said, ...], tuple[Mention, ...]]]:
    """Conflicts among what is surely read; then those that stand only on doubtful readings, with these.

    What two letters were read to say alike is sure: two scans seldom err the same way.
    """
    letters_with: dict[str, set[str]] = defaultdict(set)
    for one in said:
        letters_with[one.mention.value].add(one.letter.letter_id)
    sure = [one for one in said if not is_doubtful(one.mention) or len(letters_with[one.mention.value]) > 1]
    told: set[str] = set()
    for group in find_conflicts(sure, bucket, reach, same_thing, same_value, same_matter):
        told |= {one.mention.mention_id for one in group}
        yield group, ()
    if len(sure) == len(said):
        return
    for group in find_conflicts(said, bucket, reach, same_thing, same_value, same_matter):
        doubtful = tuple(one.mention for one in group if is_doubtful(one.mention))
        if doubtful and told.isdisjoint(one.mention.mention_id for one in group):
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
