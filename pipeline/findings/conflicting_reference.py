"""The customer's number differs between letters on one matter."""

from collections.abc import Iterator
from typing import Any, Final

from pydantic import Field

from pipeline.findings.check import Check, Noticed
from pipeline.findings.conflicts import Said, letters_of, sure_or_doubtful
from pipeline.findings.customer_numbers import are_of_one_matter, is_explained, names_too, say_several
from pipeline.findings.encoded import Read
from pipeline.findings.examples import example, letter, named
from pipeline.findings.mailing import Mailing
from pipeline.findings.matter import rectifies
from pipeline.findings.numbered import (
    in_several_letters,
    is_account_of_person,
    is_mistyped,
    is_of_customer,
    is_one_thing,
    is_same_number,
    is_titled_on,
    may_be_of_letter,
    numbered_by,
    of_a_series,
    of_anything,
    squeezed,
)
from pipeline.findings.readings import may_be_one_reading
from pipeline.findings.worded_numbers import is_one_in_words, of_a_shape
from pipeline.findings.wording import Says
from pipeline.records import Mention

_MISTYPED_DAYS: Final = 366
_LASTING_DAYS: Final = 180  # a meter, a badge, a safe keep their numbers


class Days(Read):
    """Over how many days the numbers are compared."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    def reach(_: Mention) -> int:
        return charter.days

    def is_one_matter(one: Said, other: Said) -> bool:
        personal = is_of_customer(one.mention) or all(map(is_account_of_person, (one, other)))
        is_one = are_of_one_matter(one, other) if personal else is_one_thing(mailing, one, other)
        return is_one and not is_explained(one, other)

    def is_mistyped_there(one: Said, other: Said) -> bool:
        here, there, both = one.letter, other.letter, (one.mention, other.mention)
        if not is_mistyped(*both) or rectifies(there):
            return False
        if any(map(may_be_of_letter, both)) and lasting.isdisjoint(squeezed(m.value) for m in both):
            return False
        if all(map(is_of_customer, both)):  # the right one may stand above the wrong one
            return True
        return not names_too(here, other.mention) and not names_too(there, one.mention)

    def is_of_one_title(one: Said, other: Said) -> bool:
        return not is_explained(one, other) and is_titled_on(mailing, one, other)

    def is_worded(one: Said, other: Said) -> bool:
        return charter.reads(mailing) and is_one_in_words(one, other)

    for block in mailing.blocks:
        said = [Said(row, mention) for row in block for mention in mailing.mentions_of(row, "reference")]
        lasting = in_several_letters(said)
        told: set[str] = set()
        passes = (
            (numbered_by, reach, is_one_matter),
            (of_anything, lambda _: _MISTYPED_DAYS, is_mistyped_there),
            (of_a_series, reach, is_of_one_title),
            (of_a_shape, lambda _: _LASTING_DAYS, is_worded),
        )
        for bucket, near, is_one in passes:
            for group, doubtful in sure_or_doubtful(said, bucket, near, is_one, is_same_number):
                mentions = tuple(one.mention for one in group)
                if told.isdisjoint(m.mention_id for m in mentions):
                    told.update(m.mention_id for m in mentions)
                    alike = doubtful or tuple(m for m in mentions if any(may_be_one_reading(m, o) for o in mentions))
                    yield Noticed(letters_of(group), mentions, say_several(group), alike)


def _customer(number: str, label: str = "N° client", *, confidence: float = 0.95) -> Mention:
    return named("reference", number, label, confidence=confidence)


_ENDED: Final[dict[str, Any]] = {"topics": ("termination_confirmed",)}

CHECK: Final = Check(
    code="conflicting_reference",
    description=Says(
        fr="Le numéro du client (sociétaire, allocataire, assuré ...) diffère entre des courriers d'un même "
        "expéditeur à un même destinataire sur une même affaire. De même d'un numéro de sinistre, de dossier, de "
        "demande, de commande ou de contrat pour une même chose, et de tout numéro dont deux chiffres sont "
        "intervertis. Ne comptent pas : plusieurs contrats ou comptes, les factures, autres lignes ou compteurs, un "
        "nouveau numéro annoncé, rectifications ; un seul chiffre de différence est à vérifier. Dans un envoi de peu "
        "de courriers, un réseau de neurones lit de quoi est un numéro donné dans une phrase.",
        en="The customer's number (member, beneficiary, insured ...) differs between letters of one sender to one "
        "recipient on one matter; so with the number of a claim, a file, a request, an order or a contract for one "
        "thing, and with any number of which two figures are exchanged. Left out: several contracts or accounts, "
        "invoices, letters with nothing in common, a new number announced, corrections; numbers one figure apart are "
        "to be looked at. In mailings of few letters a neural network reads of what a number in a sentence is.",
    ),
    severity="warning",
    section=Days,
    notice=_notice,
    fires=(
        example(
            "two customer numbers for one termination",
            letter("13/02/2015", _customer("571264938"), refs=[("N° client", "571264938")], **_ENDED),
            letter("15/02/2015", _customer("880415527"), refs=[("N° client", "880415527")], **_ENDED),
            message=(
                "Orange donne au même client plusieurs numéros dans une même affaire : 571264938 (le courrier du "
                "13/02/2015) et 880415527 (le courrier du 15/02/2015)."
            ),
            english=(
                "Orange gives the same customer several numbers on one matter: 571264938 (the letter of 13 February "
                "2015) and 880415527 (the letter of 15 February 2015)."
            ),
        ),
        example(
            "one number under two labels, and it differs",
            letter("13/02/2015", _customer("571264938"), refs=[("Titre n°", "571264938")], **_ENDED),
            letter("15/02/2015", _customer("880415527"), refs=[("Titre n°", "880415527")], **_ENDED),
            message=(
                "Orange donne au même client plusieurs numéros dans une même affaire : 571264938 (le courrier du "
                "13/02/2015) et 880415527 (le courrier du 15/02/2015)."
            ),
        ),
        example(
            "one figure apart may be misread",
            letter("13/02/2015", _customer("571264938", confidence=0.8), **_ENDED),
            letter("15/02/2015", _customer("571264933", confidence=0.8), **_ENDED),
            message=(
                "À vérifier, car la lecture de « 571264938 » (1.pdf, page 1) et « 571264933 » (2.pdf, page 1) est "
                "incertaine : Orange donne au même client plusieurs numéros dans une même affaire : 571264938 (le "
                "courrier du 13/02/2015) et 571264933 (le courrier du 15/02/2015)."
            ),
        ),
        example(
            "two numbers of one claim",
            letter("13/02/2015", _customer("571264938", "N° de sinistre"), subject="Vol de votre vélo au gymnase"),
            letter("20/02/2015", _customer("880415527", "N° de sinistre"), subject="Suite du vol de votre vélo"),
            message=(
                "Orange donne au même client plusieurs numéros dans une même affaire : 571264938 (le courrier du "
                "13/02/2015) et 880415527 (le courrier du 20/02/2015)."
            ),
        ),
        example(
            "two figures exchanged, whatever the number is of",
            letter("13/02/2015", _customer("RUM-7740-0093", "N° de mandat")),
            letter("15/05/2015", _customer("RUM-7740-0039", "Mandat n°")),
            message=(
                "Orange donne au même client plusieurs numéros dans une même affaire : RUM-7740-0093 (le courrier du "
                "13/02/2015) et RUM-7740-0039 (le courrier du 15/05/2015)."
            ),
        ),
        example(
            "figures exchanged in a reference that other letters bear",
            letter("13/02/2015", _customer("DOS-2015-0632", "N/Réf.")),
            letter("15/03/2015", _customer("DOS-2015-0623", "N/Réf.")),
            letter("15/04/2015", _customer("DOS-2015-0632", "N/Réf.")),
            message=(
                "Orange donne au même client plusieurs numéros dans une même affaire : DOS-2015-0632 (les courriers du "
                "13/02/2015 et du 15/04/2015) et DOS-2015-0623 (le courrier du 15/03/2015)."
            ),
        ),
        example(
            "one contract of its kind under two numbers",
            letter("13/02/2015", _customer("CC-571264", "Contrat camping-car"), subject="Votre camping-car"),
            letter("10/03/2015", _customer("CC-880415", "Contrat camping-car"), subject="Avenant, camping-car"),
            message=(
                "Orange donne au même client plusieurs numéros dans une même affaire : CC-571264 (le courrier du "
                "13/02/2015) et CC-880415 (le courrier du 10/03/2015)."
            ),
        ),
        example(
            "two numbers of one request, called alike",
            letter(
                "13/02/2015",
                _customer("5712649", "N° de demande"),
                subject="Votre place en crèche",
                text="Votre place à la crèche des Lilas est à l'étude.",
            ),
            letter(
                "10/03/2015",
                _customer("8804155", "N° de demande"),
                subject="Place en crèche accordée",
                text="La commission vous accorde une place à la crèche des Lilas.",
            ),
            message=(
                "Orange donne au même client plusieurs numéros dans une même affaire : 5712649 (le courrier du "
                "13/02/2015) et 8804155 (le courrier du 10/03/2015)."
            ),
        ),
    ),
    silent=(
        example(
            "contracts of two kinds",
            letter("13/02/2015", _customer("EL-44-7091", "Contrat électricité"), subject="Votre mensualité de gaz"),
            letter("20/02/2015", _customer("GZ-18-2250", "Contrat gaz"), subject="Suite de votre mensualité de gaz"),
        ),
        example(
            "two orders of one thing, each received",
            letter(
                "13/02/2015",
                _customer("5712649", "N° de commande"),
                subject="Votre commande de fioul",
                text="Votre commande de fioul pour la cuve du garage est enregistrée.",
            ),
            letter(
                "30/03/2015",
                _customer("8804155", "N° de commande"),
                subject="Votre commande de fioul",
                text="Votre commande de fioul pour la cuve du garage est enregistrée.",
            ),
        ),
        example(
            "a file that has another number from now on",
            letter("13/02/2015", _customer("5712649", "Dossier"), subject="Vol de votre vélo au gymnase"),
            letter(
                "20/02/2015",
                _customer("8804155", "Dossier"),
                subject="Suite du vol de votre vélo",
                text="Votre dossier porte désormais le numéro 8804155.",
            ),
        ),
        example(
            "a new number that the first letter announces",
            letter("13/02/2015", _customer("571264938"), text="Votre numéro sera désormais le 880415527.", **_ENDED),
            letter("15/02/2015", _customer("880415527"), **_ENDED),
        ),
        example(
            "bills numbered alike",
            letter("13/02/2015", _customer("F2015-0112", "Facture n°")),
            letter("15/03/2015", _customer("F2015-0121", "Facture n°")),
        ),
        example(
            "a reference of each letter",
            letter("13/02/2015", _customer("DOS-2015-0632", "N/Réf.")),
            letter("15/03/2015", _customer("DOS-2015-0623", "N/Réf.")),
        ),
        example(
            "figures exchanged, put right",
            letter("13/02/2015", _customer("DE-604-1187", "Dossier")),
            letter("15/02/2015", _customer("DE-604-1178", "Dossier"), text="Ce numéro remplace le numéro précédent."),
        ),
        example(
            "two contracts of one kind",
            letter("13/02/2015", _customer("CC-571264", "Contrat camping-car"), subject="Votre contrat"),
            letter("10/03/2015", _customer("CC-880415", "Contrat camping-car"), text="Vos deux contrats sont à jour."),
        ),
        example(
            "two loans, each called by its number",
            letter("13/02/2015", _customer("PR-10797", "Prêt n°"), subject="Mensualité du prêt n° PR-10797"),
            letter("10/03/2015", _customer("PR-75748", "Prêt n°"), subject="Mensualité du prêt n° PR-75748"),
        ),
        example(
            "two claims",
            letter("13/02/2015", _customer("571264938", "N° de sinistre"), subject="Vol de votre vélo"),
            letter("20/02/2015", _customer("880415527", "N° de sinistre"), subject="Bris de votre vitre"),
        ),
        example(
            "one number, printed otherwise",
            letter("13/02/2015", _customer("0571264938"), **_ENDED),
            letter("15/02/2015", _customer("571264938"), **_ENDED),
        ),
        example(
            "two contracts, each with its number",
            letter("13/02/2015", _customer("571264938"), refs=[("Contrat", "111")], **_ENDED),
            letter("15/02/2015", _customer("880415527"), refs=[("Contrat", "222")], **_ENDED),
        ),
        example(
            "contract numbers",
            letter("13/02/2015", _customer("571264938", "N° de contrat"), **_ENDED),
            letter("15/02/2015", _customer("880415527", "N° de contrat"), **_ENDED),
        ),
        example(
            "two lines",
            letter("13/02/2015", _customer("571264938"), refs=[("Compteur", "0494000001")], **_ENDED),
            letter("15/02/2015", _customer("880415527"), refs=[("Compteur", "0494000002")], **_ENDED),
        ),
        example(
            "two customers",
            letter("13/02/2015", _customer("571264938"), **_ENDED),
            letter("15/02/2015", _customer("880415527"), recipient_name="Zoé Petit", **_ENDED),
        ),
    ),
)
