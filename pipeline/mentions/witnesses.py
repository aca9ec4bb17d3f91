"""Letterhead, legal line, footer and signature → every name that may be the sender's, with what its place is worth."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, zip_longest
from statistics import median
from typing import Final

from pipeline.mentions.candidates import Candidate, candidate_at, split_parts
from pipeline.mentions.layout import Stretch, is_prose, without_strokes
from pipeline.mentions.logos import is_large, is_member, is_told_whole, is_vouched, stands_over, usual_height
from pipeline.mentions.organisations import (
    LEGAL,
    can_be_name,
    company_in,
    department_in,
    is_clear_department,
    is_department,
    is_description,
    is_institution,
    is_lone_kind,
    is_office,
    is_slogan,
    is_trade,
    stated_in,
)
from pipeline.mentions.persons import find_person, is_legible_name
from pipeline.mentions.plain import plain
from pipeline.mentions.postal import POSTCODE_TOWN, Address, is_street
from pipeline.mentions.signing import signed_names
from pipeline.mentions.spelling import mend
from pipeline.mentions.umbrellas import is_house, is_umbrella
from pipeline.records import Letter, Line, Zone

# What a witness is worth alone. A label never lies and a legal line seldom; the first line of a letterhead may
# be a slogan.
_LABEL: Final = 0.9  # «Expéditeur : ...»
_LEGAL: Final = 0.7  # «Orange SA au capital de ...»
_INSTITUTION: Final = 0.65  # «Mairie de Nolay» in the letterhead
_STATED: Final = 0.6  # «Emploi Ouest, établissement public» at the foot
_STATING: Final = (Zone.FOOTER, Zone.LETTERHEAD)
_LOGO: Final = 0.12  # more for what is printed large and has its name in the letter's addresses
_MEMBER: Final = 0.3  # a person under such a name works there
_UMBRELLA: Final = 0.15  # less for «ACADÉMIE DE NANTES» above «Collège Jules Ferry»
_HOUSE: Final = 0.3  # less for «COUR D'APPEL DE LYON» above «TRIBUNAL JUDICIAIRE DE ROANNE»
_SLOGAN: Final = 0.3  # less for «Le meilleur ami de vos amis»
_LINE: Final = 0.5  # any other line of the letterhead
_PERSON: Final = 0.5  # a private person's own name at the head of the letter
_PART: Final = 0.35  # «Direction de la biodiversité» where nothing stands above it
_KIND: Final = 0.2  # «PRÉFET», «CABINET»: a word without its name
_FOOTER: Final = 0.45  # «Mairie de Nolay - 4 place Monge» in the footer
_ALONE: Final = 0.1  # more where nothing else stands on its line
_LATER: Final = 0.04  # less for each name further down the letterhead
_MAX_LATER: Final = 0.2
_LOW: Final = (0.2, 0.1)  # below this share of the page's height a letterhead has mostly ended: worth that much less
_TO: Final = 0.25  # less right above the recipient's address: his name, taller than the rest, is in its own zone
_WITH_ADDRESS: Final = 0.12  # more where the sender's address stands right below
_COLUMN: Final = 0.02  # of the page, between the edges of two lines of one block
_NEAR_ADDRESS: Final = 3  # lines between such a name and its address
_LONGEST_INITIALS: Final = 6
_ILLEGIBLE: Final = 0.5  # mean confidence below which a line of a logo is no name («sa de Ex»)

_SENDER_LABEL: Final = re.compile(
    r"^\W*(?:exp(?:editeur|\.)|emetteur|de la part de|emis par|vendeur|prestataire|fournisseur(?=\s*:))\s*:?\s*"
)
_NOT_SENDER: Final = re.compile(
    r"^\W*(?:destinataire|client|a l'attention|adresse de (?:livraison|facturation)|livraison|acheteur)\b"
)
_FEWEST_WORDS, _WIDE = 6, 2.2  # times the usual gap of a line of so many words: another part begins
_ENDS_WITH_CODE: Final = re.compile(r"(?<!\d)\d{5}\s?$")
_EDGES: Final = " ,;:-–—•|*#_~.()«»"


def find_candidates(
    letter: Letter, header: list[Stretch], addresses: Sequence[Address], domains: Collection[str]
) -> list[Candidate]:
    """Every name that may be the sender's; one name may be there several times, by different witnesses.

    `domains`: the names of the letter's own web and e-mail addresses.
    """
    return [
        *_in_header(letter, header, addresses, domains),
        *_in_legal_lines(letter),
        *_in_footer(letter, header),
        *signed_names(letter),
    ]


# ---- letterhead -------------------------------------------------------------------------------------------------


def _in_header(
    letter: Letter, header: list[Stretch], addresses: Sequence[Address], domains: Collection[str]
) -> Iterator[Candidate]:
    rank = 0
    labelled = False
    under_logo, usual = False, usual_height(header)
    house = False  # whether a name stands above that is no person's and no initials
    for stretch, below in zip_longest(header, header[1:]):
        folded = plain(stretch.text)
        if _NOT_SENDER.match(folded):
            return
        label = _SENDER_LABEL.match(folded)
        if label and label.end() >= len(folded.rstrip()):
            labelled = True
            continue
        large = is_large(stretch, usual)
        named = _first_name(letter, stretch, label.end() if label else 0)
        mark = named[2] if named else stretch.text.strip(_EDGES)
        vouched = large and (is_vouched(letter, mark, domains) or (not named and is_institution(mark)))
        # «Résidence Les Tilleuls» over «Établissement d'hébergement pour personnes âgées» is no line of an address
        titled = not named and below is not None and is_trade(below.text) and not any(map(str.isdigit, mark))
        vouched = vouched or titled
        if not (named or vouched):
            continue
        start, end, name = named or (stretch.start, stretch.end, stretch.text.strip(_EDGES))  # a logo: «boréal»
        if name == letter.text[start:end]:
            start, end = without_strokes(letter, start, end)
            name = letter.text[start:end]
        worth = _LABEL if label or labelled else _worth(name, rank)
        if under_logo and (is_description(name) or is_member(name)):
            worth = min(worth, _MEMBER if is_member(name) else _LINE - _LATER * rank)
        elif house and is_trade(name):
            worth = min(worth, _LINE - _LATER * rank)
        elif vouched and not is_told_whole(header, name):
            worth += _LOGO
        under_logo = under_logo or (large and stands_over(name))
        house = house or _names_a_house(name)
        if is_house(name, header):
            worth -= _HOUSE
        if _heads_recipient(letter, stretch.line):
            worth -= _TO
        if stretch.line.box.y0 > _LOW[0]:
            worth -= _LOW[1]
        if any(_stands_over(letter, stretch.line, address) for address in addresses):
            worth += _WITH_ADDRESS
        words = letter.words_in(start, end)
        legible = sum(w.confidence for w in words) / len(words) if words else 1.0
        if legible >= _ILLEGIBLE and worth > 0 and (vouched or is_legible_name(mend(name), words)):
            yield Candidate(start, end, mend(name), worth * min(1.0, legible + 0.2), "letterhead")
            rank += 1
            labelled = False


def _names_a_house(name: str) -> bool:
    """Not «EFS» above «Établissement français du sang», nor «Dr Roux», who has a practice."""
    person = find_person(name)
    initials = name.isupper() and " " not in name and len(name) <= _LONGEST_INITIALS
    return not (initials or is_umbrella(name) or is_slogan(name) or is_department(name) or (person and person.civil))


def _worth(name: str, rank: int) -> float:
    later = min(rank * _LATER, _MAX_LATER)
    umbrella = _UMBRELLA if is_umbrella(name) else 0
    if is_lone_kind(name):
        return _KIND
    if is_institution(name):
        return _INSTITUTION - later / 2 - umbrella
    if person := find_person(name):
        # «Monsieur Ruben Castagne» under «Commune de Valmont» is the clerk; alone he may be the sender
        return 0.0 if person.civil and rank else _PERSON - later
    if is_department(name):
        return (_PART if rank and not is_office(name) else _LINE) - later
    return _LINE - later - umbrella - _SLOGAN * is_slogan(name)


def _first_name(letter: Letter, stretch: Stretch, skip: int) -> tuple[int, int, str] | None:
    """«SFR - Service Client» and «Orange Service Clients» → the first part, where it may be a name."""
    if "\n" in letter.text[stretch.start : stretch.end]:  # a joined name is whole
        name = " ".join(stretch.text.split()).strip(_EDGES)
        return (stretch.start, stretch.end, name) if can_be_name(name) and _may_send(name) else None
    text = stretch.text
    for start, end in split_parts(text[skip:]):
        part = text[skip + start : skip + end]
        cut = department_in(part)
        if cut is not None and can_be_name(part[:cut]):
            part = part[:cut].rstrip(_EDGES)
        if "(" in part and ")" not in part:
            part = part[: part.index("(")].rstrip(_EDGES)  # «Gien (Loiret)», whose end is stripped
        if can_be_name(part) and _may_send(part):
            person = find_person(part) if not is_institution(part) else None
            at = stretch.start + skip + start
            return at, at + len(part), person.name if person else part
    return None


def _may_send(name: str) -> bool:
    return not is_clear_department(name) or is_office(name)


def _heads_recipient(letter: Letter, line: Line) -> bool:
    """Whether the recipient's block goes on from this line, in its column."""
    block = letter.lines_in(Zone.RECIPIENT)
    first = block[0] if block else None
    return (
        first is not None
        and first.page == line.page
        and abs(first.box.x0 - line.box.x0) < _COLUMN
        and -_COLUMN < first.box.y0 - line.box.y1 < 1.5 * first.height
    )


def _stands_over(letter: Letter, line: Line, address: Address) -> bool:
    lines = letter.lines
    below = [x for x in lines if line.end < x.start <= address.start]
    return line.end < address.start and len(below) <= _NEAR_ADDRESS and abs(line.box.x0 - address.box.x0) < 0.05


# ---- elsewhere --------------------------------------------------------------------------------------------------


def _in_legal_lines(letter: Letter) -> Iterator[Candidate]:
    for before, line in zip((None, *letter.lines), letter.lines, strict=False):
        text = letter.line_text(line)
        if line.zone is Zone.BODY and is_prose(text):
            continue  # «le véhicule immatriculé», «le certificat d'immatriculation»
        # «4 rue du Port, 88000 / Épinal – SIREN 775 610 338»
        town = before and before.zone is line.zone and _ENDS_WITH_CODE.search(letter.line_text(before))
        if (span := company_in(text)) and not (town and span[0] == 0):
            yield candidate_at(letter, line.start + span[0], line.start + span[1], _LEGAL, "legal line")
        elif line.zone in _STATING and (span := stated_in(text)):
            yield candidate_at(letter, line.start + span[0], line.start + span[1], _STATED, "legal line")


def _in_footer(letter: Letter, header: list[Stretch]) -> Iterator[Candidate]:
    for line in letter.lines_in(Zone.FOOTER):
        for start, end in _footer_parts(letter, line):
            name = letter.text[line.start + start : line.start + end]
            own = is_institution(name) or (start == 0 and _gives_address(letter.line_text(line)[end:]))
            own = own and not LEGAL.search(plain(name))  # the legal line bears witness itself
            worth = _FOOTER + _ALONE * (name == letter.line_text(line).strip()) - _HOUSE * is_house(name, header)
            if own and can_be_name(name) and not is_lone_kind(name) and not is_department(name):
                yield candidate_at(letter, line.start + start, line.start + end, worth, "footer")


def _footer_parts(letter: Letter, line: Line) -> list[tuple[int, int]]:
    """As `split_parts`; a line without any sign between its parts is cut where its gaps are wide."""
    parts = split_parts(letter.line_text(line))
    words = [w for w in letter.words_in(line.start, line.end) if w.page == line.page]
    if len(parts) > 1 or len(words) < _FEWEST_WORDS:
        return parts
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    wide = [b.start for gap, b in zip(gaps, words[1:], strict=True) if gap > _WIDE * median(gaps)]
    return [(0, wide[0] - line.start - 1)] if wide and median(gaps) > 0 else parts


def _gives_address(text: str) -> bool:
    """Whether the line goes on with a street or a town: «Ferrandis Location - 3 quai des Salorges, 44100 Nantes»."""
    return bool(POSTCODE_TOWN.search(text)) or any(is_street(text[slice(*part)]) for part in split_parts(text))
