"""Letters and the numbers they give → which have none in common, what is too alike to tell, and how it is said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.mailing import is_doubtful
from pipeline.findings.readings import is_one_email
from pipeline.findings.wording import Says, capital, plain, say_phone
from pipeline.records import LetterRow, Mention, MentionKind

NAMED: Final[dict[MentionKind, Says]] = {
    "phone": Says("numéros de téléphone", "telephone numbers"),
    "email": Says("adresses électroniques", "e-mail addresses"),
}
_MOST_NAMED: Final = 6  # groups of numbers that the message names

Reach = dict[str, tuple[Mention, ...]]
"""By letter, the numbers under which it offers the sender to be reached."""


def as_meant(reach: Reach) -> Reach:
    """With one spelling, the one printed most, for addresses that only a misreading tells apart: «rn» and «m»."""
    printed = Counter(m.value for means in reach.values() for m in means if m.kind == "email")
    meant: dict[str, str] = {}
    for value, _ in printed.most_common():
        meant[value] = next((known for known in meant.values() if is_one_email(known, value)), value)
    return {one: tuple(replace(m, value=meant.get(m.value, m.value)) for m in means) for one, means in reach.items()}


def scattered(letters: list[LetterRow], reach: Reach) -> list[LetterRow]:
    """The letters that have no number in common with some other; none where all can be reached under one."""
    values = {row.letter_id: {m.value for m in reach[row.letter_id]} for row in letters}
    if set.intersection(*values.values()):
        return []
    return [
        row for row in letters if any(values[row.letter_id].isdisjoint(values[other.letter_id]) for other in letters)
    ]


def doubts_of(letters: Sequence[LetterRow], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """What to look at where the letters may have one number, misread; empty where what is surely read is apart."""
    sure = [m for m in mentions if not is_doubtful(m)]
    if len({m.value for m in sure}) > 1 and _are_apart(letters, sure):
        return ()
    doubtful = tuple(m for m in mentions if is_doubtful(m))
    return doubtful or tuple(m for m in mentions if any(_one_figure_apart(m.value, n.value) for n in mentions))


def _are_apart(letters: Sequence[LetterRow], sure: Sequence[Mention]) -> bool:
    """Whether two letters still have different numbers, more than one misread figure apart, by what is surely read."""
    in_letter: dict[str, set[str]] = {row.letter_id: set() for row in letters}
    for mention in sure:
        in_letter[mention.letter_id].add(mention.value)
    held = [values for values in in_letter.values() if values]
    return any(
        all(not _one_figure_apart(a, b) and a != b for a in here for b in there) for here in held for there in held
    )


def _one_figure_apart(one: str, other: str) -> bool:
    """«04 94 12 34 56» and «04 94 12 34 58» may be one number, misread; short numbers are told apart by one figure."""
    return len(one) == len(other) > 6 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def say_numbers(letters: list[LetterRow], reach: Reach, kind: MentionKind) -> Says:
    """«Orange gives 2 telephone numbers for one matter: ...»."""
    fr, en = french.Names(letters), english.Names(letters)
    by_numbers: dict[tuple[str, ...], list[LetterRow]] = {}
    for row in letters:
        by_numbers.setdefault(tuple(dict.fromkeys(m.value for m in reach[row.letter_id])), []).append(row)
    count = len({number for numbers in by_numbers for number in numbers})
    parts = [
        Says(
            fr=f"{french.say_list([say_phone(number) for number in numbers])} dans {fr.letters(held)}",
            en=f"{english.say_list([say_phone(number) for number in numbers])} in {en.letters(held)}",
        )
        for numbers, held in list(by_numbers.items())[:_MOST_NAMED]
    ]
    if len(by_numbers) > _MOST_NAMED:
        parts.append(Says("d'autres dans d'autres courriers", "others in other letters"))
    sender = capital(plain(letters[0].sender_organisation or ""))
    listed, listed_en = ", ".join(part.fr for part in parts), ", ".join(part.en for part in parts)
    what = NAMED[kind]
    return Says(
        fr=f"{sender} donne {count} {what.fr} pour une même affaire\N{NO-BREAK SPACE}: {listed}.",
        en=f"{sender} gives {count} {what.en} for one matter: {listed_en}.",
    )
