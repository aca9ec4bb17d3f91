"""Letter → the persons of whom it says that they now look after the reader or his affair, and are new to it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.meanings import plain_letters
from pipeline.findings.passages import sentences_of
from pipeline.records import LetterRow

_NAME: Final = r"(?!Mon|Mad|M\.)[^\W\d_a-zß-ÿ](?:['’][^\W\d_a-zß-ÿ])?(?:[^\W\d_]|-)+(?!\d)"
# No last name but the first word of a sentence: «Lot n° L484 La porte est remplacée»
_ARTICLES: Final = frozenset({"la", "le", "les", "un", "une", "des", "ce", "cette", "votre", "vos", "notre", "nos"})
# With a title, or with a first name: «Madame Roy», «Roland Roy»
_PERSON: Final = re.compile(
    r"\b(?:(?:Madame|Monsieur|Mademoiselle|Mme|Mlle|M\.|Maître|Me|(?:le |la )?[Dd]octeure?|Dr)\s+"
    rf"(?P<titled>{_NAME}(?:\s{_NAME}){{0,3}})|(?P<named>{_NAME}(?:\s{_NAME}){{1,2}}))"
)
# «lui succède», «suivra votre dossier», «le dossier est confié à», «vous aurez affaire à»
_LOOKS_AFTER: Final = re.compile(
    r"\b(?:desormais|dorenavant|succed\w+|successeu\w+|remplac\w+"
    r"|(?:pren(?:d|dra|ant)|assure(?:ra)?) (?:\w+ )?(?:suite|releve|place|charge"
    r"|direction|fonctions?|poste|interim)|repren(?:d|dra)\b|suit|suivra|suivie?s?(?: \w+)? par|s'occup\w+"
    r"|confie\w*|passe(?:ra|nt|ront)? (?:a|entre)|devien\w+|affaire a|avec|interlocut\w+|charge[er]?s? d[e']"
    r"|(?:en|a la) (?:charge|tete)|dirige\w*|nomme\w*|rejoin\w+|accueill\w+|[a-z]{3,}(?:e|i|u)e?s? par|gere\w*"
    r"|(?:conseill|referent|gestionnaire|correspondant)\w*|entre\w* en (?:fonction|poste)|aupres de"
    r"|nomination|poste d[e']|medecin traitant)"
)
# That it was not so before
_CHANGE: Final = re.compile(
    r"\b(?:desormais|dorenavant|nouve(?:au|l|lle)|succed\w+|successeu\w+|remplac\w+|chang\w+|depart|relais|releve"
    r"|part(?:ie?)? (?:en|a)|quitt\w+|retraite|conge|arriv\w+|devien\w+|suivra|prendra|prend (?:la|sa|ses)"
    r"|presenter|repren\w+|ne sera plus|n'est plus|a (?:compter|partir)|passe (?:a|entre)|rejoin\w+|bienvenue"
    r"|nomme\w*|nomination|avez (?:choisi|designe|declare))\b"
)


@lru_cache(maxsize=4096)
def takeovers_in(row: LetterRow) -> tuple[tuple[str, str], ...]:
    """Each such person, by the last name in plain letters, and as the letter prints the name."""
    return tuple(dict(_takeovers(row)).items())


def _takeovers(row: LetterRow) -> Iterator[tuple[str, str]]:
    sentences = sentences_of(body_of(row.text))
    own = plain_letters(f"{row.recipient_name or ''} {row.sender_organisation or ''}").split()
    for number, sentence in enumerate(sentences):
        for person in _PERSON.finditer(sentence):
            surname = plain_letters(person["titled"] or person["named"]).split()[-1]
            about = plain_letters(_without_asides(sentence, person))
            around = plain_letters(f"{row.subject or ''} {sentences[number - 1] if number else ''} {sentence}")
            named = surname not in own and surname not in _ARTICLES
            if named and _LOOKS_AFTER.search(about) and _CHANGE.search(around):
                yield surname, person[0]


def _without_asides(sentence: str, person: re.Match[str]) -> str:
    """«Madame Roy, votre nouvelle conseillère, vous propose» says nothing of her that is new."""
    behind = sentence[person.end() :]
    aside = re.match(r",[^,]*,", behind)
    return sentence[: person.end()] + " " + (behind[aside.end() :] if aside else behind)
