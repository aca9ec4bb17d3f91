"""Signature block → who signs: the person, the function or the service, and the mark made by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.layout import closing_line, is_prose, printed_lines
from pipeline.mentions.plain import plain
from pipeline.mentions.signatory_names import find_known, find_name, find_unread_name
from pipeline.mentions.signature import EDGES, Piece, find_pieces, without_represented
from pipeline.mentions.spelling import mend
from pipeline.mentions.titles import completes_delegation, goes_on, is_function, mend_title
from pipeline.records import Box, Letter

_MARK_ABOVE: Final = 0.12  # of the page's height, between the mark and the block
_MARK_BESIDE: Final = 0.15  # of its width
_LIKELY: Final = 0.9
_HEADED: Final = 0.8


def find_signatories(reading: Reading) -> Iterator[Found]:
    """Names in the order they stand, the title that goes with the first of them, and the marks."""
    letter = printed_lines(reading.letter)
    places = [f.start for f in reading.found if f.kind == "place"]  # «Manosque, le 3 mars 2015» at the foot
    pieces = [p for p in find_pieces(letter) if not any(p.start <= at < p.end for at in places)]
    known = find_known(letter, pieces)
    pieces = without_represented(letter, pieces)
    persons = []
    for piece in pieces:
        name = find_name(letter, piece, pieces, known)
        if name:
            persons.append(piece)
            yield name
    if not persons:
        yield from find_unread_name(letter, pieces, known)
    titles = _titles([p if p in persons or p.role != "person" else replace(p, role="other") for p in pieces])
    title = _choose(titles, persons)
    if title:
        yield title.found(named=bool(persons))
    elif persons and (head := _writes_to(letter)):
        yield head
    yield from _marks(letter, [p for p in pieces if p in persons or p.role not in ("other", "person")])


def _writes_to(letter: Letter) -> Found | None:
    """«La principale» / «à» / «M. et Mme Perrichon», as offices begin: who writes by her function signs by her name."""
    for before, line, after in zip(letter.lines, letter.lines[1:], letter.lines[2:], strict=False):
        if line.page != letter.page_start or plain(letter.line_text(line)).strip() != "a":
            continue
        text = letter.line_text(before).strip(" ,")
        if is_function(text) and not is_prose(letter.line_text(after)):
            return Found("signatory", before.start, before.start + len(text), mend(text), _HEADED, role="title")
    return None


# ---- titles -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Title:
    """Pieces that make one title."""

    pieces: tuple[Piece, ...]

    @property
    def delegates(self) -> bool:
        """Only names the one who is represented: «Pour le Directeur et par délégation,»."""
        return all(p.role == "delegation" for p in self.pieces)

    @property
    def collective(self) -> bool:
        return self.pieces[0].role == "service"

    @property
    def stamped(self) -> bool:
        """A word of a stamp beside the name: «COLLÈGE»."""
        text = self.pieces[0].text.strip(EDGES)
        return self.collective and len(self.pieces) == 1 and text.isupper() and len(text.split()) == 1

    def found(self, *, named: bool) -> Found:
        value = ""
        for piece in self.pieces:
            text = " ".join(mend_title(mend(piece.text)).split()).strip(' \t;:*_|()«»"~-–—').lstrip(",. ")
            joint = "" if not value else " " if value.endswith(",") or goes_on(value, text) else ", "
            value += joint + text
        value = re.sub(r"^([Pp]\s?[/.]\s?)0", r"\1O", value.rstrip(" ,.;:"))  # «P/0 Le Directeur»
        start, last = self.pieces[0].start, self.pieces[-1]
        end = last.start + len(last.text.rstrip(EDGES))
        return Found("signatory", start, end, value, _LIKELY if named or not self.collective else 0.85, role="title")


def _titles(pieces: list[Piece]) -> list[_Title]:
    titles: list[list[Piece]] = []
    before: Piece | None = None
    for piece in pieces:
        opened = titles[-1] if titles and titles[-1][-1] is before else None
        if opened and piece.role == "delegation" and opened[-1].role == "function":
            titles.pop()  # «Le Préfet, / Pour le Préfet et par délégation, / Le Sous-Préfet»: the first does not sign
            opened = None
        if piece.role in ("function", "service", "delegation"):
            if opened and _belongs(opened, piece):
                opened.append(piece)
            else:
                titles.append([piece])
        elif piece.role == "other" and opened and goes_on(opened[-1].text, piece.text) and _near(opened[-1], piece):
            opened.append(piece)
        before = piece
    return [_Title(tuple(t)) for t in titles]


def _belongs(opened: list[Piece], piece: Piece) -> bool:
    """Whether the function goes on with the title above it."""
    last = opened[-1]
    if piece.role == "delegation":
        return completes_delegation(piece.text) and not completes_delegation(last.text)
    if any(p.role == "delegation" for p in opened):
        return all(p.role in ("delegation", "other") for p in opened) or goes_on(last.text, piece.text)
    return piece.line is last.line or goes_on(last.text, piece.text)


def _near(upper: Piece, lower: Piece) -> bool:
    """Below it, and not at the top of the next column, into which the text goes on."""
    over, under = upper.line.box, lower.line.box
    high = max(upper.line.height, lower.line.height)
    beside = min(over.x1, under.x1) < max(over.x0, under.x0)
    return upper.line.page == lower.line.page and not beside and -high <= under.y0 - over.y1 <= 3 * high


def _choose(titles: list[_Title], persons: list[Piece]) -> _Title | None:
    """The title of the first person: beside or above the name, else below it; a represented chief or a service last."""
    if not titles:
        return None
    if not persons:
        return next((t for t in titles if not t.delegates), titles[0])
    titles = [t for t in titles if not t.stamped]
    first, second = persons[0], persons[1] if len(persons) > 1 else None

    def rank(title: _Title) -> tuple[int, int]:
        start = title.pieces[0].start
        of_another = second is not None and second.line is not first.line and start > second.start
        beside = title.pieces[0].line is first.line or start < first.start
        kind = 4 if of_another else 3 if title.collective else 2 if title.delegates else 0 if beside else 1
        return kind, start

    return min(titles, key=rank, default=None)


# ---- marks ------------------------------------------------------------------------------------------------------


def _marks(letter: Letter, block: list[Piece]) -> Iterator[Found]:
    """The ink on, above, below or beside the block, on its page; without a block, that below the closing formula."""
    last = closing_line(letter)
    if block:
        page, anchor = block[-1].line.page, block[-1].start
        around = Box.around(_box(letter, p) for p in block if p.line.page == page)
    elif last:
        page, anchor, around = last.page, last.end, last.box
    else:
        return
    for placed in letter.marks:
        box = placed.mark.box
        if placed.page != page or not placed.mark.is_drawn:
            continue
        apart_y = max(around.y0 - box.y1, box.y0 - around.y1, 0.0)
        apart_x = max(around.x0 - box.x1, box.x0 - around.x1, 0.0)
        if apart_y <= _MARK_ABOVE and apart_x <= _MARK_BESIDE:
            yield Found("signatory", anchor, anchor, "mark", placed.mark.score, role="mark", page=page, box=box)


def _box(letter: Letter, piece: Piece) -> Box:
    words = [w.box for w in letter.words_in(piece.start, piece.end) if w.page == piece.line.page]
    return Box.around(words) if words else piece.line.box


KIND: Final = Kind(
    name="signatory",
    description="who signs: `name` without civility, `title` (function or collective signature), `mark` (made by hand)",
    find=find_signatories,
    examples=(
        Example("Cordialement,\n\nMme Samira Oulhaj", (("Mme Samira Oulhaj", "Samira Oulhaj"),), role="name"),
        Example("Bien cordialement,\nJean-Luc Le Dantec de Rosny", (("Jean-Luc Le Dantec de Rosny",) * 2,), "name"),
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
        Example("Votre conseillère Samira Oulhaj vous rappellera demain."),
    ),
)
