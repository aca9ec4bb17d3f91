"""Address block in the window, or the words «A l'attention de» → to whom the letter is addressed, and where he lives."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.layout import is_prose, is_salutation, printed_lines, top_lines
from pipeline.mentions.organisations import MOTTOS, is_department, is_institution
from pipeline.mentions.persons import CIVILITY, find_person
from pipeline.mentions.plain import plain
from pipeline.mentions.postal import POSTCODE_TOWN, Address, find_addresses, is_street
from pipeline.mentions.spelling import mend, words_of
from pipeline.mentions.titles import is_function, is_service
from pipeline.records import Box, Letter, Line, PlacedWord, Zone

# «A l'attention de Monsieur Durand», «Destinataire : ...», «À : ...», «Client :»: taken off the name
_LABEL: Final = re.compile(
    r"^[\W_]*(?:[li|]\s*\|?\s*)?(?:(?:a )?l'attention (?:de la |de l'|des |du |de |d')?|destinataires?\s*:?|adresse a\b\s*:?|(?:a|pour)\s*:\s*"
    r"|adresse de facturation\s*:?|(?:votre )?client\s*:\s*|titulaire\s*:?\s*|nom\s*:\s*)\s*:?\s*"
)
# Lines of the block that name nobody: «RECOMMANDÉ AVEC AR», «Lettre suivie n° 2C 012», «12345678 / 0012»
_NOISE: Final = re.compile(
    r"^\W*(?:lettre|recommandee?|r\.?a\.?r|lrar|par (?:courriel|mail|porteur)|courrier|urgent|confidentiel|personnel|copie|ref|n[°o]\b|objet|date"
    r"|siret|siren|numero|tva|tel|fax|code|e-?mail)\b|@|^[\W\d_]*$|^\W*\d?[a-z]{0,2}[\d .\-/]{6,}$"
)
_IN_TEXT: Final = re.compile(
    r"^\W*(?:(?P<attention>a l'attention (?:de la |de l'|des |du |de |d')?)|a\s+(?=(?:mesdames|messieurs|monsieur|madame|m\.|mme|mm\.)\s))"
)
_PLURAL: Final = re.compile(
    r"^(?:mesdames|messieurs|mesdames et messieurs|madame et monsieur|monsieur et madame|madame,? monsieur|m\. et mme)\W*$"
)
_CIVIL_ONLY: Final = re.compile(r"^(?:monsieur|madame|m\.|mme|mlle|mademoiselle|maitre)\s*$")
_OFFICE: Final = re.compile(r"^(?:monsieur|madame) (?:le|la|l')\b")  # «Monsieur le Maire»
_RUNS_ON: Final = re.compile(r"(?:\b(?:de|du|des|la|le|les|et|pour|en|au|aux|à|président|directeur)|[dl]'|,|&|-)$")
_DATED: Final = re.compile(r"\b\d{1,2}(?:er)?\s+[a-z]{3,9}\.?\s+\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
_CONTACT: Final = re.compile(r"\btel\b|\bfax\b|@|\bwww\b|(?:\d[ .]?){8}")
_BUILDING: Final = re.compile(r"(?:hotel de (?:ville|police)|mairie|maison|cite)\b")
_TOUCH: Final = 0.005  # of the height: accents of one line reach into the next
_ALIGNED: Final = 0.05  # of the page's width
_MAX_BLOCK: Final = 10  # lines
_LEFT: Final = 0.40  # a block that begins further right than this share of the page stands in the window
_TOP, _BOTTOM = 0.05, 0.45  # of the page's height: between them lies the window
_MAX_NAME_LINES: Final = 3
_GAP: Final = 3.0  # times the height of the letters, between two lines of one block


def find_recipient(reading: Reading) -> Iterator[Found]:
    """At most one name and one address."""
    letter = printed_lines(reading.letter)
    block, confidence = _block(letter)
    yield from _read(letter, block, confidence) if block else _in_text(letter)


# ---- the block --------------------------------------------------------------------------------------------------


def _block(letter: Letter) -> tuple[list[Line], float]:
    """The lines of the recipient's block, and how sure it is his."""
    zoned = [line for line in letter.lines_in(Zone.RECIPIENT) if line.page == letter.page_start][:_MAX_BLOCK]
    top = top_lines(letter)
    if any(not _NOISE.search(plain(letter.line_text(line))) for line in zoned):
        held = _first_block(letter, zoned)
        first = letter.line_text(held[0])
        nameless = is_street(first) or bool(POSTCODE_TOWN.search(first))
        # his name, taller by its accents, may have been taken for a part of the letterhead
        stray = [line for line in top if nameless or _overlap(line.box, held[0].box)]
        return _with_names(letter, stray, held), 0.95
    window = [a for a in find_addresses(letter, top) if _stands_in_window(a)]
    if window:
        address = window[0]
        return _with_names(letter, top[: address.first], list(top[address.first : address.last + 1])), 0.75
    return [], 0.0


def _first_block(letter: Letter, zoned: list[Line]) -> list[Line]:
    """Zones may spill: the block ends with its postcode and town."""
    for i, line in enumerate(zoned):
        if POSTCODE_TOWN.search(letter.line_text(line)) and any(not is_street(letter.line_text(u)) for u in zoned[:i]):
            return zoned[: i + 1]
    return zoned


def _stands_in_window(address: Address) -> bool:
    return address.box.x0 >= _LEFT and _TOP <= address.box.y0 <= _BOTTOM


def _with_names(letter: Letter, lines: list[Line], block: list[Line]) -> list[Line]:
    """The lines beside and just above the top of the block, in its column, belong to it."""
    held = list(block)
    for line in sorted(lines, key=lambda line: -line.box.y0):
        top = min(held, key=lambda line: line.box.y0)
        text = letter.line_text(line)
        if line in held or line.page != top.page or line.box.y0 > top.box.y1:
            continue
        beside = _overlap(line.box, top.box)
        above = -_TOUCH <= top.box.y0 - line.box.y1 <= _GAP * max(line.height, top.height)
        aligned = abs(line.box.x0 - min(x.box.x0 for x in held)) < _ALIGNED
        if not (aligned and (beside or above)):
            continue
        if len(held) > _MAX_BLOCK or _ends_block(text):
            break
        held.append(line)
    return sorted(held, key=lambda line: (line.box.y0, line.start))


def _ends_block(text: str) -> bool:
    return bool(
        POSTCODE_TOWN.search(text) or is_salutation(text) or _DATED.search(plain(text)) or _CONTACT.search(plain(text))
    )


def _overlap(a: Box, b: Box) -> bool:
    """Whether they stand on one row of the page."""
    return a.y0 < (b.y0 + b.y1) / 2 < a.y1 or b.y0 < (a.y0 + a.y1) / 2 < b.y1


def _read(letter: Letter, block: list[Line], confidence: float) -> Iterator[Found]:
    lines = [line for line in block if is_street(t := letter.line_text(line)) or not _NOISE.search(plain(t))]
    names: list[tuple[int, int]] = []
    rest = 0
    for i, line in enumerate(lines):
        start, end = _without_label(letter, line)
        text = letter.text[start:end]
        if POSTCODE_TOWN.search(text) or (is_street(text) and (names or not _BUILDING.match(plain(text)))):
            break
        beside = i > 0 and _overlap(line.box, lines[i - 1].box)
        full = len(names) >= _MAX_NAME_LINES or not (names and _goes_on(letter.text[slice(*names[-1])], text))
        if names and full and not beside:
            break
        rest = i + 1
        if text.strip():
            names.append((start, end))
    if names and (found := _name(letter, names, confidence)):
        yield found
    if address := _address(letter, lines[rest:]):
        start, end, value = address
        yield Found("recipient", start, end, value, confidence, role="address")


def _without_label(letter: Letter, line: Line) -> tuple[int, int]:
    text = letter.line_text(line)
    match = _LABEL.match(plain(text))
    start = line.start + (match.end() if match else 0)
    lead = len(letter.text[start : line.end]) - len(letter.text[start : line.end].lstrip(" |_*.:;,-•«\"'"))
    return start + lead, max(start + lead, line.start + len(text.rstrip(" |_*;,-•")))


def _goes_on(before: str, text: str) -> bool:
    """«Mesdames et Messieurs / les Membres du Conseil», «Professeur ABC, président du / Comité»."""
    folded = plain(before).strip()
    if _PLURAL.match(folded) or _CIVIL_ONLY.match(folded) or _RUNS_ON.search(folded):
        return True
    return text[:1].islower() and not is_prose(text)


def _name(letter: Letter, spans: list[tuple[int, int]], confidence: float) -> Found | None:
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    value = mend(_in_rows(letter, spans))
    # «Professeur ABC, président du Comité ...»: the name ends where his office begins
    if (comma := value.find(", ")) > 0 and (value[comma + 2 : comma + 3].islower() or find_person(value[:comma])):
        value = value[:comma]
        printed = letter.text.find(",", start, end)
        end = printed if printed > start else end
    value = value.strip(" ,.;:-–—")
    if sum(c.isalpha() for c in value) < 2 or all(w in MOTTOS for w in words_of(plain(value))):
        return None
    return Found("recipient", start, max(end, start + 1), value, confidence, role="name")


def _in_rows(letter: Letter, spans: list[tuple[int, int]]) -> str:
    """The words of the spans, row by row and from left to right: a row may have been read as two lines."""
    words = [w for a, b in spans for w in letter.words_in(a, b)]
    if len(spans) == 1 or not words:
        return " ".join(letter.text[a:b] for a, b in spans)
    rows: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda w: (w.box.y0 + w.box.y1) / 2):
        if rows and _overlap(rows[-1][0].box, word.box):
            rows[-1].append(word)
        else:
            rows.append([word])
    in_order = [w for row in rows for w in sorted(row, key=lambda w: w.box.x0)]
    held = [(max(w.start, a), min(w.end, b)) for w in in_order for a, b in spans if w.start < b and w.end > a]
    return " ".join(letter.text[a:b] for a, b in held)


def _address(letter: Letter, lines: list[Line]) -> tuple[int, int, str] | None:
    """All that stands below the name, down to the town (and the country)."""
    if not any(is_street(t) or POSTCODE_TOWN.search(t) for t in map(letter.line_text, lines)):
        return None
    addresses = find_addresses(letter, lines)
    address = next((a for a in addresses if not a.bare), addresses[0] if addresses else None)
    if address is None:
        value = ", ".join(" ".join(letter.line_text(line).split()).strip(" ,;") for line in lines)
        return lines[0].start, lines[-1].end, value
    # «Le Clos des Vignes» is a part of the address, «Service Clients» and «A l'attention de M. Roux» are not
    above = [line for line in lines[: address.first] if not _is_person_or_service(letter.line_text(line))]
    start = min([address.start, *(line.start for line in above)])
    value = ", ".join([*(mend(letter.line_text(line)).strip(" ,;") for line in above), address.value])
    return start, max(address.end, start), value


def _is_person_or_service(text: str) -> bool:
    named = is_department(text) or is_service(text) or is_function(text) or is_institution(text)
    return named or find_person(text) is not None or bool(_LABEL.match(plain(text)))


# ---- named in the text only -------------------------------------------------------------------------------------


def _in_text(letter: Letter) -> Iterator[Found]:
    """«A l'attention de Monsieur Durand», «à Mesdames et Messieurs les Membres du Conseil Municipal», above the text."""
    lines = list(letter.lines)
    for i, line in enumerate(lines):
        text = letter.line_text(line)
        match = _IN_TEXT.match(plain(text))
        if not match or is_prose(text) or line.zone in (Zone.FOOTER, Zone.SIGNATURE, Zone.CLOSING):
            continue
        spans = [(line.start + match.end(), line.end)]
        for below in lines[i + 1 : i + _MAX_NAME_LINES]:
            if below.page != line.page or not _goes_on(letter.text[slice(*spans[-1])], letter.line_text(below)):
                break
            spans.append((below.start, below.end))
        if found := _name(letter, spans, 0.8):
            yield found
            return
    yield from _civil_lines(letter)


def _civil_lines(letter: Letter) -> Iterator[Found]:
    """«Monsieur CAMBON» or «Mesdames et Messieurs les Membres ...» alone on its line above the text, and no salutation."""
    top = [
        line
        for line in top_lines(letter)
        if line.zone not in (Zone.LETTERHEAD, Zone.SENDER_ADDRESS, Zone.FOOTER, Zone.SALUTATION)
    ]
    for line in top:
        text = letter.line_text(line).strip()
        if is_salutation(text) or not CIVILITY.match(text):
            continue
        person = find_person(text)
        if person or _OFFICE.match(plain(text)):
            yield Found("recipient", line.start, line.end, mend(text).strip(" ,.;:"), 0.6, role="name")
            return


KIND: Final = Kind(
    name="recipient",
    description="to whom the letter is addressed: `name`, `address`",
    find=find_recipient,
    examples=(
        Example("A l'attention de Madame Anne MARTIN", (("Madame Anne MARTIN", "Madame Anne MARTIN"),), role="name"),
        Example(
            "à Mesdames et Messieurs\nles Membres du Conseil Municipal",
            (
                (
                    "Mesdames et Messieurs\nles Membres du Conseil Municipal",
                    "Mesdames et Messieurs les Membres du Conseil Municipal",
                ),
            ),
            role="name",
        ),
        Example(
            "À l'attention du Professeur Durand, président du comité",
            (("Professeur Durand", "Professeur Durand"),),
            role="name",
        ),
        Example("Nous avons écrit à Madame Martin le 3 mai dernier au sujet de votre contrat."),
        Example("Madame, Monsieur,"),
    ),
)
