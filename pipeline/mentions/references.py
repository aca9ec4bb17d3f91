"""Letter → its references: the numbers and codes by which sender and reader know the matter, with their labels."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.identifiers import find_identifiers
from pipeline.mentions.references_labels import ABOVE, INITIALS, LABELS, REGISTERED, Label
from pipeline.mentions.references_tables import cell_end, cells_of, find_under_labels, opens_cell
from pipeline.mentions.references_values import read_value, value_after, values_like

_SURE, _TITLE_SURE = 0.95, 0.85
_SPACES: Final = (" ", "\n")


def find_references(reading: Reading) -> Iterator[Found]:
    """Every identifier, then every value below or beside its label, then those behind theirs; none claimed twice."""
    taken: list[tuple[int, int]] = []
    for found in (
        *find_identifiers(reading.plain, reading.letter.text),
        *find_under_labels(reading),
        *_find_labelled(reading),
    ):
        if not any(start < found.end and end > found.start for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _find_labelled(reading: Reading) -> Iterator[Found]:
    letter, text = reading.letter, reading.plain
    for label in LABELS:
        for m in _places(reading, label):
            start = m.end() + (text[m.end() : m.end() + 1] in _SPACES if label.opens else 0)
            if "\n" in text[m.end() - 2 : start] and opens_cell(letter, m.start()):
                continue  # a heading: its value stands below, not at the beginning of the next line
            limit = cell_end(letter, start)
            span = value_after(letter.text, text, start, limit, digits=label.digits, vague=label.vague)
            if span:
                yield from _read(reading, m, span, _TITLE_SURE if label.zones or label.vague else _SURE)
    for m in INITIALS.finditer(letter.text):
        if reading.zone_at(m.start()) in ABOVE:
            yield Found("reference", *m.span(), re.sub(r"\s", "", m[0]), _TITLE_SURE, role="Réf.")
    for m in REGISTERED.finditer(text):
        value = read_value(letter.text[slice(*m.span())])
        yield Found("reference", *m.span(), value, _TITLE_SURE, role="Recommandé")


def _places(reading: Reading, label: Label) -> Iterator[re.Match[str]]:
    if label.opens:
        for line in reading.letter.lines_in(*label.zones):
            for start, end in cells_of(reading.letter, line):
                if m := label.pattern.match(reading.plain, start, end):
                    yield m
        return
    for m in label.pattern.finditer(reading.plain):
        if not label.zones or reading.zone_at(m.start()) in label.zones:
            yield m


def _read(reading: Reading, m: re.Match[str], first: tuple[int, int], sure: float) -> Iterator[Found]:
    printed = reading.letter.text
    words = printed[m.start() : m.end()].strip().rpartition("\n")[2].strip(" :;=-")  # its last line
    words = re.sub(r"\s+est(?: le)?$", "", words)
    for span in values_like(printed, reading.plain, first):
        yield Found("reference", *span, read_value(printed[slice(*span)]), sure, role=words)


REFERENCES: Final = Kind(
    name="reference",
    description="Every number or code with its printed label in `role`: «N° client», «Vos réf.», «Contrat n°», and "
    "the numbers "
    "that carry check digits (IBAN, SIREN, SIRET, VAT, NIR), which are verified. `value` is as printed, without "
    "spaces.",
    find=find_references,
    examples=(
        Example("N° client : 123456789", (("123456789", "123456789"),), "N° client"),
        Example("Votre numéro de client : 5 0123 4567", (("5 0123 4567", "501234567"),), "Votre numéro de client"),
        Example("Nos réf. : SCOT/LT/15-0213", (("SCOT/LT/15-0213", "SCOT/LT/15-0213"),), "Nos réf."),
        Example("Contrat n° 87 654 321 du 3 mai 2014", (("87 654 321", "87654321"),), "Contrat n°"),
        Example("N° dossier : 2015/02/004578", (("2015/02/004578", "2015/02/004578"),)),
        Example(
            "IBAN : FR76 3000 6000 0112 3456 7890 189",
            (("FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),),
            "IBAN",
        ),
        Example("SIRET : 380 129 866 46850", (("380 129 866 46850", "38012986646850"),), "SIRET"),
        Example("380 129 866 RCS Paris", (("380 129 866", "380129866"),), "RCS Paris"),
        Example("TVA intracommunautaire : FR 89 380 129 866", (("FR 89 380 129 866", "FR89380129866"),)),
        Example("N° de sécurité sociale : 2 69 05 49 588 157 80", (("2 69 05 49 588 157 80", "269054958815780"),)),
        # as Tesseract damages them
        Example("N' c1ient : l23456789", (("l23456789", "123456789"),)),
        Example(
            "lBAN : FR76 3OOO 6000 01 12 3456 7890 l89",
            (("FR76 3OOO 6000 01 12 3456 7890 l89", "FR7630006000011234567890189"),),
        ),
        Example("Contrat n* 87 654 321", (("87 654 321", "87654321"),)),
        # no references
        Example("Affaire suivie par : Mme Lacombe"),
        Example("loi n° 78-17 du 6 janvier 1978, article L. 121-84-1"),
        Example("Facture : 45,00 €, dossier : 2 jours, page n° 3"),
        Example("Votre contrat du 13/02/2015, n'hésitez pas"),
        Example("Vos références nous sont parvenues le 3 mai"),
    ),
)
