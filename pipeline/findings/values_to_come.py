"""Letter → the dates, sums and names it says will be told, and whether another letter has told them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.events import FRAME
from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import is_anything, plain_letters
from pipeline.findings.nouns import are_qualified_apart, nouns_in_order
from pipeline.findings.passages import Passage, passage_of, sentences_of
from pipeline.findings.promises import is_not_yet, is_put_off, is_to_come
from pipeline.records import LetterRow, Mention, MentionKind

# «la date de son intervention», «le montant de votre bourse»
_KINDS: Final[dict[MentionKind, str]] = {
    "date": r"dates?|jours?|heures?|horaires?|creneaux?",
    "amount": r"montants?|sommes?",
}
_VALUE: Final = {
    kind: re.compile(rf"(?:le |la |les |l'|votre |vos |son |sa )(?P<named>(?:{words})(?: \w+)? (?:de |du |des |d').*)")
    for kind, words in _KINDS.items()
}
_SUM: Final = re.compile(r"\d ?(?:€|eur(?:os?)?\b)")  # «le montant qui vous sera rendu est de 300 €» is told
_ENDS: Final = re.compile(
    r",|(?<!-)\b(?:vous|nous|sera|seront|va|vont|fera|feront|reste|restent|est|sont|ne|par|dans (?:une?|l[ae]s?))\b"
)
_IT_WILL: Final = re.compile(r"(?:ils?|elles?) (?:vous |nous )?(?:sera|seront)\b")  # «Il vous sera indiqué»
_OWN: Final = re.compile(r"\b(?:son|sa|ses|leurs?|cette?|cet|ces)\b")
# Another one than was told: «la date de la seconde visite»
_ANOTHER: Final = re.compile(
    r"\b(?:nouve(?:au|l|lle)s?|second\w*|deuxieme|troisieme|autres?|prochaine?s?|suivante?s?|definiti\w+|finale?|exacte?s?"
    r"|precise?s?|derniere?s?|solde)\b"
)
# Told without being settled, or of another time
_UNSETTLED: Final = re.compile(
    r"\b(?:an(?:nee)? (?:dernier|derniere|passee?)|precedente?s?|environ|estim\w+|provisoire\w*|previsionnel\w*"
    r"|indicati\w+|maximum|au plus|jusqu\w*|plafond\w*|vers le|avant le|a partir|a compter|pourr\w+|devr\w+|projet\w*"
    r"|si)\b"
)


@dataclass(frozen=True, slots=True)
class Promised:
    """A date or a sum that a sentence says will be told."""

    kind: MentionKind
    sentence: str
    named: str
    purpose: Passage


def values_promised(row: LetterRow) -> Iterator[Promised]:
    """«La date de son intervention vous sera indiquée»."""
    sentences = sentences_of(body_of(row.text))
    for number, sentence in enumerate(sentences):
        ahead = sentences[number - 1] if number else ""
        put_off = _IT_WILL.match(plain_letters(sentence)) and is_not_yet(ahead)
        plain = plain_letters(ahead if put_off else sentence)
        for kind, value in _VALUE.items():
            found = value.search(plain)
            if not found or not is_to_come(sentence) or (kind == "amount" and _SUM.search(plain)):
                continue
            named = _ENDS.split(found["named"])[0].strip()
            before = sentences[number - 1] if number and _OWN.search(named) else ""
            purpose = _things(" ".join(named.split()[1:])) | _things(before)
            if purpose and not _ANOTHER.search(named):
                yield Promised(kind, sentence, named, purpose)


def _things(text: str) -> Passage:
    return frozenset(m for m in nouns_in_order(text) if not is_anything(m)) - FRAME


def values_told(mailing: Mailing, row: LetterRow, promised: Promised) -> tuple[Mention, ...]:
    """The days to come, or the sums, that a letter tells of that thing."""
    return tuple(m for m in mailing.mentions_of(row, promised.kind) if _tells(row, m, promised))


def _is_to_be_told(sentence: str) -> bool:
    """«Le montant vous sera précisé avant le 12 mai»; not «notre technicien interviendra le 12 mai»."""
    return is_to_come(sentence) and is_put_off(sentence)


def _tells(row: LetterRow, mention: Mention, promised: Promised) -> bool:
    plain = plain_letters(mention.sentence)
    if promised.kind == "date" and not (mention.date and row.letter_date and mention.date > row.letter_date):
        return False
    if _UNSETTLED.search(plain) or _is_to_be_told(mention.sentence) or are_told_apart(plain, promised.sentence):
        return False
    if are_qualified_apart(mention.sentence, promised.named):
        return False
    return not promised.purpose.isdisjoint(passage_of(mention.sentence, row.text))
