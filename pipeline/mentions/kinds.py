"""The registry: every kind of mention, by hand, in the order in which they may claim text.

An earlier kind keeps what it claimed: the digits of an IBAN are no phone, the date in a deadline stays a date.
"""

from typing import Final

from spacy.language import Language

from pipeline.mentions import place, recipient, sender, signatory, subject, topics
from pipeline.mentions.amounts import AMOUNTS
from pipeline.mentions.dates import DATES
from pipeline.mentions.deadlines import DEADLINES
from pipeline.mentions.domains import agree_domains
from pipeline.mentions.emails import EMAILS
from pipeline.mentions.evidence import give_evidence
from pipeline.mentions.found import Found, Kind, Reading
from pipeline.mentions.instructions import INSTRUCTIONS
from pipeline.mentions.phones import PHONES
from pipeline.mentions.references import REFERENCES
from pipeline.mentions.urls import URLS
from pipeline.records import Letter, Mention

KINDS: Final[tuple[Kind, ...]] = (
    REFERENCES,
    EMAILS,
    URLS,
    PHONES,
    AMOUNTS,
    DATES,
    DEADLINES,
    INSTRUCTIONS,
    place.KIND,
    sender.KIND,
    recipient.KIND,
    subject.KIND,
    signatory.KIND,
    topics.KIND,
)


def find_mentions(letter: Letter, nlp: Language) -> tuple[Mention, ...]:
    """Everything the rules find in the letter, in the order it stands there; raises on no text whatsoever."""
    return give_evidence(letter, apply_rules(letter, nlp))


def apply_rules(letter: Letter, nlp: Language) -> list[Found]:
    """What the rules claim, kind by kind, before anything is said of how sure it is."""
    reading = Reading(letter, nlp)
    for kind in KINDS:
        reading.claim(tuple(kind.find(reading)))
    return list(agree_domains(reading.found))
