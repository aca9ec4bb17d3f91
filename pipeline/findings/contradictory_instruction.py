"""One letter tells the reader to do what another tells them not to do."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.conflicts import Said, letters_of, said_in
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.examples import example, instruction, letter, topic
from pipeline.findings.firmness import is_firm
from pipeline.findings.mailing import Mailing, days_apart, in_order, is_doubtful
from pipeline.findings.matter import ACCOUNT, TRANSACTION, corrects, may_be_same_matter, share_number
from pipeline.findings.meanings import is_anything, is_transaction, meanings_in, plain_letters
from pipeline.findings.passages import Passage, acts_of, objects_of, same_object, sentences_of
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention, Severity

_NOT: Final = "not:"

# What the reader is told, and forbidden; other acts are named by their code
_SAID: Final[dict[str, tuple[str, str]]] = {
    "call": ("appeler", "call"),
    "write": ("écrire", "write"),
    "send": ("envoyer un document", "send a document"),
    "return": ("rendre ou renvoyer quelque chose", "give something back"),
    "pay": ("payer", "pay"),
    "sign": ("signer", "sign"),
    "visit": ("se déplacer", "come"),
    "fill_in": ("remplir un document", "fill in a document"),
    "reply": ("répondre", "reply"),
    "keep": ("conserver", "keep"),
    "cancel": ("résilier", "terminate"),
    "inform": ("informer le service", "inform the service"),
    "check": ("vérifier", "check"),
    "unplug": ("débrancher", "unplug"),
    "wait": ("attendre", "wait"),
    "ignore": ("laisser sans suite", "ignore it"),
}
# What one may wait for, check or keep is said in passing in any letter
_COMPARED: Final = frozenset({"call", "write", "send", "pay", "sign", "visit", "fill_in", "cancel"})
# To give back and to send are one act: «renvoyer le formulaire», «nous l'adresser»
_ONE_ACT: Final = {"contact": "call", "return": "send"}
_TOPICS: Final = frozenset({"do_not_contact", "contact_invited"})
_BY_PHONE: Final = re.compile(
    r"appel|telephon|contact|joindre|solliciter|disposition"
)  # not «ne pas répondre à ce message»
_CALLING: Final = meanings_in("appeler service client conseiller question numero telephone equipe")
# To get in touch is one act whatever for; to pay or send something is the same act only for the same thing
_OPEN_ACTS: Final = frozenset({"call", "write"})

# A ban that holds only at times, for something or for one number forbids nothing else: «ne pas appeler avant le 15»
_LIMITED: Final = re.compile(
    r"\b(?:avant|tant que|pendant|jusqu|entre \d|le week-end|samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi"
    r"|la nuit|le soir|le matin|entre midi|jours? feries?|en dehors|apres|depuis l'etranger"
    r"|ce numero|cette adresse|l'ancien\w*)\b"
)
_UNTIL: Final = re.compile(r"\b(?:avant|tant que|jusqu)\b")
# A number for emergencies is for nothing else
_EMERGENCY: Final = re.compile(r"\b(?:urgences?|panne|fuite|danger|vol|perte|opposition|sinistre|odeur de gaz)\b")
# «inutile de nous appeler»: no ban, where what there was to call for is settled
_NEEDLESS: Final = re.compile(r"\b(?:inutile|necessaire|besoin|utile|lieu|dispens\w+|n'avez (?:pas|plus) a)\b")
_SETTLED: Final = re.compile(
    r"\b(?:regle|resolu|clos|cloture|solde|traite|termine|accepte|effectue|retabli|repare)e?s?\b"
)
# What a ban or an order is for; for anything at all where it says so, or says nothing
_FOR: Final = re.compile(
    r"\b(?:pour|concernant|au sujet (?:de|du|d')|a propos (?:de|du|d')|relati\w+ (?:a|au)|quant a"
    r"|s'agissant d\w+|en vue d\w+"
    r"|dans le cadre d\w+) ?(?P<what>.*)"
)
_ANYTHING: Final = re.compile(
    r"\b(?:quelque (?:motif|raison)|quel\w* que soi\w*|toute?s? (?:autre )?(?:questions?|raisons?|motifs?|demandes?"
    r"|reclamations?|renseignements?|informations?|complements?))\b(?! (?:sur|concernant|relati))"
)


# What need not be done again, or only if it is done already: «si vous avez payé, ne payez pas une seconde fois»
_AGAIN: Final = re.compile(
    r"\b(?:si|en cas d[e']|sauf|a nouveau|de nouveau|une (?:seconde|deuxieme) fois|deux fois|double|deja)\b"
)


# How something is done, not whether: «ne payez pas en espèces», «n'envoyez pas d'originaux»
_MANNER: Final = re.compile(
    r"\b(?:sans|en especes|en liquide|par (?:cheque|mandat|courriel|mail|internet|fax|la poste|courrier"
    r"|virement|telephone)"
    r"|d'?originaux|d'original|l'original|directement|vous-meme|en une (?:seule )?fois|seule?ment|que si|recommande)\b"
)
# What is asked for has come: there is nothing to be sent or paid any more
_HAS_COME: Final = re.compile(
    r"\b(?:(?:nous (?:est|sont|a|ont)|(?:votre|vos) [a-z' ]{3,60} (?:est|sont)) (?:bien |deja )?(?:parvenu"
    r"|arrive|encaisse"
    r"|recu)\w*|avons (?:bien |deja )?(?:recu|encaisse|enregistre)|(?:a|ont) (?:bien )?ete (?:recu|encaisse"
    r"|regle|paye)\w*"
    r"|merci (?:de|pour) votre (?:envoi|reglement|paiement|versement)|reception de votre)\b"
)
# What was held back may go on: «vous pouvez maintenant signer»
_FOR_NOW: Final = re.compile(r"\b(?:pour (?:l'instant|le moment|l'heure)|dans l'immediat|a ce stade|en attendant)\b")
_NOW: Final = re.compile(r"\b(?:maintenant|desormais|a present|dorenavant|a nouveau|de nouveau)\b")


class Days(Section):
    """How long an instruction holds: what holds today may rightly change in two months."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    for block in mailing.blocks:
        bidden: dict[str, list[Said]] = defaultdict(list)
        forbidden: dict[str, list[Said]] = defaultdict(list)
        for row in block:
            for act, banned, mention in _told(mailing, row):
                (forbidden if banned else bidden)[act].extend(said_in(row, [mention]))
        for act in sorted(bidden.keys() & forbidden.keys() & _COMPARED):
            yield from _opposed(act, bidden[act], forbidden[act], charter.days)


def _told(mailing: Mailing, row: LetterRow) -> Iterator[tuple[str, bool, Mention]]:
    """What the letter tells the reader: the act, whether it is forbidden, and where."""
    sentences = set()
    for mention in mailing.mentions_of(row, "instruction"):
        act = mention.value.removeprefix(_NOT)
        sentences.add(mention.sentence)
        yield _ONE_ACT.get(act, act), act != mention.value, mention
    for mention in mailing.mentions_of(row, "subject"):
        if (
            mention.value in _TOPICS
            and mention.sentence not in sentences
            and _BY_PHONE.search(plain_letters(mention.text))
        ):
            yield "call", mention.value == "do_not_contact", mention


def _opposed(act: str, bidden: list[Said], forbidden: list[Said], days: int) -> Iterator[Noticed]:
    """One finding for an act, with everything surely read; a doubtful one where nothing sure is left."""
    pairs = [(ban, order) for ban in forbidden for order in bidden if _contradicts(act, ban, order, forbidden, days)]
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
    yield Noticed(letters_of((*bans, *orders)), mentions, _say(act, bans, orders), doubtful, grave)


def _contradicts(act: str, ban: Said, order: Said, forbidden: list[Said], days: int) -> bool:
    if any(one.letter is order.letter for one in forbidden):
        return False  # the letter that bids also forbids: it draws the line itself
    apart = days_apart(ban.letter, order.letter)
    if apart is not None and apart > days:
        return False
    later = max(ban.letter, order.letter, key=in_order)
    if not may_be_same_matter(ban.letter, order.letter, ACCOUNT) or corrects(later):
        return False
    if ban.letter is not order.letter and _is_overtaken(ban, order, later):
        return False
    if act in _OPEN_ACTS:
        return not _is_limited(ban.mention, order.mention) and _same_number(ban.mention, order.mention)
    sentence = plain_letters(ban.mention.sentence)
    if _AGAIN.search(sentence) or _MANNER.search(sentence) or _UNTIL.search(sentence):
        return False
    if not may_be_same_matter(ban.letter, order.letter):
        return False
    if are_told_apart(ban.mention.sentence, order.mention.sentence):
        return False
    # one bill is one thing to pay, in whatever words
    if act == "pay" and share_number(ban.letter, order.letter, TRANSACTION):
        return True
    shared = objects_of(ban.about) & objects_of(order.about)
    return same_object(ban.about, order.about) and not (act == "pay" and all(map(is_transaction, shared)))


def _is_overtaken(ban: Said, order: Said, later: LetterRow) -> bool:
    """Whether the later letter tells what happened since: what was asked for came, what was held back goes on."""
    if later is ban.letter:
        needless = _NEEDLESS.search(plain_letters(ban.mention.sentence))
        if (
            needless
            and order.mention.value in ("call", "contact", "write")
            and _SETTLED.search(plain_letters(body_of(ban.letter.text)))
        ):
            return True
        return order.mention.value not in _OPEN_ACTS and any(
            _HAS_COME.search(plain_letters(sentence)) and _speaks_of(meanings_in(sentence), order)
            for sentence in sentences_of(body_of(ban.letter.text))
        )
    held = _FOR_NOW.search(plain_letters(ban.mention.sentence)) and later.letter_date != ban.letter.letter_date
    return bool(held or _NOW.search(plain_letters(order.mention.sentence)))


def _speaks_of(passage: Passage, order: Said) -> bool:
    """Whether it names what the order is about, or the payment that was asked for."""
    pays = order.mention.value == "pay" and "pay" in acts_of(passage)
    return pays or not objects_of(passage).isdisjoint(objects_of(order.about))


def _is_limited(ban: Mention, order: Mention) -> bool:
    """Whether the ban holds only at times, for one number, or for a purpose that the order does not name."""
    if _LIMITED.search(plain_letters(ban.sentence)):
        return True
    if bool(_EMERGENCY.search(plain_letters(order.sentence))) != bool(_EMERGENCY.search(plain_letters(ban.sentence))):
        return True
    forbidden, bidden = _purpose(ban), _purpose(order)
    return forbidden is not None and forbidden.isdisjoint(bidden or meanings_in(order.sentence))


def _purpose(mention: Mention) -> frozenset[str] | None:
    """What the act is for; None where it is for anything."""
    sentence = plain_letters(mention.sentence)
    if _ANYTHING.search(sentence) or not (found := _FOR.search(sentence)):
        return None
    named = frozenset(m for m in meanings_in(found["what"]) - _CALLING if not is_anything(m))
    return named or None  # «pour cette demande», «au sujet de ce dossier»: for all that the letters are about


def _same_number(ban: Mention, order: Mention) -> bool:
    """A ban on one number says nothing of another: «n'appelez plus le 3970», «appelez le 3900»."""
    banned, told = (set(re.findall(r"\d{4,}", re.sub(r"(?<=\d)[ .](?=\d)", "", m.sentence))) for m in (ban, order))
    return not banned or not told or not banned.isdisjoint(told)


def _say(act: str, bans: list[Said], orders: list[Said]) -> Says:
    banning, ordering = letters_of(bans), letters_of(orders)
    fr, en = french.Names((*banning, *ordering)), english.Names((*banning, *ordering))
    act = bans[0].mention.value.removeprefix(_NOT) if act == "send" else act
    what, what_en = _SAID.get(act) or (f"faire {french.quote(act)}", f"do {english.quote(act)}")
    asks, asks_en = ("demande", "asks") if len(banning) == 1 else ("demandent", "ask")
    invites, invites_en = ("invite", "invites") if len(ordering) == 1 else ("invitent", "invite")
    return Says(
        fr=f"{capital(fr.letters(banning))} {asks} de ne pas {what}, {fr.those(ordering)} {invites} à le faire.",
        en=f"{capital(en.letters(banning))} {asks_en} not to {what_en}, {en.those(ordering)} {invites_en} to do so.",
    )


_BAN = "Nous vous demandons de ne plus appeler nos services, quelle que soit la raison."
_CALL = "Notre service client reste à votre disposition au 1014."

CHECK: Final = Check(
    code="contradictory_instruction",
    description=Says(
        fr="Un courrier d'un expéditeur demande ce qu'un autre, dans les deux mois et dans la même affaire, demande "
        "de ne pas faire. Une interdiction limitée dans le temps, à un but ou à un numéro n'interdit rien d'autre ; "
        "payer ou envoyer ne se compare que pour la même chose.",
        en="One letter of a sender tells the reader to do what another, within two months and in the same matter, "
        "tells them not to do. A ban limited in time, to a purpose or to one number forbids nothing else; to pay or "
        "to send is compared only for the same thing.",
    ),
    section=Days,
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
                "The letter of 13 February 2015 asks not to call, those of 14 February 2015 and of 15 February 2015 "
                "invite to do so."
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
                "Le courrier du 14/02/2015 demande de ne pas envoyer un document, celui du 13/02/2015 invite "
                "à le faire."
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
            letter(
                "02/03/2015",
                instruction("not:pay", "Vous n'avez rien à payer pour cette facture."),
                refs=[("Facture", "F1")],
            ),
            letter("02/04/2015", instruction("pay", "Merci de payer cette facture."), refs=[("Facture", "F2")]),
        ),
        example(
            "other documents",
            letter("13/02/2015", instruction("not:send", "Inutile de nous envoyer votre passeport.")),
            letter("14/02/2015", instruction("send", "Merci de nous envoyer votre relevé d'identité bancaire.")),
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
