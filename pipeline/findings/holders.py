"""Letter → whom its text names as the holder of what it is about: «ouvert au nom de Mme Roy»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.distinctions import are_told_apart, name_other_codes
from pipeline.findings.matter import share_number
from pipeline.findings.meanings import is_anything, is_somebody, meanings_in, plain_letters
from pipeline.findings.nouns import nouns_in_order, things_named
from pipeline.findings.parties import may_be_a_couple, may_be_one_name
from pipeline.findings.passages import sentences_around
from pipeline.findings.word_lists import words_in
from pipeline.records import LetterRow

_WORD: Final = r"(?!Madame|Monsieur|Mademoiselle|Mme|Mlle)[A-ZÀ-ÖØ-Þ](?:['’][A-ZÀ-ÖØ-Þ])?[\w-]+"
_CIVILITY: Final = r"(?:[Mm]adame|[Mm]onsieur|[Mm]ademoiselle|Mme|Mlle|M\.)"
# «Madame Roy», «Anne Roy»; a lone word without a civility may be anything
_NAME: Final = rf"(?P<name>{_CIVILITY}(?: {_WORD}){{1,3}}|{_WORD}(?: {_WORD}){{1,2}})"
_ROLE: Final = (
    r"(?:[Tt]itulaire|[Ss]ouscript(?:eur|rice)|[Aa]ssurée?|[Aa]dhérente?|[Aa]bonnée?|[Ll]ocataire|[Aa]llocataire"
    r"|[Ee]mprunteu(?:r|se)|[Pp]reneu(?:r|se)|[Cc]liente?|[Cc]otisante?|[Pp]atiente?|[Ss]ociétaire)"
)
_BESIDE: Final = (
    rf"(?: (?:et|est|reste|actuellement|unique|seule?|principale?|{_ROLE}"
    r"|(?:du|de la|de l['’]|de votre|de ce|de cette) ?\w+)){0,5}"
)
# Also behind «Titulaire :», and not behind «M.»
_SENTENCE_END: Final = re.compile(r"(?<!\bM\.)(?<=[.!?;])\s+")
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bau (?:seul )?nom de {_NAME}",
        rf"\b{_ROLE}{_BESIDE} ?[,:]? {_NAME}",
        rf"{_NAME}, (?:l[ae] |seule? |unique |l['’]unique )?(?:{_ROLE}|personne couverte)\b",
        rf"{_NAME} (?:est|en est|demeure|reste) (?:bien )?(?:l[ae] |l['’])?(?:seule? |unique )?{_ROLE}\b",
    )
)
# «le dossier de Mme Roy», of the reader's things only: others have a file, and sign, with as much right
_HELD: Final = (
    r"(?:dossier|contrat|compte|ligne|compteur|logement|police|prêt|bail|adhésion|demande|déclaration|mandat|abonnement"
    r"|carte|sinistre|inscription|réclamation|pension)"
)
_CIVIL_NAME: Final = rf"(?P<name>{_CIVILITY}(?: {_WORD}){{1,3}})"
_LOOSE_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_HELD}(?: [\w'’-]+){{0,3}} de {_CIVIL_NAME}",
        rf"\b(?:souscrit|signé|ouvert|déposé|formulé|conclu|présenté|formé)e?s? par {_CIVIL_NAME}",
    )
)
# The reader, by «vous»: «Vous êtes l'unique titulaire de ce livret»
_YOU_HOLD: Final = re.compile(rf"\b[Vv]ous (?:en )?êtes (?:bien )?(?:l[ae] |l['’])?(?:seule? |unique )?{_ROLE}\b")
# It is another person's, or will be: «le locataire du dessus», «l'ancien titulaire», «passera au nom de»
_OTHERS: Final = re.compile(rf"\b(?:{words_in('other_holders')}|cheques? .{{0,40}}(?:ordre|nom))\b")
# «Mme Colin, votre curatrice», «M. Bonnet, conducteur du camion»
_SOMEBODY_ELSE: Final = re.compile(
    r", (?:votre|notre|son|sa|leur|(?:l[ae] |l['’])?[a-zà-ÿ-]{4,} (?:du|des|de la|de l['’]|d['’])\b)"
)
_CONTRACT: Final = frozenset({"contract", "file"})
# Under one number, «votre contrat» is one
_OWN: Final = re.compile(r"\bvotre (contrat|abonnement|compte|ligne|bail|police|livret)\b")
_NUMBERED: Final = frozenset({"contract", "customer", "file"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A person whom a sentence of a letter names as holder."""

    letter: LetterRow
    name: str
    sentence: str
    loose: bool = False  # by what may be said of others as well: «le dossier de M. Roy»


def holders_in(row: LetterRow) -> Iterator[Holder]:
    """Those of the body, each once, but for those who are or will be somebody else."""
    named: set[str] = set()
    for sentence in _SENTENCE_END.split(" ".join(body_of(row.text).split())):
        if _OTHERS.search(plain_letters(f"{row.subject or ''} {sentence}")):
            continue
        for pattern in (*_PATTERNS, *_LOOSE_PATTERNS):
            for m in pattern.finditer(sentence):
                if m["name"] not in named and not _is_somebody_else(sentence[m.end("name") :]):
                    named.add(m["name"])
                    yield Holder(row, m["name"], sentence, pattern in _LOOSE_PATTERNS)
        if row.recipient_name and row.recipient_name not in named and _YOU_HOLD.search(sentence):
            named.add(row.recipient_name)
            yield Holder(row, row.recipient_name, sentence)


def _is_somebody_else(behind: str) -> bool:
    """Whether what follows a name says who that is, and does not say that it is the holder."""
    found = _SOMEBODY_ELSE.match(behind)
    return found is not None and not re.search(_ROLE, found[0])


def differ(one: Holder, other: Holder) -> bool:
    """Whether one thing has two holders; husband and wife may both be named."""
    if may_be_one_name(one.name, other.name) or may_be_a_couple(one.name, other.name):
        return False
    if (one.loose or other.loose) and not _is_of_one_paper(one, other):
        return False
    said, again = (f"{held.letter.subject or ''}. {held.sentence}" for held in (one, other))
    if name_other_codes(said, again) or are_told_apart(said, again):
        return False
    own = [set(_OWN.findall(plain_letters(held.sentence))) for held in (one, other)]
    if not own[0].isdisjoint(own[1]) and share_number(one.letter, other.letter, _NUMBERED):
        return True
    return not _things(one).isdisjoint(_things(other)) or _hold_one_contract(one, other)


def _is_of_one_paper(one: Holder, other: Holder) -> bool:
    """Whether one of them is the reader, and both sentences name the paper or the file: «le mandat signé par»."""
    papers = (frozenset(nouns_in_order(held.sentence.replace(held.name, " "))) for held in (one, other))
    return (_is_reader(one) or _is_reader(other)) and bool(frozenset.intersection(*papers))


def _hold_one_contract(one: Holder, other: Holder) -> bool:
    """Whether one of them is the reader, and both letters bear the number of one contract or speak of one thing."""
    if not _is_reader(one) and not _is_reader(other):
        return False
    if share_number(one.letter, other.letter, _CONTRACT):
        return True
    subjects = (_telling_words(held.letter.subject or "") for held in (one, other))
    return bool(frozenset.intersection(*subjects) or _things(one, around=True) & _things(other, around=True))


def _telling_words(subject: str) -> frozenset[str]:
    return frozenset(word for word in meanings_in(subject) if not (is_anything(word) or is_somebody(word)))


def _is_reader(held: Holder) -> bool:
    return held.letter.recipient_name is not None and may_be_one_name(held.name, held.letter.recipient_name)


def _things(held: Holder, *, around: bool = False) -> frozenset[str]:
    """What is held, by the subject line and the sentence, or those around it; not the person."""
    said = sentences_around(held.sentence, held.letter.text) if around else held.sentence
    text = f"{held.letter.subject or ''}. {said.replace(held.name, ' ')}"
    return frozenset(thing for thing in things_named(text) if not is_somebody(thing))
