"""Letters → groups of one sender and one recipient, though a scan may have spelt them differently."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.findings.meanings import plain_letters
from pipeline.records import LetterRow

# «Orange SA» and «Orange» are one sender, «M. Jean MARTIN» and «Monsieur Martin Jean» one recipient
_LEGAL_FORM: Final = frozenset({"sa", "sas", "sasu", "sarl", "eurl", "sca", "snc", "scop", "se", "sci", "scic"})
_CIVILITY: Final = frozenset({"m", "mr", "monsieur", "mme", "madame", "mlle", "mademoiselle", "me", "maitre", "dr"})
CIVILITIES: Final = {"m": ("m", "mr", "monsieur"), "f": ("mme", "mlle", "madame", "mademoiselle")}
_NO_NAME: Final = _CIVILITY | {"et", "ou", "messieurs", "mesdames", "docteur"}
_LOOKALIKES: Final = str.maketrans("0156l", "oisbi")
# One letter misread («Qrange Business»), but only in names long enough that no two real ones are so close
_MISREAD_FROM_LENGTH: Final = 8

_MOST_UNADDRESSED: Final = 50  # letters; more whose reader is not known are to many readers
_POSTCODE: Final = re.compile(r"(?<!\d)\d{5}(?!\d)")


def same_party_groups(letters: Sequence[LetterRow]) -> tuple[tuple[LetterRow, ...], ...]:
    """Letters of one sender to one recipient, each group in the order given; a letter without sender is in none."""
    by_sender: dict[str, list[LetterRow]] = defaultdict(list)
    for letter in letters:
        if key := _sender_key(letter):
            by_sender[_known_as(key, letter, by_sender)].append(letter)
    groups: list[tuple[LetterRow, ...]] = []
    for sent in by_sender.values():
        by_recipient: dict[str, list[LetterRow]] = defaultdict(list)
        for letter in sent:
            name = _key(letter.recipient_name, _CIVILITY, in_order=False)
            by_recipient[name if name in by_recipient else _near(name, list(by_recipient))].append(letter)
        for name, group in _adopt_unaddressed(by_recipient, sent).items():
            if name or len(group) <= _MOST_UNADDRESSED:
                groups.append(tuple(group))
    return tuple(groups)


def may_be_one_name(one: str | None, other: str | None) -> bool:
    """Whether one name says no more than the other («M. et Mme Martin», «J. Martin»), or one letter is misread."""
    here, there = (_key(name, _NO_NAME, in_order=False).split() for name in (one, other))
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


def _near(name: str, known: Collection[str]) -> str:
    """The known name that this is misread for; itself where there is none."""
    found = process.extractOne(name, known, scorer=Levenshtein.distance, score_cutoff=1) if name else None
    return found[0] if found and _is_misread(name, found[0]) else name


def _known_as(key: str, letter: LetterRow, by_sender: dict[str, list[LetterRow]]) -> str:
    if key in by_sender:
        return key
    here = _postcodes(letter)
    for known, letters in by_sender.items():
        there = _postcodes(letters[0])
        if _is_misread(key, known) and not (here and there and here.isdisjoint(there)):
            return known
    return key


def _sender_key(letter: LetterRow) -> str:
    return _key(letter.sender_organisation, _LEGAL_FORM | _CIVILITY, in_order=True)


def _key(name: str | None, dropped: frozenset[str], *, in_order: bool) -> str:
    words = [word for word in re.findall(r"[^\W_]+", plain_letters(name or "").replace(".", "")) if word not in dropped]
    return " ".join(words if in_order else sorted(words))


def _is_misread(one: str, other: str) -> bool:
    """One letter apart; a digit apart is another name («Mairie du 15e»)."""
    if min(len(one), len(other)) < _MISREAD_FROM_LENGTH or re.findall(r"\d", one) != re.findall(r"\d", other):
        return False
    return Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _postcodes(letter: LetterRow) -> set[str]:
    return set(_POSTCODE.findall(letter.sender_address or ""))
