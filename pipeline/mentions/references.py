"""Letter → its references: the numbers and codes by which sender and reader know the matter, with their labels."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.mentions.claims import Claims
from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.identifiers import agree_with_checked, find_identifiers
from pipeline.mentions.references_labels import (
    ABOVE,
    BEFORE,
    BOOKED,
    HOLDER,
    INITIALS,
    LABELS,
    NUMBERED_INITIALS,
    REGISTERED,
    Label,
)
from pipeline.mentions.references_tables import cell_end, cells_of, find_under_labels, opens_cell
from pipeline.mentions.references_values import FULL_LINE, over_line, read_value, value_after, values_like
from pipeline.records import Line

_SURE, _TITLE_SURE = 0.95, 0.85
_MOST_BEFORE: Final = 30  # characters before the words by which a label is known
_BETWEEN: Final = re.compile(r" [–—|·•-] ")
_SPACES: Final = (" ", "\n")


def find_references(reading: Reading) -> Iterator[Found]:
    """Every identifier, then every value below or beside its label, then those behind theirs; none claimed twice."""
    claims = Claims(len(reading.plain))
    for found in (
        *agree_with_checked(find_identifiers(reading.plain, reading.letter.text)),
        *find_under_labels(reading),
        *_find_labelled(reading),
    ):
        if claims.take(found.start, found.end):
            yield found


def _find_labelled(reading: Reading) -> Iterator[Found]:
    letter, text = reading.letter, reading.plain
    for label in LABELS:
        for m in _places(reading, label):
            start = m.end() + (text[m.end() : m.end() + 1] in _SPACES if label.opens else 0)
            if "\n" in text[m.end() - 2 : start] and opens_cell(letter, m.start()):
                continue  # a heading: its value stands below, not at the beginning of the next line
            limit = cell_end(letter, start)
            phones = HOLDER.match(text, m.start(), m.end()) is not None
            span = value_after(letter.text, text, start, limit, digits=label.digits, vague=label.vague, phones=phones)
            if span:
                span = over_line(letter.text, span)
                yield from _read(reading, m, span, _TITLE_SURE if label.zones or label.vague else _SURE)
    for m in INITIALS.finditer(letter.text):
        if reading.zone_at(m.start()) in ABOVE:
            yield Found("reference", *m.span(), re.sub(r"\s", "", m[0]), _TITLE_SURE, role="Réf.")
    for m in NUMBERED_INITIALS.finditer(letter.text):
        if reading.zone_at(m.start()) in ABOVE:
            yield Found("reference", *m.span(), re.sub(r"\s", "", m[0]), _TITLE_SURE, role="Réf.")
    for m in BOOKED.finditer(letter.text):
        code = 2 if m[2] else 3
        yield Found("reference", *m.span(code), m[code], _TITLE_SURE, role=m[1])
    for m in REGISTERED.finditer(text):
        value = read_value(letter.text[slice(*m.span())])
        yield Found("reference", *m.span(), value, _TITLE_SURE, role="Recommandé")


def _places(reading: Reading, label: Label) -> Iterator[re.Match[str]]:
    if label.opens:
        for line in reading.letter.lines_in(*label.zones):
            for start, end in _parts(reading, line):
                if m := label.pattern.match(reading.plain, start, end):
                    yield m
        return
    for m in label.pattern.finditer(reading.plain):
        if not label.zones or reading.zone_at(m.start()) in label.zones:
            yield m


def _parts(reading: Reading, line: Line) -> Iterator[tuple[int, int]]:
    """The cells of a line, cut at their dashes, too: «Lot : 23 – Compte : 0417-C-00231»."""
    for start, end in cells_of(reading.letter, line):
        here = start
        for rule in _BETWEEN.finditer(reading.plain, start, end):
            yield here, rule.start()
            here = rule.end()
        yield here, end


def _read(reading: Reading, m: re.Match[str], first: tuple[int, int], sure: float) -> Iterator[Found]:
    printed = reading.letter.text
    opens = m.start()
    before = BEFORE.search(reading.plain, max(0, opens - _MOST_BEFORE), opens)
    if before and printed[before.start()].isupper():
        opens = before.start()
    label = printed[opens : m.end()].strip()
    above = printed[printed.rfind("\n", 0, opens) + 1 : printed.find("\n", opens)]
    # its last line, unless running text breaks it: «l'indemnité arrêtée au titre du sinistre» / «n° SV-656035»
    words = (label.replace("\n", " ") if len(above) >= FULL_LINE else label.rpartition("\n")[2]).strip(" :;=-")
    words = re.sub(r",.*$|\s+(?:est|reste|demeure|devient)(?: le)?$", "", words)
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
        Example("N° client : 417733902", (("417733902", "417733902"),), "N° client"),
        Example("Votre numéro de client : 6 2087 1154", (("6 2087 1154", "620871154"),), "Votre numéro de client"),
        Example("Numéro client : M 71 905 300", (("M 71 905 300", "M71905300"),)),
        Example("Nos réf. : DGRH/MP/14-0387", (("DGRH/MP/14-0387", "DGRH/MP/14-0387"),), "Nos réf."),
        Example("Contrat n° 87 654 321 du 3 mai 2014", (("87 654 321", "87654321"),), "Contrat n°"),
        Example("N° dossier : 2015/02/004578", (("2015/02/004578", "2015/02/004578"),)),
        Example(
            "IBAN : FR76 1380 7004 1230 2198 7654 010",
            (("FR76 1380 7004 1230 2198 7654 010", "FR7613807004123021987654010"),),
            "IBAN",
        ),
        Example("SIRET : 483 216 750 00024", (("483 216 750 00024", "48321675000024"),), "SIRET"),
        Example("380 129 866 RCS Paris", (("380 129 866", "380129866"),), "RCS Paris"),
        Example("TVA intracommunautaire : FR 06 483 216 750", (("FR 06 483 216 750", "FR06483216750"),)),
        Example("N° de sécurité sociale : 1 71 04 13 055 281 73", (("1 71 04 13 055 281 73", "171041305528173"),)),
        Example("enregistré sous le dossier DS-4953-L", (("DS-4953-L", "DS-4953-L"),), "dossier"),
        Example("votre numéro de réclamation, soit R-58106", (("R-58106", "R-58106"),), "votre numéro de réclamation"),
        Example("Votre numéro fiscal demeure le 30 87 275 531 144.", (("30 87 275 531 144", "3087275531144"),)),
        Example("Votre plan a reçu le numéro 0058 2214 907.", (("0058 2214 907", "00582214907"),)),
        Example("Il porte la référence unique RUM-7740-0093-518.", (("RUM-7740-0093-518", "RUM-7740-0093-518"),)),
        Example("Votre billet : QZK7RM", (("QZK7RM", "QZK7RM"),), "Votre billet"),
        # as Tesseract damages them
        Example("N' c1ient : l23456789", (("l23456789", "123456789"),)),
        Example(
            "lBAN : FR76 138O 7OO4 12 30 2198 7654 0l0",
            (("FR76 138O 7OO4 12 30 2198 7654 0l0", "FR7613807004123021987654010"),),
        ),
        Example("Contrat n* 61 208 945", (("61 208 945", "61208945"),)),
        # no references
        Example("Votre réservation : ANNULEE. Votre billet : non"),
        Example("Affaire suivie par : Mme Pradel"),
        Example("loi n° 78-17 du 6 janvier 1978, article L. 121-84-1"),
        Example("Facture : 45,00 €, dossier : 2 jours, page n° 3"),
        Example("Votre contrat du 13/02/2015, n'hésitez pas"),
        Example("Vos références nous sont parvenues le 3 mai"),
    ),
)
