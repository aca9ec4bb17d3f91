"""Letterhead, signature, footer and web domain → who writes: organisation, department and postal address.

Each part of the letter is a witness; the name that most of them support is the sender's, as it is printed.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.mentions.candidates import Candidate, split_parts
from pipeline.mentions.cores import core_of, is_domain
from pipeline.mentions.forms import agree, choose_form
from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.layout import Stretch, header_lines, printed_lines, signature_lines
from pipeline.mentions.letterhead import find_header
from pipeline.mentions.organisations import (
    can_be_name,
    can_be_part,
    department_in,
    is_clear_department,
    is_department,
    is_lone_kind,
)
from pipeline.mentions.plain import plain
from pipeline.mentions.postal import Address, find_addresses
from pipeline.mentions.sender_spelling import agree_spelling
from pipeline.mentions.spelling import WordList, mend, words_of
from pipeline.mentions.whole_names import make_whole
from pipeline.mentions.witnesses import find_candidates
from pipeline.records import Letter, Zone

_SUPPORT: Final = 0.12  # for each further witness that bears the name
_BODY_SUPPORT: Final = 0.03  # for each time the text names it; the reader's company is often named there too, so
_MAX_BODY: Final = 2  # at most twice
_SUREST: Final = 0.95
_MOST_CANDIDATES: Final = 100  # a letter of many pages, its footer on each, has 30; all are compared with all
# Hosts where anybody has a mailbox: an address there names no sender
_MAIL_HOSTS: Final = WordList("mail_hosts", near=False)
_HOST: Final = r"[a-z0-9][a-z0-9-]{1,62}"  # 63: no label of a domain is longer
# «@creuse.gouv.fr», «www.kermorvan.archi», «orange.fr»
_DOMAIN: Final = re.compile(
    rf"(?:(?P<at>@)|www\.)(?P<name>{_HOST})\.(?:[a-z0-9-]{{1,63}}\.)?[a-z]{{2,12}}\b"
    rf"|(?P<bare>{_HOST})\.(?:[a-z0-9-]{{1,63}}\.)?(?:fr|com|org|net|eu|be|ch|info|re)\b"
)
# «LE MAIRE» signs for «Ville de Nolay», «Le Sous-Préfet» for «Sous-préfecture d'Issoire»
_OFFICES: Final = {
    "maire": ("mairie", "ville", "commune"),
    "sous-prefet": ("sous-prefecture",),
    "prefet": ("prefecture", "prefet"),
    "prefete": ("prefecture", "prefete"),
    "recteur": ("rectorat", "academie"),
    "rectrice": ("rectorat", "academie"),
}
# «Service : Recouvrement amiable»
_LABEL: Final = re.compile(r"\W*(?:service|pole|bureau|departement|direction)\s*:\s*(?=[a-z])")
# «Huissiers de Justice associés» below «SCP Marchal»
_PROFESSION: Final = re.compile(
    r"(?:huissiers?|commissaires? de justice|notaires?|avocats?|experts?-comptables?|syndics? de copropriete"
    r"|administrateurs? de biens)"
    r" ?(?:de|a|associes|&|et|$)"
)
_NUMBER: Final = re.compile(r"(?<!depuis)(?<!DEPUIS) \(?\d[\d .]{3}")  # «Service clients 1077 (gratuit)»
_NEAR: Final = 3  # characters between two lines
_IN_HEADER, _IN_REFERENCES = 0.9, 0.75
_LETTERHEAD, _FOOT, _IN_TEXT = 0.9, 0.8, 0.6


def find_sender(reading: Reading) -> Iterator[Found]:
    """At most one organisation, one department and one address."""
    letter = printed_lines(reading.letter)
    header = find_header(letter)
    domains = _domains(letter)
    addresses = find_addresses(letter, header_lines(letter))
    candidates = find_candidates(letter, header, addresses, domains)[:_MOST_CANDIDATES]
    best = None
    if candidates:
        best, confidence = _choose(letter, candidates, domains, header)
        yield Found("sender", best.start, best.end, best.name, confidence, role="organisation")
    yield from _department(letter, header, best)
    yield from _address(letter)


# ---- organisation -----------------------------------------------------------------------------------------------


def _choose(
    letter: Letter, candidates: list[Candidate], domains: set[str], header: list[Stretch]
) -> tuple[Candidate, float]:
    """The candidate with most support; its confidence is what supports it."""
    body = plain(" ".join(letter.line_text(line) for line in letter.lines_in(Zone.BODY, Zone.CLOSING)))
    offices = {
        office
        for line in signature_lines(letter)
        for word in words_of(plain(letter.line_text(line)))
        for office in _OFFICES.get(word, ())
    }

    def support(candidate: Candidate) -> float:
        core = core_of(candidate.name)
        witnesses = {c.witness for c in candidates if agree(core, core_of(c.name))} - {candidate.witness}
        if is_domain(candidate.name, domains):
            witnesses.add("domain")
        if offices & set(core[:1]):
            witnesses.add("office")
        named = body.count(plain(candidate.name)) if len(candidate.name) > 2 else 0
        return candidate.worth + _SUPPORT * len(witnesses) + _BODY_SUPPORT * min(named, _MAX_BODY)

    best = max(candidates, key=lambda c: (round(support(c), 4), -c.start))
    form = choose_form(letter, make_whole(letter, best, candidates, header), candidates, domains)
    return agree_spelling(letter, form, candidates, domains), min(_SUREST, support(best) + 0.1)


def _domains(letter: Letter) -> set[str]:
    return {
        (m["name"] or m["bare"]).replace("-", "")
        for m in _DOMAIN.finditer(plain(letter.text))
        if not (m["at"] and m["name"] in _MAIL_HOSTS)
    }


# ---- department -------------------------------------------------------------------------------------------------


def _department(letter: Letter, header: list[Stretch], sender: Candidate | None) -> Iterator[Found]:
    """The department below the organisation, else above it, else in the references."""
    spans = [span for stretch in header for span in _departments(letter, stretch.start, stretch.end, alone=True)]
    confidence = _IN_HEADER
    if sender:
        spans = [s for s in spans if not _is_sender(letter.text[slice(*s)], s, sender)]
        spans.sort(key=lambda s: (s[0] < sender.start, s[0]))
    if not spans:
        lines = letter.lines_in(Zone.REFERENCES, Zone.FOOTER)
        spans = [s for line in lines for s in _departments(letter, line.start, line.end)]
        spans = [s for s in spans if is_clear_department(letter.text[slice(*s)]) or letter.text[: s[0]].endswith(": ")]
        confidence = _IN_REFERENCES
    if not spans and sender:
        spans = list(_between(letter, header, sender))
    for start, end in spans[:1]:
        yield Found("sender", start, end, mend(letter.text[start:end]), confidence, role="department")


def _is_sender(name: str, span: tuple[int, int], sender: Candidate) -> bool:
    """«Régie Immobilière Lamartine» begins like a part, and is the sender again."""
    beside = span[1] <= sender.start or span[0] >= sender.end
    core, own = core_of(name), core_of(sender.name)
    again = agree(core, own) and core[:1] == own[:1]  # «Recettes hospitalières» is no «Centre hospitalier»
    return not beside or (not is_clear_department(name) and again)


def _between(letter: Letter, header: list[Stretch], sender: Candidate) -> Iterator[tuple[int, int]]:
    """«Vie scolaire» between «Lycée Jean Moulin» and its address: what stands there names a part in any words."""
    addresses = find_addresses(letter, header_lines(letter))
    for stretch in header:
        text = stretch.text
        below = any(stretch.end < a.start <= stretch.end + _NEAR for a in addresses)
        if not (below and sender.end < stretch.start <= sender.end + _NEAR) or not can_be_part(text):
            continue
        start = stretch.start + len(text) - len(text.lstrip(" |*•-"))
        yield start, stretch.end


def _departments(letter: Letter, start: int, end: int, *, alone: bool = False) -> Iterator[tuple[int, int]]:
    """Parts that are departments; `alone`, in a letterhead: «Secrétariat» and «Notaires associés» are too."""
    text = letter.text[start:end]
    if label := _LABEL.match(plain(text)):
        yield start + label.end(), start + len(text.rstrip(" ,.;:"))
        return
    for left, right in split_parts(text):
        left += department_in(text[left:right]) or 0
        right = left + len(_NUMBER.split(text[left:right])[0])
        part = text[left:right]
        bare = _PROFESSION.match(plain(part)) or (is_department(part) and is_lone_kind(part))
        if (alone and bare) or (is_department(part) and can_be_name(part) and not is_lone_kind(part)):
            yield start + left, start + right


# ---- address ----------------------------------------------------------------------------------------------------


def _address(letter: Letter) -> Iterator[Found]:
    """The address of the letterhead, else of the footer, else the one the text gives with a CEDEX."""
    places = (
        (header_lines(letter), _LETTERHEAD),
        (letter.lines_in(Zone.FOOTER, Zone.REFERENCES), _FOOT),
    )
    for lines, confidence in places:
        addresses = find_addresses(letter, lines)
        if addresses:
            yield _found(next((a for a in addresses if not a.bare), addresses[0]), confidence)
            return
    for address in find_addresses(letter, letter.lines_in(Zone.BODY, Zone.POSTSCRIPT, Zone.ENCLOSURES)):
        if not address.bare and "cedex" in plain(address.value):
            yield _found(address, _IN_TEXT)
            return


def _found(address: Address, confidence: float) -> Found:
    return Found("sender", address.start, address.end, address.value, confidence, role="address")


KIND: Final = Kind(
    name="sender",
    description="who writes: `organisation` (or the private person), `department`, `address`",
    find=find_sender,
    examples=(
        Example(
            "Orange\nService Clients\n33734 BORDEAUX CEDEX 9",
            (("Orange",) * 2, ("Service Clients",) * 2, ("33734 BORDEAUX CEDEX 9",) * 2),
        ),
        Example("ORANGE - SA au capital de 10 595 541 532 € - 380 129 866 RCS Paris", (("ORANGE", "ORANGE"),)),
        Example("Nous avons bien reçu votre lettre du 4 juin et nous vous en remercions."),
    ),
)
