"""What the letters ask, by when and how, and whom they name, merged over the mailing."""

import datetime as dt
from decimal import Decimal

import pytest

from pipeline.records import Deadline, Mention
from pipeline.report.contacts import gather_contacts
from pipeline.report.duties import Duty, gather_duties
from pipeline.report.lanes import draw_lanes
from pipeline.report.letters import LetterView, anchor_of, view_letters
from pipeline.report.notices import FindingView, view_findings
from pipeline.report.scans import Scans
from pipeline.report.timeline import draw_timeline
from pipeline.report.tongue import FRENCH
from tests.report.orange import Rows, letter, mention, orange_rows


def shown(rows: Rows) -> tuple[tuple[LetterView, ...], tuple[FindingView, ...]]:
    letters = view_letters(rows.letters, rows.mentions, Scans(), FRENCH)
    return letters, view_findings(rows.findings, letters, Scans(), FRENCH)


def duties(rows: Rows) -> dict[str, Duty]:
    letters, findings = shown(rows)
    return {duty.act: duty for duty in gather_duties(letters, findings, FRENCH)}


def with_instruction(number: int, value: str, sentence: str, *more: Mention) -> Rows:
    row = letter("m/a.jpg", dt.date(2015, 2, 13), sentence)
    return Rows(letters=[row], mentions=[mention(row, number, "instruction", value, value, sentence), *more])


def test_what_one_letter_asks_and_another_forbids_stands_in_one_row() -> None:
    call = duties(orange_rows())["appeler"]
    assert [one.number for one in call.forbidden] == [1]
    assert [one.number for one in call.asked] == [2]
    assert [said.text for said in call.means] == ["3000"]
    assert [f.title for f in call.alerts_at("letters")] == ["Consignes contraires"]
    assert call.alerts_at("limits") == []


def test_a_limit_belongs_to_the_act_of_its_sentence() -> None:
    rows = orange_rows()
    three, five = rows.letters[2], rows.letters[4]
    rows.mentions += [
        mention(three, 8, "instruction", "retour", "return", "Retournez la Livebox."),
        mention(three, 9, "instruction", "conservez", "keep", "Conservez la preuve."),
        mention(five, 8, "instruction", "retour", "return", "Retournez la Livebox."),
    ]
    back = duties(rows)["rendre ou renvoyer"]
    said = [(one.text, [letter.number for letter in one.letters]) for one in back.limits]
    assert [(text.replace("\N{NO-BREAK SPACE}", " "), who) for text, who in said] == [
        ("7 jours après mise en demeure", [3]),
        ("10 jours après mise en demeure", [5]),
    ]
    assert [one.text.replace("\N{NO-BREAK SPACE}", " ") for one in back.stakes] == ["300 € (pénalité)"]
    assert [f.title for f in back.alerts_at("limits")] == ["Délais différents"]
    assert [len(quoted.letters) for quoted in back.words] == [2]  # one sentence, told by both
    assert duties(rows)["conserver"].limits == ()


def test_a_limit_that_no_act_explains_is_given_to_none() -> None:
    sentence = "Votre offre prend fin dans un délai de 7 jours."
    rows = with_instruction(1, "pay", "Payez 30 €.")
    rows.mentions.append(mention(rows.letters[0], 2, "deadline", "7 jours", "7 day", sentence, quantity=7, unit="day"))
    assert duties(rows)["payer"].limits == ()


# what two sentences say, with a sum due in the first -> the days by which to pay; None: nothing is to be paid
@pytest.mark.parametrize(
    ("first", "second", "kind", "by"),
    [
        ("300 € exigibles le 12/03/2015.", "Salutations.", "first", ["le 12/03/2015"]),
        ("Montant à payer : 300 €.", "Date limite de paiement : 12/03/2015.", "second", ["le 12/03/2015"]),
        ("Vous nous devez 300 €.", "Le magasin ferme le 12/03/2015.", "second", None),
        ("300 € seront prélevés le 12/03/2015.", "Salutations.", "debit", None),
        ("Facture de 300 €.", "Salutations.", "none", None),
    ],
)
def test_a_sum_due_with_a_day_is_to_be_paid(first: str, second: str, kind: str, by: list[str] | None) -> None:
    row = letter("m/a.jpg", dt.date(2015, 2, 13), f"{first} {second}")
    day = dt.date(2015, 3, 12)
    sum_due = mention(row, 1, "amount", "300 €", "300", first, amount=Decimal(300), currency="EUR", role="total_due")
    limit = mention(row, 2, "deadline", "12/03/2015", "2015-03-12", second if kind == "second" else first, date=day)
    debit = mention(row, 2, "date", "12/03/2015", "2015-03-12", first, date=day, role="debit")
    besides = {"debit": [debit, limit], "none": []}.get(kind, [limit])
    found = duties(Rows(letters=[row], mentions=[sum_due, *besides]))
    assert [act for act in found if act != "autres délais"] == ([] if by is None else ["payer"])
    if by is not None:
        assert [said.text for said in found["payer"].limits] == by
        assert [said.text.replace("\N{NO-BREAK SPACE}", " ") for said in found["payer"].stakes] == ["300 € (à payer)"]
        assert [one.number for one in found["payer"].asked] == [1]


def test_contradicted_acts_come_first_and_none_is_lost() -> None:
    found = list(duties(orange_rows()))
    assert found[0] == "appeler"
    assert duties(Rows()) == {}


def test_contacts_are_told_letter_by_letter() -> None:
    rows = orange_rows()
    rows.mentions.append(mention(rows.letters[2], 9, "phone", "3000", "3000", role="sender"))
    rows.mentions.append(mention(rows.letters[0], 9, "sender", "TSA 1", "TSA 1, 83000 Toulon", role="address"))
    contacts = gather_contacts(*shown(rows))
    assert [(one.value, sorted(one.numbers), one.senders) for one in contacts.rows] == [
        ("3000", [2, 3], ("Orange",)),
        ("TSA 1, 83000 Toulon", [1], ("Orange",)),
    ]
    assert len(contacts.columns) == 5


def test_a_matrix_of_many_letters_becomes_a_list() -> None:
    rows = Rows(letters=[letter(f"{n}.pdf", None, "x") for n in range(40)])
    assert gather_contacts(*shown(rows)).columns == ()


def test_anchors_stay_when_letters_are_added_and_differ_where_names_do() -> None:
    rows = orange_rows()
    before = {one.row.letter_id: one.anchor for one in shown(rows)[0]}
    rows.letters = [letter("orange-2015/courrier-0.jpg", dt.date(2014, 1, 1), "x"), *rows.letters]
    after = {one.row.letter_id: one.anchor for one in shown(rows)[0]}
    assert before.items() <= after.items()
    assert len(set(after.values())) == 6
    assert anchor_of("é") != anchor_of("è")


def test_findings_of_one_check_on_the_same_letters_have_their_own_anchors() -> None:
    rows = orange_rows()
    rows.findings = [rows.findings[0], rows.findings[0]]
    anchors = [one.anchor for one in shown(rows)[1]]
    assert len(set(anchors)) == 2


def test_limits_that_run_at_the_same_time_are_drawn() -> None:
    def until(day: int) -> Deadline:
        return Deadline("absolute", dt.date(2015, 3, day), None, None, None, "x")

    rows = [
        letter("a.pdf", dt.date(2015, 3, 1), "x", deadlines=(until(11),)),
        letter("b.pdf", dt.date(2015, 3, 6), "x", deadlines=(until(21), until(2))),
        letter("c.pdf", dt.date(2015, 3, 21), "x", deadlines=(until(30),)),
    ]
    line = draw_timeline(rows, FRENCH)
    assert line
    assert [one.label.replace("\N{NO-BREAK SPACE}", " ") for one in line.overlaps] == [
        "2 délais courent en même temps, du 06/03/2015 au 11/03/2015"
    ]
    assert line.ties == ()


def test_letters_of_one_day_are_tied() -> None:
    line = draw_timeline(orange_rows().letters, FRENCH)
    assert line
    assert [tie.bottom - tie.top for tie in line.ties] == [26, 26]
    assert draw_timeline([], FRENCH) is None


def test_days_that_lie_at_one_place_of_a_line_of_centuries_are_not_one_day() -> None:
    long_ago = (dt.date(year, 4, 13) for year in (1858, 1910, 1960))  # no gap is most of the line, and left out
    dates = (*long_ago, dt.date(2025, 5, 15), dt.date(2025, 5, 19), dt.date(2025, 5, 19))
    line = draw_timeline([letter(f"{n}.pdf", date, "x") for n, date in enumerate(dates)], FRENCH)
    assert line
    assert line.rows[3].x == line.rows[4].x
    assert [(tie.top, tie.bottom) for tie in line.ties] == [(line.rows[4].y, line.rows[5].y)]


def test_more_letters_than_lines_stand_in_lanes_of_the_finest_period_that_fits() -> None:
    def lanes(days: int, step: int) -> list[tuple[str, int]]:
        dates = [dt.date(2015, 1, 5) + dt.timedelta(days=n % days * step) for n in range(200)]
        rows = Rows(letters=[letter(f"{n}.pdf", date, "x") for n, date in enumerate(dates)])
        assert draw_timeline(rows.letters, FRENCH) is None
        drawn = draw_lanes(shown(rows)[0], FRENCH)
        assert drawn.undated == 0
        assert sum(len(lane.written) for lane in drawn.rows) == 200
        return [(lane.label, len(lane.written)) for lane in drawn.rows]

    assert lanes(2, 1) == [("05/01/2015", 100), ("06/01/2015", 100)]
    assert lanes(200, 1)[:2] == [("semaine du 05/01/2015", 7), ("semaine du 12/01/2015", 7)]
    assert lanes(200, 5)[:2] == [("janvier 2015", 6), ("février 2015", 5)]
    assert lanes(200, 60)[0] == ("2015", 7)
