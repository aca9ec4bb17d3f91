"""Letterhead, signature, footer and web domain → who writes: organisation, department and postal address.

Each part of the letter is a witness; the name that most of them support is the sender's, as it is printed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.layout import Stretch, header_lines, signature_lines, stretches
from pipeline.mentions.organisations import (
    can_be_name,
    company_in,
    department_in,
    is_clear_department,
    is_department,
    is_institution,
    is_person,
)
from pipeline.mentions.persons import find_person
from pipeline.mentions.plain import plain
from pipeline.mentions.postal import Address, find_addresses
from pipeline.mentions.spelling import mend, words_of
from pipeline.records import Letter, Line, Zone

# What a witness is worth alone; they add up. Measured order: a label never lies, a legal line seldom, a first line may be a slogan.
_LABEL: Final = 0.9  # «Expéditeur : ...»
_LEGAL: Final = 0.7  # «Orange SA au capital de ...»
_INSTITUTION: Final = 0.65  # «Mairie de Corte» in the letterhead
_LINE: Final = 0.5  # any other line of the letterhead
_LATER: Final = 0.04  # less for each line further down
_MAX_LATER: Final = 0.2
_PART: Final = 0.35  # «Direction de la sécurité sociale» where nothing stands above it
_FOOTER: Final = 0.45  # «Mairie de Corte - 21 cours Paoli» in the footer
_SIGNED: Final = 0.55  # «Votre service client Orange»
_PRIVATE: Final = 0.5  # a person's own name at the head of the letter
_SUPPORT: Final = 0.12  # for each further witness that bears the name
_BODY_SUPPORT: Final = 0.03  # for each time the text names it, up to four
_SURE: Final = 0.95

_SENDER_LABEL: Final = re.compile(r"^\W*(?:exp(?:editeur|\.)?|emetteur|de la part de|emis par|vendeur|prestataire|fournisseur(?=\s*:))\s*:?\s*")
_NOT_SENDER: Final = re.compile(r"^\W*(?:destinataire|client|a l'attention|adresse de (?:livraison|facturation)|livraison|acheteur)\b")
# «Votre service client Orange», «L'équipe Sosh», «Toute l'équipe de Free»: what stands behind the service
_SIGNED_FOR: Final = re.compile(
    r"(?:service|equipe|conseillers?|direction|espace|relation)s?\s+(?:relation\s+)?(?:clients?|clienteles?|consommateurs?|abonnes|commerciale?|generale)?\s*(?:de |d')?(?=\S)"
)
_ON_BEHALF: Final = re.compile(r"^\W*pour\s+(?:la\s+(?:societe|ste|sarl|sas)\s+)?(?=\S)")
# Hosts where anybody has a mailbox: they name no sender
_MAIL_HOSTS: Final = frozenset(
    "gmail hotmail yahoo outlook live msn laposte wanadoo orange free sfr neuf bbox numericable aol icloud protonmail gmx club-internet aliceadsl".split()
)
_DOMAIN: Final = re.compile(r"(?P<at>@)?(?:www\.)?(?P<name>[a-z0-9][a-z0-9-]+)\.(?:[a-z0-9-]+\.)*(?:fr|com|org|net|eu|be|ch|gouv\.fr|info|asso\.fr|re)\b")
_CUT: Final = re.compile(r"\s+[-–—•·|/]+\s+|\s*[,;|•·]\s+|\s*:\s+")
_ADDRESS_ZONES: Final = (Zone.FOOTER, Zone.REFERENCES)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name printed at `text[start:end]`, with what its place is worth."""

    start: int
    end: int
    name: str
    worth: float
    witness: str


def find_sender(reading: Reading) -> Iterator[Found]:
    """At most one organisation, one department and one address."""
    letter = reading.letter
    header = _header(letter)
    candidates = _candidates(letter, header)
    if candidates:
        best, confidence = _choose(letter, candidates)
        yield Found("sender", best.start, best.end, best.name, confidence, role="organisation")
        yield from _department(letter, header, best)
    else:
        yield from _department(letter, header, None)
    if address := _address(letter):
        yield Found("sender", address[0].start, address[0].end, address[0].value, address[1], role="address")


# ---- candidates -------------------------------------------------------------------------------------------------


def _header(letter: Letter) -> list[Stretch]:
    """The stretches of the letterhead, lines of one logo made one: «CAISSE / D'ALLOCATIONS / FAMILIALES»."""
    parts = [s for line in header_lines(letter) for s in stretches(letter, line) if s.text.strip()]
    joined: list[Stretch] = []
    for part in parts:
        upper = next((i for i in range(len(joined) - 1, -1, -1) if _stands_under(joined[i], part)), None)
        if upper is not None and _is_continued(joined[upper].text, part.text) and joined[upper].end <= part.start:
            above = joined[upper]
            between = letter.text[above.end : part.start]
            if not between.strip():
                text = f"{above.text} {part.text}"
                joined[upper] = Stretch(above.start, part.end, text, part.line)
                continue
        joined.append(part)
    return joined


def _stands_under(upper: Stretch, lower: Stretch) -> bool:
    a, b = upper.line, lower.line
    gap = b.box.y0 - a.box.y1
    return a.page == b.page and -0.005 <= gap <= 2 * max(a.height, b.height)


def _is_continued(upper: str, lower: str) -> bool:
    """Whether the name goes on in the line below."""
    if not (can_be_name(upper) and can_be_name(lower.strip().capitalize())) or is_person(upper):
        return False
    if re.search(r"(?:\b(?:de|du|des|la|le|les|et|pour|en|sur|aux?)|[dl]'|&)$", plain(upper).rstrip()):
        return True
    if re.match(r"(?:de|du|des|et|aux?|pour)\b|d'|&", plain(lower).strip()):
        return not is_clear_department(lower)
    stacked = upper.isupper() and lower.isupper() and len(lower.split()) <= 2 and len(upper.split()) >= 3
    return stacked and bool(re.search(r"\b(?:DE|DU|DES|ET|LA)\b|D'", upper)) and not is_department(lower)


def _candidates(letter: Letter, header: list[Stretch]) -> list[_Candidate]:
    return [
        *_in_header(letter, header),
        *_in_legal_lines(letter),
        *_in_footer(letter),
        *_in_signature(letter),
    ]


def _in_header(letter: Letter, header: list[Stretch]) -> Iterator[_Candidate]:
    rank = 0
    labelled = False
    for stretch in header:
        folded = plain(stretch.text)
        if _NOT_SENDER.match(folded):
            return
        label = _SENDER_LABEL.match(folded)
        if label and label.end() >= len(folded.rstrip()):
            labelled = True
            continue
        offset = label.end() if label else 0
        for start, end in [*_names(letter, stretch.start + offset, stretch.end)][:1]:
            name = letter.text[start:end]
            if label or labelled:
                worth = _LABEL
            elif is_person(name) and not is_institution(name):
                # «Monsieur Josef Courant» under «Commune de Belleville» is the clerk; alone he may be the sender
                person = find_person(name)
                if person and person.civil and rank:
                    continue
                worth = _PRIVATE - min(rank * _LATER, _MAX_LATER)
            elif is_institution(name):
                worth = _INSTITUTION - min(rank * _LATER, _MAX_LATER) / 2
            elif is_department(name):
                worth = (_PART if rank else _LINE) - min(rank * _LATER, _MAX_LATER)
            else:
                worth = _LINE - min(rank * _LATER, _MAX_LATER)
            rank += 1
            labelled = False
            yield _candidate(letter, start, end, worth, "letterhead")


def _names(letter: Letter, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch that may be names: «SFR - Service Client», «Orange Service Clients» → the first."""
    text = letter.text[start:end]
    here = 0
    for left, right in [*((m.start(), m.end()) for m in _CUT.finditer(text)), (len(text), len(text))]:
        part = text[here:left]
        cut = department_in(part)
        if cut is not None and can_be_name(part[:cut]):
            part = part[:cut].rstrip()
        lead = len(part) - len(part.lstrip(" ,;:-–—•|*#_~.()«"))
        bare = part[lead:].rstrip(" ,;:-–—•|*#_~.(«»)")
        if can_be_name(bare) and not is_clear_department(bare):
            yield start + here + lead, start + here + lead + len(bare)
        here = right


def _in_legal_lines(letter: Letter) -> Iterator[_Candidate]:
    for line in letter.lines:
        if span := company_in(letter.line_text(line)):
            yield _candidate(letter, line.start + span[0], line.start + span[1], _LEGAL, "legal line")


def _in_footer(letter: Letter) -> Iterator[_Candidate]:
    for line in letter.lines_in(Zone.FOOTER):
        for start, end in _names(letter, line.start, line.end):
            if is_institution(letter.text[start:end]):
                yield _candidate(letter, start, end, _FOOTER, "footer")


def _in_signature(letter: Letter) -> Iterator[_Candidate]:
    for line in signature_lines(letter):
        text = letter.line_text(line)
        folded = plain(text)
        for pattern in (_SIGNED_FOR, _ON_BEHALF):
            match = pattern.search(folded)
            tail = text[match.end() :].strip(" ,.;:") if match else ""
            if match and tail[:1].isupper() and can_be_name(tail) and not is_department(tail) and not is_person(tail):
                start = line.start + text.index(tail, match.end())
                yield _candidate(letter, start, start + len(tail), _SIGNED, "signature")
                break
        else:
            person = find_person(text)
            if person:
                start = line.start + person.start
                yield _Candidate(start, line.start + person.end, person.name, _PRIVATE - 0.2, "signatory")
            elif can_be_name(text) and is_institution(text) and not is_department(text):
                yield _candidate(letter, line.start, line.end, _FOOTER, "signature")


def _candidate(letter: Letter, start: int, end: int, worth: float, witness: str) -> _Candidate:
    return _Candidate(start, end, mend(letter.text[start:end]), worth, witness)


# ---- choice -----------------------------------------------------------------------------------------------------


def _choose(letter: Letter, candidates: list[_Candidate]) -> tuple[_Candidate, float]:
    """The candidate with most support; its confidence is what supports it."""
    domains = _domains(letter)
    body = plain(" ".join(letter.line_text(line) for line in letter.lines_in(Zone.BODY, Zone.CLOSING)))

    def support(candidate: _Candidate) -> float:
        core = _core(candidate.name)
        witnesses = {c.witness for c in candidates if _agree(core, _core(c.name))} - {candidate.witness}
        joined = "".join(core)
        if any(joined in d or (len(d) > 3 and d in joined) for d in domains if len(joined) > 2):
            witnesses.add("domain")
        named = body.count(plain(candidate.name)) if len(candidate.name) > 2 else 0
        return candidate.worth + _SUPPORT * len(witnesses) + _BODY_SUPPORT * min(named, 4)

    best = max(candidates, key=lambda c: (round(support(c), 4), -c.start))
    return best, min(_SURE, support(best) + 0.1)


def _core(name: str) -> tuple[str, ...]:
    return tuple(w for w in words_of(plain(name)) if len(w) > 1 and w not in ("de", "du", "des", "la", "le", "les", "et", "sa", "sas", "sarl"))


def _agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """«Orange» and «ORANGE SA», «Mairie de Corte» and «Ville de Corte»."""
    shared = set(a) & set(b)
    return bool(shared) and len(shared) >= min(len(a), len(b)) / 2


def _domains(letter: Letter) -> set[str]:
    return {
        m["name"].replace("-", "")
        for m in _DOMAIN.finditer(plain(letter.text))
        if not (m["at"] and m["name"] in _MAIL_HOSTS)
    }


# ---- department and address -------------------------------------------------------------------------------------


def _department(letter: Letter, header: list[Stretch], sender: _Candidate | None) -> Iterator[Found]:
    """The department below the organisation, else above it, else in the references, else in the signature."""
    spans = [span for stretch in header for span in _departments(letter, stretch.start, stretch.end)]
    if sender:
        spans = [s for s in spans if s[1] <= sender.start or s[0] >= sender.end]
        spans.sort(key=lambda s: (s[0] < sender.start, s[0]))
    confidence = 0.9
    if not spans:
        others = [*letter.lines_in(Zone.REFERENCES), *letter.lines_in(Zone.FOOTER)]
        spans = [s for line in others for s in _departments(letter, line.start, line.end) if is_clear_department(letter.text[slice(*s)])]
        confidence = 0.75
    if not spans:
        spans = [s for line in signature_lines(letter) for s in _signed_department(letter, line)]
        confidence = 0.7
    for start, end in spans[:1]:
        yield Found("sender", start, end, mend(letter.text[start:end]), confidence, role="department")


def _departments(letter: Letter, start: int, end: int) -> Iterator[tuple[int, int]]:
    text = letter.text[start:end]
    here = 0
    for left, right in [*((m.start(), m.end()) for m in _CUT.finditer(text)), (len(text), len(text))]:
        part = text[here:left]
        cut = department_in(part) or 0
        bare = part[cut:].strip(" ,;:-–—•|*")
        if bare and is_department(bare) and can_be_name(bare):
            at = start + here + part.index(bare, cut)
            yield at, at + len(bare)
        here = right


def _signed_department(letter: Letter, line: Line) -> Iterator[tuple[int, int]]:
    """«Le Directeur du Service Clients Opérateurs Tiers», «Votre service client Orange»."""
    text = letter.line_text(line)
    match = re.search(r"\b(?:service|direction|departement|pole)s?\b", plain(text))
    if match and can_be_name(text[match.start() :].capitalize()):
        yield line.start + match.start(), line.start + len(text.rstrip(" ,.;:"))


def _address(letter: Letter) -> tuple[Address, float] | None:
    """The address of the letterhead, else of the footer, else the one the text gives with a CEDEX."""
    header = header_lines(letter)
    for lines, confidence in ((header, 0.9), (list(letter.lines_in(*_ADDRESS_ZONES)), 0.8)):
        addresses = find_addresses(letter, lines)
        full = [a for a in addresses if not a.bare]
        if full or addresses:
            return (full or addresses)[0], confidence
    body = find_addresses(letter, letter.lines_in(Zone.BODY, Zone.POSTSCRIPT, Zone.ENCLOSURES))
    for address in body:
        if not address.bare and "cedex" in plain(address.value):
            return address, 0.6
    return None


KIND: Final = Kind(
    name="sender",
    description="who writes: `organisation` (or the private person), `department`, `address`",
    find=find_sender,
    examples=(
        Example(
            "Orange\nService Clients\n33734 BORDEAUX CEDEX 9",
            (("Orange", "Orange"), ("Service Clients", "Service Clients"), ("33734 BORDEAUX CEDEX 9", "33734 BORDEAUX CEDEX 9")),
        ),
        Example(
            "Nous vous remercions de votre confiance et restons à votre disposition pour tout renseignement.\n"
            "ORANGE - SA au capital de 10 595 541 532 € - 78 rue Olivier de Serres - 75015 Paris - 380 129 866 RCS Paris",
            (("ORANGE", "ORANGE"),),
        ),
        Example("Nous avons bien reçu votre lettre du 4 juin et nous vous en remercions."),
    ),
)
