"""Letter → the addresses that its text gives as those of the reader, or of what is the reader's: «votre domicile»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.findings.addresses import address_words, is_one_address
from pipeline.findings.bodies import body_of
from pipeline.findings.meanings import is_somebody, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.only_ones import says_only_one
from pipeline.findings.passages import sentences_of
from pipeline.findings.word_lists import words_in
from pipeline.records import LetterRow

_STREET: Final = (
    r"(?:rue|avenue|boulevard|place|chemin|allée|impasse|route|quai|cours|square|passage|sentier|faubourg|ruelle"
    r"|montée)"
)
# «14 rue des Lilas», «240, cours de la Libération»
_ADDRESS: Final = re.compile(
    rf"\b\d{{1,4}}(?: ?(?:bis|ter|quater))?,? {_STREET} (?:(?:d[eu]s?|la|les|le|l['’]|d['’]) ?){{0,2}}[A-ZÀ-Ý][\w'’-]+"
    r"(?: [A-ZÀ-Ý][\w'’-]+){0,2}"
)
# That it is where the reader lives
_OWN: Final = re.compile(r"\b(?:votre (?:domicile|adresse)|chez vous|vous (?:habitez|residez|demeurez|logez))\b")
_HOUSES: Final = "logement|domicile|habitation|maison|appartement|residence|adresse"
# Another's, where to write to, or one that is no longer or not yet the reader's
_OTHERS: Final = re.compile(rf"\b{words_in('other_homes')}\b")


@dataclass(frozen=True, slots=True)
class Home:
    """An address in a sentence of a letter."""

    letter: LetterRow
    address: str
    sentence: str


def homes_in(row: LetterRow) -> Iterator[Home]:
    """Those of the body that are not surely another's."""
    sentences = sentences_of(" ".join(body_of(row.text).split()))
    for number, sentence in enumerate(sentences):
        # «votre domicile, que nos fichiers situent comme suit. 240, cours de la Libération»
        said = " ".join(sentences[max(number - 1, 0) : number + 1]) if _ADDRESS.match(sentence) else sentence
        found = _ADDRESS.search(sentence)
        if found and not _OTHERS.search(plain_letters(said)):
            yield Home(row, found[0], said)


def stand_apart(one: Home, other: Home) -> bool:
    """Whether two letters give one thing two addresses, of which one is the reader's by the window."""
    if one.address == other.address or is_one_address(one.address, other.address):
        return False
    if any(says_only_one(_HOUSES, home.letter.text) for home in (one, other)):
        return not _things(one).isdisjoint(_things(other))
    if not (_is_in_window(one, other.letter) or _is_in_window(other, one.letter)):
        return False
    if not _are_mistyped(one, other) and not (_says_own(one) and _says_own(other)):
        return False  # one may have two houses
    return not _things(one).isdisjoint(_things(other))


def _are_mistyped(one: Home, other: Home) -> bool:
    """Whether the figures of the number are exchanged, in one street: «14 rue des Lilas», «41 rue des Lilas»."""
    here, there = (address_words(home.address) for home in (one, other))
    return here[1:] == there[1:] and sorted(here[0]) == sorted(there[0])


def _says_own(home: Home) -> bool:
    return bool(_OWN.search(plain_letters(home.sentence)))


def is_elsewhere(home: Home) -> bool:
    """Whether the letter says of an address that the reader lives there, and goes to another."""
    return _says_own(home) and bool(home.letter.recipient_address) and not _is_in_window(home)


def _is_in_window(home: Home, other: LetterRow | None = None) -> bool:
    windows = (row.recipient_address for row in (home.letter, other) if row)
    return any(window and is_one_address(home.address, window) for window in windows)


def _things(home: Home) -> frozenset[str]:
    named = things_named(f"{home.letter.subject or ''}. {home.sentence.replace(home.address, ' ')}")
    return frozenset(thing for thing in named if not is_somebody(thing))
