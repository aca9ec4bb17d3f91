"""Two letters announce the same thing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import repeat
from typing import Final, NamedTuple

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.asked_again import notices_again, tasks_again
from pipeline.findings.check import Check, Noticed
from pipeline.findings.encoded import Read, are_told_as_one
from pipeline.findings.events import Event, events_of, has_price, is_same_event, may_be_same_event, name_event
from pipeline.findings.examples import amount, date_line, due, example, letter, topic
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.meanings import plain_letters
from pipeline.findings.repeats import may_repeat
from pipeline.findings.told_again import Told, changes_again, papers_again, persons_again
from pipeline.findings.topics_again import topics_again
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

_ASKED: Final = re.compile(r"^vous (?:nous |m')?(?:avez |aviez )?(?:demand|interrog|question)")  # what the reader asked
_DEBIT: Final = "debit"  # role of a day: what falls due is told with each bill


class _Verb(NamedTuple):
    fr: str
    en: str
    again: tuple[str, str]
    many_again: tuple[str, str]


_ANNOUNCES: Final = _Verb("annonce", "announces", ("l'annonce", "announces it"), ("l'annoncent", "announce it"))
_ASKS: Final = _Verb("demande", "asks for", ("le demande", "asks for it"), ("le demandent", "ask for it"))


class Days(Read):
    """Over how many days the second announcement is one too many."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    for block in mailing.blocks:
        told: set[frozenset[str]] = set()  # letters of which it is said already
        announced = (
            *_events(mailing, block, charter),
            *topics_again(mailing, block, charter.days),
            *papers_again(mailing, block, charter.days),
            *persons_again(mailing, block, charter.days),
            *changes_again(mailing, block, charter.days),
        )
        asked = (
            *tasks_again(mailing, block, charter.days),
            *notices_again(mailing, block, charter.days),
        )
        for verb, (said, name) in (*zip(repeat(_ANNOUNCES), announced), *zip(repeat(_ASKS), asked)):
            letters = tuple({row.letter_id: row for row, _ in said}.values())
            key = frozenset(row.letter_id for row in letters)
            if not any(key <= held for held in told):
                told.add(key)
                mentions = tuple(mention for _, mention in said)
                yield Noticed(letters, mentions, _say(letters, verb, name), tuple(filter(is_doubtful, mentions)))


def _events(mailing: Mailing, block: Sequence[LetterRow], charter: Days) -> Iterator[tuple[list[Told], Says]]:
    """What is announced for one day, or of one sum, by several letters."""
    by_value: dict[object, list[Event]] = defaultdict(list)
    read = charter.reads(mailing)
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
                if may_repeat(mailing, first.letter, other.letter, charter.days)
                and (is_same_event(first, other) or (read and _is_read_as_one(first, other)))
            ]
            told |= {other.letter.letter_id for other in again}
            if again:
                yield [(event.letter, event.mention) for event in (first, *again)], name_event(first)


def _is_read_as_one(one: Event, other: Event) -> bool:
    """Whether the network takes both for one piece of news, where no more than the day is one to the rules."""
    if one.mention.kind != "date" or _DEBIT in (one.mention.role, other.mention.role):
        return False
    if has_price(one.sentence) != has_price(other.sentence) or any(
        _ASKED.search(plain_letters(event.sentence)) for event in (one, other)
    ):
        return False
    return may_be_same_event(one, other) and are_told_as_one(one, other)


def _say(letters: tuple[LetterRow, ...], verb: _Verb, what: Says) -> Says:
    fr, en = french.Names(letters), english.Names(letters)
    again, again_en = verb.again if len(letters) == 2 else verb.many_again
    return Says(
        fr=f"{capital(fr.letters(letters[:1]))} {verb.fr} {what.fr}, {fr.those(letters[1:])} {again} de nouveau.",
        en=f"{capital(en.letters(letters[:1]))} {verb.en} {what.en}, {en.those(letters[1:])} {again_en} again.",
    )


_COMES = "Vous recevrez votre facture de clôture."
_LAST = "Votre dernière facture vous parviendra prochainement."
_IS = "Voici votre facture de clôture."
_NOTICE = "Nous vous mettons en demeure de retirer l'enseigne de la façade sous quinze jours."
_NOTICE_ANEW = "L'enseigne dépasse du mur. Vous êtes mis en demeure de la retirer de la façade dans le mois."


def _day(sentence: str, date: str) -> Mention:
    return replace(due(sentence, date), kind="date", role=None)


CHECK: Final = Check(
    code="redundant_topic",
    description=Says(
        fr="Ce qui se fera un jour donné, une somme qui revient au lecteur, une résiliation ou une facture de clôture "
        "est annoncé de nouveau par un autre courrier du même expéditeur au même destinataire ; de même ce qui "
        "changera, la personne qui suit désormais le dossier, et ce qui est demandé : un envoi avant une date, "
        "ce dont on met en demeure. Ne comptent pas : l'annonce et ce qu'elle annonce, échéances, rappels, "
        "rectifications, autres affaires, mois ou montants, courriers jumeaux. Dans un envoi de peu de courriers, un "
        "réseau de neurones reconnaît un même jour annoncé en d'autres mots.",
        en="What will be on a day, a sum that comes to the reader, a termination or a final invoice is announced again "
        "by another letter of one sender to one recipient; so with what will change, with who now looks after the "
        "file, and with what is asked: something to be sent by a day, what notice is given of. Left out: an "
        "announcement and what it announced, due dates, reminders, corrections, other matters, months or sums, twin "
        "letters. In mailings of few letters a neural network knows one day announced in other words.",
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
        example(
            "one appointment, fixed twice",
            letter("02/03/2015", _day("Votre rendez-vous de bilan est fixé au 04/05/2015 à 9 heures.", "04/05/2015")),
            letter("04/03/2015", _day("Vous êtes convoqué le 04/05/2015 à 9 heures pour un bilan.", "04/05/2015")),
            message="Le courrier du 02/03/2015 annonce ce qui aura lieu le 04/05/2015, celui du 04/03/2015 l'annonce "
            "de nouveau.",
        ),
        example(
            "one notice, given twice",
            letter("02/03/2015", date_line("02/03/2015"), text=_NOTICE),
            letter("06/03/2015", date_line("06/03/2015"), text=_NOTICE_ANEW),
            message="Le courrier du 02/03/2015 demande ceci (« Nous vous mettons en demeure de retirer l'enseigne de "
            "la façade sous quinze jou… »), celui du 06/03/2015 le demande de nouveau.",
        ),
    ),
    silent=(
        example(
            "an appointment, and what to bring to it",
            letter("02/03/2015", _day("Votre rendez-vous de bilan est fixé au 04/05/2015 à 9 heures.", "04/05/2015")),
            letter("04/03/2015", _day("Pour votre rendez-vous du 04/05/2015, pensez au carnet.", "04/05/2015")),
        ),
        example(
            "a notice that recalls the first",
            letter("02/03/2015", date_line("02/03/2015"), text=_NOTICE),
            letter(
                "06/03/2015", date_line("06/03/2015"), text=f"Malgré notre courrier, rien n'est fait. {_NOTICE_ANEW}"
            ),
        ),
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
