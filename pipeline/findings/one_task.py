"""A ban and an order of one act → whether they are for one thing: one bill to pay, one form to send back."""

import re
from typing import Final

from pipeline.findings.bans import are_of_two_times
from pipeline.findings.conflicts import Said
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.matter import TRANSACTION, share_number
from pipeline.findings.meanings import is_transaction
from pipeline.findings.nouns import are_qualified_apart, things_named
from pipeline.findings.passages import Passage, objects_of, same_object, sentence_ahead, sentence_before
from pipeline.records import LetterRow

_OF_SUBJECT: Final = frozenset({"pay", "visit", "destroy"})  # acts whose object may stand in the subject line alone
_FEWEST_NAMED: Final = 2
_HALF: Final = 0.5  # of the things that the shorter sentence names; whom to give them and when are named beside
_RECEIVER: Final = re.compile(
    r"(?<!quant )\b(?:au|aux|à (?:l['’]une? de (?:nos|vos|ses) |la |l['’]|votre |notre |nos )"
    r"|chez|auprès (?:de|du|d'))\s?[\w'’-]+",
    re.IGNORECASE,
)
_SUM: Final = re.compile(r"(?<![\d.,])\d[\d .,]{0,15}(?=\s?(?:€|euros?\b|EUR\b))")


def are_for_one_thing(act: str, ban: Said, order: Said) -> bool:
    """Whether both name what is to be paid, sent, signed ..., and nothing tells it apart."""
    told = _told_of(ban), _told_of(order)
    if are_told_apart(*told) or are_qualified_apart(*told) or are_of_two_times(*told):
        return False
    # one bill is one thing to pay, in whatever words
    if act == "pay" and (share_number(ban.letter, order.letter, TRANSACTION) or _sums(ban) & _sums(order)):
        return True
    here, there = map(things_named, told)
    shared = here & there or objects_of(ban.about) & objects_of(order.about)
    if act == "pay" and all(map(is_transaction, shared)):
        return False
    if act in _OF_SUBJECT and _names(here, order.letter, 1 if act == "destroy" else _FEWEST_NAMED):
        return True
    if act == "visit":
        return same_object(here, there, _HALF)
    here, there = _without_receivers(*told)
    return same_object(here, there, _HALF) or _same_with_before(ban, order)


def _told_of(said: Said) -> str:
    """The sentence, and the one before where it points back to that: «Il n'y a pas lieu de la payer»."""
    return f"{sentence_before(said.mention.sentence, said.letter.text)} {said.mention.sentence}"


def _sums(said: Said) -> frozenset[str]:
    """The sums a sentence names, by their figures."""
    return frozenset(re.sub(r",00$|[ .,]", "", found.rstrip(" .,")) for found in _SUM.findall(said.mention.sentence))


def _without_receivers(*told: str) -> list[Passage]:
    """What the sentences name, but not whom to give it: «à la régie»; with them where nothing else is named."""
    things = [things_named(_RECEIVER.sub(" ", said)) for said in told]
    return things if any(things) else [things_named(said) for said in told]


def _same_with_before(ban: Said, order: Said) -> bool:
    """Whether they name the same two things, the sentences before them taken in: «Le questionnaire est joint. ...»."""
    here, there = (
        objects_of(things_named(f"{sentence_ahead(said.mention.sentence, said.letter.text)} {said.mention.sentence}"))
        for said in (ban, order)
    )
    return len(here & there) >= _FEWEST_NAMED


def _names(things: Passage, letter: LetterRow, fewest: int = _FEWEST_NAMED) -> bool:
    """Whether what the ban names is the subject of the other letter: «rien à verser pour la sortie au musée»."""
    named = {thing for thing in things if not is_transaction(thing)}
    shared = named & things_named(letter.subject or "")
    return len(shared) >= fewest and len(shared) >= _HALF * len(named)
