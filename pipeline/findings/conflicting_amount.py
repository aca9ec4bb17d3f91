"""Two letters → different sums for the same thing."""

import re
from collections.abc import Hashable, Iterator
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.conflicts import Said, by_value, letters_of, said_in, sure_or_doubtful
from pipeline.findings.distinctions import are_told_apart
from pipeline.findings.examples import amount, example, letter
from pipeline.findings.firmness import are_firm
from pipeline.findings.mailing import Mailing, days_apart
from pipeline.findings.matter import corrects, may_be_same_matter, repeats_on_purpose, share_due_date, share_number
from pipeline.findings.meanings import is_transaction, meanings_in, plain_letters
from pipeline.findings.passages import is_same_passage, objects_of, periods_of, same_act
from pipeline.findings.wording import Says, capital
from pipeline.records import Mention, Severity

# A penalty or a fee is a rule, the same in every letter; any other sum belongs to one transaction, so that nothing can
# be said of two of them unless both letters bear the number of the same invoice or file
_RULES: Final = frozenset({"penalty", "fee"})
# «à défaut de restitution, 300 € vous seront facturés»; but «si vous avez déjà réglé» stands in any reminder
_CONDITION: Final = re.compile(
    r"\b(?:a defaut|faute d[e']|en cas d[e']|(?:si|s'il)\b[^,.;]{1,80}\b(?:pas|non|aucun)"
    r"|sans (?:retour|restitution|reponse))\b"
)
# A sum that stands for the length of a contract: by its name, or because it comes again and again
_STANDING: Final = re.compile(
    r"\b(?:depot de garantie|caution|franchise|cotisation annuelle|prime annuelle|capital (?:garanti|assure)|plafond"
    r"|droits? d[e'] ?[a-z]{4,}|frais d[e'] ?[a-z]{4,}|indemnite d[e'] ?[a-z]{4,}|penalite d[e'] ?[a-z]{4,}"
    r"|mensuel(?:le)?s?|trimestriel(?:le)?s?|annuel(?:le)?s?|par (?:mois|trimestre|an)|loyer|tarif|prix|coute(?:nt)?)\b"
)
# What a fee or a price is said with, whatever it is for
_FEE_STEMS: Final = """
frais penalite somme applique entraine percu occasionne facture compte majoration mensuel annuel trimestriel trimestre
ligne celle beneficie
"""
_FEE_WORDS: Final = meanings_in(_FEE_STEMS)
# «passera à 45 €», «ramenée à 120 €»: another sum is announced, not contradicted
_CHANGE: Final = re.compile(
    r"\b(?:pass(?:e|era|eront|ent)|nouve(?:au|lle|aux)|augment\w+|revis\w+|reevalu\w+|desormais|a compter d\w+"
    r"|a partir d\w+"
    r"|des le|portee?s? a|evolu\w+|hausse|baisse|ramene\w*|apres (?:remise|deduction)|n'est plus|au lieu)\b"
)
_RULE_HOLDS_DAYS: Final = 180
_ONE_TRANSACTION_DAYS: Final = 60
_PARTIAL: Final = re.compile(
    r"\b(?:acompte|solde|mensualites?|echeances?|versements?|reste|majore\w*|majoration|partie|provisions?|regularisation"
    r"|reliquat|avoir)\b"
)


def _bucket(sum_: Mention) -> Hashable | None:
    if sum_.role not in french.SUM_ROLES or sum_.amount is None:
        return None
    return ("rule" if _is_rule(sum_) else sum_.role), sum_.currency


def _is_rule(sum_: Mention) -> bool:
    """A penalty, a fee, a price, or a sum under a condition; what is due on one invoice is none."""
    sentence = plain_letters(sum_.sentence)
    return sum_.role in _RULES or bool(_CONDITION.search(sentence)) or _is_standing(sentence)


def _is_standing(sentence: str) -> bool:
    """A price that holds, of a thing that is named."""
    return bool(_STANDING.search(sentence)) and not all(map(is_transaction, meanings_in(sentence) - _FEE_WORDS))


def _reach(sum_: Mention) -> int:
    return _RULE_HOLDS_DAYS if _is_rule(sum_) else _ONE_TRANSACTION_DAYS


def _same_value(one: Mention, other: Mention) -> bool:
    return one.amount == other.amount


def _notice(mailing: Mailing, _: Section) -> Iterator[Noticed]:
    def same_thing(one: Said, other: Said) -> bool:
        return _is_same_sum(one, other) and not _may_differ(mailing, one, other)

    for block in mailing.blocks:
        said = [one for row in block for one in said_in(row, mailing.mentions_of(row, "amount"))]
        for group, doubtful in sure_or_doubtful(said, _bucket, _reach, same_thing, _same_value):
            grave: Severity = "error" if are_firm(group) else "warning"
            yield Noticed(letters_of(group), tuple(one.mention for one in group), _say(group), doubtful, grave)


def _is_same_sum(one: Said, other: Said) -> bool:
    sentences = one.mention.sentence, other.mention.sentence
    if same_act(one.about, other.about) is False or are_told_apart(*sentences):
        return False
    if is_same_passage(one.about, other.about):
        return True
    if one.about == other.about and share_number(one.letter, other.letter):
        return bool(one.about)
    # «frais de relance», «toute relance entraîne des frais»: all that the one names, the other names too
    here, there = (objects_of(said.about) - _FEE_WORDS for said in (one, other))
    return (here <= there or there <= here) and not all(map(is_transaction, here & there))


def _may_differ(mailing: Mailing, one: Said, other: Said) -> bool:
    """Whether another sum is no contradiction: other matter or period, reminder with fees, correction, part."""
    earlier, later = one.letter, other.letter
    if not may_be_same_matter(earlier, later) or corrects(later):
        return True
    sentences = one.mention.sentence, other.mention.sentence
    if _is_rule(one.mention):
        return _is_standing(plain_letters(sentences[0])) and bool(_CHANGE.search(plain_letters(sentences[1])))
    periods = [periods_of(sentence) for sentence in sentences]
    return (
        days_apart(earlier, later) is None
        or not (share_number(earlier, later) or share_due_date(earlier, later) or _name_one_thing(one, other))
        or bool(_CHANGE.search(plain_letters(sentences[1])))
        or bool(periods[0] and periods[1] and periods[0].isdisjoint(periods[1]))
        or any(_PARTIAL.search(plain_letters(sentence)) for sentence in sentences)
        or repeats_on_purpose(earlier, later, mailing.mentions_of(later, "date"))
    )


def _name_one_thing(one: Said, other: Said) -> bool:
    """Whether both name a thing of which there is one: «la taxe foncière», not «la facture»."""
    return not all(map(is_transaction, objects_of(one.about) & objects_of(other.about) - _FEE_WORDS))


def _say(group: tuple[Said, ...]) -> Says:
    fr, en = french.Names(letters_of(group)), english.Names(letters_of(group))
    (first, letters), *others = by_value(group, _same_value)
    many = len(letters) > 1
    rest = "".join(f", {fr.those(held)} {french.name_sum(sum_)}" for sum_, held in others)
    rest_en = "".join(f", {en.those(held)} {english.name_sum(sum_)}" for sum_, held in others)
    return Says(
        fr=f"{capital(fr.letters(letters))} {french.say_sum(first, many=many)}{rest}.",
        en=f"{capital(en.letters(letters))} {english.say_sum(first, many=many)}{rest_en}.",
    )


_BOX_KEPT = "Tout équipement non restitué vous sera facturé {} €."
_NOT_BACK = "Si le matériel n'est pas rendu, une somme de {} € vous sera facturée."
_INVOICE = "Le montant de votre facture s'élève à {} €."

CHECK: Final = Check(
    code="conflicting_amount",
    description=Says(
        fr="Deux courriers d'un même expéditeur à un même destinataire donnent des sommes différentes pour la même "
        "chose. Pénalités et frais se comparent partout où les passages se ressemblent ; les autres sommes seulement "
        "entre courriers de même facture ou de même dossier. Ne comptent pas : autres contrats, factures ou périodes, "
        "rappels, rectifications, paiements partiels.",
        en="Two letters of one sender to one recipient name different sums for the same thing. Penalties and fees are "
        "compared wherever the passages are alike; other sums only between letters that bear the same invoice or file "
        "number. Not compared: other contracts, invoices or periods, reminders, corrections, part payments.",
    ),
    section=Section,
    severity="error",
    notice=_notice,
    fires=(
        example(
            "two penalties for the same thing",
            letter("14/02/2015", amount(_BOX_KEPT.format(300), "300")),
            letter("15/02/2015", amount(_BOX_KEPT.format(200), "200")),
            message=(
                "Le courrier du 14/02/2015 annonce une pénalité de 300 €, celui du 15/02/2015 une pénalité de 200 €."
            ),
            english=(
                "The letter of 14 February 2015 announces a penalty of €300, the one of 15 February 2015 a penalty of "
                "€200."
            ),
        ),
        example(
            "a sum under a condition, whatever its role",
            letter("14/02/2015", amount(_NOT_BACK.format(300), "300", "total_due")),
            letter("15/02/2015", amount(_NOT_BACK.format(250), "250", "penalty")),
            message="Le courrier du 14/02/2015 réclame 300 €, celui du 15/02/2015 une pénalité de 250 €.",
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
                "1 324,50 €."
            ),
        ),
        example(
            "a doubtful reading accuses nobody",
            letter("14/02/2015", amount(_BOX_KEPT.format(300), "300")),
            letter("15/02/2015", amount(_BOX_KEPT.format(800), "800", confidence=0.3)),
            message=(
                "À vérifier, car la lecture de « 800 € » (2.pdf, page 1) est incertaine : le courrier du 14/02/2015 "
                "annonce une pénalité de 300 €, celui du 15/02/2015 une pénalité de 800 €."
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
