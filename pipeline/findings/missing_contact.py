"""A letter that asks the reader to act, or forbids a way to be reached → it gives no means to answer."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.contact_bans import forbids_contact
from pipeline.findings.duties import asks_reader
from pipeline.findings.examples import date_line, example, instruction, letter, named, phone
from pipeline.findings.lacking import is_lacking
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.meanings import plain_letters
from pipeline.findings.means import has_means
from pipeline.findings.passages import sentences_of
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention
from pipeline.speech import read_speech

_NOT: Final = "not:"
# What a reader can do without getting in touch
_ALONE: Final = frozenset({"keep", "destroy", "use", "wait", "check", "unplug", "ignore"})
# So it is where the sentence says with whom or where: «remettez-lui la feuille», «présentez-vous salle B»
_NOT_TO_US: Final = re.compile(
    r"\b[a-z]+ez-(?:lui|leur)\b"
    r"|ez(?:-l[ae]s?)? a (?:votre|vos) (?:assureur|assurance|banque|employeur|medecin|notaire|syndic|proprietaire"
    r"|avocat|bailleur|comptable|fournisseur|operateur|mutuelle|mairie|architecte|garagiste)s?\b"
    r"|\bapprovisionn\w+|\bvotre vehicule\b|\bsign\w+ (?:votre|la) (?:\w+ )?carte\b"
    r"|\bpresence (?:\w+ )?(?:est|sera)\b(?! a (?:nous )?confirm)"
    r"|\bpresente[rz]\b[^,;.]{0,40} (?:aux? |a l'|a la )(?:bureau de vote|entree|caisse|controle\w*|conducteur"
    r"|chauffeur|portail"
    r"|barriere|embarquement|pharmac\w+|douane|police)"
    r"|\b(?:saisir|saisine|saisissez|recours|requete)\b[^.;]{0,20}"
    r"\b(?:mediat|tribuna|juge|juridiction|commission|defenseur|conciliateur|cnil)"
    r"|\b(?:salle|ecole|gymnase|assemblee|bureau n?°? ?\d+|\d+(?: bis| ter)?,? (?:rue|avenue|boulevard"
    r"|place|chemin|quai))\b"
)

_BANNED_WAYS: Final = frozenset({"not:call", "not:contact", "not:write", "not:reply", "not:visit"})
# «Ne venez pas au guichet»: closed as well, and not «ne venez pas à jeun»
_DESK: Final = re.compile(r"\b(?:guichet|accueil|agence|secretariat|permanence|bureaux|locaux|mairie|boutique)s?\b")
# «Cet avis n'appelle aucune réponse»: nothing is closed
_NEEDLESS: Final = re.compile(
    r"\b(?:n'(?:appel|attend|exige|necessit)\w+|attendue?|necessaire|besoin|informati\w+|inutile)\b"
)
# It is the sender who is to be told: «Faites-nous connaître», «le motif doit nous être donné», «prendre date avec moi»
_TO_US: Final = re.compile(
    r"-(?:nous|moi)\b|\b(?:nous|me|m'|moi) ?(?:(?:en|y|l[ae]s?|l') ?)*(?:[a-z]+(?:er|ir|re|ez)|ser(?:a|ait|aient|ont)"
    r"|est|soit|soient)\b|\b(?:avec|aupres de) (?:moi|nous)\b|\bnotre connaissance\b"
)
# «Convenez avec nous d'un jour», «un rendez-vous est à prendre auprès de nos services»
_TO_SETTLE: Final = re.compile(
    r"\b(?:conven(?:ez|ir)|pren(?:ez|dre)|fix(?:ez|er)|arret(?:ez|er)|voyez)\b[^.;]{0,40}"
    r"\b(?:avec|aupres de) (?:nous|moi|notre|nos|mes|elles?|eux)\b|\binscrivez(?:-vous|\b)(?! en ligne)"
    r"|\b(?:doi(?:t|vent) etre|devr(?:a|ont) etre|(?:est|sont|reste\w*) a) (?:pri|prend|demand|sollicit|conven|fix)\w+"
    r" (?:avec|aupres d[e']|aupres des?|a|de) (?:nous|moi|notre|nos)\b"
)
# It has been told: «Merci de nous en avoir informés», «Vous nous avez signalé»
_DONE: Final = re.compile(r"\b(?:nous|m'|me) ?(?:(?:en|y|l[ae]s?|l') ?)*(?:av(?:oir|ez|iez)|ayez)\b")
_ANSWERS: Final = ("call", "contact", "write", "reply", "send", "return", "inform")
_LIKELY: Final = 0.85  # the likelihoods of all of them together
# An offer to be reached is no demand
_OFFERED: Final = re.compile(
    r"\b(?:disposition|ecoute|hesite\w*|besoin|toute (?:question|information|precision|demande))\b"
)
_REACHED: Final = frozenset({"call", "contact", "write"})


def _notice(mailing: Mailing, _: Section) -> Iterator[Noticed]:
    for row in mailing.letters:
        told = (m for m in mailing.mentions_of(row, "instruction") if _needs_an_answer(m))
        due = (m for m in mailing.mentions_of(row, "deadline") if asks_reader(m.sentence))
        asked = tuple(m for m in (*told, *due) if not _is_for_others(m.sentence))
        if asked and not has_means(mailing, row):
            sure = tuple(m for m in asked if not is_doubtful(m) or is_lacking(m.sentence))
            used = sure or asked
            bans = used[0].value in _BANNED_WAYS
            yield Noticed((row,), used, _say(row, used[0].text, bans=bans), () if sure else used)
        elif not asked and not has_means(mailing, row):
            dates = tuple(m for m in mailing.mentions_of(row, "date") if m.date == row.letter_date)
            said = next(filter(_awaits_an_answer, sentences_of(body_of(row.text))), None)
            if said and dates:
                yield Noticed((row,), dates, _say(row, said, bans=False), ())


def _is_for_others(sentence: str) -> bool:
    plain = plain_letters(sentence)
    return bool(_NOT_TO_US.search(plain)) and not _TO_US.search(plain)


def _awaits_an_answer(sentence: str) -> bool:
    return _asks_for_an_answer(sentence) or is_lacking(sentence) or bool(_TO_SETTLE.search(plain_letters(sentence)))


def _asks_for_an_answer(sentence: str) -> bool:
    """Whether it bids the reader let the sender know something, whichever act that is: «Ayez l'obligeance de»."""
    likely, plain = read_speech(sentence).acts, plain_letters(sentence)
    if plain.startswith("si ") or _OFFERED.search(plain) or _DONE.search(plain):
        return False
    return bool(_TO_US.search(plain)) and sum(likely[act] for act in _ANSWERS) > _LIKELY


def _needs_an_answer(mention: Mention) -> bool:
    if mention.value.startswith(_NOT):
        needless = mention.value == "not:reply" and _NEEDLESS.search(plain_letters(mention.sentence))
        if mention.value == "not:visit":
            return bool(_DESK.search(plain_letters(mention.sentence)))
        return mention.value in _BANNED_WAYS and forbids_contact(mention) and not needless
    if mention.value in _REACHED and _OFFERED.search(plain_letters(mention.sentence)):
        return False
    return mention.value not in _ALONE


def _say(row: LetterRow, said: str, *, bans: bool) -> Says:
    fr, en = french.Names([row]).letters([row]), english.Names([row]).letters([row])
    does, does_en = (
        ("ferme une voie de contact", "closes a way of contact") if bans else ("demande d'agir", "asks to act")
    )
    return Says(
        fr=f"{capital(fr)} {does} ({french.quote(said)}) et ne donne ni numéro ni adresse où répondre.",
        en=f"{capital(en)} {does_en} ({english.quote(said)}) and gives no number or address to answer to.",
    )


_BAN = instruction("not:call", "Nous vous demandons de ne plus appeler nos services.")
_SEND = instruction("send", "Veuillez nous adresser un justificatif.")

CHECK: Final = Check(
    code="missing_contact",
    description=Says(
        fr="Un courrier demande au lecteur d'agir, dit ce qui lui manque, ou ferme une voie de contact, et ne donne "
        "aucun moyen de répondre : ni téléphone, ni adresse postale ou électronique, ni site, ni espace client, "
        "agence ou enveloppe jointe.",
        en="A letter asks the reader to act, says what it lacks, or closes a way of contact, and gives no means to "
        "answer: no telephone, postal, mail or web address, no customer area, branch or enclosed envelope.",
    ),
    severity="warning",
    section=Section,
    unsure_if=frozenset(
        {"page_failed", "low_confidence", "doubtful_split", "doubtful_phone", "no_sender", "doubtful_sender"}
    ),
    notice=_notice,
    fires=(
        example(
            "do not call us",
            letter("13/02/2015", _BAN),
            message=(
                "Le courrier du 13/02/2015 ferme une voie de contact (« Nous vous demandons de ne plus appeler nos "
                "services. ») et ne donne ni numéro ni adresse où répondre."
            ),
            english=(
                "The letter of 13 February 2015 closes a way of contact (“Nous vous demandons de ne plus appeler nos "
                "services.”) and gives no number or address to answer to."
            ),
        ),
        example(
            "send us papers, but where",
            letter(
                "13/02/2015",
                _SEND,
                text="Odile Martin\n83200 Toulon\nVeuillez nous adresser un justificatif.",
                recipient_address="83200 Toulon",
            ),
            message=(
                "Le courrier du 13/02/2015 demande d'agir (« Veuillez nous adresser un justificatif. ») et ne donne ni "
                "numéro ni adresse où répondre."
            ),
        ),
        example(
            "a reason to be given, and an office where the sender goes",
            letter(
                "13/02/2015",
                date_line("13/02/2015"),
                text="Nous attendons que vous nous en exposiez par écrit les raisons.\n"
                "Nous ouvrirons un dossier auprès de notre assureur.",
            ),
            message=(
                "Le courrier du 13/02/2015 demande d'agir (« Nous attendons que vous nous en exposiez par écrit les "
                "raisons. ») et ne donne ni numéro ni adresse où répondre."
            ),
        ),
        example(
            "only the reader's own number",
            letter("13/02/2015", _SEND, phone("+33600002261", role="recipient"), phones=()),
            message=(
                "Le courrier du 13/02/2015 demande d'agir (« Veuillez nous adresser un justificatif. ») et ne donne ni "
                "numéro ni adresse où répondre."
            ),
        ),
        example(
            "a certificate on the back is no address",
            letter("13/02/2015", _SEND, text="Vous trouverez au dos le certificat."),
            message=(
                "Le courrier du 13/02/2015 demande d'agir (« Veuillez nous adresser un justificatif. ») et ne donne ni "
                "numéro ni adresse où répondre."
            ),
        ),
        example(
            "a letter of which a page could not be read",
            letter("13/02/2015", _SEND, review_reasons=("page_failed",)),
            message=(
                "À vérifier, car la lecture d'une page (1.pdf, page 1) est incertaine : le courrier du 13/02/2015 "
                "demande d'agir (« Veuillez nous adresser un justificatif. ») et ne donne ni numéro ni adresse où "
                "répondre."
            ),
        ),
    ),
    silent=(
        example(
            "what the reader has told",
            letter("13/02/2015", date_line("13/02/2015"), text="Merci de nous en avoir informés."),
        ),
        example(
            "nothing to be done", letter("13/02/2015", instruction("not:contact", "Aucune démarche n'est nécessaire."))
        ),
        example("a number", letter("13/02/2015", _SEND, phone("3900"))),
        example("a fax", letter("13/02/2015", _SEND, phone("+33494123456", role="fax"), text="Fax : 04 94 12 34 56")),
        example("a postal address", letter("13/02/2015", _BAN, sender_address="TSA 40312, 83087 Toulon Cedex 9")),
        example("an address in the footer", letter("13/02/2015", _SEND, text="Envoyez-le.\nOrange, 75015 Paris")),
        example("the customer area", letter("13/02/2015", _SEND, text="Déposez-le dans votre espace client.")),
        example("nothing to answer", letter("13/02/2015", instruction("keep", "Conservez ce courrier."))),
        example("a private letter", letter("13/02/2015", named("sender", "Odile"), _SEND, sender_organisation=None)),
    ),
)
