"""Signature block → who signs: the person, the function or the service, and the mark made by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.layout import closing_line, printed_lines
from pipeline.mentions.persons import persons_named
from pipeline.mentions.plain import plain
from pipeline.mentions.signature import EDGES, Piece, find_pieces
from pipeline.mentions.spelling import mend
from pipeline.mentions.titles import completes_delegation, goes_on
from pipeline.records import Box, Letter, Zone

_LEGIBLE: Final = 0.5  # mean confidence of the words: below, a capitalised scribble is no name («Breu Zapa»)
_ALONE: Final = 0.75  # the same for a name that no title and no other place of the letter confirms
_MIN_SHARED: Final = 4  # letters of a name of which the pen left only a part: «Vincent» for «Vincent LAGARDE»
_MAX_ADDRESS: Final = 20  # lines of the reader's address
_MARK_SCORE: Final = 0.5
_MARK_ABOVE: Final = 0.12  # of the page's height, between the mark and the block
_MARK_BESIDE: Final = 0.15  # of its width
_SURE, _COMPLETED, _LIKELY = 0.95, 0.8, 0.9


def find_signatories(reading: Reading) -> Iterator[Found]:
    """Names in the order they stand, the title that goes with the first of them, and the marks."""
    letter = printed_lines(reading.letter)
    pieces = find_pieces(letter)
    known = _known_elsewhere(letter, pieces)
    persons = []
    for piece in pieces:
        name = _name(letter, piece, pieces, known)
        if name:
            persons.append(piece)
            yield name
    titles = _titles([p if p in persons or p.role != "person" else replace(p, role="other") for p in pieces])
    title = _choose(titles, persons)
    if title:
        yield title.found(named=bool(persons))
    yield from _marks(letter, [p for p in pieces if p in persons or p.role not in ("other", "person")])


# ---- names ------------------------------------------------------------------------------------------------------


def _name(letter: Letter, piece: Piece, pieces: list[Piece], known: list[str]) -> Found | None:
    """The person whom the piece names; ink read as letters may have the shape of a name, so it must be legible."""
    words = letter.words_in(piece.start, piece.end)
    legible = sum(w.confidence for w in words) / len(words) if words else 1.0
    whole = _complete(piece, known) if legible >= _LEGIBLE else None
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


def _known_elsewhere(letter: Letter, pieces: list[Piece]) -> list[str]:
    """Who is named outside the block and the address of the reader: «délégation de signature à M. Vincent LAGARDE»."""
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


def _is_part(printed: list[str], parts: list[str], whole: list[str]) -> bool:
    """«Vincent» of «Vincent LAGARDE», «Paul BERNARD-LAFOND» of «Paul BERNARD-LAFONDE»; not the whole itself."""
    if printed == whole or sum(map(len, printed)) > sum(map(len, whole)):
        return False
    held = {*parts, *whole}
    if len(printed) == 1:
        return printed[0] in held and len(whole) > 1
    return all(
        w in held or any(len(w) >= 6 and DamerauLevenshtein.distance(w, h, score_cutoff=1) <= 1 for h in held)
        for w in printed
    )


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

    def found(self, *, named: bool) -> Found:
        value = ""
        for piece in self.pieces:
            text = " ".join(mend(piece.text).split()).strip(' \t;:*_|()«»"~-–—').lstrip(",. ")
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
    gap = lower.line.box.y0 - upper.line.box.y1
    return upper.line.page == lower.line.page and gap <= 3 * max(upper.line.height, lower.line.height)


def _choose(titles: list[_Title], persons: list[Piece]) -> _Title | None:
    """The title of the first person: beside or above the name, else below it; a represented chief or a service last."""
    if not titles:
        return None
    if not persons:
        return next((t for t in titles if not t.delegates), titles[0])
    first, second = persons[0], persons[1] if len(persons) > 1 else None

    def rank(title: _Title) -> tuple[int, int]:
        start = title.pieces[0].start
        of_another = second is not None and second.line is not first.line and start > second.start
        beside = title.pieces[0].line is first.line or start < first.start
        kind = 4 if of_another else 3 if title.collective else 2 if title.delegates else 0 if beside else 1
        return kind, start

    return min(titles, key=rank)


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
        if placed.page != page or placed.mark.score < _MARK_SCORE:
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
        Example("Cordialement,\n\nMme Nadia Benkacem", (("Mme Nadia Benkacem", "Nadia Benkacem"),), role="name"),
        Example("Bien cordialement,\nJean-Pierre Le Goff de Kerven", (("Jean-Pierre Le Goff de Kerven",) * 2,), "name"),
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
