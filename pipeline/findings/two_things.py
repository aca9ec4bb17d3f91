"""Two sentences of two letters that announce something → whether they say the same of two things."""

import re
from typing import Final

from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.nouns import are_qualified_apart
from pipeline.findings.others import spoken_of
from pipeline.findings.passages import are_of_two_periods
from pipeline.records import LetterRow

# «sera facturé», «passera»: what will be, and of what it is said before
_WILL: Final = re.compile(r"\b(?:(?:sera|va)(?:[a-z ]{0,12}?) (?P<done>[a-z]{3,}?)e{0,2}s?\b|(?P<does>[a-z]{2,}ra)\b)")
# «seront facturés» -> «sera facturés», «vont passer» -> «va passer»: one verb, of one thing or many
_MANY: Final = re.compile(r"\b(?:vont|[a-z]{2,}ront)\b")
# «En raison de notre déménagement du 4 mai», «pendant la coupure»: what is taken as known
_KNOWN: Final = re.compile(
    r"\b(?:en raison|a cause|du fait|au vu|compte tenu|a l'occasion|a la suite|suite|pendant|durant|lors|malgre"
    r"|grace) (?:a|aux?|de|d'|du|des|l[ae]s?|l'|votre|vos|notre|nos|cet?t?e?|ces)\b[^,.;:]*"
)

# «80 € pour vos lunettes», «80 € pour votre cure»
_FOR_WHAT: Final = re.compile(r"\b(?:pour|au titre d(?:e|u|es)) (?:vos|votre) (?P<what>[^,.;]+)")


def say_alike_of_two_things(one: LetterRow, said: str, other: LetterRow, again: str) -> bool:
    """«Le repas sera facturé 3,90 €», «l'heure de garderie sera facturée 3,90 €»: one verb, of things of their own.

    Neither letter may ever speak of what the other names.
    """
    here, there = _split_at_verb(said), _split_at_verb(again)
    if not here or not there or here[1] != there[1]:
        return False
    names = meanings_in(here[0]), meanings_in(there[0])
    return bool(names[0] - names[1] - spoken_of(other)) and bool(names[1] - names[0] - spoken_of(one))


def _split_at_verb(sentence: str) -> tuple[str, str] | None:
    """What stands before the verb, and the verb, of one as of many."""
    plain = _MANY.sub(lambda m: "va" if m[0] == "vont" else f"{m[0][:-3]}a", plain_letters(sentence))
    found = _WILL.search(plain)
    return (plain[: found.start()], found["done"] or found["does"]) if found else None


def are_for_two_things(said: str, again: str) -> bool:
    """Whether a sum or a piece of news is of two things: «la séance d'ostéopathie», «la séance de pédicure»."""
    if are_of_two_periods(said, again) or are_told_apart(said, again) or are_qualified_apart(said, again):
        return True
    here, there = (
        (_FOR_WHAT.search(plain_letters(one)), meanings_in(two)) for one, two in ((said, again), (again, said))
    )
    return all(found and meanings_in(found["what"]) - other for found, other in (here, there))


def without_known(plain: str) -> str:
    """What a sentence, in plain letters, tells besides that which it takes as known."""
    return _KNOWN.sub(" ", plain)
