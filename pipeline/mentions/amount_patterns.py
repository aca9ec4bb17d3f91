"""Text in plain letters → the sums of money written in it, in figures and in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.mentions.calendar_words import NUMBER_WORDS, read_number
from pipeline.mentions.claims import Claims
from pipeline.mentions.plain import DIGIT, count_repairs, damaged, read_digits


@dataclass(frozen=True, slots=True)
class WrittenSum:
    """A sum as written at `start:end`."""

    start: int
    end: int
    value: Decimal
    currency: str
    confidence: float
    in_words: bool = False
    spelt: Decimal | None = None  # the same sum in words, within the figures: "300 (trois cents) euros"


_CENT: Final = Decimal("0.01")
_LARGEST: Final = Decimal(10) ** 16  # what a decimal(18, 2) holds

# "1 234,56", "1.234,56", "1234", "3OO", "l 234", "12 OOO"; "il 300" is no "11 300": the first group vouches for itself
_HEAD: Final = rf"(?:(?=[oil|!sbz]{{0,2}}\d){DIGIT}{{1,3}}|[li|])"
# and "12450 000", where a space was lost, "1 03,90", where one was read: no sum begins with 03
_BROKEN: Final = r"[1-9]\d? 0\d(?=,\d\d(?!\d))"
# "soit 2" / "124 € TTC": the line ended within the sum
_TURNED: Final = r"(?:(?<=soit )|(?<=\bde )|(?<=est )|(?<=\ba ))[1-9]\d{0,2}\n\d{3}(?=(?:,\d\d)? ?(?:€|euros?\b))"
_WHOLE: Final = (
    rf"(?:{_BROKEN}|{_TURNED}|{_HEAD}(?:[ .']{DIGIT}{{3}}){{1,4}}(?!\d)|\d{{4,6}} 000(?!\d)|"
    rf"(?=[oil|!sbz]{{0,2}}[.,\s]{{0,3}}\d|\d){DIGIT}{{1,12}})"
)
# a quantity may touch it: "3x15 €"
_CENTS: Final = rf"\s?[.,](?:{DIGIT}{{1,2}}|\s(?={DIGIT}?\d){DIGIT}{{1,2}})(?!\d)"  # in «n° 345. Leur» are none
_NUMBER: Final = rf"(?:(?<![a-z0-9])|(?<=\dx))(?<![0-9][.,/])(?P<number>{_WHOLE}(?:{_CENTS})?)"

_MARKS: Final = (  # currency as printed after the number: "€", "euros", "eur0s", "EUR", "F", "FF"
    ("EUR", rf"€(?:uros?)?|(?:{damaged('euro')}{damaged('s')}?|eur)(?![a-z])"),
    ("CHF", r"(?:chf|francs? suisses?)(?![a-z])"),
    ("XOF", r"(?:f ?cfa|francs? cfa)(?![a-z])"),
    ("FRF", r"(?:francs?|frs|frf|ff?)(?![a-z0-9'/-])"),
    ("GBP", r"(?:gbp|livres? sterling)(?![a-z])"),
    ("USD", r"(?:usd|us ?\$|\$|dollars?)(?![a-z])"),
)
_MARK: Final = "(?:" + "|".join(f"(?P<{code}>{pattern})" for code, pattern in _MARKS) + ")"
# "10 k€", "2,5 M€", "3 millions d'euros"
_SCALE: Final = r"(?:(?P<scale>k|md|m|milliers? d'|millions?(?: d[e'])? ?|milliards?(?: d[e'])? ?))?"
_SCALES: Final = {"k": 1_000, "millier": 1_000, "md": 10**9, "milliard": 10**9, "m": 10**6, "million": 10**6}

# a mark on the next line ends there: the bullet «€C –» under «Budget 2024» is none
_AFTER: Final = re.compile(
    rf"{_NUMBER}(?:,?[ ]?-)?(?:[ ]\((?P<spelt>{NUMBER_WORDS})\))?(?:[ ]{{0,2}}|[ ]?\n(?!€[a-z])){_SCALE}{_MARK}"
    # "45 euros et 50 centimes", "45 euros 50"
    rf"(?:[ ](?:et[ ])?(?P<cents>\d\d)(?:[ ]?(?:centimes?|cts?)(?![a-z])|(?=[ ]?(?:[.;)\n]|,(?!\d)|$))))?"
)
# "19€90", "19 €90"
_BETWEEN: Final = re.compile(
    rf"(?<![a-z0-9])(?P<number>\d{{1,3}} \d{{3}}|{DIGIT}{{1,4}}) ?€(?P<cents>{DIGIT}{{2}})(?![a-z0-9])"
)
# "EUR 45,00", "€ 45,00"
_BEFORE: Final = re.compile(rf"(?:(?<![a-z])eur|€)[ ]?{_NUMBER}(?![.,]\d|\s?(?:€|eur|%))")
# "CHF 120.-", "$ 1,234.50", "£45": as abroad, with a point before the cents
_ABROAD: Final = re.compile(
    r"(?:(?P<USD>\$|(?<![a-z])usd)|(?P<GBP>£|(?<![a-z])gbp)|(?P<CHF>(?<![a-z])chf)|"
    r"(?P<EUR>€(?=\d{1,3}(?:,\d{3})+\.\d\d))) ?"
    r"(?P<number>\d{1,3}(?:[ ,'’]\d{3}(?!\d)){0,4}|\d{1,9})(?:\.(?P<cents>\d\d|-))?(?![\d.,]*\d)(?! ?(?:€|eur))"
)
# "€" read as another letter: "29,99 C/mois", "63,18 £", "29,99 e par mois"
_MISREAD: Final = re.compile(rf"{_NUMBER}\s?(?P<glyph>[ec£])(?![a-z0-9'])")
# "Montant total TTC (en euros) : 63,18"
_LABELLED: Final = re.compile(rf"\(?\ben (?:euros?|€|eur\b)\)?\s?[:=]?\s?{_NUMBER}(?!\s?%)")
# A table in euros prints bare numbers: "31 258,00  6 251,60", "Total HT 31258 ,00"; no rate, no quantity with its unit
_CELL: Final = re.compile(
    r"(?<![a-z0-9])(?<![0-9][.,/])(?P<number>(?:\d{1,3}(?:[ .]\d{3})+|"
    r"\d{1,9}) ?, ?\d{2})(?![a-z0-9])(?! ?(?:[%€/x*]|eur|kwh|mwh|kg|km|m2|m3|go\b|mo\b|h\b|ans|mois|jours|points?|"
    r"fois))"
)
_MONEY_LINE: Final = re.compile(
    r"\b(?:total|sous-total|montant|net a payer|solde|h\.?t|t\.?t\.?c|t\.?v\.?a|acompte|reste du|a payer|a regler)\b"
)
# «Montant (€)», «Montant (en euros)»: what a column holds; up to so many lines of its table may be without a number
_COLUMN: Final = re.compile(r"\((?:en )?(?:€|euros?|eur)\)")
_MOST_EMPTY: Final = 2
_IN_EUROS: Final = re.compile(r"€|\beur(?:os?)?\b")
# "[entre] 30 [et 70 euros]", "[de] 30 [à 70 €]"
_RANGE: Final = re.compile(rf"\b(?:entre|de)\s{_NUMBER}\s(?:et|a)\s$")
# "mille deux cents euros et cinquante centimes", "cinquante centimes d'euro"
_WORDS: Final = re.compile(
    rf"(?<![a-z])(?<!\d )(?P<whole>{NUMBER_WORDS})\s(?:d')?(?:(?P<EUR>{damaged('euro')}{damaged('s')}?)|"
    rf"(?P<FRF>francs?))(?![a-z])"
    rf"(?:(?:\set)?\s(?P<cents>{NUMBER_WORDS})(?:\scentimes?)?(?![a-z]))?"
)
# "trois cent cinquante (350) euros": the sum is the words'
_SPELT_FIRST: Final = re.compile(
    rf"(?<![a-z])(?P<whole>{NUMBER_WORDS})\s\((?P<number>\d{{1,3}}(?:[ .]\d{{3}}){{0,3}}|\d{{1,9}})(?:,\d\d)?\)"
    rf"\s(?:d')?(?:(?P<EUR>{damaged('euro')}{damaged('s')}?)|(?P<FRF>francs?))(?![a-z])"
)
_CENTIMES: Final = re.compile(
    rf"(?<![a-z])(?P<cents>{NUMBER_WORDS}|\d{{1,2}})\s(?:centimes?(?:\sd'euros?)?|(?P<rated>cts?)(?=\s?/))(?![a-z])"
)
_TOUCHING: Final = re.compile(r"-\d[\d ]{0,9}[.,]\d\d")  # "-45,00 €" alone in its cell is no item of a list
_MINUS: Final = re.compile(r"(?:^|[^\n])\s?(-\s?)$")

_REPAIR: Final = 0.95  # what each repaired character leaves of the confidence


def find_written_sums(text: str, printed: str) -> list[WrittenSum]:
    """Sums in `text` (plain letters; `printed` is the same as printed), none over another, in order."""
    claims = Claims(len(text))
    sums = [found for found in _all_sums(text, printed) if claims.take(found.start, found.end)]
    return sorted(sums, key=lambda s: s.start)


def _all_sums(text: str, printed: str) -> Iterator[WrittenSum]:
    """All sums, the surest first; they may overlap."""
    yield from _spelt_first(text)
    yield from _in_words(text)
    for m in _BETWEEN.finditer(text):
        yield from _figures(m, text, f"{m['number']},{m['cents']}", "EUR", 0.97)
    for m in _AFTER.finditer(text):
        currency = next(code for code, _ in _MARKS if m[code])
        if m[currency] == "f" and not _is_francs(m, printed):
            continue
        yield from _figures(m, text, m["number"], currency, 0.98, scale=m["scale"], spelt=m["spelt"])
        if earlier := _RANGE.search(text, max(0, m.start() - 30), m.start()):
            start, end = earlier.span("number")
            value = read_sum(earlier["number"])
            if value is not None:
                yield WrittenSum(start, end, value, currency, 0.9)
    for m in _ABROAD.finditer(text):
        currency = next(code for code in ("USD", "GBP", "CHF", "EUR") if m[code])
        number = re.sub(r"\D", "", m["number"]) + (f",{m['cents']}" if (m["cents"] or "-") != "-" else "")
        yield from _figures(m, text, number, currency, 0.93)
    for pattern, confidence in ((_BEFORE, 0.97), (_LABELLED, 0.93)):
        for m in pattern.finditer(text):
            yield from _figures(m, text, m["number"], "EUR", confidence)
    yield from _misread(text)
    if _IN_EUROS.search(text):
        yield from _cells(text)


def _is_francs(m: re.Match[str], printed: str) -> bool:
    """ "1 500 F", "12,50 F"; not "bâtiment 12 F", "85 f rue"."""
    return printed[m.start("FRF")] == "F" and (len(read_digits(m["number"])) >= 3 or "," in m["number"])


def _misread(text: str) -> Iterator[WrittenSum]:
    """Sums whose "€" was read as another letter; whole numbers only where the letter shows that glyph behind cents."""
    candidates = [(m, bool(re.search(r"[.,]\s?\S{2}$", m["number"]))) for m in _MISREAD.finditer(text)]
    glyphs = {m["glyph"] for m, has_cents in candidates if has_cents}
    for m, has_cents in candidates:
        spaced = text[m.start("glyph") - 1].isspace()  # "9 300 e", but not "16e arrondissement"
        if has_cents or m["glyph"] == "£" or (m["glyph"] in glyphs and spaced):
            yield from _figures(m, text, m["number"], "EUR", 0.85 if has_cents else 0.75)


def _cells(text: str) -> Iterator[WrittenSum]:
    """Numbers with cents in lines that hold several of them, that say they are about money or stand in its column."""
    start, left = 0, 0
    for line in text.split("\n"):
        cells = list(_CELL.finditer(text, start, start + len(line)))
        left = _MOST_EMPTY if _COLUMN.search(line) or (left and cells) else max(0, left - 1)
        if len(cells) > 1 or (cells and (left or _MONEY_LINE.search(line))):
            for m in cells:
                yield from _figures(m, text, m["number"], "EUR", 0.8)
        start += len(line) + 1


def _in_words(text: str) -> Iterator[WrittenSum]:
    for m in _WORDS.finditer(text):
        whole, cents = read_number(m["whole"]), read_number(m["cents"].removesuffix(" cents")) if m["cents"] else 0
        if whole is not None:
            end = m.end() if m["cents"] and cents is not None and cents < 100 else m.end("EUR" if m["EUR"] else "FRF")
            value = Decimal(whole) + (Decimal(cents) * _CENT if cents is not None and cents < 100 else 0)
            yield WrittenSum(m.start(), end, value.quantize(_CENT), "EUR" if m["EUR"] else "FRF", 0.97, in_words=True)
    for m in _CENTIMES.finditer(text):
        cents = int(m["cents"]) if m["cents"].isdigit() else read_number(m["cents"])
        if cents is not None and cents < 100 and ("euro" in m[0] or m["rated"]):
            yield WrittenSum(m.start(), m.end(), (cents * _CENT).quantize(_CENT), "EUR", 0.95, in_words=True)


def _spelt_first(text: str) -> Iterator[WrittenSum]:
    for m in _SPELT_FIRST.finditer(text):
        value, spelt = read_sum(m["number"]), read_number(m["whole"])
        if value is not None and spelt is not None:
            currency = "EUR" if m["EUR"] else "FRF"
            yield WrittenSum(m.start(), m.end(), value, currency, 0.97, spelt=Decimal(spelt))


def _figures(
    m: re.Match[str],
    text: str,
    number: str,
    currency: str,
    confidence: float,
    *,
    scale: str | None = None,
    spelt: str | None = None,
) -> Iterator[WrittenSum]:
    value = read_sum(number)
    if value is None:
        return
    end = m.end()
    if m.re is _AFTER and m["cents"]:
        has_cents = value != value.to_integral_value()
        value += 0 if has_cents else int(m["cents"]) * _CENT
        end = m.end(currency) if has_cents else end
    value *= _SCALES[scale.split(" ")[0].rstrip("s")] if scale else 1
    start = m.start()
    if minus := _MINUS.search(text, max(0, start - 3), start):
        start, value = _with_sign(text, minus.start(1), start, value)
    if abs(value) < _LARGEST:
        words = read_number(spelt) if spelt else None
        sure = confidence * _REPAIR ** count_repairs(number)
        yield WrittenSum(start, end, value, currency, sure, spelt=None if words is None else Decimal(words))


def _with_sign(text: str, dash: int, start: int, value: Decimal) -> tuple[int, Decimal]:
    """ "Remise : -15,20 €" is negative; a bullet "- 300 €" and a range "20 - 50 €" are not."""
    before = text[max(0, dash - 2) : dash]
    touches = bool(_TOUCHING.match(text, dash))
    is_bullet = (not before.strip(" ") or before.endswith("\n")) and not touches
    is_range = before.rstrip().endswith(("€", *"0123456789")) or (before and before[-1].isalnum())
    return (start, value) if is_bullet or is_range else (dash, -value)


def read_sum(printed: str) -> Decimal | None:
    """1234.56 from "1 234,56", "1.234,56", "l 234,S6", "1234"; None where it is no number."""
    split = re.search(rf"\s?[.,]\s?({DIGIT}{{1,2}})$", printed)
    whole = read_digits(printed[: split.start()] if split else printed)
    cents = read_digits(split[1] + "0")[: len(split[1])] if split else ""
    if split and not whole:
        whole = read_digits(printed[: split.start()] + "0")[:-1]  # "O,35": the cents vouch for it
    if not whole or not any(c.isdigit() for c in printed):
        return None
    return Decimal(f"{whole}.{cents or '00'}").quantize(_CENT)
