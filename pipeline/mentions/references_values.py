"""A place in the text → the value that stands there: pieces of a number or code up to the first word, date or sum."""

import re
from typing import Final

from pipeline.mentions.calendar_words import MONTH
from pipeline.mentions.short_numbers import tariff_of

# A value is pieces with digits in them: "87 654 321", "2015/02/004578", "AR 1A 123 456 7890 1", "14-207-33180 / KL"
_PIECE: Final = re.compile(r"(?P<gap>[ ]?[/–-][ ]?|[ ]|)(?P<piece>\+{0,2}[A-Za-z0-9|!][A-Za-z0-9|!./_+-]*)")
_MOST_PIECES: Final = 9
_DIGITS_OF_A_CODE: Final = 3
# "13/02/2015", "13.2.15"; but "15.02.0881" is a file
_DATE: Final = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:(?:1[89]|20)\d\d|\d{2})[.]?")
_HOUR: Final = re.compile(r"(?:[01]?\d|2[0-4])[hH](?:[0-5]\d)?(?:-.*)?")  # "9h30", "8h30-12h00"
_PHONE: Final = re.compile(r"(?:\+33[ .]?(?:\(0\))?[ .]?[1-9]|0 ?[1-9])(?:[ ./-]?\d){8}")
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:[ /-]{1,3}(?:(?:19|20)\d\d|\d\d))?")  # "2015", "2015-2016", "2015/16"
_NOT_A_PIECE: Final = frozenset(
    ["M", "MM", "ME", "DE", "DU", "LE", "LA", "ET", "EN", "AU", "A", "N", "OU", "UN", "TEL", "FAX", "DATE", "OBJET"]
)
# «M 71 905 338», «A 204417», «AU 330 717 09»: no word where a number of five digits and more stands behind it
_LETTERED: Final = re.compile(r"(?:[MAN] (?:\d{1,3}(?: \d{3}){2}|\d{5,})|[A-Z]{2} \d{3}(?: \d{2,3}){1,3})(?![\d,])")
_ELIDED: Final = re.compile(r"['’]\w")  # «DT-87-0567. L'instruction»
_MONTH_NEXT: Final = re.compile(rf"\s?(?:er\s)?{MONTH}(?![a-z])")
_UNIT_NEXT: Final = re.compile(
    r"\s?(?:€|eur|%|h\b|heures|jours|mois|minutes|min\b|ans\b|semaines|trimestres|kwh|mwh|kva|m3|m²|m2|km|kg|pages?\b"
    r"|exemplaires|points|francs|fois|personnes|clients|habitants|colis\b|pieces\b|documents)|,\d\d(?!\d)"
)
_POST_CODE: Final = re.compile(r"\d{2} ?\d{3}")
_TOWN_NEXT: Final = re.compile(r" [A-ZÉÈÎ][\w'-]+")  # "75015 PARIS"
_INITIALS: Final = re.compile(r"[A-Z]{1,4}(?:/[A-Z]{1,4}){1,3}")  # "MD/PL 2015-33"
_HIDDEN: Final = re.compile(r"[Xx]{2,6}")  # "4974 XXXX XXXX 1234"
_SHAPED_AS_DIGITS: Final = re.compile(r"[0-9OoIl|!SB]+")
_MEANT: Final = str.maketrans("OoIl|!SB", "00111158")
# "l234", "2015/O2", "7B9"; but "B69-446", "SI8827" and "4715S" begin and end with a letter of their own
_MISREAD: Final = re.compile(r"[l|!]|(?<![SB])(?<=.)[OIo]|(?<=\d)[BS](?=\d)")
_BROKEN: Final = re.compile(r"[-/]\n(?=[A-Z]{0,3}\d)[A-Z0-9]{2,15}(?:[-/][A-Z0-9]{1,12}){0,3}(?![\w,]| ?€)")
_WRAPPED: Final = re.compile(r"\n\d{2,6}(?=\n|$)")
_GROUPS: Final = re.compile(r"(?:[A-Z]{1,3}|\d{2,4})(?: \d{2,4})+")
_GROUPS_BELOW: Final = re.compile(r"\n\d{2,4}(?: \d{2,4}){0,4}(?![\w,/-])")
FULL_LINE: Final = 50  # characters, where the text runs on
_SPACED: Final = 2  # blanks within a value that may go on below
# "factures n° 15001 et 15002"
_AND: Final = re.compile(r"(?:\s?[,;]\s|\s(?:et|ou|&)\s)(?:et\s)?(?:n°\s?)?")


def value_after(
    printed: str, text: str, start: int, limit: int, *, digits: int, vague: bool, phones: bool = False
) -> tuple[int, int] | None:
    """The value that begins at `start`, ends before `limit` and holds so many digits; `text` is plain.

    Behind a `vague` label, which may as well stand before them, a telephone number or a year is none; unless `phones`
    says that numbers of such things are shaped so.
    """
    end, pieces = start, 0
    for _ in range(_MOST_PIECES):
        m = _PIECE.match(printed, end, limit)
        if not m or (pieces == 0 and m["gap"]) or not _is_piece(printed, text, m, first=pieces == 0):
            break
        end, pieces = m.end(), pieces + 1
    end = max(end, _end_below(printed, start, end))
    value = printed[start:end].rstrip(" ./-–")
    found = sum(c.isdigit() for c in value)
    if (
        found < max(1, digits)
        or _DATE.fullmatch(value.translate(_MEANT))
        or (vague and (_is_of_another_kind(value, phones=phones) or _is_post_code(printed, value, start)))
        or _UNIT_NEXT.match(text, start + len(value), max(limit, start + len(value)))
    ):
        return None
    return start, start + len(value)


def _end_below(printed: str, start: int, end: int) -> int:
    """Where groups of figures end that running text breaks: «sous le n° RA 54» / «862 99 n'est pas»."""
    line = printed.rfind("\n", 0, start) + 1
    if end - line < FULL_LINE or not _GROUPS.fullmatch(printed, start, end):
        return end
    below = _GROUPS_BELOW.match(printed, end)
    return below.end() if below and not _UNIT_NEXT.match(printed, below.end()) else end


def over_line(printed: str, span: tuple[int, int]) -> tuple[int, int]:
    """The value with its rest on the next line: «F24-» / «118340», «DP 058 086 24» / «00147» in a narrow column."""
    rest = _BROKEN.match(printed, span[1])
    if not rest and printed.count(" ", *span) >= _SPACED:
        rest = _WRAPPED.match(printed, span[1])
    return (span[0], rest.end()) if rest else span


def values_like(printed: str, text: str, first: tuple[int, int]) -> list[tuple[int, int]]:
    """The values of the same shape that follow the `first`: "15001, 15002 et 15003"."""
    spans = [first]
    shape = _shape(printed[slice(*first)])
    while (link := _AND.match(text, spans[-1][1])) and (m := _PIECE.match(printed, link.end())):
        span = m.start("piece"), m.end() - len(m["piece"]) + len(m["piece"].rstrip("./-"))
        if m["gap"] or _shape(printed[slice(*span)]) != shape or _UNIT_NEXT.match(text, span[1]):
            break
        spans.append(span)
    return spans


def _is_of_another_kind(value: str, *, phones: bool = False) -> bool:
    """A telephone number or years, which hardly any label makes a reference: "02 61 91 33 48", "2015", "2015-2016"."""
    return bool(
        _YEARS.fullmatch(value) or (not phones and (_PHONE.fullmatch(value) or tariff_of(re.sub(r"\s", "", value))))
    )


def _is_post_code(printed: str, value: str, start: int) -> bool:
    return bool(_POST_CODE.fullmatch(value) and _TOWN_NEXT.match(printed, start + len(value)))


def read_value(value: str) -> str:
    """As printed, without spaces; a letter among nothing but digits is the digit it looks like: "2015/O2"."""
    solid = re.sub(r"\s", "", value)
    pieces = re.split(r"([^A-Za-z0-9|!]+)", solid)
    if all(_SHAPED_AS_DIGITS.fullmatch(p) for p in pieces[::2] if p):
        solid = _MISREAD.sub(lambda m: m[0].translate(_MEANT), solid)
    return re.sub(r"(?<=[A-Z])0(?=[A-Z])", "O", solid)


def _shape(value: str) -> str:
    return re.sub(r"[A-Za-z]", "A", re.sub(r"\d", "9", value))


def _is_piece(printed: str, text: str, m: re.Match[str], *, first: bool) -> bool:
    piece = m["piece"].rstrip(".-/")
    if _ELIDED.match(printed, m.end()):
        return False
    if piece.isdigit() and len(piece) <= 2 and _MONTH_NEXT.match(text, m.end()):
        return False
    if _HOUR.fullmatch(piece) or (not first and _DATE.fullmatch(piece.translate(_MEANT))):
        return False
    if not first and _HIDDEN.fullmatch(piece):
        return True
    if any(c.isdigit() for c in piece):
        # "fo-22708465", "SD/ml12"; but not the first words of a sentence: "le2", "art3"
        return not piece[:2].islower() or sum(c.isdigit() for c in piece) >= _DIGITS_OF_A_CODE
    if first and _LETTERED.match(printed, m.start("piece")):
        return True
    most = 4 if first or m["gap"].strip() else 2
    if not piece.isupper() or piece in _NOT_A_PIECE or (len(piece) > most and not _INITIALS.fullmatch(piece)):
        return bool(_SHAPED_AS_DIGITS.fullmatch(piece)) and not first and not piece.isalpha()
    following = _PIECE.match(printed, m.end())
    return not first or bool(following and any(c.isdigit() for c in following["piece"]))
