"""Several letters of one sender to one recipient within few days, that one letter could have carried."""

from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.ambiguous_order import tells_order
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import amount, date_line, example, letter
from pipeline.findings.mailing import Mailing, days_apart, is_doubtful
from pipeline.findings.matter import may_be_same_matter, repeats_on_purpose, share_number, share_sum
from pipeline.findings.meanings import is_telling, meanings_in
from pipeline.findings.nouns import things_named
from pipeline.findings.repeats import puts_right
from pipeline.findings.twins import is_same_text, likeness
from pipeline.findings.wording import Says, capital, plain
from pipeline.records import LetterRow

_ACT: Final = "legal_order"  # an authority writes act by act
_BILL: Final = frozenset({"invoice"})
_ALONE: Final = "formal_notice"  # has to stand alone; but two of them could have been one


class Burst(Section):
    """How many letters, each how many days after the one before at most; the more letters, the more days.

    `sure_days` where both name one bill or one sum, or are one text.
    """

    letters: int = Field(ge=2)
    days: int = Field(ge=0)
    sure_days: int = Field(ge=0)
    many: int = Field(ge=2)
    many_days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Burst) -> Iterator[Noticed]:
    for block in mailing.blocks:
        for letters in _all_bursts(mailing, [row for row in block if row.letter_date], charter):
            dates = tuple(
                m
                for row in letters
                for m in mailing.mentions_of(row, "date")
                if m.date == row.letter_date and m.role in (None, "letter")
            )
            yield Noticed(tuple(letters), dates, _say(letters), tuple(filter(is_doubtful, dates)))


def _all_bursts(mailing: Mailing, block: Sequence[LetterRow], charter: Burst) -> Iterator[list[LetterRow]]:
    """Of many letters in some more days, else of few in few days."""
    taken: set[str] = set()
    for letters, days, sure in (
        (charter.many, charter.many_days, charter.many_days),
        (charter.letters, charter.days, max(charter.days, charter.sure_days)),
    ):
        for run in _bursts(mailing, [row for row in block if row.letter_id not in taken], letters, days, sure):
            taken |= {row.letter_id for row in run}
            yield run


def _bursts(
    mailing: Mailing, block: Sequence[LetterRow], letters: int, most: int, sure: int
) -> Iterator[list[LetterRow]]:
    """Letters, in order of date, each run as long as the next is within the days from its last."""
    rest = [row for row in block if _ACT not in row.topics]
    while rest:
        run = [rest[0]]
        for row in rest[1:]:
            apart = days_apart(run[-1], row) or 0
            if apart > sure or (apart > most and not _are_surely_one(run[-1], row)):
                break
            if all(_could_be_one(mailing, known, row) for known in run):
                run.append(row)
        if len(run) >= letters and (len(run) > 2 or _name_one_thing(*run)):
            yield run
            taken = {row.letter_id for row in run}
            rest = [row for row in rest if row.letter_id not in taken]
        else:
            rest = rest[1:]


def _could_be_one(mailing: Mailing, one: LetterRow, other: LetterRow) -> bool:
    """One matter, and the later is no correction, no reminder, no copy and none that says that it is another."""
    return (
        may_be_same_matter(one, other)
        and (_ALONE in one.topics) == (_ALONE in other.topics)
        and not puts_right(one, other)
        and not repeats_on_purpose(one, other, mailing.mentions_of(other, "date"))
        and not tells_order(other)
        and not is_same_text(one, other)
    )


def _are_surely_one(one: LetterRow, other: LetterRow) -> bool:
    return share_number(one, other, _BILL) or share_sum(one, other) or bool(likeness(one, other))


def _name_one_thing(one: LetterRow, other: LetterRow) -> bool:
    """Whether two letters have a number, a sum or a thing named in common: «votre contrat de prêt», «votre prêt».

    A sender may have two things to say in one week; to say three is many.
    """
    return share_number(one, other) or share_sum(one, other) or not _things(one).isdisjoint(_things(other))


def _things(row: LetterRow) -> frozenset[str]:
    named = things_named(f"{row.subject or ''}. {body_of(row.text)}") - meanings_in(row.sender_organisation or "")
    return frozenset(filter(is_telling, named))


def _say(letters: Sequence[LetterRow]) -> Says:
    first, last = letters[0], letters[-1]
    sender = capital(plain(first.sender_organisation or ""))
    dates = sorted({row.letter_date for row in (first, last) if row.letter_date})
    fr = f"le {french.say_date(dates[0])}" if len(dates) == 1 else f"du {' au '.join(map(french.say_date, dates))}"
    en = f"on {english.say_date(dates[0])}" if len(dates) == 1 else f"from {' to '.join(map(english.say_date, dates))}"
    return Says(
        fr=f"{sender} envoie {len(letters)} courriers {fr} pour une même affaire\N{NO-BREAK SPACE}: "
        "un seul aurait pu tout dire.",
        en=f"{sender} sends {len(letters)} letters {en} on one matter: one could have said it all.",
    )


_OWED = "Nous vous mettons en demeure de rendre la box sous {} jours."

CHECK: Final = Check(
    code="burst",
    description=Says(
        fr="Un expéditeur envoie à un même destinataire, à peu de jours l'un de l'autre et dans une même affaire, deux "
        "courriers ou davantage qu'un seul aurait pu porter. Ne comptent pas : copies, rappels, rectifications, une "
        "mise en demeure et un autre courrier, actes officiels, autres contrats ou factures, deux courriers qui "
        "parlent de deux choses, celui qui se dit distinct.",
        en="One sender sends one recipient, few days after each other and in one matter, two letters or more that one "
        "could have carried. Left out: copies, reminders, corrections, a formal notice and another letter, official "
        "acts, other contracts or invoices, two letters on two things, one that says it is another.",
    ),
    severity="info",
    section=Burst,
    unsure_if=frozenset({"two_dates", "doubtful_date"}),
    notice=_notice,
    fires=(
        example(
            "three letters in two weeks, none a week after the one before",
            letter("13/02/2015", date_line("13/02/2015"), text="Nous prenons acte de votre départ."),
            letter("19/02/2015", date_line("19/02/2015"), text="Voici votre dernière facture."),
            letter("25/02/2015", date_line("25/02/2015"), text="Voici comment rendre la box."),
            message=(
                "Orange envoie 3 courriers du 13/02/2015 au 25/02/2015 pour une même affaire : un seul aurait pu tout "
                "dire."
            ),
        ),
        example(
            "three letters in three days",
            letter("13/02/2015", date_line("13/02/2015"), text="Nous prenons acte de votre départ."),
            letter("14/02/2015", date_line("14/02/2015"), text="Voici votre dernière facture."),
            letter("15/02/2015", date_line("15/02/2015"), text="Voici comment rendre la box."),
            message=(
                "Orange envoie 3 courriers du 13/02/2015 au 15/02/2015 pour une même affaire : un seul aurait pu tout "
                "dire."
            ),
            english=(
                "Orange sends 3 letters from 13 February 2015 to 15 February 2015 on one matter: one could have said "
                "it all."
            ),
        ),
        example(
            "two of one day on one thing",
            letter("13/02/2015", text="Nous prenons acte de votre départ.", subject="Votre box"),
            letter("13/02/2015", text="Vous pouvez rendre la box au magasin."),
            message="Orange envoie 2 courriers le 13/02/2015 pour une même affaire : un seul aurait pu tout dire.",
        ),
        example(
            "four days apart, of one sum",
            letter("13/02/2015", amount("Vous devez 96 €.", "96", "total_due"), subject="Votre dette"),
            letter("17/02/2015", amount("Les 96 € se règlent en ligne.", "96", "total_due"), subject="Votre accord"),
            message=(
                "Orange envoie 2 courriers du 13/02/2015 au 17/02/2015 pour une même affaire : un seul aurait pu tout "
                "dire."
            ),
        ),
        example(
            "two formal notices on one thing",
            letter("13/02/2015", date_line("13/02/2015"), text=_OWED.format(15), topics=("formal_notice",)),
            letter("16/02/2015", date_line("16/02/2015"), text=_OWED.format(21), topics=("formal_notice",)),
            message="Orange envoie 2 courriers du 13/02/2015 au 16/02/2015 pour une même affaire : un seul aurait pu "
            "tout dire.",
        ),
    ),
    silent=(
        example(
            "two requests of one day, each answered",
            letter("13/02/2015", text="Nous avons bien reçu votre courrier du 4 juin.", subject="Accusé de réception"),
            letter("13/02/2015", text="Nous avons reçu votre demande de salle.", subject="Location de la salle"),
        ),
        example(
            "two letters on two things",
            letter("13/02/2015", text="Les compteurs sont relevés.", subject="Relevé des compteurs"),
            letter("14/02/2015", text="La chaussée est refaite.", subject="Travaux de voirie"),
        ),
        example(
            "four days apart, and no sum",
            letter("13/02/2015", text="Nous prenons acte de votre départ.", subject="Votre box"),
            letter("17/02/2015", text="Vous pouvez rendre la box au magasin."),
        ),
        example(
            "two letters of one week",
            letter("13/02/2015", text="Nous prenons acte de votre départ.", subject="Votre box"),
            letter("18/02/2015", text="Vous pouvez rendre la box au magasin."),
        ),
        example(
            "a second letter that says so",
            letter("13/02/2015", text="Nous prenons acte de votre départ.", subject="Votre box"),
            letter("13/02/2015", text="Par une lettre distincte de ce jour, nous avons parlé de la box."),
        ),
        example(
            "a letter that confirms the one before",
            letter("13/02/2015", text="Rendez la box au magasin.", subject="Votre box"),
            letter("15/02/2015", text="Nous confirmons notre lettre au sujet de la box."),
        ),
        example(
            "a formal notice and a letter",
            letter("13/02/2015", text="Votre box manque.", topics=("formal_notice",), subject="Votre box"),
            letter("13/02/2015", text="Voici comment rendre la box."),
        ),
        example(
            "three letters in three months",
            *(letter(f"13/0{month}/2015", text=f"{month}") for month in (2, 3, 4)),
        ),
        example(
            "three contracts",
            *(letter("13/02/2015", text=f"{n}", refs=[("Contrat", f"{n}{n}{n}")]) for n in (1, 2, 3)),
        ),
        example("three copies", *(letter("13/02/2015", text="Voici votre dernière facture.") for _ in range(3))),
        example(
            "a reminder and a correction",
            letter("13/02/2015", text="Voici votre facture."),
            letter("14/02/2015", text="Cette lettre annule et remplace la précédente."),
            letter("18/02/2015", text="Voici votre facture.", subject="Rappel"),
        ),
        example(
            "three senders",
            *(letter("13/02/2015", text=name, sender_organisation=name) for name in ("EDF", "SFR", "Free")),
        ),
    ),
)
