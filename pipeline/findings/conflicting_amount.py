"""Two letters → different sums for the same thing."""

import re
from collections.abc import Hashable, Iterator
from typing import Any, Final

from pipeline.findings import english, french
from pipeline.findings.between import is_put_right_between
from pipeline.findings.bodies import body_of
from pipeline.findings.ceilings import is_within_a_ceiling
from pipeline.findings.check import Check, Noticed
from pipeline.findings.conflicts import Said, by_value, letters_of, said_in, sure_or_doubtful
from pipeline.findings.days_to_come import looks_ahead, share_day_to_come
from pipeline.findings.distinctions import share_code
from pipeline.findings.encoded import Read, are_read_as_one
from pipeline.findings.examples import amount, example, letter
from pipeline.findings.mailing import Mailing, days_apart
from pipeline.findings.matter import may_be_same_matter, rectifies, repeats_on_purpose
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.one_sum import are_apart, are_of_two_months, is_numbered_alike, is_one_mistyped, is_same_sum
from pipeline.findings.passages import sentences_around
from pipeline.findings.series import are_of_series
from pipeline.findings.sum_changes import add_up, are_one_deposit, figures_of, is_one_misprinted, says_changed, states
from pipeline.findings.sum_parts import are_parts_apart, parts_of
from pipeline.findings.sums import is_balance, is_rule
from pipeline.findings.wording import Says, capital
from pipeline.records import Mention

_RULE_HOLDS_DAYS: Final = 180
_ONE_TRANSACTION_DAYS: Final = 60
# What is left, which is less once something is paid
_LEFT: Final = re.compile(
    r"\b(?:solde|reliquat|reste\w*)\b"
    r"(?! etant\b|(?: [\d,.]+ ?(?:[\d,.]+ )?(?:€|eur\w*))? a (?:votre|la) charge"
    r"| a (?:nous |lui )?[a-z]+(?:er|ir|re) (?:l[ae]s?|l'|vos|votre|une?|des)\b)"
)
_OWED: Final = re.compile(r"\b(?:redevables?|debiteurs?|(?:somme|reste|solde|montant) dues?|nous dev(?:ez|iez|rez))\b")
_PAID: Final = re.compile(
    r"\b(?:(?:votre|vos) (?:\w+ )?(?:versement|paiement|reglement|cheque|virement|acompte)s? (?:du|de|a|nous|est"
    r"|sont|ont)"
    r"|apres (?:(?:votre|vos) (?:\w+ )?(?:versement|paiement|reglement|acompte|cheque|virement|echeance)s?"
    r"|deduction|imputation)|(?<!n')avons (?:bien )?(?:recu|encaisse|enregistre)|(?:deduction"
    r"|imputation) (?:de|du))\b"
)
# What a reminder adds to the sum it repeats
_ADDED: Final = re.compile(
    r"\b(?:majoree?s?|majorations?|augmentee?s?|frais|interets|penalites?|y compris|en sus|ajoute\w*|compris)\b"
)
_INCLUDES: Final = re.compile(r"\b(?:comprend|comprenant|compris(?:es?)?|inclu(?:t|s|ses?|ant))\b")
# «842,36 € en principal»: what is added is no part of it
_PRINCIPAL: Final = re.compile(r"\b(?:en|au|du|le) principal\b")
# «facture F-870345», «titre n° H-762588»
_BILL: Final = re.compile(r"\b(?:facture|titre|avis)(?: n°| numero)? (?P<number>[a-z]{0,3}-?\d[\w/-]{3,})")
_OVERPAID: Final = "indu"
_BILLS: Final = meanings_in("facture echeance avis prelevement quittance releve commande consommation appel")


def _bucket(sum_: Mention) -> Hashable | None:
    return None if sum_.role not in french.SUM_ROLES or sum_.amount is None else sum_.currency


def _same_value(one: Mention, other: Mention) -> bool:
    """Whether both are one sum; what one letter prints as taken off, the other names as it is."""
    if one.amount is None or other.amount is None:
        return False
    return one.amount == other.amount or (one.amount == -other.amount)


def _notice(mailing: Mailing, charter: Read) -> Iterator[Noticed]:
    def same_thing(one: Said, other: Said) -> bool:
        return may_be_one(mailing, one, other) and (
            is_same_sum(one, other) or (charter.reads(mailing) and are_read_as_one("amount", one, other))
        )

    def reach(sum_: Mention) -> int:
        return _RULE_HOLDS_DAYS if is_rule(sum_) or sum_.letter_id in ahead else _ONE_TRANSACTION_DAYS

    ahead = {row.letter_id for row in mailing.letters if looks_ahead(mailing, row, _ONE_TRANSACTION_DAYS)}
    for block in mailing.blocks:
        said = [one for row in block for one in said_in(row, mailing.mentions_of(row, "amount"))]
        told: set[str] = set()
        for key, near, is_one in (
            (_bucket, reach, same_thing),
            (figures_of, lambda _: _RULE_HOLDS_DAYS, is_one_mistyped),
        ):
            for group, doubtful in sure_or_doubtful(said, key, near, is_one, _same_value, may_be_same_matter):
                mentions = tuple(one.mention for one in group)
                if told.isdisjoint(m.mention_id for m in mentions):
                    told.update(m.mention_id for m in mentions)
                    yield Noticed(letters_of(group), mentions, _say(group), doubtful)


def may_be_one(mailing: Mailing, one: Said, other: Said) -> bool:
    """Whether nothing tells the two sums apart, and nothing why they may differ; `one` stands in the earlier letter."""
    return (
        may_be_same_matter(one.letter, other.letter)
        and _are_near(mailing, one, other)
        and not are_apart(one, other)
        and not _may_differ(mailing, one, other)
    )


def _are_near(mailing: Mailing, one: Said, other: Said) -> bool:
    """Within two months; or both are rules, or about one day to come: «la croisière du 26 avril»."""
    apart = days_apart(one.letter, other.letter) or 0
    return (
        apart <= _ONE_TRANSACTION_DAYS or is_rule(one.mention) or share_day_to_come(mailing, one.letter, other.letter)
    )


def _may_differ(mailing: Mailing, one: Said, other: Said) -> bool:
    """Whether another sum is no contradiction: another period, reminder with fees, correction, part."""
    earlier, later = one.letter, other.letter
    sentences = one.mention.sentence, other.mention.sentence
    here, there = map(plain_letters, sentences)
    if rectifies(later) or says_changed(here, there) or is_put_right_between(mailing, one, other):
        return True
    if is_balance(here) or is_balance(there) or states(later, one.mention) or states(earlier, other.mention):
        return True
    if is_within_a_ceiling(here, there) or add_up(one, other):
        return True
    if are_parts_apart(here, there) or (are_of_two_months(one, other) and not _is_of_one_bill(one, other)):
        return True
    if is_rule(one.mention) and is_rule(other.mention):
        return False
    if days_apart(earlier, later) is None or are_of_series(earlier, later):
        return True
    if any(parts_of(here, there)) and not are_one_deposit(here, there):
        return True
    paid = [bool(_PAID.search(plain_letters(body_of(row.text)))) for row in (earlier, later)]
    if not paid[1] and _PRINCIPAL.search(here) and _PRINCIPAL.search(there):
        return False
    left = [bool(_LEFT.search(plain)) for plain in (here, there)]
    owed = all(_LEFT.search(plain) or _OWED.search(plain) for plain in (here, there))
    if left[0] != left[1] and not owed and not share_code(*sentences):
        return True
    if paid[1] and (_LEFT.search(there) or not paid[0]):
        return True
    repeats = repeats_on_purpose(earlier, later, mailing.mentions_of(later, "date"))
    # of an invoice or of what is due a reminder may ask more; the principal of a debt stays what it is
    billed = not _BILLS.isdisjoint(one.about | other.about)
    overpaid = _OVERPAID in one.about & other.about
    one_sum = overpaid or is_numbered_alike(one, other) or is_one_misprinted(one.mention, other.mention)
    if share_code(*sentences) or (one_sum and not billed):
        return repeats and _adds(one, other)
    return repeats


def _adds(earlier: Said, later: Said) -> bool:
    """Whether the later letter asks for more than the sum of the earlier, and not for both with what they include."""
    if all(
        _INCLUDES.search(plain_letters(sentences_around(x.mention.sentence, x.letter.text))) for x in (earlier, later)
    ):
        return False
    return bool(_ADDED.search(plain_letters(body_of(later.letter.text))))


def _is_of_one_bill(one: Said, other: Said) -> bool:
    """Whether both letters give the number of one bill, in sentence or subject line: «facture F-870345»."""
    told = (plain_letters(f"{said.letter.subject or ''}. {said.mention.sentence}") for said in (one, other))
    here, there = ({bill["number"] for bill in _BILL.finditer(plain)} for plain in told)
    return not here.isdisjoint(there)


def _say(group: tuple[Said, ...]) -> Says:
    fr, en = french.Names(letters_of(group)), english.Names(letters_of(group))
    (first, letters), *others = by_value(group, _same_value)
    many = len(letters) > 1
    rest = "".join(f", {fr.those(held)} {french.say_sum(sum_, many=len(held) > 1)}" for sum_, held in others)
    rest_en = "".join(f", {en.those(held)} {english.say_sum(sum_, many=len(held) > 1)}" for sum_, held in others)
    return Says(
        fr=f"{capital(fr.letters(letters))} {french.say_sum(first, many=many)}{rest}.",
        en=f"{capital(en.letters(letters))} {english.say_sum(first, many=many)}{rest_en}.",
    )


_BOX_KEPT = "Tout équipement non restitué vous sera facturé {} €."
_NOT_BACK = "Si le matériel n'est pas rendu, une somme de {} € vous sera facturée."
_TOTAL = "Le total des remboursements est de {} €."
_STATEMENT: Final[dict[str, Any]] = {"subject": "Décompte mensuel", "refs": [("Dossier", "HJ86743")]}
_INVOICE = "Le montant de votre facture s'élève à {} €."

CHECK: Final = Check(
    code="conflicting_amount",
    description=Says(
        fr="Deux courriers d'un même expéditeur à un même destinataire donnent des sommes différentes pour la même "
        "chose. Pénalités, frais et prix se comparent partout où les deux nomment la même chose ; les autres sommes "
        "entre courriers de même facture, de même dossier ou de même échéance, ou pour ce qui est unique. Ne comptent "
        "pas : une autre chose, un autre cas ou une autre année, autres contrats, factures ou périodes, rappels, "
        "rectifications, paiements partiels.",
        en="Two letters of one sender to one recipient name different sums for the same thing. Penalties, fees and "
        "prices are compared wherever both name one thing; other sums between letters of one invoice, file or due "
        "date, or for what there is one of. Not compared: another thing, case or year, other contracts, invoices or "
        "periods, reminders, corrections, part payments.",
    ),
    section=Read,
    severity="warning",  # why a sum may rightly be another is told by no letter now and then
    notice=_notice,
    fires=(
        example(
            "two penalties for the same thing",
            letter("14/02/2015", amount(_BOX_KEPT.format(300), "300")),
            letter("15/02/2015", amount(_BOX_KEPT.format(200), "200")),
            message=(
                "Le courrier du 14/02/2015 annonce une pénalité de 300 €, celui du 15/02/2015 annonce une pénalité "
                "de 200 €."
            ),
            english=(
                "The letter of 14 February 2015 announces a penalty of €300, the one of 15 February 2015 announces "
                "a penalty of €200."
            ),
        ),
        example(
            "a sum under a condition, whatever its role",
            letter("14/02/2015", amount(_NOT_BACK.format(300), "300", "total_due")),
            letter("15/02/2015", amount(_NOT_BACK.format(250), "250", "penalty")),
            message="Le courrier du 14/02/2015 réclame 300 €, celui du 15/02/2015 annonce une pénalité de 250 €.",
        ),
        example(
            "one invoice, two totals",
            letter(
                "02/03/2015", amount(_INVOICE.format("1234,50"), "1234.50", "total_due"), refs=[("Facture", "F-1 503")]
            ),
            letter(
                "02/03/2015", amount(_INVOICE.format("1324,50"), "1324.50", "total_due"), refs=[("N° facture", "F1503")]
            ),
            message=(
                "Le courrier du 02/03/2015 (1.pdf, page 1) réclame 1 234,50 €, celui du 02/03/2015 (2.pdf, page 1) "
                "réclame 1 324,50 €."
            ),
        ),
        example(
            "a doubtful reading accuses nobody",
            letter("14/02/2015", amount(_BOX_KEPT.format(300), "300")),
            letter("15/02/2015", amount(_BOX_KEPT.format(800), "800", confidence=0.3)),
            message=(
                "À vérifier, car la lecture de « 800 € » (2.pdf, page 1) est incertaine : le courrier du 14/02/2015 "
                "annonce une pénalité de 300 €, celui du 15/02/2015 annonce une pénalité de 800 €."
            ),
        ),
    ),
    silent=(
        example(
            "invoices of two months",
            letter("02/03/2015", amount(_INVOICE.format("45,90"), "45.90", "total_due"), refs=[("Facture", "F1503")]),
            letter("02/04/2015", amount(_INVOICE.format("47,10"), "47.10", "total_due"), refs=[("Facture", "F1504")]),
        ),
        example(
            "invoices whose numbers could not be read",
            letter("02/03/2015", amount(_INVOICE.format("45,90"), "45.90", "total_due")),
            letter("02/03/2015", amount(_INVOICE.format("47,10"), "47.10", "total_due")),
        ),
        example(
            "monthly statements under one file number",
            letter("16/02/2015", amount(_TOTAL.format("38,18"), "38.18", "refund"), **_STATEMENT),
            letter("19/03/2015", amount(_TOTAL.format("43,73"), "43.73", "refund"), **_STATEMENT),
        ),
        example(
            "a reminder adds its fees",
            letter("02/03/2015", amount(_INVOICE.format("45,90"), "45.90", "total_due"), refs=[("Facture", "F1")]),
            letter(
                "22/03/2015",
                amount(_INVOICE.format("60,90"), "60.90", "total_due"),
                refs=[("Facture", "F1")],
                subject="Relance",
            ),
        ),
        example(
            "penalties of two contracts",
            letter("14/02/2015", amount(_BOX_KEPT.format(300), "300"), refs=[("Contrat n°", "111")]),
            letter("15/02/2015", amount(_BOX_KEPT.format(200), "200"), refs=[("Contrat n°", "222")]),
        ),
        example(
            "penalties for different things",
            letter("14/02/2015", amount(_BOX_KEPT.format(300), "300")),
            letter("15/02/2015", amount("Une carte SIM perdue est remplacée au prix de 10 €.", "10")),
        ),
        example(
            "the second letter states the first one's sum too",
            letter("14/02/2015", amount(_BOX_KEPT.format(300), "300")),
            letter("15/02/2015", amount(_BOX_KEPT.format(300), "300"), amount(_BOX_KEPT.format(200), "200")),
        ),
        example(
            "share capital in two footers",
            letter("14/02/2015", amount("SA au capital de 10 595 541 532 €", "10595541532", "capital")),
            letter("15/02/2015", amount("SA au capital de 9 875 310 204 €", "9875310204", "capital")),
        ),
        example(
            "letters of different senders",
            letter("14/02/2015", amount(_BOX_KEPT.format(300), "300")),
            letter("15/02/2015", amount(_BOX_KEPT.format(200), "200"), sender_organisation="Bouygues Telecom"),
        ),
    ),
)
