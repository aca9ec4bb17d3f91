"""Letters of one date → nothing tells which comes first."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import date_line, example, letter
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.matter import ACCOUNT, may_be_same_matter
from pipeline.findings.meanings import plain_letters
from pipeline.findings.twins import is_same_text
from pipeline.findings.wording import Says, capital, plain
from pipeline.records import LetterRow, Mention

# «notre courrier de ce jour», «pour faire suite à notre lettre du même jour»: the letter itself tells
_LETTER: Final = r"(?:courrier|lettre|envoi|pli|message|avis|missive)s?"
_SAME_DAY: Final = r"(?:(?:de |en date de )?ce jour|(?:du|le) meme jour|(?:de |de la )?meme date|aujourd'hui)"
_TELLS_ORDER: Final = re.compile(
    rf"(?<!votre )(?<!vos )(?<!presente )(?<!present )(?<!cette )\b{_LETTER},? (?:[^\s.;]+ ){{0,6}}{_SAME_DAY}\b"
    rf"|\b{_LETTER} {_SAME_DAY} (?:vient apres|precede|suit|complete|fait suite a|s'ajoute a)\b"
    rf"|\b{_SAME_DAY} (?:[^\s.;]+ ){{0,6}}(?:autre|second|seconde|deuxieme) {_LETTER}\b"
    rf"|\b{_SAME_DAY},? (?:[^\s.;]+ ){{0,6}}{_LETTER} (?:separe|distinct)e?s?\b"
    # «Cette lettre fait suite à celle de ce jour»
    rf"|\b(?:suite a|suit|complete|precede|s'ajoute a|accompagne) (?:celle|celui|ceux|l[ae] (?:premiere?"
    rf"|precedente?)|l'autre),? (?:[^\s.;]+ ){{0,6}}"
    rf"{_SAME_DAY}\b"
)


def _notice(mailing: Mailing, _: Section) -> Iterator[Noticed]:
    for block in mailing.blocks:
        for date, held in groupby((row for row in block if row.letter_date), key=lambda row: row.letter_date):
            letters = _unordered(list(held))
            if len(letters) < 2:
                continue
            dates = tuple(
                m for row in letters for m in mailing.mentions_of(row, "date") if m.date == date and _is_own(m)
            )
            yield Noticed(tuple(letters), dates, _say(letters), tuple(m for m in dates if is_doubtful(m)))


def _say(letters: list[LetterRow]) -> Says:
    sender = plain(letters[0].sender_organisation or "")
    fr, en = french.Names(letters).letters(letters), english.Names(letters).letters(letters)
    return Says(
        fr=f"{capital(sender)} date du même jour {fr}\N{NO-BREAK SPACE}: rien ne dit dans quel ordre les lire.",
        en=f"{capital(en)} from {sender} bear the same date: nothing tells in which order to read them.",
    )


def _unordered(letters: list[LetterRow]) -> list[LetterRow]:
    """The letters of one day and matter, one copy of each; none where one of them tells the order."""
    if any(map(tells_order, letters)):
        return []
    kept: list[LetterRow] = []
    for row in letters:
        if not any(is_same_text(row, known) for known in kept):
            kept.append(row)
    return [a for a in kept if any(a is not b and may_be_same_matter(a, b, ACCOUNT) for b in kept)]


def tells_order(row: LetterRow) -> bool:
    """Whether the letter names another of its day: «notre lettre de ce jour»."""
    return bool(_TELLS_ORDER.search(plain_letters(row.text)))


def _is_own(mention: Mention) -> bool:
    """Not a date in the body that happens to be the letter's own."""
    return mention.role in (None, "letter")


CHECK: Final = Check(
    code="ambiguous_order",
    description=Says(
        fr="Des courriers d'un même expéditeur à un même destinataire, dans une même affaire, portent la même date, et "
        "aucun ne dit lequel vient d'abord. Ne comptent pas : les copies d'un courrier, les contrats différents.",
        en="Letters of one sender to one recipient in one matter bear the same date, and none says which comes first. "
        "Copies of one letter and letters about different contracts are left out.",
    ),
    section=Section,
    unsure_if=frozenset({"two_dates", "doubtful_date"}),
    severity="warning",
    notice=_notice,
    fires=(
        example(
            "two letters of one day",
            letter("14/02/2015", date_line("14/02/2015"), text="Voici votre facture."),
            letter("14/02/2015", date_line("14/02/2015"), text="Voici comment rendre la Livebox."),
            letter("15/02/2015", date_line("15/02/2015"), text="Votre contrat est résilié."),
            message=(
                "Orange date du même jour les courriers du 14/02/2015 (1.pdf, page 1 ; 2.pdf, page 1) : rien ne "
                "dit dans quel ordre les lire."
            ),
            english=(
                "The letters of 14 February 2015 (1.pdf, page 1; 2.pdf, page 1) from Orange bear "
                "the same date: nothing tells in which order to read them."
            ),
        ),
        example(
            "a date that is hard to read",
            letter("14/02/2015", date_line("14/02/2015", confidence=0.3), text="Voici votre facture."),
            letter("14/02/2015", date_line("14/02/2015"), text="Voici comment rendre la Livebox."),
            message=(
                "À vérifier, car la lecture de « 14/02/2015 » (1.pdf, page 1) est incertaine : Orange date du même "
                "jour les courriers du 14/02/2015 (1.pdf, page 1 ; 2.pdf, page 1) : rien ne dit dans "
                "quel ordre les lire."
            ),
        ),
    ),
    silent=(
        example("two days", letter("14/02/2015", text="Un."), letter("15/02/2015", text="Deux.")),
        example(
            "one letter names the other",
            letter("14/02/2015", text="Votre contrat prendra fin le 2 mars."),
            letter(
                "14/02/2015", text="Cette lettre fait suite à celle de ce jour, qui confirme la fin de votre contrat."
            ),
        ),
        example(
            "a letter sent apart, and another that completes the first",
            letter("14/02/2015", text="Nous vous avons adressé ce jour, sous pli séparé, un avenant à signer."),
            letter("14/02/2015", text="Le certificat est joint."),
            letter("14/02/2015", text="Cette lettre complète la première, également de ce jour."),
        ),
        example("no dates", letter(None, text="Un."), letter(None, text="Deux.")),
        example(
            "two senders",
            letter("14/02/2015", text="Un."),
            letter("14/02/2015", text="Deux.", sender_organisation="SFR"),
        ),
        example(
            "two recipients",
            letter("14/02/2015", text="Un."),
            letter("14/02/2015", text="Deux.", recipient_name="Zoé Petit"),
        ),
        example(
            "two contracts",
            letter("14/02/2015", text="Un.", refs=[("N° de contrat", "111")]),
            letter("14/02/2015", text="Deux.", refs=[("N° de contrat", "222")]),
        ),
        example(
            "the order is told",
            letter("14/02/2015", text="Votre demande est acceptée."),
            letter("14/02/2015", text="Pour faire suite à notre courrier de ce jour, voici le bordereau."),
        ),
        example(
            "one letter, scanned twice",
            letter("14/02/2015", text="Voici la facture."),
            letter("14/02/2015", text="Voici la facture."),
        ),
        example(
            "an envelope is no letter",
            letter("14/02/2015", text="Un."),
            letter("14/02/2015", text="Deux.", kind="envelope"),
        ),
    ),
)
