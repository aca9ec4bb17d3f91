"""The signature of a letter → the names it bears witness to: for whom it is signed, and who signs for nobody."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.mentions.candidates import Candidate, candidate_at
from pipeline.mentions.layout import signature_lines
from pipeline.mentions.organisations import can_be_name, is_department, is_institution, is_lone_kind, is_person
from pipeline.mentions.persons import find_person
from pipeline.mentions.plain import plain
from pipeline.mentions.spelling import mend
from pipeline.mentions.titles import is_delegation, is_function, is_service
from pipeline.records import Letter

_SIGNED: Final = 0.55  # «Votre service client Orange»
_NAMED: Final = 0.45  # «Mairie de Nolay» beside the name
_TITLE: Final = 0.4  # «Le Directeur de la Caisse d'Épargne»
_SIGNATORY: Final = 0.3  # whoever signs, where nothing else speaks
# «Votre service client Orange», «L'équipe Sosh», «Toute l'équipe de Free»: what stands behind the service
_SIGNED_FOR: Final = re.compile(
    r"(?:(?:service|direction|espace|relation)s?\s+(?:relations?\s+)?"
    r"(?:clients?|clienteles?|consommateurs?|abonnes|commerciale?|generale)\s+"
    r"|(?:equipe|conseiller)s?\s+(?:(?:relations?\s+)?(?:clients?|clienteles?|commerciale?)\s+)?)(?:de |d')?(?=\S)"
)
_ON_BEHALF: Final = re.compile(r"^\W*pour\s+(?:la\s+(?:societe|ste|sarl|sas)\s+)?(?=\S)")
_OF: Final = re.compile(r"\b(?:de la |de l'|du |des |de )(?=\w)")
_EDGES: Final = " ,;:-–—•|*#_~.()«»"


def signed_names(letter: Letter) -> Iterator[Candidate]:
    """What stands behind «pour», behind a title, or alone below the text."""
    lines = signature_lines(letter)
    private = not any(_has_office(letter.line_text(line)) for line in lines)
    for line in lines:
        text = letter.line_text(line)
        if span := _signed_for(text):
            yield candidate_at(letter, line.start + span[0], line.start + span[1], _SIGNED, "signature")
        elif person := find_person(text):
            if private:  # a person with an office signs for somebody else
                start, end = line.start + person.start, line.start + person.end
                yield Candidate(start, end, person.name, _SIGNATORY, "signatory")
        elif can_be_name(text) and is_institution(text) and not _has_office(text) and not is_lone_kind(text):
            yield candidate_at(letter, line.start, line.end, _NAMED, "signature")
    if lines:
        yield from _in_title(letter, lines[0].start, lines[-1].end)


def _has_office(text: str) -> bool:
    return is_function(text) or is_service(text) or is_delegation(text)


def _in_title(letter: Letter, start: int, end: int) -> Iterator[Candidate]:
    """«Le Directeur de la Caisse d’Épargne», «la Cheffe du bureau de Nantes de l’Agence nationale d’expertise»."""
    text = letter.text[start:end]
    for m in _OF.finditer(plain(text)):
        tail = re.split(r"[,;:(]|\n(?!\s*(?:de|du|des|et|d')\b)", text[m.end() :])[0].rstrip(_EDGES)
        name = " ".join(tail.split())
        if is_institution(name) and can_be_name(name) and not is_lone_kind(name):
            yield Candidate(start + m.end(), start + m.end() + len(tail), mend(name), _TITLE, "title")


def _signed_for(text: str) -> tuple[int, int] | None:
    folded = plain(text)
    for pattern in (_SIGNED_FOR, _ON_BEHALF):
        match = pattern.search(folded)
        tail = text[match.end() :].strip(_EDGES) if match else ""
        if match and tail[:1].isupper() and can_be_name(tail) and not is_department(tail) and not is_person(tail):
            start = text.index(tail, match.end())
            return start, start + len(tail)
    return None
