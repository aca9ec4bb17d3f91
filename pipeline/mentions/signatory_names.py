"""Pieces of a signature block and who is named elsewhere → the names of those who sign, also under ink."""

import re
from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from pipeline.mentions.delegates import find_delegate
from pipeline.mentions.found import Found
from pipeline.mentions.layout import closing_line
from pipeline.mentions.persons import is_surname, persons_named
from pipeline.mentions.plain import plain
from pipeline.mentions.signature import EDGES, Piece
from pipeline.records import Letter, Zone

_LEGIBLE: Final = 0.5  # mean confidence of the words: below, a capitalised scribble is no name («Breu Zapa»)
_ALONE: Final = 0.75  # the same for a name that no title and no other place of the letter confirms
_INKED: Final = 0.3  # the same for a name that resembles one the letter gives elsewhere
_SAME_WORD: Final = 50.0  # likeness of «roris5'e1» and «forissier»; of the first names more
_SAME_FIRST: Final = 80.0
_MIN_SURNAME: Final = 3  # letters
_MIN_SHARED: Final = 4  # letters of a name of which the pen left only a part: «Ludovic» for «Ludovic SERVIN»
_MAX_ADDRESS: Final = 20  # lines of the reader's address
_SURE, _COMPLETED, _LIKELY = 0.95, 0.8, 0.9
_SURNAME, _RECITED = 0.65, 0.6  # a lone «MARSAUX»; who holds the function by the recitals of an act


def find_name(letter: Letter, piece: Piece, pieces: list[Piece], known: list[str]) -> Found | None:
    """The person whom the piece names; ink read as letters may have the shape of a name, so it must be legible."""
    words = letter.words_in(piece.start, piece.end)
    legible = sum(w.confidence for w in words) / len(words) if words else 1.0
    whole = _complete(piece, known) if legible >= _LEGIBLE else None
    if not whole and legible >= _INKED and (damaged := _resembling(piece, known, pieces)):
        return Found("signatory", piece.start, piece.end, damaged, _COMPLETED, role="name")
    if whole and piece.role in ("person", "other"):
        return Found("signatory", piece.start, piece.end, whole, _COMPLETED, role="name")
    if not piece.person or piece.role != "person":
        return None
    name = piece.person.name
    repeated = name in known or plain(letter.text).count(plain(name)) > 1
    confirmed = piece.person.civil or repeated or any(p.role in ("function", "delegation") for p in pieces)
    if legible < (_LEGIBLE if confirmed else _ALONE):
        return None
    return Found("signatory", piece.start, piece.end, name, _SURE if repeated else _LIKELY, role="name")


def find_unread_name(letter: Letter, pieces: list[Piece], known: list[str]) -> Iterator[Found]:
    """Where no piece has the shape of a name: whom an act appoints to that function, else a lone surname."""
    if delegate := find_delegate(letter, pieces):
        start, end, name = delegate
        yield Found("signatory", start, end, name, _RECITED, role="name")
        return
    taken = {word for known_name in [*known, *_addressed(letter)] for word in plain(known_name).split()}
    telling = [p for p in pieces if sum(c.isalpha() for c in p.text) >= _MIN_SURNAME]
    if len(telling) != 1 or telling[0].role != "other" or closing_line(letter) is None:
        return
    name = telling[0].text.strip(EDGES)
    words = letter.words_in(telling[0].start, telling[0].end)
    legible = sum(w.confidence for w in words) / len(words) if words else 1.0
    if legible >= _ALONE and is_surname(name) and plain(name) not in taken:
        start = telling[0].start + telling[0].text.index(name)
        yield Found("signatory", start, start + len(name), name, _SURNAME, role="name")


def _addressed(letter: Letter) -> list[str]:
    """The lines of the reader's address: «Paul» under a letter to Monsieur Paul GARNIER is not who signs."""
    return [letter.line_text(line) for line in letter.lines_in(Zone.RECIPIENT)[:_MAX_ADDRESS]]


def find_known(letter: Letter, pieces: list[Piece]) -> list[str]:
    """Who is named outside the block and the address of the reader: «délégation de signature à M. Ludovic SERVIN»."""
    taken = [(line.start, line.end) for line in letter.lines_in(Zone.RECIPIENT)[:_MAX_ADDRESS]]
    taken += [(p.start, p.end) for p in pieces]
    return [name for start, name in persons_named(letter) if not any(a <= start < b for a, b in taken)]


def _complete(piece: Piece, known: list[str]) -> str | None:
    """The one person named elsewhere of whose name the piece is a part: the pen has crossed the rest."""
    printed = plain(piece.person.name if piece.person else piece.text.strip(EDGES)).split()
    if not printed or len(max(printed, key=len)) < _MIN_SHARED or not piece.text.strip(EDGES)[:1].isupper():
        return None
    wholes = {name for name in known if _is_part(printed, re.split(r"[\s-]+", plain(name)), plain(name).split())}
    return wholes.pop() if len(wholes) == 1 else None


def _resembling(piece: Piece, known: list[str], pieces: list[Piece]) -> str | None:
    """The one person named elsewhere of whom «Anne roris5'e1» is what ink has left: «Annie Forissier»."""
    if piece.role not in ("person", "other") or any(p.role == "person" and p is not piece for p in pieces):
        return None
    printed = plain(piece.text.strip(EDGES)).split()
    alike = {
        name
        for name in known
        if len(words := plain(name).split()) == len(printed) >= 2
        and all(fuzz.ratio(a, b) >= _SAME_WORD for a, b in zip(printed, words, strict=True))
        and fuzz.ratio(printed[0], words[0]) >= _SAME_FIRST
        and plain(name) != " ".join(printed)
    }
    return alike.pop() if len(alike) == 1 else None


def _is_part(printed: list[str], parts: list[str], whole: list[str]) -> bool:
    """«Ludovic» of «Ludovic SERVIN», «Paul GRIMAUD-SERVAN» of «Paul GRIMAUD-SERVANT»; not the whole itself."""
    if printed == whole or sum(map(len, printed)) > sum(map(len, whole)):
        return False
    held = {*parts, *whole}
    if len(printed) == 1:
        return printed[0] in held and len(whole) > 1
    return all(
        w in held or any(len(w) >= 6 and DamerauLevenshtein.distance(w, h, score_cutoff=1) <= 1 for h in held)
        for w in printed
    )
