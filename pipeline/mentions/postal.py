"""Lines of a letter → the postal addresses printed there, each with the lines that belong to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.mentions.plain import plain
from pipeline.mentions.spelling import mend
from pipeline.mentions.titles import is_function
from pipeline.records import Box, Letter, Line

_STREET_TYPES: Final = (
    r"rue|ruelle|avenue|av|ave|boulevard|boulev|bd|bld|blvd|place|pl|chemin|che|ch|route|rte|impasse|imp|allees?|all|cours"
    r"|quai|square|sq|passage|faubourg|fbg|fg|esplanade|promenade|sentier|sente|rond-point|voie|montee|cote|venelle|mail"
    r"|parvis|traverse|villa|hameau|lieu-dit|lieudit|lotissement|cite|domaine|quartier|parc|port|pont|zone|zi|za|zac"
    r"|centre commercial"
)
# «12 boulevard de Metz», «4 bis, place de la Halle», «l2 rue ...», «27, Avenue», «78-82 cours»
_NUMBERED: Final = re.compile(
    rf"(?<![\w.])[0-9lio]{{0,3}}[0-9][0-9lio]{{0,2}}(?:(?:[-/]|\sa\s)\d{{1,4}})?(?:\s?(?:bis|ter|quater|[a-f])(?![\w']))?\s*,?\s*"
    rf"(?:{_STREET_TYPES})\b\.?(?!\s*[:=])"
)
# «Rue du Lavoir, 87», «Place de la Halle», «ZI Nord»: the line begins with it
_UNNUMBERED: Final = re.compile(rf"^(?:{_STREET_TYPES})\b\.?\s+(?!est\b|sont\b|a\b)[\w'(]")
# «TSA 50018», «B.P. 1234», «CS 402l8», «T5A», «Case postale 12»
_DELIVERY: Final = re.compile(
    r"(?<!\w)(?:t\.?[s5]\.?a|b\.?\s?p|c\.?[s5]|cidex|cedexa|boite postale|case postale"
    r"|poste restante)\b\.?\s*(?:n[°o]\s*)?[0-9lois]{1,6}\b"
)
# «Bâtiment B, 3e étage», «Résidence les Pins», «chez M. Durand», «Appt 12», «Libre réponse 10457»
_COMPLEMENT: Final = re.compile(
    r"^(?:batiment|bat|immeuble|imm|residence|res|tour|escalier|esc|entree|etage|porte|appartement|appt|apt|app|chez|c/o|bloc"
    r"|(?:ferme|mas|moulin|manoir|chalet|pavillon|villa) (?:de|du|des|la|le|les)\b|(?:ferme|mas|moulin|manoir) (?:d|l)'"
    r"|rdc|rez-de-chaussee|hall [a-z0-9]|niveau \d"
    r"|le clos|les hauts|\d{1,2}\s?(?:e|er|eme)\s+etage|libre reponse|autorisation \d)\b"
)
# above its street: «Hôtel de Ville», «Maison des associations»
_BUILDING: Final = re.compile(
    r"\W*(?:hotel de (?:ville|police|departement)|cite administrative|maison des associations|centre administratif"
    r"|palais de justice|presbytere)\b|\W*mairie\W*$|\W*(?:espace|salle|villa) \w+-\w+"
)
# right above its postcode, where a village has no streets: «Le Bourg», «Les Grandes Vignes»
_HAMLET: Final = re.compile(r"\W*(?:le|la|les|l'|au|aux)\s?\w[\w'-]+(?: [\w'-]+){0,2}\W*$")
# «Saint-Denis», «L'Haÿ-les-Roses», «Bourg la Reine», «PARIS LA DÉFENSE»: at most six capitalised words
_LINK: Final = (
    r"(?:[dlDL]['’]|(?:[lL][eèEÈ][sS]?|[lL][aA]|[sS][uU][rR]|[sS]ous|[eE][nN]|[dD][eEuU][sS]?|[eE][tT]|[aA]ux?|[pP]r[eè]s"
    r"|devant|à)[\s-]+)"
)
_CAPITALISED: Final = r"(?:[dlDL]['’])?[A-ZÀ-ÝŒ][\w'’.-]*"
_NO_TOWN: Final = (
    r"(?!(?i:cedex|t[eé]l|t[eé]l[eé]phone|fax|t[eé]l[eé]copie|france|siret|siren|rcs|r\.c\.s|cs|bp|tsa|standard|tva|le|ce"
    r"|appelez|contact|accueil|courriel)\b)"
)
# «Saint-Denis», «SAINT -DENIS»; what stands behind «Cahors - » is another thing
TOWN: Final = rf"{_LINK}?{_CAPITALISED}(?:(?: ?-| +|- +){_LINK}{{0,3}}{_NO_TOWN}{_CAPITALISED}){{0,5}}"
_CEDEX: Final = r"(?:[\s,-]+[Cc][EÉeé][Dd][EÉeé][Xx](?:\s?[0-9O]{1,2}(?![0-9]))?)"
# «33734 BORDEAUX CEDEX 9», «Paris Cedex 08», «75 015 Paris», «F-59878 LlLLE CEDEX9»; Belgium: «5100 JAMBES»
POSTCODE_TOWN: Final = re.compile(
    r"(?<![\w°])(?:[A-Z]{1,2}-\s?)?(?P<code>(?!000)[0-9OIlSB]{5}|(?<!\d )\d{2}\s\d{3}|\d{4}(?=\s+[A-ZÀ-Ý]))"
    rf"\s*[-–,]?\s+(?P<town>{TOWN}{_CEDEX}?)"
)
_LEAD: Final = re.compile(r"(?i:adresse(?:\s+postale)?|si[eè]ge(?:\s+social)?|courrier)\s*:\s*")
_SEPARATOR: Final = re.compile(r"(?:[,;•·|]|\s[-–—]\s)\s*")
_CODE_REPAIR: Final = str.maketrans({"O": "0", "I": "1", "l": "1", "S": "5", "B": "8"})
# A line of numbers may stand between street and postcode in a footer: «Tél : 04 70 55 01 20 / Fax : ...»
_CONTACT: Final = re.compile(r"(?:tel|fax|telephone|telecopie|mail|courriel|www|site|horaires)\b")
_HOUSE: Final = re.compile(r"\W{0,2}\d{1,4}(?:\s(?:bis|ter))?\s?[,\s]\s?[^\W\d_]{3}[^\d:@]*$")
_MAX_STREET: Final = 7  # words
_MIN_DIGITS: Final = 2  # true ones among the five: «83OOO T0ULON»
_MAX_ABOVE: Final = 4  # lines of an address above its postcode
_MAX_GAP: Final = 2.6  # of a line's own height-with-leading, between two lines of one address


@dataclass(frozen=True, slots=True)
class Address:
    """An address: `text[start:end]`, its parts joined by «, » in `value`; `first` is the index of its first line."""

    start: int
    end: int
    value: str
    first: int
    last: int
    box: Box
    bare: bool  # a postcode and a town alone


def is_street(text: str) -> bool:
    """Whether the line is, or begins with, a street, a delivery point or a complement of an address."""
    folded = plain(text).strip(" ,.;:-")
    return bool(
        _UNNUMBERED.match(folded)
        or _COMPLEMENT.match(folded)
        or ((m := _NUMBERED.search(folded) or _DELIVERY.search(folded)) and m.start() < 4)
    )


def find_addresses(letter: Letter, lines: Sequence[Line]) -> list[Address]:
    """Every address in these lines, which are in reading order; an address ends with a postcode and a town."""
    found: list[Address] = []
    for i, line in enumerate(lines):
        text = letter.line_text(line)
        here = 0
        for m in POSTCODE_TOWN.finditer(text):
            if sum(c.isdigit() for c in m["code"]) < _MIN_DIGITS or _is_number(text, m):
                continue
            address = _address(letter, lines, i, here, m, found[-1].last if found else -1)
            if len(m["code"]) > 4 or not address.bare:  # «2015 Orange» is no Belgian town
                found.append(_with_end(letter, lines, address) if text[m.end() - 1 :].strip() == "-" else address)
                here = m.end()
    return found


def _with_end(letter: Letter, lines: Sequence[Line], address: Address) -> Address:
    """«58200 Cosne-Cours-sur- / Loire»: the town goes on in the next line."""
    below = lines[address.last + 1] if address.last + 1 < len(lines) else None
    if not below or not _are_stacked(lines[address.last], below) or not re.fullmatch(TOWN, letter.line_text(below)):
        return address
    return replace(address, end=below.end, value=f"{address.value}-{letter.line_text(below)}")


def _is_number(text: str, match: re.Match[str]) -> bool:
    """«10000 Euros», «contrat n° 12345 Orange»."""
    unit = re.match(r"(?i:eur|euros?|kwh|km|points?|habitants)\b", match["town"])
    return bool(unit or re.search(r"(?i:n\s?[°o]|num[eé]ro|contrat|client)[\s:]*$", text[: match.start()]))


def _address(letter: Letter, lines: Sequence[Line], i: int, here: int, match: re.Match[str], floor: int) -> Address:
    line = lines[i]
    text = letter.line_text(line)
    before = text[here : match.start()]
    inside = _address_start(before)
    parts: list[tuple[int, int]] = []
    first = i
    if inside is not None:
        parts.append((line.start + here + inside, line.start + match.start()))
    if inside in (None, 0) and not before[: inside or None].strip(" ,;-–—•"):
        first, above = _lines_above(letter, lines, i, floor)
        parts = above + parts
    parts.append((line.start + match.start(), line.start + match.end()))
    value = ", ".join(p for start, end in parts for p in _parts(letter.text[start:end], match))
    box = Box.around([lines[j].box for j in range(first, i + 1)])
    return Address(parts[0][0], parts[-1][1], value, first, i, box, len(parts) == 1)


def _address_start(before: str) -> int | None:
    """Where in the text before the postcode the address begins."""
    folded = plain(before)
    starts = [m.start() for m in (_NUMBERED.search(folded), _DELIVERY.search(folded)) if m]
    lead = len(before) - len(before.lstrip(" ,;-–—•"))
    if label := _LEAD.search(before):
        lead = label.end()
    segments = [lead, *(m.end() for m in _SEPARATOR.finditer(before))]
    starts += [s for s in segments if _UNNUMBERED.match(folded[s:]) or _COMPLEMENT.match(folded[s:])]
    return min(starts) if starts else None


def _lines_above(letter: Letter, lines: Sequence[Line], i: int, floor: int) -> tuple[int, list[tuple[int, int]]]:
    """The street, delivery and complement lines that stand just above line `i`, in order."""
    first, parts, over = i, list[tuple[int, int]](), 0
    for j in range(i - 1, max(floor, i - 1 - _MAX_ABOVE), -1):
        text = letter.line_text(lines[j])
        if not _are_stacked(lines[j], lines[j + 1]) or POSTCODE_TOWN.search(text):
            break
        if _CONTACT.match(plain(text).strip()):
            continue
        whole = (
            is_street(text)
            or (j == i - 1 and _is_damaged_street(text))
            or _BUILDING.match(plain(text))
            or (j == i - 1 and j > floor + 1 and _is_hamlet(text))
        )
        start = 0 if whole else _address_start(text)  # «Orange Service Clients, TSA 50018»
        if start is not None:
            first = j
            parts.insert(0, (lines[j].start + start, over or lines[j].end))
            over = 0
            if start:
                break
        elif j - 1 > floor and not over and len(text.split()) <= 3 and _runs_over(letter.line_text(lines[j - 1])):
            over = lines[j].end  # «27, Avenue du Général Leclerc de / Hauteclocque»
        else:
            break
    return first, parts


def _is_damaged_street(text: str) -> bool:
    """«1, plave Jean-Jaurès», «12 Kerlann»: a number and words right above the postcode, whatever kind of street."""
    return bool(_HOUSE.match(text)) and len(text.split()) <= _MAX_STREET


def _is_hamlet(text: str) -> bool:
    return bool(_HAMLET.match(plain(text))) and not is_function(text)


def _runs_over(text: str) -> bool:
    return is_street(text) and bool(re.search(r"\b(?:de|du|des|la|le|les|d['’]|et|[A-Z][a-z]?)\s*$", text))


def _are_stacked(upper: Line, lower: Line) -> bool:
    """Whether one stands right above the other: same page, near, and not in another column."""
    if upper.page != lower.page:
        return False
    pitch = max(upper.box.height, lower.box.height, upper.height, lower.height)
    near = lower.box.y0 - upper.box.y1 <= _MAX_GAP * pitch
    return near and upper.box.x0 < lower.box.x1 and lower.box.x0 < upper.box.x1


def _parts(text: str, match: re.Match[str]) -> list[str]:
    text = text.strip(" ,;:-–—•\t\n")
    if text == match[0].strip():
        code = match["code"].replace(" ", "").translate(_CODE_REPAIR)
        return [f"{code} {_mend_town(match['town'])}"]
    return [part for raw in re.split(r"\s*[,;•·|]\s*(?!\d+\s*$)|\s+[-–—]\s+", text) if (part := _mend_street(raw))]


def _mend_town(town: str) -> str:
    """«LlLLE CEDEX9» → «LILLE CEDEX 9», the number of the CEDEX kept a number."""
    m = re.search(r"(?i:cedex)(?:\s?([0-9O]{1,2}))?$", town)
    if not m:
        return mend(town).strip(" .,-")
    number = f" {m[1].replace('O', '0')}" if m[1] else ""
    return f"{mend(town[: m.start()]).strip(' ,-')} {town[m.start() : m.start() + 5]}{number}"


def _mend_street(text: str) -> str:
    """«l2 boulevard» → «12 boulevard», «T5A 50018» → «TSA 50018»."""
    text = " ".join(text.split()).strip(" ,;:-–—")
    if m := re.match(r"(?i:(t\.?[s5]\.?a|c\.?[s5]|b\.?\s?p)\b\.?\s*)([0-9OolIsS]{1,6})\b", text):
        digits = m[2].translate(str.maketrans("OolIsS", "001155"))
        return f"{text[: m.end(1)].replace('5', 'S')}{text[m.end(1) : m.start(2)]}{digits}{text[m.end() :]}"
    if m := re.match(r"([0-9lIO]{1,4})(?=\s|,)", text):
        return m[1].translate(_CODE_REPAIR) + " " * (text[m.end()] == " ") + mend(text[m.end() :])
    return mend(text)
