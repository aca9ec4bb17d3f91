"""Two letters of one text but for some words → the words that differ."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import amount, dated, due, example, letter
from pipeline.findings.mailing import Mailing
from pipeline.findings.twin_letters import Twins, find_twins
from pipeline.findings.twins import Change, words_of
from pipeline.findings.wording import Says, capital
from pipeline.records import Mention, MentionKind

_ELIDED: Final = re.compile(r"\b([cdjlmnst]|qu) (?=[aàâeéèêiîoôuûyh])", re.IGNORECASE)
_SHOWN = 4  # changes named in the message; the rest are counted
_LETTERHEAD: Final = frozenset({"capital", "tariff"})
_TELLING: Final[tuple[MentionKind, ...]] = ("amount", "deadline", "phone", "date", "instruction")


def _notice(mailing: Mailing, _: Section) -> Iterator[Noticed]:
    for twins in find_twins(mailing):
        letters = twins.first, twins.second
        mentions = tuple(m for side in (0, 1) for m in _changed(mailing, twins, side))
        yield Noticed(letters, mentions, _say(twins), severity=None if twins.changes else "info")


def _changed(mailing: Mailing, twins: Twins, side: int) -> Iterator[Mention]:
    """The letter's mentions whose words stand in a change."""
    letter = (twins.first, twins.second)[side]
    words = {word for change in twins.changes for word in (change.first, change.second)[side].lower().split()} - {"€"}
    for kind in _TELLING:
        for mention in mailing.mentions_of(letter, kind):
            if mention.role not in _LETTERHEAD and words & set(words_of(mention.text.lower())):
                yield mention


def _say(twins: Twins) -> Says:
    fr, en = french.Names((twins.first, twins.second)), english.Names((twins.first, twins.second))
    first, second = fr.those([twins.first]), capital(fr.letters([twins.second]))
    first_en, second_en = en.those([twins.first]), capital(en.letters([twins.second]))
    if not twins.changes:
        return Says(f"{second} est mot pour mot {first}.", f"{second_en} is word for word {first_en}.")
    shown = [_say_change(change) for change in twins.changes[:_SHOWN]]
    if (more := len(twins.changes) - _SHOWN) > 0:
        passages = "1 autre passage diffère" if more == 1 else f"{more} autres passages diffèrent"
        shown.append(Says(passages, "1 more passage differs" if more == 1 else f"{more} more passages differ"))
    changes, changes_en = ", ".join(change.fr for change in shown), ", ".join(change.en for change in shown)
    return Says(
        fr=f"{second} reprend {first} à quelques mots près\N{NO-BREAK SPACE}: {changes}.",
        en=f"{second_en} repeats {first_en} but for some words: {changes_en}.",
    )


def _written(words: str) -> str:
    """Words without their signs → as one writes them: «d activité» -> «d'activité», «1 er» -> «1er»."""
    return _ELIDED.sub(r"\1'", words).replace("1 er", "1er")


def _say_change(change: Change) -> Says:
    first, second = (_written(side) for side in (change.first, change.second))
    old, new = french.quote(first), french.quote(second)
    old_en, new_en = english.quote(first), english.quote(second)
    if not change.second:
        return Says(f"{old} n'y figure plus", f"{old_en} is gone")
    if not change.first:
        return Says(f"{new} y est ajouté", f"{new_en} is added")
    return Says(f"{new} au lieu de {old}", f"{new_en} instead of {old_en}")


_TEXT = (
    "Madame,\nVous avez demandé la résiliation de votre contrat. Nous vous invitons à déposer la Livebox et le "
    "décodeur dans un point relais avec le bordereau joint. {} Conservez la preuve de dépôt jusqu'à la clôture de "
    "votre dossier.\nVeuillez agréer, Madame, nos salutations."
)
_SEVEN = _TEXT.format("Sans retour 7 jours après mise en demeure, 300 € vous seront facturés pour le matériel.")
_TEN = _TEXT.format("Sans retour 10 jours après mise en demeure, le matériel vous sera facturé.")
_HEDGE = _TEXT.format("Le règlement fixe la hauteur des haies à {}.")
_BY = _TEXT.format("Ce retour se fait avant le {}.")
_PRICE = _TEXT.format("Votre abonnement passe à {} € par an le 1er avril 2015.")
_STATEMENT = _TEXT.format("Voici votre décompte mensuel. Le total remboursé est de {} €.")
_INVOICE = _TEXT.format("Votre facture du mois de {} se monte à {} €.")
_REFUND = _TEXT.format("Le remboursement est {}.")

CHECK: Final = Check(
    code="near_duplicate",
    description=Says(
        fr="Deux courriers d'un même expéditeur à un même destinataire, à moins de six semaines, sont le même texte à "
        "quelques mots près, même si des phrases ont changé de place ; les mots qui diffèrent sont nommés, les "
        "lettres mal lues ne le sont pas. Ne comptent pas : celui qui rappelle l'autre, "
        "rectifications, autres contrats ou factures, le courrier suivant d'une série mensuelle.",
        en="Two letters of one sender to one recipient within six weeks are the same text but for some words, even "
        "with sentences moved; the words that differ are named, misread letters are not. Left out: one that recalls "
        "the other, corrections, other contracts or invoices, the next letter of a monthly series.",
    ),
    section=Section,
    severity="warning",
    notice=_notice,
    fires=(
        example(
            "the same form with other figures",
            letter("14/02/2015", text=_SEVEN),
            letter("15/02/2015", text=_TEN),
            message=(
                "Le courrier du 15/02/2015 reprend celui du 14/02/2015 à quelques mots près : « 10 » au lieu de « 7 », "
                "« le matériel » au lieu de « 300 € », « sera facturé » au lieu de « seront facturés pour le "
                "matériel »."
            ),
            english=(
                "The letter of 15 February 2015 repeats the one of 14 February 2015 but for some words: “10” instead "
                "of “7”, “le matériel” instead of “300 €”, “sera facturé” instead of “seront facturés pour le "
                "matériel”."
            ),
        ),
        example(
            "weeks later, the rule reads otherwise",
            letter("14/02/2015", text=_HEDGE.format("deux mètres")),
            letter("11/03/2015", text=_HEDGE.format("un mètre cinquante")),
            message=(
                "Le courrier du 11/03/2015 reprend celui du 14/02/2015 à quelques mots près : « un mètre cinquante » "
                "au lieu de « deux mètres »."
            ),
        ),
        example(
            "one day to come, written otherwise, and other words",
            letter("14/02/2015", text=_HEDGE.format("deux mètres dès le 28 juin 2015")),
            letter("11/03/2015", text=_HEDGE.format("un mètre dès le 28.06.2015")),
            message=(
                "Le courrier du 11/03/2015 reprend celui du 14/02/2015 à quelques mots près : « un mètre » au lieu de "
                "« deux mètres », « 28.06.2015 » au lieu de « 28 juin 2015 »."
            ),
        ),
        example(
            "another price from one day on",
            letter(
                "14/02/2015",
                amount("45,90 €", "45.90", "recurring"),
                dated("1er avril 2015", "effective", "Le prix change le 1er avril 2015.", day="01/04/2015"),
                text=_PRICE.format("45,90"),
            ),
            letter(
                "02/03/2015",
                amount("61,20 €", "61.20", "recurring"),
                dated("1er avril 2015", "effective", "Le prix change le 1er avril 2015.", day="01/04/2015"),
                text=_PRICE.format("61,20"),
            ),
            message=(
                "Le courrier du 02/03/2015 reprend celui du 14/02/2015 à quelques mots près : « 61,20 » au lieu de "
                "« 45,90 »."
            ),
        ),
        example(
            "a formal notice made again, that does not speak of the first",
            letter("14/02/2015", text=_SEVEN, topics=("formal_notice",), subject="Mise en demeure"),
            letter("20/03/2015", text=_TEN, topics=("formal_notice",), subject="Mise en demeure"),
            message=(
                "Le courrier du 20/03/2015 reprend celui du 14/02/2015 à quelques mots près : « 10 » au lieu de « 7 », "
                "« le matériel » au lieu de « 300 € », « sera facturé » au lieu de « seront facturés pour le "
                "matériel »."
            ),
        ),
        example(
            "weeks later, another last day",
            letter(
                "14/02/2015", due("Ce retour se fait avant le 02/03/2015.", "02/03/2015"), text=_BY.format("02/03/2015")
            ),
            letter(
                "11/03/2015", due("Ce retour se fait avant le 09/04/2015.", "09/04/2015"), text=_BY.format("09/04/2015")
            ),
            message=(
                "Le courrier du 11/03/2015 reprend celui du 14/02/2015 à quelques mots près : « 09/04/2015 » au lieu "
                "de « 02/03/2015 »."
            ),
        ),
        example(
            "one letter, scanned twice, read a little differently",
            letter("14/02/2015", text=_SEVEN),
            letter("14/02/2015", text=_SEVEN.replace("déposer la", "deposer Ia").replace("contrat", "contrut")),
            message="Le courrier du 14/02/2015 (2.pdf, page 1) est mot pour mot celui du 14/02/2015 (1.pdf, page 1).",
        ),
        example(
            "one word, and the opposite is said",
            letter("05/03/2015", text=_REFUND.format("possible")),
            letter("12/03/2015", text=_REFUND.format("impossible")),
            message=(
                "Le courrier du 12/03/2015 reprend celui du 05/03/2015 à quelques mots près : « impossible » au lieu "
                "de « possible »."
            ),
        ),
    ),
    silent=(
        example(
            "invoices of two months",
            letter("02/03/2015", text=_INVOICE.format("février", "45,90")),
            letter("02/04/2015", text=_INVOICE.format("mars", "47,10")),
        ),
        example(
            "a form sent again weeks later, word for word",
            letter("14/02/2015", text=_HEDGE.format("deux mètres")),
            letter("11/03/2015", text=_HEDGE.format("deux mètres")),
        ),
        example(
            "a form sent again weeks later, its day written otherwise",
            letter("14/02/2015", text=_HEDGE.format("deux mètres dès le 28 juin 2015")),
            letter("11/03/2015", text=_HEDGE.format("deux mètres dès le 28.06.2015")),
        ),
        example(
            "the next month's notice, weeks later",
            letter("14/02/2015", text=_PRICE.format("45,90")),
            letter("11/03/2015", text=_PRICE.format("47,10").replace("avril", "mai")),
        ),
        example(
            "two monthly statements under one file number",
            letter("14/02/2015", text=_STATEMENT.format("38,18"), refs=[("Dossier", "HJ86743")]),
            letter("17/03/2015", text=_STATEMENT.format("43,73"), refs=[("Dossier", "HJ86743")]),
        ),
        example(
            "two invoices of one week whose numbers could not be read",
            letter("02/03/2015", amount("45,90 €", "45.90", "total_due"), text=_INVOICE.format("février", "45,90")),
            letter("05/03/2015", amount("47,10 €", "47.10", "total_due"), text=_INVOICE.format("février", "47,10")),
        ),
        example(
            "undated invoices",
            letter(None, text=_INVOICE.format("février", "45,90")),
            letter(None, text=_INVOICE.format("mars", "47,10")),
        ),
        example(
            "two contracts",
            letter("14/02/2015", text=_SEVEN, refs=[("Contrat", "111")]),
            letter("14/02/2015", text=_SEVEN, refs=[("Contrat", "222")]),
        ),
        example(
            "two recipients",
            letter("14/02/2015", text=_SEVEN),
            letter("14/02/2015", text=_SEVEN, recipient_name="Zoé Petit"),
        ),
        example(
            "two senders",
            letter("14/02/2015", text=_SEVEN),
            letter("14/02/2015", text=_SEVEN, sender_organisation="SFR"),
        ),
        example(
            "a reminder",
            letter("14/02/2015", text=_SEVEN),
            letter("25/02/2015", text=_SEVEN, subject="Rappel : vos équipements"),
        ),
        example(
            "two texts",
            letter("14/02/2015", text=_SEVEN),
            letter(
                "15/02/2015",
                text="Madame,\n"
                + "Nous avons bien pris en compte votre demande et vous adresserons sous peu la dernière facture. " * 3,
            ),
        ),
        example(
            "too short to tell",
            letter("14/02/2015", text="Veuillez trouver ci-joint votre facture."),
            letter("15/02/2015", text="Veuillez trouver ci-joint votre facture."),
        ),
    ),
)
