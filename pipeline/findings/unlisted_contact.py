"""A number or address that the charter's list of allowed ones does not hold → where it stands."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.charter_values import PhoneNumber
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import example, letter, named, phone
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.wording import Says, capital, plain, say_phone
from pipeline.records import LetterRow, Mention

_NOT_THE_SENDERS: Final = frozenset({"recipient"})


class Allowed(Section):
    """The numbers and e-mail addresses under which letters may offer to be reached; an empty list allows all."""

    allowed_contacts: tuple[PhoneNumber, ...]
    allowed_emails: tuple[str, ...]


def _notice(mailing: Mailing, charter: Allowed) -> Iterator[Noticed]:
    told: dict[str, list[tuple[LetterRow, Mention]]] = {}
    for row in mailing.letters:
        for mention in _offered(mailing, row, charter):
            told.setdefault(mention.value, []).append((row, mention))
    for held in told.values():
        letters = tuple({row.letter_id: row for row, _ in held}.values())
        mentions = tuple(mention for _, mention in held)
        doubtful = mentions if all(map(is_doubtful, mentions)) else ()
        yield Noticed(letters, mentions, _say(letters, mentions[0]), doubtful)


def _offered(mailing: Mailing, row: LetterRow, charter: Allowed) -> Iterator[Mention]:
    """What the letter offers beside the list; «@exemple.fr» in it allows a whole domain."""
    if charter.allowed_contacts:
        for mention in mailing.mentions_of(row, "phone"):
            if mention.role not in _NOT_THE_SENDERS and mention.value not in charter.allowed_contacts:
                yield mention
    if charter.allowed_emails:
        allowed = {address.lower() for address in charter.allowed_emails}
        for mention in mailing.mentions_of(row, "email"):
            if (
                mention.role not in _NOT_THE_SENDERS
                and not {mention.value, re.sub(r".*@", "@", mention.value)} & allowed
            ):
                yield mention


def _say(letters: tuple[LetterRow, ...], mention: Mention) -> Says:
    fr, en = french.Names(letters), english.Names(letters)
    shown = say_phone(mention.value) if mention.kind == "phone" else plain(mention.value)
    gives, gives_en = ("donne", "gives") if len(letters) == 1 else ("donnent", "give")
    return Says(
        fr=f"{capital(fr.letters(letters))} {gives} {shown}, qui n'est pas dans la liste de la charte.",
        en=f"{capital(en.letters(letters))} {gives_en} {shown}, which is not in the list of the charter.",
    )


_LISTED: Final = "unlisted_contact: {allowed_contacts: [3900, 04 94 12 34 56]}"

CHECK: Final = Check(
    code="unlisted_contact",
    description=Says(
        fr="Un courrier donne un numéro de téléphone ou une adresse électronique qui n'est pas dans la liste de la "
        "charte. Silencieux tant que la charte n'a pas de liste. Ne compte pas : le numéro du destinataire.",
        en="A letter gives a telephone number or an e-mail address that is not in the list of the charter. Silent as "
        "long as the charter has no list. Left out: the recipient's own number.",
    ),
    severity="warning",
    section=Allowed,
    notice=_notice,
    fires=(
        example(
            "a number beside the list, in two letters",
            letter("13/02/2015", phone("3970"), phone("3900")),
            letter("14/02/2015", phone("3970")),
            message=(
                "Les courriers du 13/02/2015 et du 14/02/2015 donnent 3970, qui n'est pas dans la liste de la charte."
            ),
            english=(
                "The letters of 13 February 2015 and of 14 February 2015 give 3970, which is not in the list of the "
                "charter."
            ),
            charter=_LISTED,
        ),
        example(
            "an address beside the list",
            letter("13/02/2015", named("email", "info@ailleurs.fr")),
            message="Le courrier du 13/02/2015 donne info@ailleurs.fr, qui n'est pas dans la liste de la charte.",
            charter="unlisted_contact: {allowed_emails: ['@orange.fr']}",
        ),
        example(
            "a doubtful reading accuses nobody",
            letter("13/02/2015", phone("3970", confidence=0.4)),
            message=(
                "À vérifier, car la lecture de « 3970 » (1.pdf, page 1) est incertaine : le courrier du 13/02/2015 "
                "donne 3970, qui n'est pas dans la liste de la charte."
            ),
            charter=_LISTED,
        ),
    ),
    silent=(
        example("no list", letter("13/02/2015", phone("3970"))),
        example("a listed number", letter("13/02/2015", phone("+33494123456")), charter=_LISTED),
        example("the reader's own number", letter("13/02/2015", phone("+33611", role="recipient")), charter=_LISTED),
        example(
            "a listed domain",
            letter("13/02/2015", named("email", "aide@orange.fr")),
            charter="unlisted_contact: {allowed_emails: ['@orange.fr']}",
        ),
    ),
)
