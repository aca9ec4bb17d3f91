"""The table of what the reader must do: what is to be done, what is not, and what need not be; sums, days, numbers."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.records import Mention
from pipeline.report import write_report
from pipeline.report.duties import Duty, gather_duties
from pipeline.report.letters import view_letters
from pipeline.report.notices import view_findings
from pipeline.report.scans import Scans
from pipeline.report.spared import spared_in
from pipeline.report.tongue import FRENCH
from tests.report.orange import MAILING, Rows, finding, letter, mention, orange_rows

DAY = dt.date(2015, 3, 12)


def duties(rows: Rows) -> dict[str, Duty]:
    letters = view_letters(rows.letters, rows.mentions, Scans(), FRENCH)
    return {
        duty.act: duty
        for duty in gather_duties(letters, view_findings(rows.findings, letters, Scans(), FRENCH), FRENCH)
    }


def told(*said: Sequence[tuple[str, str]]) -> Rows:
    """Letters that give instructions: (act, sentence)."""
    rows = Rows()
    for number, instructions in enumerate(said, start=1):
        row = letter(f"m/{number}.jpg", dt.date(2015, 2, number), " ".join(sentence for _, sentence in instructions))
        rows.letters.append(row)
        rows.mentions += [
            mention(row, n, "instruction", sentence, act, sentence) for n, (act, sentence) in enumerate(instructions)
        ]
    return rows


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("Par prélèvement : vous n'avez aucune démarche à faire.", "vous n'avez aucune démarche à faire"),
        ("Vous n’avez pour l'instant rien d'autre à payer, merci.", "Vous n’avez pour l'instant rien d'autre à payer"),
        ("Inutile de nous régler 10,50 € par chèque.", "Inutile de nous régler 10,50 € par chèque"),
        ("Il n'est pas nécessaire de nous rappeler.", "Il n'est pas nécessaire de nous rappeler"),
        ("Aucune démarche de votre part n'est nécessaire.", "Aucune démarche de votre part n'est nécessaire"),
        ("Il n'y a pas lieu de le conserver.", "Il n'y a pas lieu de le conserver"),
        ("Vous êtes dispensé de réponse.", "Vous êtes dispensé de réponse"),
        ("Vous n'avez pas répondu à notre courrier.", ""),
        ("Nous vous demandons de ne plus appeler nos services.", ""),
        ("N'appelez plus : il n'est pas utile d'insister.", ""),
        ("La facture n'est pas à payer.", ""),
        ("Vous n'avez aucun droit de l'utiliser.", ""),
    ],
)  # fmt: skip
def test_what_need_not_be_done_is_not_forbidden(sentence: str, clause: str) -> None:
    assert spared_in(sentence) == clause
    pay = duties(told([("not:pay", sentence)]))["payer"]
    assert [one.number for one in pay.spared] == ([1] if clause else [])
    assert [one.number for one in pay.forbidden] == ([] if clause else [1])
    assert pay.words[0].marked == (clause or sentence)


def test_the_page_says_that_there_is_nothing_to_do(tmp_path: Path) -> None:
    rows = told([("not:pay", "Vous n'avez rien à payer.")])
    html = write_report(tmp_path, MAILING, **rows.as_arguments()).read_text("utf-8")
    assert '<span aria-hidden="true">○</span> rien à faire : ' in html
    assert "à ne pas faire" not in html


def test_quotes_tell_both_sides_and_each_letter_before_one_letter_twice() -> None:
    rows = told(
        [("call", "Appelez-nous."), ("call", "Composez le 1014.")],
        [("call", "Un conseiller répond.")],
        [("not:call", "N'appelez plus.")],
    )
    quoted = [(one.marked, [letter.number for letter in one.letters]) for one in duties(rows)["appeler"].words]
    assert quoted == [
        ("Appelez-nous.", [1]),
        ("N'appelez plus.", [3]),
        ("Un conseiller répond.", [2]),
        ("Composez le 1014.", [1]),
    ]
    ids = [row.letter_id for row in rows.letters]
    rows.findings = [
        finding("contradictory_instruction", "error", ids[1:], [f"{ids[1]}/0", f"{ids[2]}/0"], "Contraires.")
    ]
    assert [one.letters[0].number for one in duties(rows)["appeler"].words] == [2, 3, 1, 1]


def test_one_calls_by_telephone_only() -> None:
    sentence = "Composez le 1014 ou rendez-vous sur boutique.orange.fr."
    rows = told([("call", sentence), ("contact", sentence)])
    (row,) = rows.letters
    rows.mentions += [
        mention(row, 8, "phone", "1014", "1014", sentence),
        mention(row, 9, "url", "boutique.orange.fr", "boutique.orange.fr", sentence),
    ]
    found = duties(rows)
    assert [said.text for said in found["appeler"].means] == ["1014"]
    assert [said.text for said in found["prendre contact"].means] == ["1014", "boutique.orange.fr"]


# days beside «vous inviter à la réunion», each with its role -> what stands under «avant quand»
@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ([(DAY, "appointment")], ["12/03/2015 (rendez-vous)"]),
        ([(DAY, "other")], ["12/03/2015"]),
        ([(DAY, "law")], []),
        ([(dt.date(2014, 3, 12), "appointment")], []),
        ([(DAY, "appointment"), (dt.date(2015, 3, 19), "appointment")], []),
    ],
)
def test_a_meeting_has_its_day(days: list[tuple[dt.date, str]], shown: list[str]) -> None:
    sentence = "Nous vous invitons à la réunion du 12 mars 2015."
    rows = told([("visit", sentence)])
    rows.mentions += [
        mention(rows.letters[0], n, "date", "12 mars 2015", date.isoformat(), sentence, date=date, role=role)
        for n, (date, role) in enumerate(days, start=5)
    ]
    assert [said.text for said in duties(rows)["se déplacer"].limits] == shown


def invoice(limit: str, *sums: tuple[str, str]) -> Rows:
    """A letter with sums (role, sentence) of 30 €, and a limit."""
    row = letter("m/a.pdf", dt.date(2015, 2, 1), f"{limit} " + " ".join(sentence for _, sentence in sums))
    held: list[Mention] = [mention(row, 1, "deadline", limit, "2015-03-12", limit, date=DAY)]
    held += [
        mention(row, n, "amount", f"{n} €", f"{n}.00", sentence, amount=Decimal(n), currency="EUR", role=role)
        for n, (role, sentence) in enumerate(sums, start=2)
    ]
    return Rows(letters=[row], mentions=held)


@pytest.mark.parametrize(
    ("limit", "act"),
    [
        ("Échéance 12/03/2015", "payer"),
        ("Date d'échéance : 12/03/2015", "payer"),
        ("L'échéance de réalisation est reportée au 12/03/2015.", "autres délais"),
        ("Le magasin ferme le 12/03/2015.", "autres délais"),
    ],
)
def test_a_limit_that_falls_due_is_one_of_payment_and_no_limit_is_lost(limit: str, act: str) -> None:
    found = duties(invoice(limit, ("total_due", "Montant dû 2 €")))
    assert list(found) == [act]
    assert [said.text for said in found[act].limits] == ["le 12/03/2015"]
    assert [one.number for one in found[act].letters] == [1]


def test_limits_that_no_act_explains_come_last_and_are_quoted(tmp_path: Path) -> None:
    rows = orange_rows()
    *_, last = duties(rows).values()
    assert last.act == "autres délais"
    assert [plain(said.text) for said in last.limits] == [
        "7 jours après mise en demeure",
        "10 jours après mise en demeure",
    ]
    assert [f.title for f in last.alerts_at("limits")] == ["Délais différents"]
    assert [one.marked for one in last.words] == [m.text for m in rows.mentions if m.kind == "deadline"]
    html = write_report(tmp_path, MAILING, **rows.as_arguments()).read_text("utf-8")
    assert '<tr data-letters="3 5">' in html


@pytest.mark.parametrize(
    ("sums", "shown"),
    [
        (["other", "total_due", "recurring", "penalty", "fee"], ["3 € (à payer)", "5 € (pénalité)", "6 € (frais)"]),
        (
            ["other", "recurring", "refund"],
            ["2 €", "3 € (périodique)"],
        ),  # no total: what is paid stands in the sentence
    ],
)
def test_of_a_bill_the_sums_due_are_told(sums: list[str], shown: list[str]) -> None:
    sentence = "Réglez la facture avant le 12/03/2015."
    rows = invoice(sentence, *((role, sentence) for role in sums))
    rows.mentions.append(mention(rows.letters[0], 20, "instruction", "Réglez", "pay", sentence))
    assert [plain(said.text) for said in duties(rows)["payer"].stakes] == shown
