"""Several letters of one sender to one recipient within few days, that one letter could have carried."""

from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import date_line, example, letter
from pipeline.findings.mailing import Mailing, days_apart, is_doubtful
from pipeline.findings.matter import corrects, may_be_same_matter, repeats_on_purpose
from pipeline.findings.twins import is_same_text
from pipeline.findings.wording import Says, capital, plain
from pipeline.records import LetterRow

# An authority writes act by act; a formal notice has to stand alone
_ALONE: Final = frozenset({"legal_order", "formal_notice"})


class Burst(Section):
    """How many letters within how many days."""

    letters: int = Field(ge=2)
    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Burst) -> Iterator[Noticed]:
    for block in mailing.blocks:
        for letters in _bursts(mailing, [row for row in block if row.letter_date], charter):
            dates = tuple(
                m
                for row in letters
                for m in mailing.mentions_of(row, "date")
                if m.date == row.letter_date and m.role in (None, "letter")
            )
            yield Noticed(tuple(letters), dates, _say(letters), tuple(filter(is_doubtful, dates)))


def _bursts(mailing: Mailing, block: Sequence[LetterRow], charter: Burst) -> Iterator[list[LetterRow]]:
    """Letters, in order of date, each run as long as it goes within the days from its first."""
    rest = [row for row in block if not _ALONE & set(row.topics)]
    while rest:
        first = rest[0]
        run = [first]
        for row in rest[1:]:
            if (days_apart(first, row) or 0) > charter.days:
                break
            if all(_could_be_one(mailing, known, row) for known in run):
                run.append(row)
        if len(run) >= charter.letters:
            yield run
            taken = {row.letter_id for row in run}
            rest = [row for row in rest if row.letter_id not in taken]
        else:
            rest = rest[1:]


def _could_be_one(mailing: Mailing, one: LetterRow, other: LetterRow) -> bool:
    """One matter, and the later neither corrects nor recalls the earlier, nor is its copy."""
    return (
        may_be_same_matter(one, other)
        and not corrects(other)
        and not repeats_on_purpose(one, other, mailing.mentions_of(other, "date"))
        and not is_same_text(one, other)
    )


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


CHECK: Final = Check(
    code="burst",
    description=Says(
        fr="Un expéditeur envoie à un même destinataire, en peu de jours et dans une même affaire, plusieurs "
        "courriers qu'un seul aurait pu porter. Ne comptent pas : copies, rappels, rectifications, mises en demeure, "
        "actes officiels, autres contrats ou factures.",
        en="One sender sends one recipient, within few days and in one matter, several letters that one could have "
        "carried. Left out: copies, reminders, corrections, formal notices, official acts, other contracts or "
        "invoices.",
    ),
    severity="info",
    section=Burst,
    unsure_if=frozenset({"two_dates", "doubtful_date"}),
    notice=_notice,
    fires=(
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
            "two of one day, where the charter counts from two",
            letter("13/02/2015", text="Nous prenons acte de votre départ."),
            letter("13/02/2015", text="Voici votre dernière facture."),
            message="Orange envoie 2 courriers le 13/02/2015 pour une même affaire : un seul aurait pu tout dire.",
            charter="burst: {letters: 2}",
        ),
    ),
    silent=(
        example("two letters", letter("13/02/2015", text="Un."), letter("14/02/2015", text="Deux.")),
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
