"""What the pipeline glued from known parts makes of a text: it must be a fair one, and stay as it is."""

from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.eval import market
from tests.eval.fields import LISTS, SINGLE


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("300€ et 1 234,56 euros", ["300", "1234.56"]),
        ("1.234,00 EUR, 12 345 €", ["1234.00", "12345"]),
        ("trois cents euros, 300 francs, 12 %", []),
    ],
)
def test_amounts(text: str, values: list[str]) -> None:
    assert [a["value"] for a in market._amounts(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("sous 7 jours", [(7, "day", None)]),
        ("1 jour, 3 mois, 48 heures, 2 semaines", [(1, "day", None), (3, "month", None), (48, "hour", None),
                                                   (2, "week", None)]),
        ("avant le 15 mars 2015", [(None, None, "2015-03-15")]),
        ("jusqu'au 01/04/2015.", [(None, None, "2015-04-01")]),  # the day first
        ("sous huitaine, avant le 31 quatorze 2015", []),
    ],
)  # fmt: skip
def test_deadlines(text: str, limits: list[tuple[int | None, str | None, str | None]]) -> None:
    assert [(d["quantity"], d["unit"], d["due_date"]) for d in market._deadlines(text)] == limits


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Lyon, le 13 février 2015. Vu le courrier du 1er mars 2014", "2015-02-13"),
        ("né le 02/05/1960, le 13/02/2015", "1960-05-02"),  # the first, whatever it is
        ("Madame, Monsieur", None),
    ],
)
def test_the_first_date_is_the_letters(text: str, day: str | None) -> None:
    assert market._first_date(text) == day


LETTER = """Service Clients
3 rue Haute
59000 Lille
Madame Anne MARTIN
5 quai Foch
67000 Strasbourg
Lyon, le 13 février 2015
Objet : résiliation
Appelez le 03 20 00 11 22 ou écrivez à Aide@norfibre.fr, client n° : 123 456"""


def test_a_row_has_all_fields_and_the_first_value_that_looks_like_each() -> None:
    row = market._row("a.pdf", [LETTER, "www.norfibre.fr/aide\nPaul Durand"])
    assert {*SINGLE, *LISTS} < {*row}
    wanted = {
        "source": "a.pdf", "page_start": 1, "page_end": 2, "letter_date": "2015-02-13", "letter_place": "Lyon",
        "sender_department": "Service Clients", "sender_address": "59000 Lille", "recipient_name": "Madame Anne MARTIN",
        "recipient_address": "67000 Strasbourg", "subject": "résiliation", "signatory_name": "Paul Durand",
        "signatory_anonymous": False, "phones": ["+33320001122"], "emails": ["aide@norfibre.fr"],
        "urls": ["www.norfibre.fr/aide"], "references": [{"value": "123 456"}],
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


def test_an_empty_page_has_an_empty_row() -> None:
    row = market._row("a.tif", [""])
    assert row["signatory_anonymous"] is True
    assert not any(row[name] for name in (*SINGLE, *LISTS) if name not in ("signatory_anonymous", "signature_page"))


@pytest.mark.slow
def test_files_of_all_kinds_are_read_page_by_page(tmp_path: Path) -> None:
    texts = "Objet : relance\n\nAppelez le 03 20 00 11 22.", "Payez 300 euros avant le 15 mars 2015."
    (tmp_path / "lot").mkdir()
    _draw(texts[0]).save(tmp_path / "a.jpg")
    for name in ("b.pdf", "lot/c.tif"):
        first, second = map(_draw, texts)
        first.save(tmp_path / name, save_all=True, append_images=[second], resolution=200)
    (tmp_path / "notes.txt").write_text("03 20 00 11 33")
    rows = {row["source"]: row for row in market.read_market(tmp_path)}
    assert {name: row["page_end"] for name, row in rows.items()} == {"a.jpg": 1, "b.pdf": 2, "c.tif": 2}
    assert all(row["phones"] == ["+33320001122"] and row["subject"] == "relance" for row in rows.values())
    assert rows["a.jpg"]["amounts"] == []
    assert [a["value"] for a in rows["c.tif"]["amounts"]] == [a["value"] for a in rows["b.pdf"]["amounts"]] == [300]


def _draw(text: str) -> Image.Image:
    page = Image.new("L", (1654, 2339), 255)
    ImageDraw.Draw(page).multiline_text((200, 300), text, fill=0, font=ImageFont.load_default(36), spacing=24)
    return page
