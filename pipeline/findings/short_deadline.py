"""A limit by which the reader must act → less time than the charter allows, or a law that the letter names."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.duties import asks_reader, is_of_sender
from pipeline.findings.examples import date_line, dated, due, example, letter, limit
from pipeline.findings.lawful_times import say_hurried, sooner_than_law
from pipeline.findings.limits import counts_back
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.meanings import meanings_in, plain_letters
from pipeline.findings.passages import acts_of
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

_DAYS: Final = {"hour": 1 / 24, "day": 1.0, "working_day": 1.4, "week": 7.0, "month": 30.4, "year": 365.0}


# «Si votre arrêt est prolongé, prévenez-nous dans les deux jours»: from then on, and not from the letter
_FROM_CASE: Final = re.compile(
    r"^(?:si (?:votre|vos|une?|l[ae]s?|l'|elle|il)\b|en cas d[e'] ?"
    r"(?!contest|desaccord|refus|difficult|reclam|litige|non-|impossib)(?=[a-z])|lorsqu|quand )[^.;]*\b(?:dans|sous) "
)


class Days(Section):
    """The fewest days for each thing the reader may have to do; `other` for what names none of them."""

    days: dict[str, Annotated[int, Field(ge=0)]]


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    for row in mailing.letters:
        hurried = tuple(sooner_than_law(mailing, row))
        for one in hurried:
            doubt = (one.mention,) if is_doubtful(one.mention) else ()
            yield Noticed((row,), (one.mention,), say_hurried(row, one), doubt)
        by_law = {one.mention.mention_id for one in hurried}
        short = [
            (mention, days, least)
            for mention in mailing.mentions_of(row, "deadline")
            if mention.mention_id not in by_law
            and (days := _days_left(mailing, row, mention)) is not None
            and days < (least := _least(mention, charter.days))
        ]
        sure = [one for one in short if not is_doubtful(one[0])] or short
        if sure:
            mention, _, least = min(sure, key=lambda one: one[1])
            mentions = tuple(one[0] for one in sure)
            doubtful = mentions if is_doubtful(mention) else ()
            yield Noticed((row,), mentions, _say(row, mention, least), doubtful)


def _days_left(mailing: Mailing, row: LetterRow, mention: Mention) -> float | None:
    """From the letter to the limit; None where the reader need not act by it or it runs from something else."""
    told = any(m.sentence == mention.sentence for m in mailing.mentions_of(row, "instruction"))
    if is_of_sender(mention.sentence) or not (told or asks_reader(mention.sentence)):
        return None
    if mention.quantity is not None and mention.unit in _DAYS:
        runs_from_case = mention.trigger is None and _FROM_CASE.search(plain_letters(mention.sentence))
        if mention.quantity <= 0 or counts_back(mention) or runs_from_case:
            return None
        if mention.trigger not in (None, "letter_date", "receipt", "formal_notice"):
            return None
        return mention.quantity * _DAYS[mention.unit]
    if mention.date is None or row.letter_date is None or mention.date < row.letter_date:
        return None  # a limit before the letter is another check's
    return float((mention.date - row.letter_date).days)


def _least(mention: Mention, days: dict[str, int]) -> int:
    acts = [days[act] for act in acts_of(meanings_in(mention.sentence)) if act in days]
    return min(acts, default=days.get("other", 0))


def _say(row: LetterRow, mention: Mention, least: int) -> Says:
    fr, en = french.Names([row]).letters([row]), english.Names([row]).letters([row])
    limit_fr, limit_en = french.say_limit(mention), english.say_limit(mention)
    trigger, trigger_en = french.say_trigger(mention.trigger), english.say_trigger(mention.trigger)
    by_date = mention.quantity is None
    return Says(
        fr=f"{capital(fr)} demande d'agir {'au plus tard' if by_date else 'sous'} {limit_fr}{trigger}"
        f"\N{NO-BREAK SPACE}: la charte demande au moins {least} jours.",
        en=f"{capital(en)} asks to act {'by' if by_date else 'within'} {limit_en}{trigger_en}: "
        f"the charter asks for at least {least} days.",
    )


def _pay(days: int, unit: str = "day", **typed: Any) -> Mention:
    return limit(f"Nous vous demandons de régler cette facture sous {days} {unit}.", days, unit, **typed)


_UNINSURED = "Vous devez régler votre prime sous {} jours (article L. 113-3 du Code des assurances)."
_DEARER = "Votre tarif de gaz augmente à compter du 01/03/2015 (article L. 224-10 du Code de la consommation)."
_BY = "Veuillez nous retourner le formulaire avant le {}."

CHECK: Final = Check(
    code="short_deadline",
    description=Says(
        fr="Entre le courrier et la date limite d'un acte du lecteur, il reste moins de temps que la charte ne veut, "
        "ou qu'un article de loi que le courrier cite : délai pour payer, répondre ou contester, préavis d'un "
        "changement, convocation. "
        "Ne comptent pas : ce que l'expéditeur fera, les prélèvements, rendez-vous et offres, les délais comptés "
        "depuis une facture ou une résiliation.",
        en="Between the letter and the limit by which the reader must act there is less time than the charter wants, "
        "or an article of law that the letter names: time to pay, answer or contest, notice of a change, of a meeting. "
        "Left out: what the sender will do, debits, appointments and offers, limits that run from an invoice or a "
        "termination.",
    ),
    severity="warning",
    section=Days,
    unsure_if=frozenset({"two_dates", "doubtful_date"}),
    notice=_notice,
    fires=(
        example(
            "three days",
            letter("14/02/2015", _pay(3)),
            message="Le courrier du 14/02/2015 demande d'agir sous 3 jours : la charte demande au moins 7 jours.",
            english="The letter of 14 February 2015 asks to act within 3 days: the charter asks for at least 7 days.",
        ),
        example(
            "a date of the same week",
            letter("14/02/2015", due(_BY.format("18/02/2015"), "18/02/2015")),
            message="Le courrier du 14/02/2015 demande d'agir au plus tard le 18/02/2015 : la charte demande au moins "
            "7 jours.",
            english=(
                "The letter of 14 February 2015 asks to act by 18 February 2015: the charter asks for at least 7 days."
            ),
        ),
        example(
            "the charter wants more to pay",
            letter("14/02/2015", _pay(8)),
            message="Le courrier du 14/02/2015 demande d'agir sous 8 jours : la charte demande au moins 15 jours.",
            charter="short_deadline: {days: {pay: 15}}",
        ),
        example(
            "the law that the letter names gives more",
            letter("14/02/2015", limit(_UNINSURED.format(12), 12)),
            message="Le courrier du 14/02/2015 demande d'agir sous 12 jours : l'article L. 113-3 du Code des "
            "assurances, qu'il cite, donne 30 jours.",
            english="The letter of 14 February 2015 asks to act within 12 days: article L. 113-3 of the French "
            "Insurance Code, which it names, gives 30 days.",
        ),
        example(
            "a change announced later than the law that the letter names wants",
            letter("14/02/2015", date_line("14/02/2015"), dated("01/03/2015", "effect", _DEARER)),
            message="Le courrier du 14/02/2015 annonce ce qui aura lieu le 01/03/2015 : l'article L. 224-10 du Code "
            "de la consommation, qu'il cite, veut 1 mois d'avance.",
            english="The letter of 14 February 2015 announces what happens on 1 March 2015: article L. 224-10 of the "
            "French Consumer Code, which it names, wants 1 month ahead.",
        ),
        example(
            "a figure that is hard to read",
            letter("14/02/2015", _pay(3, confidence=0.3)),
            message=(
                "À vérifier, car la lecture de « 3 jours » (1.pdf, page 1) est incertaine : le courrier du 14/02/2015 "
                "demande d'agir sous 3 jours : la charte demande au moins 7 jours."
            ),
        ),
    ),
    silent=(
        example("as long as the law wants", letter("14/02/2015", limit(_UNINSURED.format(30), 30))),
        example(
            "a change announced in time, and told again",
            letter("14/01/2015", date_line("14/01/2015"), dated("01/03/2015", "effect", _DEARER)),
            letter("14/02/2015", date_line("14/02/2015"), dated("01/03/2015", "effect", _DEARER)),
        ),
        example("eight days", letter("14/02/2015", _pay(8))),
        example("a week", letter("14/02/2015", _pay(1, "week"))),
        example("from the invoice", letter("14/02/2015", _pay(3, trigger="invoice"))),
        example(
            "the sender acts",
            letter("14/02/2015", limit("Merci de votre patience : nous vous rembourserons sous 3 jours.", 3)),
        ),
        example("a debit", letter("14/02/2015", due("Le prélèvement aura lieu au plus tard le 16.", "16/02/2015"))),
        example("before the letter", letter("14/02/2015", due(_BY.format("10/02/2015"), "10/02/2015"))),
        example("a letter without a date", letter(None, due(_BY.format("18/02/2015"), "18/02/2015"))),
    ),
)
