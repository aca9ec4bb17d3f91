"""Text in plain letters → the numbers that carry their own check digits: IBAN, BIC, SIREN, SIRET, VAT, NIR, APE."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from stdnum import bic, iban
from stdnum.fr import nir, siren, siret, tva

from pipeline.mentions.found import Found
from pipeline.mentions.plain import DIGIT, damaged, read_digits

_CHECKED, _UNCHECKED = 0.99, 0.5  # a number whose check digit fails was misread: kept, but doubtful
_AGREED: Final = 0.85  # unless the same letter prints it once more with the right check digit
_ROUND: Final = str.maketrans("OQIL", "0011")  # in an account that holds letters too

_TO: Final = r"\s?(?:n[°o]\s?)?[:.;=]?\s?(?:n[°o]\s?)?[:]?\s?"
_IBAN: Final = re.compile(
    rf"(?:\b(?P<label>{damaged('iban')}){_TO})?"
    rf"(?<![a-z0-9])(?P<number>[a-z]{{2}}{DIGIT}{{2}}(?:[ .-]?[a-z0-9|]){{11,30}})(?![a-z0-9])"
)
_LABELLED: Final = (  # label, shape, check, digits only
    (
        re.compile(
            rf"\b(?P<label>{damaged('siret')}(?:/{damaged('siren')})?){_TO}"
            rf"(?P<number>{DIGIT}(?:[ .]?{DIGIT}){{13}})(?![a-z0-9])"
        ),
        siret.is_valid,
    ),
    (
        re.compile(
            rf"\b(?P<label>{damaged('siren')}|id\s?siren){_TO}(?P<number>{DIGIT}(?:[ .]?{DIGIT}){{8}})(?![a-z0-9])"
        ),
        siren.is_valid,
    ),
    (
        # "RCS Évry 483 216 750", "R.C.S. Paris B 380 129 866"
        re.compile(
            rf"\b(?P<label>r\.?\s?c\.?\s?s\.?(?:\s(?:de\s)?(?!sous)[a-z][a-z'-]{{1,20}}){{0,4}}(?:\s[a-d])?){_TO}"
            rf"(?:sous le numero\s)?"
            rf"(?P<number>{DIGIT}(?:[ .]?{DIGIT}){{8}})(?![a-z0-9])"
        ),
        siren.is_valid,
    ),
    (
        # "380 129 866 RCS Paris"; also with a space read inside a group: "396 501 42 1 RCS Vichy"
        re.compile(
            rf"(?<![a-z0-9])(?P<number>{DIGIT}(?:[ .\n]?{DIGIT}){{8}})\s?[,-]?\s?"
            r"(?P<label>r\.?\s?c\.?\s?s\.?(?![a-z])(?:[ ](?!au\b|ape|tva|siret|capital)[a-z][a-z'-]{1,20}){0,2})"
        ),
        siren.is_valid,
    ),
    (
        re.compile(
            rf"(?P<label>{damaged('securite sociale')}|\bnir\b|\bn[°o] ss\b|"
            rf"immatriculation){_TO}(?P<number>[12il|](?:[ .]?(?:{DIGIT}|[ab])){{12}}"
            rf"(?:\s?/?\s?{DIGIT}{{2}})?)(?![a-z0-9])"
        ),
        nir.is_valid,
    ),
)
_TVA: Final = re.compile(
    rf"(?:\b(?P<label>(?:n[°o]\s?(?:de\s)?)?\b(?:t\.?\s?v\.?\s?a\.?)(?:\s{damaged('intracommunautaire')}|"
    rf"\sintra\w*\.?)?|"
    rf"{damaged('intracommunautaire')}){_TO})?"
    rf"(?<![a-z0-9])(?P<number>fr\s?[a-z0-9]{{2}}(?:[ .]?{DIGIT}){{9}})(?![a-z0-9])"
)
_BIC: Final = re.compile(
    r"\b(?P<label>(?:code\s)?bic(?:[ /-]{1,3}swift)?|"
    r"swift)\s?[:.]?\s?(?P<number>[a-z]{4}[ ]?[a-z]{2}[ ]?[a-z0-9]{2}(?:[ ]?[a-z0-9]{3})?)(?![a-z0-9])"
)
_APE: Final = re.compile(
    rf"\b(?P<label>(?:code\s)?(?:ape|naf)(?:\s?[/(]\s?(?:ape|"
    rf"naf)\)?)?){_TO}(?P<number>{DIGIT}{{2}}\.?{DIGIT}{{2}}[ ]?[a-z])(?![a-z0-9])"
)
# of France and its neighbours; a French letter hardly bears another
_IBAN_LENGTHS: Final = {
    "FR": 27,
    "MC": 27,
    "BE": 16,
    "LU": 20,
    "CH": 21,
    "DE": 22,
    "ES": 24,
    "IT": 27,
    "NL": 18,
    "PT": 25,
    "GB": 22,
    "IE": 22,
    "LT": 20,
}
_LEAST_DIGITS: Final = 10  # "FR76 XXXX XXXX" is nobody's


def find_identifiers(text: str, printed: str) -> Iterator[Found]:
    """All identifiers in `text` (plain letters; `printed`: the same as printed); they may overlap, the surest first."""
    for m in _IBAN.finditer(text):
        yield from _read_iban(m, printed)
    for m in _TVA.finditer(text):
        number = printed[slice(*m.span("number"))].upper().replace(" ", "").replace(".", "")
        for value in (number, number[:4] + read_digits(number[4:]), "FR" + read_digits(number[2:])):
            if tva.is_valid(value):
                yield _found(m, printed, "TVA", value, _CHECKED)
                break
    for pattern, is_valid in _LABELLED:
        for m in pattern.finditer(text):
            yield from _read_number(m, printed, is_valid)
    for m in _BIC.finditer(text):
        value = re.sub(r"\s", "", printed[slice(*m.span("number"))]).upper()
        if bic.is_valid(value):
            yield _found(m, printed, "BIC", value, 0.95)
    for m in _APE.finditer(text):
        number = m["number"].replace(" ", "")
        if digits := read_digits(number[:-1]):
            point = "." if "." in number else ""
            yield _found(m, printed, "APE", f"{digits[:2]}{point}{digits[2:]}{number[-1].upper()}", 0.95)


def _read_iban(m: re.Match[str], printed: str) -> Iterator[Found]:
    """An IBAN whose check digits agree, as printed or with digits repaired; cut where the next words were drawn in."""
    number = m["number"]
    positions = [i for i, c in enumerate(number) if c.isalnum() or c == "|"]
    solid = "".join(number[i] for i in positions).upper()
    length = _IBAN_LENGTHS.get(solid[:2])
    if length and length <= len(solid):
        for value in _iban_readings(solid[:length]):
            if iban.is_valid(value):
                end = m.start("number") + positions[length - 1] + 1
                label = _label(m, printed, "IBAN")
                yield Found("reference", m.start("number"), end, value, _CHECKED, role=label)
                return
    is_shaped = m["label"] or (solid.startswith("FR") and len(solid) == _IBAN_LENGTHS["FR"])
    if is_shaped and sum(c.isdigit() for c in solid) >= _LEAST_DIGITS:
        yield _found(m, printed, "IBAN", re.sub(r"\s", "", printed[slice(*m.span("number"))]).upper(), _UNCHECKED)


def _iban_readings(solid: str) -> tuple[str, ...]:
    """As read; with every digit repaired; with the letters of the account (places 15 to 25 of a French one) kept."""
    country, rest = solid[:2], solid[2:]
    repaired = country + read_digits(rest)
    kept = country + read_digits(solid[2:14]) + solid[14:25] + read_digits(solid[25:])
    rounded = kept[:14] + solid[14:25].translate(_ROUND) + kept[25:]
    return tuple(dict.fromkeys((solid, repaired, kept, rounded)))


def agree_with_checked(found: Iterable[Found]) -> list[Found]:
    """A company's number that fails its check, one digit off one that passes in the same letter, is that one."""
    held = list(found)
    checked = {s for f in held if f.confidence == _CHECKED and (s := _siren_of(f.value)) and siren.is_valid(s)}
    return [_agree(f, checked) if f.confidence == _UNCHECKED else f for f in held]


def _siren_of(value: str) -> str | None:
    """The nine digits of the company in its SIREN, SIRET or VAT number."""
    if value.startswith("FR") and len(value) == 13:
        return value[4:]
    return value[:9] if value.isdigit() and len(value) in (9, 14) else None


def _agree(found: Found, checked: set[str]) -> Found:
    read = _siren_of(found.value)
    near = {s for s in checked if read and sum(a != b for a, b in zip(s, read, strict=True)) == 1}
    if len(near) != 1 or read is None:
        return found
    value = found.value.replace(read, near.pop(), 1)
    valid = siret.is_valid(value) if len(value) == 14 else siren.is_valid(value)
    return replace(found, value=value, confidence=_AGREED, contradicts=None) if valid else found


def _read_number(m: re.Match[str], printed: str, is_valid: Callable[[str], bool]) -> Iterator[Found]:
    digits = read_digits(m["number"])
    corsican = re.sub(r"[^0-9ab]", "", m["number"]).upper()  # "2A" and "2B" stand in the NIR of those born in Corsica
    for value in (digits, corsican):
        if value and is_valid(value):
            yield _found(m, printed, "", value, _CHECKED)
            return
    if len(digits) >= 9:
        yield _found(m, printed, "", digits, _UNCHECKED)


def _found(m: re.Match[str], printed: str, default: str, value: str, confidence: float) -> Found:
    contradicts = "check_digit" if confidence == _UNCHECKED else None
    label = _label(m, printed, default)
    return Found("reference", *m.span("number"), value, confidence, role=label, contradicts=contradicts)


def _label(m: re.Match[str], printed: str, default: str) -> str:
    """The label as printed, on one line, without its colon."""
    if not m["label"]:
        return default
    return " ".join(printed[slice(*m.span("label"))].split()).strip(" :.;")
