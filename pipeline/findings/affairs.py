"""Two letters → whether they tell of one affair that bears a number: a claim, a request, an order.

By what they tell of one past day, by a subject line that goes on with the other, or by the things that both name: the
subject line, the sentences the letter begins with, the sentence that has the number.
"""

import datetime as dt
import itertools
import re
from functools import lru_cache
from typing import Final

from pipeline.findings.bodies import body_of
from pipeline.findings.conflicts import Said
from pipeline.findings.distinctions import are_measured_apart, are_named_apart, are_told_apart
from pipeline.findings.mailing import Mailing
from pipeline.findings.matter import numbers_of
from pipeline.findings.meanings import is_telling, is_transaction, meanings_in, plain_letters
from pipeline.findings.nouns import things_named
from pipeline.findings.passages import Passage, are_of_two_periods, sentences_of
from pipeline.records import LetterRow, Mention

# What is opened for one thing, and has one number. Of bills, contracts and estimates there may be several
_AFFAIR: Final = re.compile(
    r"\b(?P<what>sinistre|dossier|reclamation|accident|declaration|signalement|plainte|demande|commande|reservation"
    r"|candidature|requete|recours|affaire)s?\b(?! (?:de |d')(?:paiement|prix|renseignements?|information))"
    r"|^votre compte$"
)
_NUMBER_ONLY: Final = re.compile(
    r"(?:(?:sous|porte\w*|rappel\w*|indiqu\w*|mentionn\w*|le|la|votre|notre|numeros?|n°|ref\w*)[\W_]*)*"
)
_SUITE: Final = re.compile(r"\bsuites?\b")
_OPENS: Final = re.compile(
    r"\b(?:enregistree?|recue?|ouverte?|deposee?|accus\w+ (?:de )?reception|declaree?|passee?|validee?)s?\b"
)
# «Le gaz sera ouvert»: no file is opened
_TAP: Final = re.compile(r"\b(?:gaz|eau|electricite|courant|compteur|ligne)\b[^.;]{0,25}\bouverte?\b")
_ANOTHER: Final = re.compile(
    r"\b(?:nouve(?:au|l|lle)(?! (?:logement|adresse|domicile|appartement|maison|residence|foyer|bureau))|autre|second"
    r"|seconde|deuxieme|troisieme)s?\b"
)
_ENOUGH_SHARED: Final = 2
_ENOUGH_TOLD: Final = 3
_LEAD: Final = 4  # sentences in which a letter says what it is about
_SHORTEST: Final = 4  # words
_RECENT_DAYS: Final = 180  # the day of a law, or of a lease, is of many letters
_HOLDERS: Final = frozenset({"contract", "customer"})


def affair_of(mention: Mention) -> str | None:
    """What a number is the number of, by its label, else by what stands before it in its sentence; None if no affair.

    «N° de sinistre», «Votre demande est enregistrée sous le numéro ...».
    """
    if found := _AFFAIR.search(plain_letters(mention.role or "")):
        return found["what"] or found[0]
    sentence, own = (plain_letters(text) for text in (mention.sentence, mention.text))
    before, _, _ = sentence.partition(own)
    held = [m for m in _AFFAIR.finditer(before) if m["what"]]
    return held[-1]["what"] if held and _is_vague(mention.role or "") else None


def _is_vague(label: str) -> bool:
    """Whether the label does not say of what it is the number: «sous le numéro»."""
    return bool(_NUMBER_ONLY.fullmatch(plain_letters(label)))


def is_one_affair(mailing: Mailing, one: Said, other: Said, holders: frozenset[str] = _HOLDERS) -> bool:
    """Whether the numbers of two letters were given to one thing; `holders`: whose other numbers tell them apart."""
    here, there = one.letter, other.letter
    if _tell_one_event(mailing, here, there) or _goes_on(here, there):
        return True
    if _are_called_by_number(one, other):
        return False
    return not are_apart(one, other, holders) and _name_the_same(one, other)


def _are_called_by_number(one: Said, other: Said) -> bool:
    """Whether both subject lines have the number, and share no thing besides: «sinistre S-15395»."""
    titles = []
    for said in (one, other):
        before, number, behind = (said.letter.subject or "").partition(said.mention.text)
        if not number:
            return False
        titles.append(_telling(things_named(_AFFAIR.sub(" ", plain_letters(f"{before} {behind}")))))
    return titles[0].isdisjoint(titles[1])


def _tell_one_event(mailing: Mailing, one: LetterRow, other: LetterRow) -> bool:
    """Whether both letters tell of the same thing of one past day: «l'accident du 3 mars»."""
    here, there = (_past_days(mailing, row) for row in (one, other))
    return any(not here[day].isdisjoint(there[day]) for day in here.keys() & there.keys())


def _goes_on(earlier: LetterRow, later: LetterRow) -> bool:
    """Whether the subject line says that the later letter goes on with the earlier: «suite de votre ...»."""
    shared = things_named(earlier.subject or "") & things_named(later.subject or "")
    return bool(_SUITE.search(plain_letters(later.subject or ""))) and len(shared) >= _ENOUGH_SHARED


def _past_days(mailing: Mailing, row: LetterRow) -> dict[dt.date, Passage]:
    """The days not long before the letter's own that it names, with what it tells of each."""
    days: dict[dt.date, Passage] = {}
    for mention in mailing.mentions_of(row, "date"):
        if mention.date and row.letter_date and 0 < (row.letter_date - mention.date).days <= _RECENT_DAYS:
            things = frozenset(thing for thing in things_named(mention.sentence) if not is_transaction(thing))
            days[mention.date] = days.get(mention.date, frozenset()) | things
    return days


def are_apart(one: Said, other: Said, holders: frozenset[str]) -> bool:
    """Whether another contract, name, month or mark says that they are two; or both open something."""
    here, there = one.letter, other.letter
    numbers = numbers_of(here.references, holders), numbers_of(there.references, holders)
    if any(numbers[0][what].isdisjoint(numbers[1][what]) for what in numbers[0].keys() & numbers[1].keys()):
        return True
    subjects = here.subject or "", there.subject or ""
    leads = _lead_of(here), _lead_of(there)
    if _ANOTHER.search(plain_letters(" ".join((subjects[1], *leads[1][:1])))):
        return True
    if all(lead and _OPENS.search(_TAP.sub(" ", plain_letters(lead[0]))) for lead in leads):
        return True
    if are_of_two_periods(*subjects):
        return True
    named = tuple(
        " ".join((said.letter.subject or "", *lead)).replace(said.mention.text, " ")
        for said, lead in zip((one, other), leads, strict=True)
    )
    return are_told_apart(*named) or are_named_apart(*subjects) or are_measured_apart(*subjects)


def _name_the_same(one: Said, other: Said) -> bool:
    here, there = _ground(one), _ground(other)
    titles = (
        _telling(things_named(said.letter.subject or "")) & _telling(things_named(" ".join(_lead_of(said.letter))))
        for said in (one, other)
    )
    first, second = titles
    if first - _everything(other.letter) and second - _everything(one.letter):
        return False  # «révision de la moto», «révision du scooter»
    subjects = (things_named(said.letter.subject or "") for said in (one, other))
    titled = _telling(frozenset.intersection(*subjects))
    return len(here & there) >= (_ENOUGH_SHARED if titled else _ENOUGH_TOLD)


def _ground(said: Said) -> Passage:
    """What the letter is about, by its subject line, its first sentences and the one that has the number."""
    return _telling(things_named(f"{lead_of(said.letter)}. {said.mention.sentence}"))


def lead_of(row: LetterRow) -> str:
    """The subject line and the sentences with which the letter begins."""
    return ". ".join((row.subject or "", *_lead_of(row)))


def _everything(row: LetterRow) -> Passage:
    return meanings_in(f"{row.subject or ''} {body_of(row.text)}")


@lru_cache(maxsize=4096)
def _lead_of(row: LetterRow) -> tuple[str, ...]:
    """The sentences it begins with; a reference in front of the first is cut to pieces that are none."""
    sentences = (one for one in sentences_of(body_of(row.text)) if len(one.split()) >= _SHORTEST)
    return tuple(itertools.islice(sentences, _LEAD))


def _telling(things: Passage) -> Passage:
    return frozenset(filter(is_telling, things))
