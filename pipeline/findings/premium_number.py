"""A surcharged number for a contract, claim or termination matter → the article that forbids it."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import example, letter, phone
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.matter import ACCOUNT, numbers_of
from pipeline.findings.meanings import plain_letters
from pipeline.findings.wording import Says, capital, say_phone
from pipeline.records import LetterRow, Mention

# Code de la consommation: «Le numéro de téléphone destiné à recueillir l'appel d'un consommateur en vue d'obtenir la
# bonne exécution d'un contrat conclu avec un professionnel ou le traitement d'une réclamation ne peut pas être
# surtaxé.»
# Art. L. 113-5 (loi n° 2008-776 du 4 août 2008, art. 87) from 1 January 2009, art. L. 121-16 since 1 July 2016.
_IN_FORCE: Final = (
    (dt.date(2016, 7, 1), "L. 121-16"),
    (dt.date(2009, 1, 1), "L. 113-5"),
)
# Numbering plan (ARCEP): 081, 082, 089 and 118 XXX cost more than a call; 080 does not. 32XX, 36XX and 39XX may: only
# where the letter prints a price of its own
_SURCHARGED: Final = re.compile(r"\+338[129]\d{7}|118\d{3}")
_MAY_BE: Final = re.compile(r"3[269]\d\d")
_PRICE: Final = re.compile(
    r"\b\d(?:[.,]\d\d?)? ?(?:€|euros?|eur\b|cts?|centimes) ?(?:ttc )?(?:/|par|la|l'|de l[a']) ?(?:min|appel)"
    r"|surtax|majore"
)
# An authority is no professional with whom a contract is concluded
_AUTHORITY: Final = frozenset({"tax", "benefits", "legal_order"})
_CONTRACT: Final = frozenset({"contract"})
_PUBLIC: Final = re.compile(
    r"\b(?:mairie|ville|commune|tresorerie|finances publiques|allocations familiales|urssaf|assurance maladie"
    r"|prefecture"
    r"|tribunal|college|lycee|ministere|conseil (?:general|departemental|regional)|impots|pole emploi"
    r"|france travail)\b"
    r"|(?<!auto)(?<!auto[- ])\becole\b(?! (?:de (?:conduite|danse|musique|ski|voile|langues|commerce)|privee))"
)
_NOT_THE_SENDERS: Final = frozenset({"recipient", "fax"})
# What one has subscribed to is a contract, with a town hall too: «votre abonnement au parking»
_SUBSCRIBED: Final = re.compile(r"\b(?:abonnements?|contrats?)\b(?! (?:de |d')(?:mensualisation|prelevement))")
# A number to buy something more is not the one for the contract that there is
_SALES: Final = re.compile(
    r"\b(?:souscri(?:re|vez|ption)|commander|decouvr\w+|nouvelles? (?:offres?|lignes?)|nos offres|jeux?\b|concours"
    r"|tirage|pour participer|(?:re)?vend(?:re|ez|eu[rs]\w*)?\b|billetterie|renseignements? telepho)"
)


def _notice(mailing: Mailing, _: Section) -> Iterator[Noticed]:
    told: dict[tuple[str, str], list[tuple[LetterRow, Mention]]] = {}
    for row in mailing.letters:
        article = _article(row)
        if article and row.sender_organisation:
            for mention in mailing.mentions_of(row, "phone"):
                if mention.role not in _NOT_THE_SENDERS and _is_surcharged(mention) and _is_contract(row, mention):
                    told.setdefault((mention.value, article), []).append((row, mention))
    for (number, article), held in told.items():
        letters = list({row.letter_id: row for row, _ in held}.values())
        mentions = tuple(mention for _, mention in held)
        doubtful = mentions if all(is_doubtful(mention) for mention in mentions) else ()
        yield Noticed(tuple(letters), mentions, _say(letters, number, article), doubtful)


def _is_contract(row: LetterRow, mention: Mention) -> bool:
    """Whether a professional writes to a customer, and not only to sell something.

    An authority has customers only of what one has subscribed to there.
    """
    topics = set(row.topics)
    is_authority = _AUTHORITY & topics and not numbers_of(row.references, _CONTRACT)
    if is_authority or _PUBLIC.search(plain_letters(row.sender_organisation or "")):
        return not is_authority and bool(_SUBSCRIBED.search(plain_letters(mention.sentence)))
    return topics != {"offer"} or bool(numbers_of(row.references, ACCOUNT))


def _article(row: LetterRow) -> str | None:
    """The article in force at the letter's date; today's where it bears none."""
    if row.letter_date is None:
        return _IN_FORCE[0][1]
    return next((article for since, article in _IN_FORCE if row.letter_date >= since), None)


def _is_surcharged(mention: Mention) -> bool:
    sentence = plain_letters(mention.sentence)
    if _SALES.search(sentence):
        return False
    priced = _MAY_BE.fullmatch(mention.value) and _PRICE.search(sentence)
    return bool(_SURCHARGED.fullmatch(mention.value) or priced)


def _say(letters: list[LetterRow], number: str, article: str) -> Says:
    fr, en = french.Names(letters).letters(letters), english.Names(letters).letters(letters)
    gives, give = ("donne", "gives") if len(letters) == 1 else ("donnent", "give")
    return Says(
        fr=f"{capital(fr)} {gives} un numéro surtaxé, le {say_phone(number)}, "
        f"pour suivre un contrat ou une réclamation, ce qu'interdit l'article {article} du Code de la consommation.",
        en=f"{capital(en)} {give} a premium-rate number, {say_phone(number)}, for a contract or a claim, which article "
        f"{article} of the French Consumer Code forbids.",
    )


_ASK = "Pour toute question sur votre résiliation, appelez le {} (0,35 €/min)."
_ENDED: Final[dict[str, Any]] = {"topics": ("termination_confirmed",)}

CHECK: Final = Check(
    code="premium_number",
    description=Says(
        fr="Une organisation donne un numéro surtaxé (081, 082, 089, 118, ou un numéro court dont le prix est "
        "imprimé) pour un contrat, une réclamation ou une résiliation : Code de la consommation, art. L. 121-16, et "
        "art. L. 113-5 avant le 1er juillet 2016. Ne comptent pas : les numéros pour souscrire, les autorités, les "
        "courriers d'avant 2009.",
        en="An organisation gives a surcharged number (081, 082, 089, 118, or a short number with a price printed) "
        "for a contract, a claim or a termination: French Consumer Code, art. L. 121-16, and art. L. 113-5 before 1 "
        "July 2016. Left out: numbers to subscribe, authorities, letters from before 2009.",
    ),
    severity="warning",
    section=Section,
    notice=_notice,
    fires=(
        example(
            "today's article",
            letter("14/03/2017", phone("+33892704516", _ASK.format("0 892 70 45 16")), **_ENDED),
            message=(
                "Le courrier du 14/03/2017 donne un numéro surtaxé, le 08 92 70 45 16, pour suivre un contrat ou une "
                "réclamation, ce qu'interdit l'article L. 121-16 du Code de la consommation."
            ),
            english=(
                "The letter of 14 March 2017 gives a premium-rate number, 08 92 70 45 16, for a contract or a "
                "claim, which article L. 121-16 of the French Consumer Code forbids."
            ),
        ),
        example(
            "the article of 2015, a short number with its price, two letters",
            letter("13/02/2015", phone("3970", _ASK.format("3970")), **_ENDED),
            letter("14/02/2015", phone("3970", _ASK.format("3970")), **_ENDED),
            message=(
                "Les courriers du 13/02/2015 et du 14/02/2015 donnent un numéro surtaxé, le 3970, pour suivre un "
                "contrat ou une réclamation, ce qu'interdit l'article L. 113-5 du Code de la consommation."
            ),
        ),
        example(
            "a school that is a firm",
            letter(
                "14/03/2017",
                phone("+33892704516", _ASK.format("0 892 70 45 16")),
                sender_organisation="Auto-École du Port",
                **_ENDED,
            ),
            message=(
                "Le courrier du 14/03/2017 donne un numéro surtaxé, le 08 92 70 45 16, pour suivre un contrat ou une "
                "réclamation, ce qu'interdit l'article L. 121-16 du Code de la consommation."
            ),
        ),
        example(
            "a contract whose letter speaks of taxes",
            letter("14/03/2017", phone("+33892704516"), topics=("tax",), refs=[("Contrat", "PF857509")]),
            message=(
                "Le courrier du 14/03/2017 donne un numéro surtaxé, le 08 92 70 45 16, pour suivre un contrat ou une "
                "réclamation, ce qu'interdit l'article L. 121-16 du Code de la consommation."
            ),
        ),
        example(
            "what one has subscribed to at the town hall",
            letter(
                "14/03/2017",
                phone("+33892704516", "Pour arrêter votre abonnement au parking, composez le 0 892 70 45 16."),
                sender_organisation="Mairie de Toulon",
                **_ENDED,
            ),
            message=(
                "Le courrier du 14/03/2017 donne un numéro surtaxé, le 08 92 70 45 16, pour suivre un contrat ou une "
                "réclamation, ce qu'interdit l'article L. 121-16 du Code de la consommation."
            ),
        ),
        example(
            "a driving school, from Monday to Friday",
            letter(
                "14/03/2017",
                phone("+33892704516", "Pour résilier, appelez le 0 892 70 45 16, du lundi au vendredi."),
                sender_organisation="Auto-École Mirabeau",
                **_ENDED,
            ),
            message=(
                "Le courrier du 14/03/2017 donne un numéro surtaxé, le 08 92 70 45 16, pour suivre un contrat ou une "
                "réclamation, ce qu'interdit l'article L. 121-16 du Code de la consommation."
            ),
        ),
    ),
    silent=(
        example("a number that costs a call", letter("14/03/2017", phone("+33806704516"), **_ENDED)),
        example("a short number without a price", letter("14/03/2017", phone("3970"), **_ENDED)),
        example(
            "a number to subscribe",
            letter("14/03/2017", phone("+33892704516", "Pour souscrire une offre : 0 892 70 45 16."), **_ENDED),
        ),
        example(
            "a number to take part in a game",
            letter("14/03/2017", phone("+33892704516", "Pour participer, appelez le 0 892 70 45 16."), **_ENDED),
        ),
        example("an offer", letter("14/03/2017", phone("+33892704516"), topics=("offer",))),
        example("an authority", letter("14/03/2017", phone("+33810704516"), topics=("tax", "payment_reminder"))),
        example(
            "a school",
            letter("14/03/2017", phone("+33892704516"), sender_organisation="École Jean-Moulin", **_ENDED),
        ),
        example("before the law", letter("14/03/2008", phone("+33892704516"), **_ENDED)),
        example("the reader's own", letter("14/03/2017", phone("+33892704516", role="recipient"), **_ENDED)),
        example("a private letter", letter("14/03/2017", phone("+33892704516"), sender_organisation=None, **_ENDED)),
    ),
)
