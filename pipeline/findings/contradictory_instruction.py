"""One letter tells the reader to do what another tells them not to do."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

from pydantic import Field

from pipeline.findings.bans import (
    OPEN_ACTS,
    is_limited,
    is_partial,
    names_number,
    same_number,
)
from pipeline.findings.check import Check, Noticed
from pipeline.findings.conflicts import Said, letters_of, said_in
from pipeline.findings.contact_bans import forbids_contact, forbids_nothing, is_formula, reach_two
from pipeline.findings.contrary import find_contrary
from pipeline.findings.deed_limits import is_of_one_case
from pipeline.findings.encoded import Read
from pipeline.findings.examples import example, instruction, letter, topic
from pipeline.findings.firmness import is_firm
from pipeline.findings.mailing import Mailing, in_order, is_doubtful
from pipeline.findings.matter import ACCOUNT, may_be_same_matter
from pipeline.findings.meanings import plain_letters
from pipeline.findings.one_task import are_for_one_thing
from pipeline.findings.opposed_acts import NOT, say_opposed
from pipeline.findings.others import are_of_two_affairs, stands_in_both
from pipeline.findings.overtaken import are_near, hold_at_once
from pipeline.findings.told_against import letters_in, notice_told
from pipeline.findings.undone import each_once, tell_undone
from pipeline.findings.wording import Says
from pipeline.records import LetterRow, Mention, Severity

# What one may check is said in passing in any letter; what one keeps, one does not destroy
_COMPARED: Final = frozenset(
    {"call", "write", "send", "pay", "sign", "visit", "fill_in", "cancel", "destroy", "reply", "wait", "use", "unplug"}
)
# To give back, to send and to tell are one act: «renvoyer le formulaire», «nous l'adresser», «faire connaître l'index»
_ONE_ACT: Final = {"contact": "call", "return": "send", "inform": "send"}
# «Conservez l'ancienne carte» forbids to cut it up and to send it back; «... le contrat» forbids to terminate it
_UNDOES: Final = ("destroy", "cancel", "send")
_BANNED: Final = "do_not_contact"
_TOPICS: Final = frozenset({_BANNED, "contact_invited"})
_READ_WELL: Final = 0.75  # mean confidence of a letter whose words may be compared without a mention in them
# A topic that forbids says so: not «notre ligne vous est ouverte»
_NEGATES: Final = re.compile(
    r"\bn(?:e\b|')|\b(?:pas|plus|jamais|inutile|aucune?|cess|evite|sans|interdi|proscri|ferme|supprim)"
)
# Not «ne pas répondre à ce message»
_BY_PHONE: Final = re.compile(r"appel|telephon|contact|joindre|solliciter|disposition")
# «Ne tenez pas compte de la facture»; not «si vous avez déjà réglé, ne tenez pas compte de ...»
_OF_A_BILL: Final = re.compile(
    r"^(?!.*\b(?:si|deja|depuis|sauf|en cas|lorsque|quand|entre-temps|entretemps)\b)"
    r".*\b(?:facture|avis d'echeance|appel de (?:fonds|cotisations?)|quittance|avis des sommes|titre de recette)s?\b"
)
_Near = Callable[[LetterRow, LetterRow], bool]


class Held(Read):
    """How long an instruction holds: what holds today may rightly change in two months."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Held) -> Iterator[Noticed]:
    def near(one: LetterRow, other: LetterRow) -> bool:
        return are_near(mailing, one, other, charter.days)

    for block in mailing.blocks:
        bidden: dict[str, list[Said]] = defaultdict(list)
        forbidden: dict[str, list[Said]] = defaultdict(list)
        for row in block:
            told = list(_told(mailing, row))
            both = {act for act, banned, _ in told if banned} & {act for act, banned, _ in told if not banned}
            for act, banned, mention in told:
                # a letter that does both for calls draws the line itself: «N'appelez plus le 3970, mais le 3900»
                if act not in both or act not in OPEN_ACTS or (banned and not names_number(mention)):
                    (forbidden if banned else bidden)[act].extend(said_in(row, [mention]))
        found = each_once(
            noticed
            for act in sorted(bidden.keys() & forbidden.keys() & _COMPARED)
            for noticed in _opposed(act, bidden[act], forbidden[act], near)
        )
        read = [row for row in block if row.confidence is None or row.confidence >= _READ_WELL]
        known = [letters_in(one) for one in found if not one.doubtful]
        more = list(notice_told(mailing, tell_undone(read, charter.days, known)))
        if charter.reads(mailing):
            more += notice_told(mailing, find_contrary(read, charter.days, [*known, *map(letters_in, more)]))
        sure = [letters_in(one) for one in more if not one.doubtful]
        yield from (one for one in found if not (one.doubtful and any(letters_in(one) <= ids for ids in sure)))
        yield from more


def _told(mailing: Mailing, row: LetterRow) -> Iterator[tuple[str, bool, Mention]]:
    """What the letter tells the reader: the act, whether it is forbidden, and where."""
    sentences = set()
    gives_back = {m.sentence for m in mailing.mentions_of(row, "instruction") if m.value in ("return", "send")}
    for mention in mailing.mentions_of(row, "instruction"):
        act = mention.value.removeprefix(NOT)
        sentences.add(mention.sentence)
        banned = act != mention.value
        if act == "keep":
            yield from ((undone, not banned, mention) for undone in _UNDOES[: 1 if banned else None])
        elif forbids_contact(mention) and not forbids_nothing(mention):
            yield _ONE_ACT.get(act, act), banned, mention
        if act == "ignore" and not banned and _OF_A_BILL.search(plain_letters(mention.sentence)):
            yield "pay", True, mention
        if mention.value == "destroy" and mention.sentence not in gives_back:
            yield "send", True, mention  # what is cut up is not given back; but «coupez-la et renvoyez-la»
    for mention in mailing.mentions_of(row, "subject"):
        if (
            mention.value in _TOPICS
            and mention.sentence not in sentences
            and _BY_PHONE.search(plain_letters(mention.text))
            and (mention.value != _BANNED or _NEGATES.search(plain_letters(mention.sentence)))
        ):
            yield "call", mention.value == _BANNED, mention


def _opposed(act: str, bidden: list[Said], forbidden: list[Said], near: _Near) -> Iterator[Noticed]:
    """One finding for an act, with everything surely read; a doubtful one where nothing sure is left."""
    pairs = [(ban, order) for ban in forbidden for order in bidden if _contradicts(act, ban, order, near)]
    sure = [pair for pair in pairs if not any(is_doubtful(one.mention) for one in pair)]
    used = sure or pairs
    if not used:
        return
    bans, orders = (
        sorted(
            {one.mention.mention_id: one for one in side}.values(),
            key=lambda one: (in_order(one.letter), one.mention.start),
        )
        for side in zip(*used, strict=True)
    )
    doubtful = tuple(one.mention for one in (*bans, *orders) if is_doubtful(one.mention)) if not sure else ()
    mentions = tuple(one.mention for one in (*bans, *orders))
    grave: Severity = "error" if any(is_firm(*pair) for pair in used) else "warning"
    yield Noticed(letters_of((*bans, *orders)), mentions, say_opposed(act, bans, orders), doubtful, grave)


def _contradicts(act: str, ban: Said, order: Said, near: _Near) -> bool:
    if ban.letter is order.letter or not near(ban.letter, order.letter):
        return False
    if not may_be_same_matter(ban.letter, order.letter, ACCOUNT):
        return False
    later = max(ban.letter, order.letter, key=in_order)
    if not hold_at_once(act, ban, order, later):
        return False
    if act == "call" and (is_formula(order) or reach_two(ban, order)):
        return False
    if act == "wait" and are_of_two_affairs(ban.letter, order.letter):
        return False
    if act in OPEN_ACTS:
        return not is_limited(ban, order) and same_number(ban.mention, order.mention)
    told = tuple(plain_letters(said.mention.sentence) for said in (ban, order))
    if is_partial(ban, order) or is_of_one_case(*told) or not may_be_same_matter(ban.letter, order.letter):
        return False
    return are_for_one_thing(act, ban, order) and not stands_in_both(ban, order)


_BAN = "Nous vous demandons de ne plus appeler nos services, quelle que soit la raison."
_CALL = "Notre service client reste à votre disposition au 1014."

_BLEED = "Il vous appartient de purger vos radiateurs avec la clé fournie."
_LEAVE = "Les locataires ne procèdent à aucune purge, réservée à l'exploitant."

CHECK: Final = Check(
    code="contradictory_instruction",
    description=Says(
        fr="Un courrier d'un expéditeur demande ce qu'un autre, dans les deux mois et dans la même affaire, demande "
        "de ne pas faire. Une interdiction limitée dans le temps, à un but ou à un numéro n'interdit rien d'autre ; "
        "payer ou envoyer ne se compare que pour la même chose. De même ce qui se défait, quel que soit le verbe, pour "
        "une même chose : ouvrir et fermer, garder et jeter ; et une façon de faire qui exclut l'autre : uniquement "
        "en ligne, sur papier. Dans un envoi de peu de courriers, un réseau de neurones lit ce que nulle règle ne "
        "compare.",
        en="One letter of a sender tells the reader to do what another, within two months and in the same matter, "
        "tells them not to do. A ban limited in time, to a purpose or to one number forbids nothing else; to pay or "
        "to send is compared only for the same thing. So is what undoes the other, whatever the verb, for one thing: "
        "to open and to shut, to keep and to throw away; and one way of doing it that excludes the other: online "
        "only, on paper. In mailings of few letters a neural network reads what no rule compares.",
    ),
    section=Held,
    severity="error",
    notice=_notice,
    fires=(
        example(
            "do not call, call",
            letter("13/02/2015", instruction("not:call", _BAN)),
            letter("14/02/2015", instruction("call", _CALL)),
            letter("15/02/2015", instruction("call", _CALL)),
            message=(
                "Le courrier du 13/02/2015 demande de ne pas appeler, ceux du 14/02/2015 et du 15/02/2015 invitent "
                "à le faire."
            ),
            english=(
                "The letter of 13 February 2015 asks the reader not to call, those of 14 February 2015 and of 15 "
                "February 2015 invite the reader to do so."
            ),
        ),
        example(
            "topics tell it too",
            letter("13/02/2015", topic("do_not_contact", "ne plus appeler", _BAN)),
            letter("14/02/2015", topic("contact_invited", "reste à votre disposition", _CALL)),
            message="Le courrier du 13/02/2015 demande de ne pas appeler, celui du 14/02/2015 invite à le faire.",
        ),
        example(
            "send, do not send",
            letter("13/02/2015", instruction("send", "Merci de nous envoyer votre justificatif de domicile.")),
            letter("14/02/2015", instruction("not:send", "Inutile de nous envoyer un justificatif de domicile.")),
            message=(
                "Le courrier du 14/02/2015 demande de ne pas envoyer de document, celui du 13/02/2015 invite à le "
                "faire."
            ),
        ),
        example(
            "what is bidden has no name among the acts",
            letter("13/02/2015", text="Madame,\nPurgez tous les radiateurs avant lundi."),
            letter("14/02/2015", text="Madame,\nSeul le chauffagiste peut purger les radiateurs."),
            message=(
                "Le courrier du 13/02/2015 dit « Purgez tous les radiateurs avant lundi », celui du 14/02/2015 dit le "
                "contraire : « Seul le chauffagiste peut purger les radiateurs »."
            ),
            english=(
                "The letter of 13 February 2015 says “Purgez tous les radiateurs avant lundi”, the one of 14 February "
                "2015 says the opposite: “Seul le chauffagiste peut purger les radiateurs”."
            ),
        ),
        example(
            "what no rule compares",
            letter("13/02/2015", text=f"Madame,\n{_BLEED}", subject="Remise en route du chauffage"),
            letter("14/02/2015", text=f"Madame,\n{_LEAVE}", subject="Campagne de chauffage"),
            message=(
                "Le courrier du 13/02/2015 dit « Il vous appartient de purger vos radiateurs avec la clé fournie », "
                "celui du 14/02/2015 dit le contraire : « Les locataires ne procèdent à aucune purge, réservée à "
                "l'exploitant »."
            ),
        ),
        example(
            "a doubtful reading accuses nobody",
            letter("13/02/2015", instruction("not:call", "Ne plus appeler.", confidence=0.4)),
            letter("14/02/2015", instruction("call", _CALL)),
            message=(
                "À vérifier, car la lecture de « Ne plus appeler. » (1.pdf, page 1) est incertaine : le courrier du "
                "13/02/2015 demande de ne pas appeler, celui du 14/02/2015 invite à le faire."
            ),
        ),
    ),
    silent=(
        example(
            "more letters than the charter lets the network read",
            letter("13/02/2015", text=f"Madame,\n{_BLEED}", subject="Remise en route du chauffage"),
            letter("14/02/2015", text=f"Madame,\n{_LEAVE}", subject="Campagne de chauffage"),
            charter="contradictory_instruction: {read_letters: 1}",
        ),
        example(
            "two senders",
            letter("13/02/2015", instruction("not:call", _BAN)),
            letter("14/02/2015", instruction("call", _CALL), sender_organisation="SFR"),
        ),
        example(
            "a ban for a time",
            letter("13/02/2015", instruction("not:call", "Merci de ne pas nous appeler avant le 20 février.")),
            letter("14/02/2015", instruction("call", _CALL)),
        ),
        example(
            "a mailbox that nobody reads",
            letter("13/02/2015", topic("do_not_contact", "ne pas répondre", "Merci de ne pas répondre à ce message.")),
            letter("14/02/2015", topic("contact_invited", "reste à votre disposition", _CALL)),
        ),
        example(
            "a ban on one number",
            letter("13/02/2015", instruction("not:call", "N'appelez plus le 3970.")),
            letter("14/02/2015", instruction("call", "Appelez le 3900.")),
        ),
        example(
            "two invoices: nothing to pay for one",
            letter("02/03/2015", instruction("not:pay", "Ne payez pas cette facture."), refs=[("Facture", "F1")]),
            letter("02/04/2015", instruction("pay", "Merci de payer cette facture."), refs=[("Facture", "F2")]),
        ),
        example(
            "half a year later",
            letter("13/02/2015", instruction("not:call", _BAN)),
            letter("14/09/2015", instruction("call", _CALL)),
        ),
        example(
            "a letter that draws the line itself",
            letter("13/02/2015", instruction("not:call", _BAN)),
            letter("14/02/2015", instruction("not:call", "Ne nous appelez pas le soir."), instruction("call", _CALL)),
        ),
    ),
)
