"""Two letters → different limits for the same act, counted from the same event."""

from collections.abc import Hashable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final

from pipeline.findings.asked_again import Task, ask_one_thing, tasks_in
from pipeline.findings.check import Check, Noticed
from pipeline.findings.conflicts import Said, letters_of, said_in, sure_or_doubtful
from pipeline.findings.days_meant import fall_apart, run_two_ways
from pipeline.findings.days_to_come import looks_ahead, share_day_to_come
from pipeline.findings.encoded import Read, are_read_as_one
from pipeline.findings.examples import due, example, letter, limit
from pipeline.findings.firmness import are_firm
from pipeline.findings.likeness import likeness
from pipeline.findings.limit_doubts import (
    are_of_two_calendars,
    are_of_two_rules,
    doubts_of,
    is_one_sentence,
    is_standing,
    rule_of,
)
from pipeline.findings.limit_turns import may_differ
from pipeline.findings.limits import (
    DAYS,
    Limit,
    are_apart,
    are_one,
    count_from_two,
    is_same_limit,
    limit_in,
)
from pipeline.findings.limits_recited import cites_day, recites
from pipeline.findings.limits_told import say_limits
from pipeline.findings.mailing import Mailing, days_apart
from pipeline.findings.matter import may_be_same_matter
from pipeline.findings.others import (
    are_for_other_children,
    are_of_other_years,
    are_titled_as_two,
    hold_in_other_cases,
)
from pipeline.findings.wording import Says
from pipeline.records import LetterRow, Mention, Severity

_RULE_HOLDS_DAYS: Final = 365
_ONE_AFFAIR_DAYS: Final = 60  # a limit for one thing does not move unsaid
_ONLY_PAST: Final = 0.5  # nothing else speaks against the reading
_SURE: Final = 0.9  # of held-out hands 93 of 100 such pairs are one limit


def _bucket(limit: Mention) -> Hashable | None:
    if limit.quantity is not None and limit.unit in DAYS:
        return "relative"
    return "absolute" if limit.date and limit.quantity is None else None


def _any(_: Mention) -> Hashable:
    return True


def _notice(mailing: Mailing, charter: Read) -> Iterator[Noticed]:
    limits: dict[str, Limit] = {}
    tasks: dict[str, list[Task]] = {}

    def pair_of(one: Said, other: Said) -> tuple[Limit, Limit]:
        return limits[one.mention.mention_id], limits[other.mention.mention_id]

    def is_told(one: Said, other: Said) -> bool:
        if recites(one, other):
            return True
        if rule_of(one.mention) != rule_of(other.mention):
            return False
        asked = ask_one_thing(one, other, tasks) or is_one_sentence(one, other)
        doubts = doubts_of(one, other) | ({"two dispatches": False} if asked else {})  # a paper is asked for once
        return (asked or are_one(*pair_of(one, other))) and not any(doubts.values())

    def same_thing(one: Said, other: Said) -> bool:
        if any(cites_day(said.mention.sentence) for said in (one, other)) and not recites(one, other):
            return False  # it belongs to the letter that it names
        if are_of_two_calendars(one, other) or not may_be(one, other):
            return False
        return is_told(one, other) or (is_likely(one, other) and not count_from_two(*pair_of(one, other)))

    def same_but_apart(one: Said, other: Said) -> bool:
        if not (fall_apart(mailing, one, other) and may_be(one, other)):
            return False
        return is_told(one, other) or are_read_as_one("deadline", one, other)

    def may_be(one: Said, other: Said) -> bool:
        if are_of_two_rules(one.mention, other.mention) or run_two_ways(one.mention, other.mention):
            return False
        return _may_be_one(mailing, one, other, pair_of(one, other))

    def is_likely(one: Said, other: Said) -> bool:
        return likeness("deadline", one, other) >= _SURE or (
            charter.reads(mailing) and are_read_as_one("deadline", one, other)
        )

    def reach(limit: Mention) -> int:
        return _RULE_HOLDS_DAYS if is_standing(limit) or limit.letter_id in ahead else _ONE_AFFAIR_DAYS

    ahead = {row.letter_id for row in mailing.letters if looks_ahead(mailing, row, _ONE_AFFAIR_DAYS)}
    for block in mailing.blocks:
        said = [one for row in block for one in said_in(row, _limits_of(mailing, row))]
        limits = {one.mention.mention_id: limit_in(one) for one in said}
        tasks = {row.letter_id: list(tasks_in(mailing, row)) for row in block}
        groups = [*sure_or_doubtful(said, _bucket, reach, same_thing, is_same_limit, may_be_same_matter)]
        if charter.reads(mailing):  # a time against a day
            told = {one.mention.mention_id for group, _ in groups for one in group}
            left = [one for one in said if one.mention.mention_id not in told]
            groups += sure_or_doubtful(left, _any, reach, same_but_apart, is_same_limit, may_be_same_matter)
        for group, doubtful in groups:
            differ = [pair for pair in combinations(group, 2) if not is_same_limit(pair[0].mention, pair[1].mention)]
            sure = are_firm(group) and all(is_told(*pair) for pair in differ)  # what the table tells is no error
            grave: Severity = "error" if sure else "warning"
            yield Noticed(letters_of(group), tuple(one.mention for one in group), say_limits(group), doubtful, grave)


def _limits_of(mailing: Mailing, row: LetterRow) -> Iterator[Mention]:
    """The limits that a letter sets; one that has passed is in doubt as a limit, its day may be as surely read."""
    days = {(day.start, day.date): day.confidence for day in mailing.mentions_of(row, "date")}
    for one in mailing.mentions_of(row, "deadline"):
        read = [sure for (at, day), sure in days.items() if one.start <= at < one.end and day == one.date]
        only_past = one.confidence >= _ONLY_PAST
        yield replace(one, confidence=max(one.confidence, *read)) if only_past and read else one


def may_be_one(mailing: Mailing, one: Said, other: Said) -> bool:
    """Whether nothing tells the two limits apart, and nothing why they may differ; `one` is in the earlier letter."""
    return _may_be_one(mailing, one, other, (limit_in(one), limit_in(other)))


def _may_be_one(mailing: Mailing, one: Said, other: Said, pair: tuple[Limit, Limit]) -> bool:
    return (
        may_be_same_matter(one.letter, other.letter)
        and _are_near(mailing, one, other)
        and not are_apart(*pair)
        and not are_titled_as_two(one.letter, other.letter)
        and not are_for_other_children(one.letter, other.letter)
        and not are_of_other_years(one.letter, other.letter, *(limit.bare for limit in pair))
        and not hold_in_other_cases(one.mention.sentence, other.mention.sentence)
        and not may_differ(mailing, one, other)
    )


def _are_near(mailing: Mailing, one: Said, other: Said) -> bool:
    """Within two months; or it is a rule, or both are about one day to come: «45 jours avant le départ»."""
    apart = days_apart(one.letter, other.letter) or 0
    return apart <= _ONE_AFFAIR_DAYS or is_standing(one.mention) or share_day_to_come(mailing, one.letter, other.letter)


_RETURN = (
    "À défaut de restitution de vos équipements dans un délai de {} jours après mise en demeure, ils seront facturés."
)
_PAY = "Nous vous prions de régler la facture de votre abonnement avant le {}."

CHECK: Final = Check(
    code="conflicting_deadline",
    description=Says(
        fr="Deux courriers d'un même expéditeur à un même destinataire fixent des délais différents pour le même acte, "
        "comptés depuis le même événement ; un délai et une date se comparent par le jour où le délai tombe, si les "
        "courriers disent d'où il court. Ne comptent pas : autres contrats ou factures, rappels, rectifications, "
        "courriers à plus de deux mois l'un de l'autre, sauf pour un délai qui vaut toujours.",
        en="Two letters of one sender to one recipient give different limits for the same act, counted from the same "
        "event; a time and a day are compared by the day it comes to, where the letters tell from when it counts. "
        "Not compared: other contracts or invoices, reminders, corrections, letters more than two months "
        "apart, unless the limit always holds.",
    ),
    section=Read,
    unsure_if=frozenset({"two_dates"}),
    severity="error",
    notice=_notice,
    fires=(
        example(
            "the same form, twice",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice")),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice")),
            message="Le courrier du 14/02/2015 fixe 7 jours après mise en demeure, celui du 15/02/2015 en fixe 10.",
            english=(
                "The letter of 14 February 2015 sets 7 days after formal notice, the one of 15 February 2015 sets "
                "10 days."
            ),
        ),
        example(
            "other words for the same act, under the same topic; three letters",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice"), topics=("equipment_return",)),
            letter(
                "15/02/2015",
                limit(
                    "Sans retour du décodeur et des équipements sous 1 mois après mise en demeure, vous paierez.",
                    1,
                    "month",
                    "formal_notice",
                ),
                topics=("equipment_return",),
            ),
            letter("16/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice"), topics=("equipment_return",)),
            message=(
                "Les courriers du 14/02/2015 et du 16/02/2015 fixent 7 jours après mise en demeure, celui du "
                "15/02/2015 fixe 1 mois."
            ),
        ),
        example(
            "two dates for one invoice, in letters of the same week",
            letter("02/03/2015", due(_PAY.format("15/03/2015"), "15/03/2015"), refs=[("Facture n°", "F15020034")]),
            letter("04/03/2015", due(_PAY.format("20/03/2015"), "20/03/2015"), refs=[("N° de facture", "F15020034")]),
            message="Le courrier du 02/03/2015 fixe la limite au 15/03/2015, celui du 04/03/2015 la fixe au "
            "20/03/2015.",
        ),
        example(
            "an undated letter is named by its file",
            letter(None, limit(_RETURN.format(8), 8, trigger="formal_notice")),
            letter("15/02/2015", limit(_RETURN.format(1), 1, trigger="formal_notice")),
            message=(
                "Le courrier du 15/02/2015 fixe 1 jour après mise en demeure, celui sans date (1.pdf, page 1) "
                "en fixe 8."
            ),
        ),
        example(
            "a doubtful reading accuses nobody",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice", confidence=0.4)),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice")),
            message=(
                "À vérifier, car la lecture de « 7 jours » (1.pdf, page 1) est incertaine : le courrier du "
                "14/02/2015 "
                "fixe 7 jours après mise en demeure, celui du 15/02/2015 en fixe 10."
            ),
        ),
    ),
    silent=(
        example(
            "two contracts",
            letter(
                "14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice"), refs=[("N° de contrat", "A111")]
            ),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice"), refs=[("Contrat", "B222")]),
        ),
        example(
            "two senders",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice")),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice"), sender_organisation="SFR"),
        ),
        example(
            "two recipients",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice")),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice"), recipient_name="Zoé Petit"),
        ),
        example(
            "the same limit in another unit",
            letter("14/02/2015", limit(_RETURN.format(8), 8, trigger="formal_notice")),
            letter("15/02/2015", limit(_RETURN.format(1), 1, "week", "formal_notice")),
        ),
        example(
            "invoices of two months",
            letter("02/03/2015", due(_PAY.format("15/03/2015"), "15/03/2015"), refs=[("Facture", "F1503")]),
            letter("02/04/2015", due(_PAY.format("15/04/2015"), "15/04/2015"), refs=[("Facture", "F1504")]),
        ),
        example(
            "two invoices of one day whose numbers could not be read",
            letter("02/03/2015", due(_PAY.format("15/03/2015"), "15/03/2015")),
            letter("02/03/2015", due(_PAY.format("20/03/2015"), "20/03/2015")),
        ),
        example(
            "a reminder sets a shorter limit",
            letter("02/03/2015", limit("Merci de régler votre facture sous 15 jours.", 15), refs=[("Facture", "F1")]),
            letter(
                "06/03/2015",
                limit("Merci de régler votre facture sous 8 jours.", 8),
                refs=[("Facture", "F1")],
                subject="Relance",
            ),
        ),
        example(
            "other acts",
            letter("14/02/2015", limit("Vous pouvez contester cette décision dans un délai de 2 mois.", 2, "month")),
            letter("14/02/2015", limit("Merci de renvoyer le formulaire signé dans un délai de 15 jours.", 15)),
        ),
        example(
            "one letter that gives both limits",
            letter(
                "14/02/2015",
                limit(_RETURN.format(7), 7, trigger="formal_notice"),
                limit(_RETURN.format(10), 10, trigger="formal_notice"),
            ),
            letter("15/02/2015", limit(_RETURN.format(10), 10, trigger="formal_notice")),
        ),
        example(
            "a letter that puts the first right",
            letter("14/02/2015", limit(_RETURN.format(7), 7, trigger="formal_notice")),
            letter(
                "15/02/2015",
                limit(_RETURN.format(10), 10, trigger="formal_notice"),
                text="Cette lettre annule et remplace celle du 14 février. " + _RETURN.format(10),
            ),
        ),
    ),
)
