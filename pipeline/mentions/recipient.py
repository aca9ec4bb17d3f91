"""Address block, or the words «A l'attention de» → to whom the letter is addressed, and where he lives."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.layout import is_prose, is_salutation, printed_lines, stretches, top_lines
from pipeline.mentions.organisations import MOTTOS, is_department, is_institution
from pipeline.mentions.persons import CIVILITY, find_person, is_legible_name, mend_civility
from pipeline.mentions.plain import plain
from pipeline.mentions.postal import POSTCODE_TOWN, find_addresses, is_street
from pipeline.mentions.spelling import mend, words_of
from pipeline.mentions.titles import is_function, is_service
from pipeline.mentions.window import find_block, is_noise, on_one_row
from pipeline.records import Box, Letter, Line, PlacedWord, Zone

# «A l'attention de Monsieur Durand», «Destinataire : ...», «À : ...», «Client :»: taken off the name
_LABEL: Final = re.compile(
    r"^[\W_]*(?:[li|]\s*\|?\s*)?(?:(?:a )?l'attention (?:de la |de l'|des |du |de |d')?|destinataires?\s*:?"
    r"|adresse a\b\s*:?|(?:a|pour)\s*:\s*|a\W*$"
    r"|adresse de facturation\s*:?|(?:votre )?client\s*:\s*|titulaire\s*:?\s*|nom\s*:\s*)\s*:?\s*"
)
_IN_TEXT: Final = re.compile(
    r"^\W*(?:(?P<attention>a l'attention (?:de la |de l'|des |du |de |d')?)|a\s+(?=(?:mesdames|messieurs|monsieur"
    r"|madame|m\.|mme|mm\.)\s))"
)
_PLURAL: Final = re.compile(
    r"^(?:mesdames|messieurs|mesdames et messieurs|madame et monsieur|monsieur et madame|madame,? monsieur"
    r"|m\. et mme)\W*$"
)
_CIVIL_ONLY: Final = re.compile(r"^(?:monsieur|madame|m\.|mme|mlle|mademoiselle|maitre)\s*$")
_OFFICE: Final = re.compile(r"^(?:monsieur|madame) (?:le|la|l')\b")  # «Monsieur le Maire»
_RUNS_ON: Final = re.compile(r"(?:\b(?:de|du|des|la|le|les|et|pour|en|au|aux|a)|[dl]'|,|&|-)$")
_BUILDING: Final = re.compile(r"(?:hotel de (?:ville|police)|mairie|maison|cite)\b")
_MAX_NAME_LINES: Final = 3
_MANY, _ILLEGIBLE = 4, 0.4  # words of a line, and their mean confidence


def find_recipient(reading: Reading) -> Iterator[Found]:
    """At most one name and one address."""
    letter = printed_lines(reading.letter)
    block, confidence = find_block(letter)
    yield from _read(letter, block, confidence) if block else _in_text(letter)


# ---- the block --------------------------------------------------------------------------------------------------


def _read(letter: Letter, block: list[Line], confidence: float) -> Iterator[Found]:
    block = [_in_column(letter, line, block) for line in block]
    lines = [line for line in block if not (is_noise(letter.line_text(line)) or _is_bars(letter, line))]
    names: list[tuple[int, int]] = []
    rest = 0
    for i, line in enumerate(lines):
        start, end = _without_label(letter, line)
        text = letter.text[start:end]
        if POSTCODE_TOWN.search(text) or (is_street(text) and (names or not _BUILDING.match(plain(text)))):
            break
        beside = i > 0 and on_one_row(line.box, lines[i - 1].box)
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


def _is_bars(letter: Letter, line: Line) -> bool:
    """What OCR makes of a bar code over the name: many words, none of them legible."""
    words = letter.words_in(line.start, line.end)
    return len(words) >= _MANY and sum(word.confidence for word in words) < _ILLEGIBLE * len(words)


def _in_column(letter: Letter, line: Line, block: list[Line]) -> Line:
    """The line up to what stands far right of all others of the block: «Mme MARTIN        Date   N° client»."""
    right = max((other.box.x1 for other in block if other is not line), default=1.0)
    cut = next((s for s in stretches(letter, line)[1:] if letter.words_in(s.start, s.end)[0].box.x0 > right), None)
    if cut is None:
        return line
    words = letter.words_in(line.start, cut.start)
    return replace(line, end=words[-1].end, box=Box.around(w.box for w in words))


def _without_label(letter: Letter, line: Line) -> tuple[int, int]:
    text = letter.line_text(line)
    match = _LABEL.match(plain(text))
    start = line.start + (match.end() if match else 0)
    lead = len(letter.text[start : line.end]) - len(letter.text[start : line.end].lstrip(" |_*.:;,-•«\"'"))
    return start + lead, max(start + lead, line.start + len(text.rstrip(" |_*;,-•")))


def _goes_on(before: str, text: str) -> bool:
    """«Mesdames et Messieurs / les Élèves», «Professeur Durand, directeur du / Laboratoire»."""
    folded = plain(before).strip()
    if _PLURAL.match(folded) or _CIVIL_ONLY.match(folded) or _RUNS_ON.search(folded):
        return True
    return text[:1].islower() and not is_prose(text)


def _name(letter: Letter, spans: list[tuple[int, int]], confidence: float) -> Found | None:
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    value = mend(_in_rows(letter, spans))
    if not is_legible_name(value, letter.words_in(start, end)):
        return None
    # «Professeur Durand, directeur du Laboratoire ...»: the name ends where his office begins
    if (comma := value.find(", ")) > 0 and (value[comma + 2 : comma + 3].islower() or find_person(value[:comma])):
        value = value[:comma]
        printed = letter.text.find(",", start, end)
        end = printed if printed > start else end
    value = mend_civility(value.strip(" ,.;:-–—"))
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
        if rows and on_one_row(rows[-1][0].box, word.box):
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
    """«A l'attention de Monsieur Durand», «à Mesdames et Messieurs les Élèves du Conservatoire»."""
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
    """«Monsieur VIDALENC» alone on its line above the text, and no salutation."""
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
            "à Mesdames et Messieurs\nles Élèves du Conservatoire",
            (
                (
                    "Mesdames et Messieurs\nles Élèves du Conservatoire",
                    "Mesdames et Messieurs les Élèves du Conservatoire",
                ),
            ),
            role="name",
        ),
        Example(
            "À l'attention du Professeur Durand, directeur du laboratoire",
            (("Professeur Durand", "Professeur Durand"),),
            role="name",
        ),
        Example("Nous avons écrit à Madame Martin le 3 mai dernier au sujet de votre contrat."),
        Example("Madame, Monsieur,"),
    ),
)
