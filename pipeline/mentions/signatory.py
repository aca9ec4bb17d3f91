"""Signature block → who signs: the person, the function or the service, and the mark made by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.layout import Stretch, is_closing, is_salutation, signature_lines, stretches
from pipeline.mentions.persons import CIVILITY, Person, find_person, split_persons
from pipeline.mentions.plain import plain
from pipeline.mentions.spelling import mend
from pipeline.mentions.titles import completes_delegation, goes_on, is_delegation, is_function, is_order, is_service
from pipeline.records import Box, Letter, Line

_Role = Literal["person", "function", "service", "delegation", "other"]
_LEGIBLE: Final = 0.5  # mean confidence of the words: below, a capitalised scribble is no name («Breu Zapa»)
_ALONE: Final = 0.75  # the same for a name that no title and no other page of the letter confirms
_MARK_SCORE: Final = 0.5
_MARK_ABOVE: Final = 0.12  # of the page's height, between the mark and the block
_MARK_BESIDE: Final = 0.15  # of its width
_SIGNED: Final = re.compile(
    r"^\W*(?:signé|signature|nom et signature|le signataire|lu et approuvé|bon pour accord)\s*[:,]?\s*(?=\S|$)",
    re.IGNORECASE,
)
_CUT: Final = re.compile(r"\s*,\s+|\s+[-–—]\s+|\s*[:;|]\s+|\s*\((?=[A-ZÀ-Ýa-zà-ÿ])|,(?=[A-ZÀ-Ý])")
_EDGES: Final = " \t,;:.*_|()«»\"'~-–—"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the block with what it is."""

    start: int
    end: int
    text: str
    role: _Role
    line: Line
    person: Person | None = None


def find_signatories(reading: Reading) -> Iterator[Found]:
    """Names first, in the order they stand, each with the title that goes with it; then the marks."""
    letter = reading.letter
    pieces = [p for line in signature_lines(letter) for s in stretches(letter, line) for p in _pieces(letter, s)]
    persons = [p for p in pieces if p.role == "person" and _is_trusted(letter, p, pieces)]
    titles = _titles([p for p in pieces if p.role != "person" or p in persons])
    for piece in persons:
        yield _name(letter, piece)
    title = _choose(titles, persons)
    if title:
        yield title.found(letter, bool(persons))
    block = [p for p in pieces if p.role != "other"]
    if block:
        yield from _marks(letter, block)


# ---- pieces -----------------------------------------------------------------------------------------------------


def _pieces(letter: Letter, stretch: Stretch) -> Iterator[_Piece]:
    """The stretch as a whole where it is one thing, else cut at its commas and dashes."""
    text = stretch.text
    if is_closing(text) or is_salutation(text):
        # «Cordialement, Jean Dupont»: what stands behind the formula may sign
        tail = re.search(r"^\W*(?:bien\s+|très\s+)?cordialement\s*[,.]?\s+(?=[A-ZÀ-Ý])", text, re.IGNORECASE)
        if not tail:
            return
        text, offset = text[tail.end() :], stretch.start + tail.end()
    else:
        signed = _SIGNED.match(text)
        offset = stretch.start + (signed.end() if signed else 0)
        text = text[signed.end() :] if signed else text
    yield from _classify(text, offset, stretch.line)


def _classify(text: str, offset: int, line: Line) -> Iterator[_Piece]:
    if not text.strip(_EDGES):
        return
    if is_delegation(text):
        yield from _delegated(text, offset, line)
        return
    if is_order(text):  # «P.O. Jeanne Rivoire, Responsable du recouvrement»
        cut = re.match(r"\W*[Pp]\s?[./]?\s?[Oo0]\W*\s|\W*(?i:pour ordre|par ordre)\W*", text)
        if cut and cut.end() < len(text):
            yield from _classify(text[cut.end() :], offset + cut.end(), line)
        return
    whole = list(_persons(text, offset, line))
    if whole:
        yield from whole
        return
    if (is_function(text) or is_service(text)) and not _has_person(text):
        yield _Piece(offset, offset + len(text), text, "function" if is_function(text) else "service", line)
        return
    cuts = [*_CUT.finditer(text)]
    if not cuts:
        yield _Piece(offset, offset + len(text), text, "other", line)
        return
    here = 0
    for left, right in [*((m.start(), m.end()) for m in cuts), (len(text), len(text))]:
        part = text[here:left]
        if part.strip(_EDGES):
            yield from _classify(part, offset + here, line) if part != text else ()
        here = right


def _delegated(text: str, offset: int, line: Line) -> Iterator[_Piece]:
    """«Pour le Directeur, Jean Dupont» also names a person."""
    for m in _CUT.finditer(text):
        if persons := list(_persons(text[m.end() :], offset + m.end(), line)):
            yield _Piece(offset, offset + m.start(), text[: m.start()], "delegation", line)
            yield from persons
            return
    yield _Piece(offset, offset + len(text), text, "delegation", line)


def _persons(text: str, offset: int, line: Line) -> Iterator[_Piece]:
    if person := find_person(text):
        yield _person(text, offset, person, line)
        return
    spans = split_persons(text)
    found = [(start, find_person(text[start:end])) for start, end in spans]
    if len(found) > 1 and all(person for _, person in found):
        for start, person in found:
            if person:
                yield _person(text[start:], offset + start, person, line)


def _person(text: str, offset: int, person: Person, line: Line) -> _Piece:
    return _Piece(offset + person.start, offset + person.end, text[person.start : person.end], "person", line, person)


def _has_person(text: str) -> bool:
    """«Le Maire, Hervé Le Goff», «Le Directeur : M. Durand», «Directrice Mme Petit»."""
    return any(find_person(part) for part in _CUT.split(text)[1:]) or any(
        m.start() and find_person(text[m.start() :]) for m in CIVILITY.finditer(text)
    )


# ---- names ------------------------------------------------------------------------------------------------------


def _is_trusted(letter: Letter, piece: _Piece, pieces: list[_Piece]) -> bool:
    """Ink read as letters may have the shape of a name: it must be legible, and more so where nothing confirms it."""
    words = letter.words_in(piece.start, piece.end)
    legible = sum(w.confidence for w in words) / len(words) if words else 1.0
    if legible >= _ALONE or (piece.person and piece.person.civil and legible >= _LEGIBLE):
        return True
    confirmed = any(p.role in ("function", "delegation") for p in pieces) or _elsewhere(letter, piece)
    return legible >= _LEGIBLE and confirmed


def _elsewhere(letter: Letter, piece: _Piece) -> bool:
    name = plain(piece.person.name if piece.person else piece.text)
    return plain(letter.text).count(name) > 1


def _name(letter: Letter, piece: _Piece) -> Found:
    assert piece.person is not None  # noqa: S101 - a piece of this role has one
    confidence = 0.95 if piece.person.civil or _elsewhere(letter, piece) else 0.9
    return Found("signatory", piece.start, piece.end, _spelled(piece.person.name), confidence, role="name")


def _spelled(name: str) -> str:
    return " ".join(name.split()).strip(" ,;:")


# ---- titles -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Title:
    """Pieces that make one title, and where the nearest person stands."""

    pieces: tuple[_Piece, ...]

    @property
    def delegates(self) -> bool:
        """Only names the one who is represented: «Pour le Directeur et par délégation,»."""
        return all(p.role == "delegation" for p in self.pieces)

    @property
    def collective(self) -> bool:
        return self.pieces[0].role == "service"

    def found(self, letter: Letter, named: bool) -> Found:
        value = ""
        for piece in self.pieces:
            text = " ".join(mend(piece.text).split()).strip(' \t;:*_|()«»"~-–—')
            text = text.lstrip(",. ")
            open_end = value.endswith(",") or goes_on(value, text) or not value
            value = f"{value}{' ' if value else ''}{text}" if open_end else f"{value}, {text}"
        value = re.sub(r"^([Pp]\s?[/.]\s?)0", r"\1O", value.rstrip(" ,.;:"))
        start = self.pieces[0].start
        confidence = 0.9 if named or not self.collective else 0.85
        end = self.pieces[-1].start + len(self.pieces[-1].text.rstrip(_EDGES))
        return Found("signatory", start, max(end, start + 1), value, confidence, role="title")


def _titles(pieces: list[_Piece]) -> list[_Title]:
    titles: list[list[_Piece]] = []
    before: _Piece | None = None
    for piece in pieces:
        opened = titles[-1] if titles and titles[-1][-1] is before else None
        if piece.role in ("function", "service", "delegation"):
            if opened and _belongs(opened, piece):
                opened.append(piece)
            else:
                titles.append([piece])
        elif piece.role == "other" and opened and goes_on(opened[-1].text, piece.text) and _near(opened[-1], piece):
            opened.append(piece)
        before = piece
    return [_Title(tuple(t)) for t in titles]


def _belongs(opened: list[_Piece], piece: _Piece) -> bool:
    """Whether the function goes on with the title above it."""
    last = opened[-1]
    if piece.role == "delegation":  # «Le Préfet, / Pour le Préfet et par délégation,» begins anew
        return last.role == "delegation" and completes_delegation(piece.text) and not completes_delegation(last.text)
    if any(p.role == "delegation" for p in opened):
        return all(p.role == "delegation" or p.role == "other" for p in opened) or goes_on(last.text, piece.text)
    return piece.line is last.line or goes_on(last.text, piece.text)


def _near(upper: _Piece, lower: _Piece) -> bool:
    return upper.line.page == lower.line.page and lower.line.box.y0 - upper.line.box.y1 <= 3 * max(
        upper.line.height, lower.line.height
    )


def _choose(titles: list[_Title], persons: list[_Piece]) -> _Title | None:
    """The title of the first person: above the name, else below it; a represented chief or a service only then."""
    if not titles:
        return None
    if not persons:
        own = [t for t in titles if not t.delegates]
        return (own or titles)[0]
    first, following = persons[0], persons[1].start if len(persons) > 1 else None
    joint = following is not None and persons[1].line is first.line

    def rank(title: _Title) -> tuple[int, int]:
        above = title.pieces[0].start < first.start
        same_line = title.pieces[0].line is first.line
        other = following is not None and not joint and title.pieces[0].start > following
        kind = (
            4 if other else 3 if title.collective else 2 if title.delegates else 0 if same_line else 0 if above else 1
        )
        return kind, title.pieces[0].start

    return min(titles, key=rank)


# ---- marks ------------------------------------------------------------------------------------------------------


def _marks(letter: Letter, block: list[_Piece]) -> Iterator[Found]:
    """The ink that stands on, above, below or beside the block, on its page: where and how surely."""
    page = block[-1].line.page
    around = Box.around(_box(letter, p) for p in block if p.line.page == page)
    anchor = block[-1].start
    for placed in letter.marks:
        box = placed.mark.box
        if placed.page != page or placed.mark.score < _MARK_SCORE:
            continue
        apart_y = max(around.y0 - box.y1, box.y0 - around.y1, 0.0)
        apart_x = max(around.x0 - box.x1, box.x0 - around.x1, 0.0)
        if apart_y <= _MARK_ABOVE and apart_x <= _MARK_BESIDE:
            yield Found("signatory", anchor, anchor, "mark", placed.mark.score, role="mark", page=page, box=box)


def _box(letter: Letter, piece: _Piece) -> Box:
    words = [w.box for w in letter.words_in(piece.start, piece.end) if w.page == piece.line.page]
    return Box.around(words) if words else piece.line.box


KIND: Final = Kind(
    name="signatory",
    description="who signs: `name` without civility, `title` (function or collective signature), `mark` (made by hand)",
    find=find_signatories,
    examples=(
        Example("Cordialement,\n\nMme Nadia Benkacem", (("Mme Nadia Benkacem", "Nadia Benkacem"),), role="name"),
        Example(
            "Bien cordialement,\nJean-Pierre Le Goff de Kerven", (("Jean-Pierre Le Goff de Kerven",) * 2,), role="name"
        ),
        Example("Cordialement,\nVotre service client Orange", (("Votre service client Orange",) * 2,), role="title"),
        Example(
            "Cordia1ement,\nVotre service c1ient 0range",
            (("Votre service c1ient 0range", "Votre service client Orange"),),
            role="title",
        ),
        Example(
            "Recevez nos salutations.\nHervé Guyot\nLe Maire",
            (("Hervé Guyot", "Hervé Guyot"), ("Le Maire", "Le Maire")),
        ),
        Example("Cordialement,\nBreu ZA PA bu\nCa Mie Co meer"),
        Example("Votre conseillère Nadia Benkacem vous rappellera demain."),
    ),
)
