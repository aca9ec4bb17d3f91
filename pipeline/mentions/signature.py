"""Signature block → its pieces, each a person, a function, a service, a delegation or something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from pipeline.mentions.layout import Stretch, is_closing, is_salutation, signature_lines, stretches, without_strokes
from pipeline.mentions.persons import CIVILITY, Person, find_person, split_persons
from pipeline.mentions.plain import plain
from pipeline.mentions.titles import is_delegation, is_function, is_order, is_service
from pipeline.records import Letter, Line

Role = Literal["person", "function", "service", "delegation", "other"]

_SIGNED: Final = re.compile(
    r"^\W*(?:signe|signature|nom et signature|le signataire|lu et approuve|bon pour accord)\s*[:,]?\s*(?=\S|$)"
)
# «Cordialement, Jean Dupont»: what stands behind the formula may sign
# «À Manosque, le 3 mars 2015», «Fait à Lille le 4»: at the foot of a letter, and nobody's name
_DATED: Final = re.compile(r"^\W*(?:(?:fait|signe)\s+)?(?:a|en)\s+[a-z][a-z '-]{1,40}?,?\s+(?:le|ce|[i1]e)\b")
_AFTER_CLOSING: Final = re.compile(r"^\W*(?:(?:bien|tres)\s+)?cordialement\s*[,.]?\s+(?=\S)")
_CUT: Final = re.compile(r"\s*,\s+|\s+[-–—]\s+|\s*[:;|]\s+|\s*\((?=\w)|,(?=[A-ZÀ-Ý])")
_ARTICLE: Final = re.compile(r"^\W*(?:l[ea]s?\s|l['’]|votre\s|notre\s)", re.IGNORECASE)
_ORDER: Final = re.compile(r"^\W*(?:p\s?[./]?\s?[o0]{1,2}|p\.\s?p\b|pour ordre|par ordre)\W*\s")
_COUPLE: Final = re.compile(r"([A-ZÀ-Ý][a-zà-ÿ]{2,15}(?:-[A-ZÀ-Ý][a-zà-ÿ]{1,15})?)\s+(?:et|&)\s+(?=[A-ZÀ-Ý])")
EDGES: Final = " \t,;:.*_|()«»\"'~-–—"


@dataclass(frozen=True, slots=True)
class Piece:
    """`letter.text[start:end]` is `text`; `person` where the piece names one."""

    start: int
    end: int
    text: str
    role: Role
    line: Line
    person: Person | None = None


def find_pieces(letter: Letter) -> list[Piece]:
    """The pieces of the signature block in reading order."""
    return [
        piece
        for line in signature_lines(letter)
        for stretch in stretches(letter, line)
        for piece in _of_stretch(_legible(letter, stretch))
    ]


def without_represented(letter: Letter, pieces: list[Piece]) -> list[Piece]:
    """The pieces without who is only represented: «P/O Le Directeur, Jean Dupont» / «Anne Roux», who signs.

    His title goes with him: «P/O Jean Dupont, directeur» / «Anne Roux» / «Secrétaire».
    """
    persons = [p for p in pieces if p.role == "person"]
    ordered = {p.line.start for p in persons if is_order(letter.line_text(p.line))}
    ordered = {start for start in ordered if any(p.line.start > start for p in persons)}
    pieces = [p for p in pieces if p.line.start not in ordered or p.role == "delegation"]
    pieces = [p for p in pieces if not any(_is_initialled(p, other) for other in persons)]
    chiefs = [
        person
        for before, person in pairwise(pieces)
        if person.role == "person" and before.role == "delegation" and before.line is person.line
    ]
    return [p for p in pieces if not (p in chiefs and any(other.start > p.end for other in persons))]


def _is_initialled(piece: Piece, other: Piece) -> bool:
    """«H. Vasseur», the pen's, over «Docteur Hélène VASSEUR», as printed: one person."""
    short, full = (plain(p.person.name).split() if p.person else [] for p in (piece, other))
    first = re.fullmatch(r"([a-z])\.", short[0]) if short else None
    return bool(
        first and len(full) == len(short) and full[0][0] == first[1] and full[0] != short[0] and full[1:] == short[1:]
    )


def _legible(letter: Letter, stretch: Stretch) -> Stretch:
    start, end = without_strokes(letter, stretch.start, stretch.end)
    return Stretch(start, end, letter.text[start:end], stretch.line)


def _of_stretch(stretch: Stretch) -> Iterator[Piece]:
    """The stretch as a whole where it is one thing, else cut at its commas and dashes."""
    folded = plain(stretch.text)
    if _DATED.match(folded):
        return
    if is_closing(stretch.text) or is_salutation(stretch.text):
        lead = _AFTER_CLOSING.match(folded)
        if not lead or not stretch.text[lead.end() : lead.end() + 1].isupper():
            return
    else:
        lead = _SIGNED.match(folded)
    skip = lead.end() if lead else 0
    yield from _classify(stretch.text[skip:], stretch.start + skip, stretch.line)


def _classify(text: str, offset: int, line: Line) -> Iterator[Piece]:
    if not text.strip(EDGES):
        return
    if is_delegation(text):
        yield from _delegated(text, offset, line)
    elif is_order(text):  # «P.O. Lucie Maurel, Responsable du recouvrement»
        cut = _ORDER.match(plain(text))
        if cut:
            yield from _classify(text[cut.end() :], offset + cut.end(), line)
    elif _ARTICLE.match(text) and is_service(text) and not (is_function(text) or _cuts(text)):
        yield Piece(offset, offset + len(text), text, "service", line)  # «La Plateforme Sinistres» is no first name
    elif persons := list(_persons(text, offset, line)):
        yield from persons
    elif small := _in_small_letters(text, offset, line):
        yield from small
    elif cuts := _cuts(text):
        here = 0
        for left, right in [*cuts, (len(text), len(text))]:
            yield from _classify(text[here:left], offset + here, line)
            here = right
    elif is_function(text):
        yield Piece(offset, offset + len(text), text, "function", line)
    else:
        yield Piece(offset, offset + len(text), text, "service" if is_service(text) else "other", line)


def _in_small_letters(text: str, offset: int, line: Line) -> list[Piece]:
    """«maëlle kermorvan, architecte dplg», set without capitals: a name because a function stands behind it."""
    name, comma, title = text.partition(", ")
    if not comma or text != text.lower() or not is_function(title) or is_function(name) or is_service(name):
        return []
    person = find_person(name.title())
    if person is None:
        return []
    named = Person(person.start, person.end, name[person.start : person.end], civil=False)
    behind = len(name) + len(comma)
    return [
        Piece(offset, offset + len(name), name, "person", line, named),
        Piece(offset + behind, offset + len(text), title, "function", line),
    ]


def _cuts(text: str) -> list[tuple[int, int]]:
    """Where a line that is not one thing is cut; a title keeps its commas unless a person stands behind one."""
    marked = [m.span() for m in _CUT.finditer(text)]
    marked += [(m.start(), m.start()) for m in CIVILITY.finditer(text) if m.start()]  # «Directrice Mme Petit»
    titled = is_function(text) or is_service(text)
    if titled and not any(_begins_with_person(text[right:]) for _, right in marked):
        marked = []
        if name := _name_behind(text):
            marked = [(name, name)]
    return sorted(marked) if marked and text[: min(marked)[0]].strip(EDGES) else []


def _begins_with_person(text: str) -> bool:
    return find_person(_CUT.split(text)[0]) is not None


def _name_behind(text: str) -> int | None:
    """Where the name begins in «Le Maire Yann LE BERRE»: capitals tell it from «Responsable Ressources Humaines»."""
    tokens = [m.start() for m in re.finditer(r"\S+", text)]
    for start in tokens[1:]:
        name, title = text[start:], text[:start]
        is_name = re.match(r"[A-ZÀ-Ý][a-zà-ÿ]", name) and name.split()[-1].isupper() and len(name.split()[-1]) > 2
        if is_name and not title.isupper() and is_function(title) and find_person(name):
            return start
    return None


def _delegated(text: str, offset: int, line: Line) -> Iterator[Piece]:
    """«Pour le Directeur, Jean Dupont» also names a person."""
    for m in _CUT.finditer(text):
        if persons := list(_persons(text[m.end() :], offset + m.end(), line)):
            yield Piece(offset, offset + m.start(), text[: m.start()], "delegation", line)
            yield from persons
            return
    yield Piece(offset, offset + len(text), text, "delegation", line)


def _couple(text: str) -> Person | None:
    """«Benoît et Marion Dulucq»: two first names, one surname; they sign together."""
    bare = text.strip(EDGES)
    match = _COUPLE.match(bare)
    both = match and find_person(bare[match.end() :])
    if (
        not match
        or not both
        or both.civil
        or is_service(bare)
        or not find_person(f"{match[1]} {both.name.split()[-1]}")
    ):
        return None
    start = text.index(bare)
    return Person(start, start + len(bare), " ".join(bare.split()), civil=False)


def _persons(text: str, offset: int, line: Line) -> Iterator[Piece]:
    found = [(0, find_person(text) or _couple(text))]
    if not found[0][1]:
        found = [(start, find_person(text[start:end])) for start, end in split_persons(text)]
    if all(person for _, person in found):
        for start, person in found:
            if person:
                first, last = start + person.start, start + person.end
                yield Piece(offset + first, offset + last, text[first:last], "person", line, person)
