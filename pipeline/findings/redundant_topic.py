"""Two letters announce the same thing."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import example, letter, topic
from pipeline.findings.mailing import Mailing, days_apart, is_doubtful
from pipeline.findings.matter import corrects, may_be_same_matter, repeats_on_purpose, share_sum
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import is_to_come, periods_of, sentences_of
from pipeline.findings.twins import TWIN, likeness
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

# What is news once: topics that a letter announces, in the words of a message
_ANNOUNCED: Final[dict[str, Says]] = {
    "termination_confirmed": Says("la résiliation", "the termination"),
    "final_invoice": Says("la facture de clôture", "the final invoice"),
    "equipment_return": Says("le retour du matériel", "the return of the equipment"),
    "price_change": Says("un changement de prix", "a change of price"),
    "contract_change": Says("un changement du contrat", "a change of the contract"),
    "contract_confirmed": Says("la confirmation du contrat", "the confirmation of the contract"),
    "reimbursement": Says("un remboursement", "a refund"),
    "service_interruption": Says("une interruption de service", "an interruption of service"),
    "welcome": Says("la bienvenue", "the welcome"),
}
# What a later letter brings, or money that comes
_BROUGHT: Final = frozenset({"final_invoice", "equipment_return", "contract_confirmed", "reimbursement"})
_FUTURE: Final = re.compile(r"\b(?:sera|seront|serez|rons)\b|\w{3}(?:erons|erez)\b")
_NEGATED: Final = re.compile(r"\b(?:inutile|dispens\w+|n(?:e |')(?:\w+ ){1,4}(?:pas|plus|rien|aucune?)|sans que)\b")
_FIGURE: Final = re.compile(r"\d[\d .,]*\d|\d")


class Days(Section):
    """Over how many days the second announcement is one too many."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    for block in mailing.blocks:
        for code, name in _ANNOUNCED.items():
            announced = [(row, m) for row in block for m in _phrases(mailing, row, code)]
            told: set[str] = set()
            for position, (row, mention) in enumerate(announced):
                if row.letter_id in told:
                    continue
                again = [
                    (other, m)
                    for other, m in announced[position + 1 :]
                    if _is_again(mailing, (row, mention), (other, m), charter.days)
                ]
                if again:
                    told |= {other.letter_id for other, _ in again}
                    letters = tuple({one.letter_id: one for one in (row, *(other for other, _ in again))}.values())
                    mentions = (mention, *(m for _, m in again))
                    yield Noticed(letters, mentions, _say(letters, name), tuple(filter(is_doubtful, mentions)))


def _phrases(mailing: Mailing, row: LetterRow, code: str) -> Iterator[Mention]:
    return (m for m in mailing.mentions_of(row, "subject") if m.role == "topic" and m.value == code)


def _is_again(mailing: Mailing, one: tuple[LetterRow, Mention], other: tuple[LetterRow, Mention], days: int) -> bool:
    (earlier, said), (later, repeated) = one, other
    apart = days_apart(earlier, later)
    if earlier is later or apart is None or apart > days or not may_be_same_matter(earlier, later):
        return False
    if corrects(later) or repeats_on_purpose(earlier, later, mailing.mentions_of(later, "date")):
        return False
    first, second = plain_letters(said.sentence), plain_letters(repeated.sentence)
    if _differ(first, second) or _NEGATED.search(first) or _NEGATED.search(second):
        return False
    if meanings_in(first).isdisjoint(meanings_in(second)) and not share_sum(earlier, later):
        return False
    if said.value in _BROUGHT and _is_to_come(earlier, said) != _is_to_come(later, repeated):
        return False  # the one announces what the other brings
    return likeness(earlier, later) < TWIN  # twins are another check's


def _is_to_come(row: LetterRow, mention: Mention) -> bool:
    """Whether the letter says of the thing that it will come, in this sentence or another that names it."""
    return _says_to_come(mention.sentence, mention.text, row.text)


@lru_cache(maxsize=8192)
def _says_to_come(sentence: str, name: str, text: str) -> bool:
    if _FUTURE.search(plain_letters(sentence)):
        return True
    things = meanings_in(name)
    named = (other for other in sentences_of(body_of(text)) if things & meanings_in(other))
    return any(is_to_come(other) for other in (sentence, *named))


def _differ(first: str, second: str) -> bool:
    """Whether the two name other months or other figures: two prices, two dates, two things."""
    periods = periods_of(first), periods_of(second)
    if periods[0] and periods[1] and periods[0].isdisjoint(periods[1]):
        return True
    figures = set(_FIGURE.findall(first)), set(_FIGURE.findall(second))
    return bool(figures[0] and figures[1] and figures[0].isdisjoint(figures[1]))


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

CHECK: Final = Check(
    code="redundant_topic",
    description=Says(
        fr="La même chose (résiliation, facture de clôture, remboursement, changement de prix ...) est annoncée de "
        "nouveau par un autre courrier du même expéditeur au même destinataire. Ne comptent pas : l'annonce et ce "
        "qu'elle annonce, rappels, rectifications, autres affaires, mois ou montants, courriers jumeaux.",
        en="The same thing (termination, final invoice, refund, change of price ...) is announced again by another "
        "letter of one sender to one recipient. Left out: an announcement and what it announced, reminders, "
        "corrections, other matters, months or sums, twin letters.",
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
    ),
    silent=(
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
