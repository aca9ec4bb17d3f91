"""Letters → groups of one sender and one recipient, though a scan may have spelt them differently."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.findings.addresses import is_one_address, is_one_street
from pipeline.findings.matter import EVERYTHING, all_numbers_of, numbers_of
from pipeline.findings.meanings import plain_letters
from pipeline.findings.misreadings import looks_like
from pipeline.findings.names import CIVILITIES, CIVILITY, words_of_name
from pipeline.records import LetterRow

# «M. Jean MARTIN» and «Monsieur Martin Jean» are one recipient
_NO_NAME: Final = CIVILITY | {"et", "ou", "messieurs", "mesdames", "docteur"}
_LOOKALIKES: Final = str.maketrans("0156l", "oisbi")
# One letter misread («Qrange Business»), but only in names long enough that no two real ones are so close
_MISREAD_FROM_LENGTH: Final = 8

_HOUSE: Final = re.compile(r"\W*\d")
_FULL_NAME: Final = 2  # words
_MOST_MISREAD: Final = 3  # letters in which two readings of one name may differ
_MOST_UNADDRESSED: Final = 50  # letters; more whose reader is not known are to many readers


def by_recipient(sent: Sequence[LetterRow]) -> Iterator[tuple[LetterRow, ...]]:
    """Letters of one sender, in groups of one recipient; each group in the order given."""
    held: dict[str, list[LetterRow]] = defaultdict(list)
    customers: dict[tuple[str, ...], LetterRow] = {}
    names: dict[str, str] = {}  # by letter
    for letter in sent:
        name = " ".join(sorted(words_of_name(_person(letter))))
        if name not in held:
            same = _near(name, list(held)) or next((names[row.letter_id] for row in _renamed(letter, customers)), None)
            name = name if same is None else same
        names[letter.letter_id] = name
        held[name].append(letter)
        for key in _customer_keys(letter):
            customers.setdefault(key, letter)
    for name, group in _adopt_unaddressed(held, list(sent)).items():
        if name or len(group) <= _MOST_UNADDRESSED:
            yield tuple(group)


def may_be_one_name(one: str | None, other: str | None) -> bool:
    """Whether one name says no more than the other («M. et Mme Martin», «J. Martin»), or one letter is misread."""
    here, there = (sorted(w for w in words_of_name(name) if w not in _NO_NAME) for name in (one, other))
    if _is_part(here, there) or _is_part(there, here):
        return True
    first, second = (" ".join(words).translate(_LOOKALIKES) for words in (here, there))
    return Levenshtein.distance(first, second, score_cutoff=1) <= 1


def may_be_a_couple(one: str, other: str, *, surely: bool = False) -> bool:
    """Whether they have one last name, and are not surely two of one sex; `surely`: they are of two."""
    if plain_letters(one).split()[-1:] != plain_letters(other).split()[-1:]:
        return False
    sexes = [_sex(name) for name in (one, other)]
    return sexes[0] != sexes[1] if all(sexes) else not surely


def _sex(name: str) -> str:
    first = plain_letters(name).replace(".", "").split()[0]
    return next((sex for sex, forms in CIVILITIES.items() if first in forms), "")


def _is_part(fewer: Sequence[str], more: Sequence[str]) -> bool:
    return all(any(word == known or (len(word) == 1 and known.startswith(word)) for known in more) for word in fewer)


def _adopt_unaddressed(by_recipient: dict[str, list[LetterRow]], sent: list[LetterRow]) -> dict[str, list[LetterRow]]:
    """A letter whose recipient could not be read goes with the others where all others have the same recipient."""
    if "" in by_recipient and len(by_recipient) == 2:
        return {"".join(by_recipient): sent}
    return by_recipient


def _person(letter: LetterRow) -> str | None:
    """The recipient; None where a line of the address was taken for the name: «14 rue des Tanneurs»."""
    name = letter.recipient_name or ""
    return None if _HOUSE.match(name) else name


def _near(name: str, known: Collection[str]) -> str | None:
    """The known name that this is misread for."""
    found = process.extractOne(name, known, scorer=Levenshtein.distance, score_cutoff=_MOST_MISREAD) if name else None
    return found[0] if found and _is_misread(name, found[0]) else None


def _renamed(letter: LetterRow, customers: Mapping[tuple[str, ...], LetterRow]) -> Iterator[LetterRow]:
    """Letters under one number to the same address and another name: «Jean Delorme», «Jean Delmas», «Luc Delmas».

    Of one first name, the house may have another number too: «Jean Delmas, 41 rue Foch».
    """
    for key in _customer_keys(letter):
        is_same = is_one_street if key[0] == "first" else is_one_address
        other = customers.get(key)
        if other and is_same(letter.recipient_address or "", other.recipient_address or ""):
            yield other


def _customer_keys(letter: LetterRow) -> Iterator[tuple[str, ...]]:
    """First names, or the last name, with each number that the letter bears, where the address is known."""
    words = words_of_name(_person(letter))
    if len(words) >= _FULL_NAME and letter.recipient_address:
        named = numbers_of(letter.references, EVERYTHING).values()
        for value in all_numbers_of(letter).union(*named):
            yield "first", *words[:-1], value
            yield "last", _sex(letter.recipient_name or ""), words[-1], value


def _is_misread(one: str, other: str) -> bool:
    """One letter apart; a digit apart is another name («Mairie du 15e»)."""
    if min(len(one), len(other)) < _MISREAD_FROM_LENGTH or re.findall(r"\d", one) != re.findall(r"\d", other):
        return False
    return Levenshtein.distance(one, other, score_cutoff=1) <= 1 or looks_like(one, other)
