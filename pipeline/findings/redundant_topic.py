"""Two letters announce the same thing."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.events import Event, events_of, is_same_event, name_event
from pipeline.findings.examples import amount, date_line, due, example, letter, topic
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import acts_of, sentences_of
from pipeline.findings.promises import is_to_come
from pipeline.findings.repeats import differ_in_figures, may_repeat
from pipeline.findings.told_again import Told, changes_again, papers_again, persons_again
from pipeline.findings.two_things import are_for_two_things
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

# What is news once and bears no day or sum: topics that a letter announces, in the words of a message
_ANNOUNCED: Final[dict[str, Says]] = {
    "final_invoice": Says("la facture de clôture", "the final invoice"),
    "termination_confirmed": Says("la résiliation", "the termination"),
    "reimbursement": Says("un remboursement", "a refund"),
}
_FUTURE: Final = re.compile(r"\b(?:sera|seront|serez|va|vont)\b|\w{3}(?:erons|erez|era|eront)\b")
_CONFIRMED: Final = re.compile(
    r"\b(?:confirm\w+|enregistre\w*|pris\w* en compte|pren\w+ (?:fin|effet)|pris (?:fin|effet|(?:\w+ )?note)"
    r"|(?:est|sera|a ete) (?:(?!bien )\w+ )?(?:resilie|effecti|clos|acte)\w*|mis fin|mettons fin)\b"
)
_NEGATED: Final = re.compile(r"\b(?:inutile|dispens\w+|n(?:e |')(?:\w+ ){1,4}(?:pas|plus|rien|aucune?)|sans que)\b")
# How it is done from then on: «Les remboursements arrivent désormais sur votre compte»
_FROM_NOW_ON: Final = re.compile(r"\b(?:desormais|dorenavant)\b")
_COMES_AGAIN: Final = "reimbursement"
_CONFIRMED_ONCE: Final = "termination_confirmed"


class Days(Section):
    """Over how many days the second announcement is one too many."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    for block in mailing.blocks:
        told: set[frozenset[str]] = set()  # letters of which it is said already
        for said, name in (
            *_events(mailing, block, charter.days),
            *_topics(mailing, block, charter.days),
            *papers_again(mailing, block, charter.days),
            *persons_again(mailing, block, charter.days),
            *changes_again(mailing, block, charter.days),
        ):
            letters = tuple({row.letter_id: row for row, _ in said}.values())
            key = frozenset(row.letter_id for row in letters)
            if not any(key <= held for held in told):
                told.add(key)
                mentions = tuple(mention for _, mention in said)
                yield Noticed(letters, mentions, _say(letters, name), tuple(filter(is_doubtful, mentions)))


def _events(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[tuple[list[Told], Says]]:
    """What is announced for one day, or of one sum, by several letters."""
    by_value: dict[object, list[Event]] = defaultdict(list)
    for row in block:
        for event in events_of(mailing, row):
            by_value[event.value].append(event)
    for held in by_value.values():
        told: set[str] = set()
        for position, first in enumerate(held):
            if first.letter.letter_id in told:
                continue
            again = [
                other
                for other in held[position + 1 :]
                if is_same_event(first, other) and may_repeat(mailing, first.letter, other.letter, days)
            ]
            told |= {other.letter.letter_id for other in again}
            if again:
                yield [(event.letter, event.mention) for event in (first, *again)], name_event(first)


def _topics(mailing: Mailing, block: Sequence[LetterRow], days: int) -> Iterator[tuple[list[Told], Says]]:
    for code, name in _ANNOUNCED.items():
        announced = [(row, m) for row in block for m in _phrases(mailing, row, code)]
        told: set[str] = set()
        for position, (row, mention) in enumerate(announced):
            if row.letter_id in told:
                continue
            again = [
                (other, m)
                for other, m in announced[position + 1 :]
                if may_repeat(mailing, row, other, days) and _is_again(row, mention, other, m)
            ]
            told |= {other.letter_id for other, _ in again}
            if again:
                yield [(row, mention), *again], name


def _phrases(mailing: Mailing, row: LetterRow, code: str) -> Iterator[Mention]:
    return (m for m in mailing.mentions_of(row, "subject") if m.role == "topic" and m.value == code)


def _is_again(earlier: LetterRow, said: Mention, later: LetterRow, repeated: Mention) -> bool:
    first, second = plain_letters(said.sentence), plain_letters(repeated.sentence)
    if differ_in_figures(first, second) or _NEGATED.search(first) or _NEGATED.search(second):
        return False
    if said.value == _COMES_AGAIN and (_FROM_NOW_ON.search(first) or _FROM_NOW_ON.search(second)):
        return False
    sums, others = ({amount.value for amount in row.amounts} for row in (earlier, later))
    if sums and others and sums.isdisjoint(others):
        return False
    if meanings_in(first).isdisjoint(meanings_in(second)):
        return False
    if said.value == _CONFIRMED_ONCE:
        told = _confirming(said.sentence, earlier.text), _confirming(repeated.sentence, later.text)
    else:
        told = (
            _saying_to_come(said.sentence, said.text, earlier.text),
            _saying_to_come(repeated.sentence, repeated.text, later.text),
        )
    return any(not are_for_two_things(one, other) for one, other in itertools.product(*told))


@lru_cache(maxsize=8192)
def _confirming(sentence: str, text: str) -> tuple[str, ...]:
    """The sentences that say that it is done: this one, or others of the letter that speak of an end."""
    ends = (other for other in sentences_of(body_of(text)) if "cancel" in acts_of(meanings_in(other)))
    return tuple(other for other in (sentence, *ends) if _CONFIRMED.search(plain_letters(other)))


@lru_cache(maxsize=8192)
def _saying_to_come(sentence: str, name: str, text: str) -> tuple[str, ...]:
    """The sentences that say of the thing that it will come: this one, or others of the letter that name it."""
    if _FUTURE.search(plain_letters(sentence)):
        return (sentence,)
    things = meanings_in(name)
    named = (other for other in sentences_of(body_of(text)) if things & meanings_in(other))
    return tuple(other for other in (sentence, *named) if is_to_come(other))


def _say(letters: tuple[LetterRow, ...], what: Says) -> Says:
    fr, en = french.Names(letters), english.Names(letters)
    again, again_en = ("l'annonce", "announces it") if len(letters) == 2 else ("l'annoncent", "announce it")
    return Says(
        fr=f"{capital(fr.letters(letters[:1]))} annonce {what.fr}, {fr.those(letters[1:])} {again} de nouveau.",
        en=f"{capital(en.letters(letters[:1]))} announces {what.en}, {en.those(letters[1:])} {again_en} again.",
    )


_COMES = "Vous recevrez votre facture de clôture."
_LAST = "Votre dernière facture vous parviendra prochainement."
_IS = "Voici votre facture de clôture."


def _day(sentence: str, date: str) -> Mention:
    return replace(due(sentence, date), kind="date", role=None)


CHECK: Final = Check(
    code="redundant_topic",
    description=Says(
        fr="Ce qui se fera un jour donné, une somme qui revient au lecteur, une résiliation ou une facture de clôture "
        "est annoncé de nouveau par un autre courrier du même expéditeur au même destinataire ; de même ce qui "
        "changera et la personne qui suit désormais le dossier. Ne comptent pas : "
        "l'annonce et ce qu'elle annonce, échéances et convocations, rappels, rectifications, autres affaires, mois ou "
        "montants, courriers jumeaux.",
        en="What will be on a day, a sum that comes to the reader, a termination or a final invoice is announced again "
        "by another letter of one sender to one recipient; so with what will change and with who now looks after the "
        "file. Left out: an announcement and what it announced, due dates "
        "and summons, reminders, corrections, other matters, months or sums, twin letters.",
    ),
    severity="info",
    section=Days,
    notice=_notice,
    fires=(
        example(
            "the final invoice, twice to come",
            letter("14/02/2015", topic("final_invoice", "facture de clôture", _COMES)),
            letter("15/02/2015", topic("final_invoice", "dernière facture", _LAST)),
            message=(
                "Le courrier du 14/02/2015 annonce la facture de clôture, celui du 15/02/2015 l'annonce de nouveau."
            ),
            english="The letter of 14 February 2015 announces the final invoice, the one of 15 February 2015 "
            "announces it again.",
        ),
        example(
            "one day in two letters, in other words",
            letter("02/03/2015", _day("Nos bureaux seront transférés le 04/05/2015.", "04/05/2015")),
            letter("20/03/2015", _day("Le 04/05/2015, nos bureaux déménageront.", "04/05/2015")),
            message="Le courrier du 02/03/2015 annonce ce qui aura lieu le 04/05/2015, celui du 20/03/2015 l'annonce "
            "de nouveau.",
        ),
        example(
            "one person in two letters",
            letter("02/03/2015", date_line("02/03/2015"), text="Madame Anne Roy suivra désormais votre dossier."),
            letter(
                "20/03/2015",
                date_line("20/03/2015"),
                text="Votre dossier est maintenant confié à Madame Anne Roy, nouvelle au cabinet.",
            ),
            message="Le courrier du 02/03/2015 annonce l'arrivée de « Madame Anne Roy », celui du 20/03/2015 l'annonce "
            "de nouveau.",
        ),
        example(
            "one refund in two letters",
            letter("02/03/2015", amount("Un remboursement de 40 € sera versé.", "40", "refund")),
            letter("20/03/2015", amount("Vous serez remboursé de la somme de 40 €.", "40", "refund")),
            message="Le courrier du 02/03/2015 annonce un remboursement de 40 €, celui du 20/03/2015 l'annonce "
            "de nouveau.",
        ),
    ),
    silent=(
        example(
            "one day, two things",
            letter("02/03/2015", _day("Nos bureaux seront transférés le 04/05/2015.", "04/05/2015")),
            letter("20/03/2015", _day("Votre abonnement passera à 12 € le 04/05/2015.", "04/05/2015")),
        ),
        example(
            "one day, one club, two things",
            letter("02/03/2015", _day("Dès le 04/05/2015, la cotisation du club passera à 45 €.", "04/05/2015")),
            letter("20/03/2015", _day("Dès le 04/05/2015, le club ouvrira à 14 heures.", "04/05/2015")),
        ),
        example(
            "one workshop, one day of the week",
            letter("02/03/2015", date_line("02/03/2015"), text="L'atelier de couture se tiendra désormais le lundi."),
            letter("20/03/2015", date_line("20/03/2015"), text="Un lundi, l'atelier de couture recevra une modiste."),
        ),
        example(
            "one day by which something is to be paid",
            letter("02/03/2015", _day("La cotisation est à payer pour le 04/05/2015.", "04/05/2015")),
            letter("20/03/2015", _day("La cotisation sera à payer pour le 04/05/2015.", "04/05/2015")),
        ),
        example(
            "announced, then brought",
            letter("14/02/2015", topic("final_invoice", "facture de clôture", _COMES)),
            letter("20/02/2015", topic("final_invoice", "facture de clôture", _IS)),
        ),
        example(
            "a reminder",
            letter("14/02/2015", topic("final_invoice", "facture de clôture", _IS)),
            letter("20/02/2015", topic("final_invoice", "facture de clôture", _IS), subject="Rappel"),
        ),
        example(
            "two refunds",
            letter("14/02/2015", topic("reimbursement", "remboursons", "Nous vous remboursons la somme de 12 €.")),
            letter("15/02/2015", topic("reimbursement", "remboursons", "Nous vous remboursons la somme de 30 €.")),
        ),
        example(
            "two contracts",
            letter("14/02/2015", topic("final_invoice", "facture de clôture", _COMES), refs=[("Contrat", "111")]),
            letter("15/02/2015", topic("final_invoice", "dernière facture", _LAST), refs=[("Contrat", "222")]),
        ),
        example(
            "half a year later",
            letter("14/02/2015", topic("final_invoice", "facture de clôture", _COMES)),
            letter("15/08/2015", topic("final_invoice", "dernière facture", _LAST)),
        ),
        example(
            "two senders",
            letter("14/02/2015", topic("final_invoice", "facture de clôture", _COMES)),
            letter("15/02/2015", topic("final_invoice", "dernière facture", _LAST), sender_organisation="SFR"),
        ),
        example(
            "an invoice every month",
            letter("14/02/2015", topic("invoice", "votre facture", "Voici votre facture.")),
            letter("14/03/2015", topic("invoice", "votre facture", "Voici votre facture.")),
        ),
    ),
)
