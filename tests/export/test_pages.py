"""Pages out of the house: a PDF in which others find the words at their place; ALTO by the rules of the archives."""

import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pdfplumber
import pypdfium2
import pytest
from PIL import Image, ImageChops

from pipeline import exporting, tables
from pipeline.export import PdfPage, write_alto, write_pdf
from pipeline.export.alto import NAMESPACE
from pipeline.records import Box, Page, Word

SAID = [
    *("Société", "Générale", "où", "cœur", "Noël", "12\N{NO-BREAK SPACE}000", "€", "«", "N°", "l’été", "Œuvre", "ç"),
    *("→", "≥", "Ω", "Ž", "Жук", "☎"),
]


def page_of(texts: list[str], width: int = 1240, height: int = 1754) -> Page:
    words = []
    for n, text in enumerate(texts):
        line, column = divmod(n, 4)
        x, y = 0.1 + 0.2 * column, 0.1 + 0.05 * line
        words.append(Word(text, 0.9, Box(x, y, x + 0.02 * len(text), y + 0.015), line, line, n))
    return Page("a/1.png", 1, width, height, 150.0, "ocr", 0, 0.0, False, 0.9, tuple(words))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "page.jpg"
    Image.linear_gradient("L").resize((1240, 1754)).save(path)
    return path


def test_every_word_is_found_in_its_box(tmp_path: Path, picture: Path) -> None:
    page = page_of(SAID)
    write_pdf(tmp_path / "a.pdf", [PdfPage(page, picture)], "Objet : dû", "Société")
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        (read,) = pdf.pages
        found = read.extract_words(keep_blank_chars=False, x_tolerance=1)
        assert pdf.metadata["Title"] == "Objet : dû"
        for word in (w for w in page.words if w.text != SAID[5]):
            (at,) = [w for w in found if w["text"] == word.text]
            where = [at["x0"] / read.width, at["top"] / read.height, at["x1"] / read.width, at["bottom"] / read.height]
            assert where == pytest.approx([word.box.x0, word.box.y0, word.box.x1, word.box.y1], abs=0.004), word.text


def test_what_is_copied_is_what_was_read_word_by_word(tmp_path: Path, picture: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [PdfPage(page_of(SAID), picture)], "", "")
    copied = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0].get_textpage().get_text_range()
    assert copied.split() == " ".join(SAID).split()


def test_the_page_looks_like_its_picture(tmp_path: Path, picture: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [PdfPage(page_of(SAID), picture)], "", "")
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert pdf[0].get_size() == pytest.approx((595.28, 841.89), abs=0.5)
    shown = pdf[0].render(scale=1).to_pil().convert("L")
    with Image.open(picture) as wanted:
        least = ImageChops.difference(shown, wanted.resize(shown.size))
    assert least.point(lambda p: 255 if p > 8 else 0).getbbox() is None  # no word is seen


def test_a_page_without_its_picture_shows_its_words(tmp_path: Path) -> None:
    write_pdf(tmp_path / "a.pdf", [PdfPage(page_of(SAID, 1754, 1240), None)], "", "")
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0]
    assert page.get_size() == pytest.approx((841.89, 595.28), abs=0.5)
    assert page.render(scale=1).to_pil().convert("L").getextrema()[0] < 128


def test_the_same_letter_makes_the_same_pdf(tmp_path: Path, picture: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_pdf(tmp_path / name, [PdfPage(page_of(SAID), picture)], "t", "a")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def check_alto(path: Path) -> list[Xml.Element]:
    """The rules of alto-4-4.xsd that such a file could break; its words in order."""
    root = Xml.parse(path).getroot()
    assert root.tag == f"{{{NAMESPACE}}}alto"
    assert [child.tag.partition("}")[2] for child in root] == ["Description", "Layout"]
    allowed = {"Layout": {"Page"}, "Page": {"PrintSpace"}, "PrintSpace": {"TextBlock"}, "TextBlock": {"TextLine"},
               "TextLine": {"String", "SP"}, "String": set(), "SP": set()}  # fmt: skip
    needed = {"Page": {"ID", "PHYSICAL_IMG_NR"}, "TextBlock": {"ID"}, "String": {"CONTENT", "WC"}}
    ids = [element.get("ID") for element in root.iter() if element.get("ID")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name or "") for name in ids)
    for element in root[1].iter():
        name = element.tag.partition("}")[2]
        assert {child.tag.partition("}")[2] for child in element} <= allowed[name]
        assert needed.get(name, set()) <= set(element.keys())
        assert all(float(element.get(side, 0)) >= 0 for side in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        if name == "TextLine":
            kinds = [child.tag.partition("}")[2] for child in element]
            assert kinds == (["String", "SP"] * len(kinds))[: len(kinds)]
            assert kinds[-1] == "String"
    words = list(root.iter(f"{{{NAMESPACE}}}String"))
    assert all(0 <= float(word.get("WC", -1)) <= 1 for word in words)
    return words


def test_alto_holds_every_word_with_its_box(tmp_path: Path) -> None:
    page = page_of([*SAID, "<a&b>", "bell\x07"])
    write_alto(tmp_path / "a.xml", page, "a/1.png")
    words = check_alto(tmp_path / "a.xml")
    assert [word.get("CONTENT") for word in words] == [*SAID, "<a&b>", "bell[U+0007]"]
    for element, word in zip(words, page.words, strict=True):
        got = [float(element.get(side, -1)) for side in ("HPOS", "VPOS", "WIDTH", "HEIGHT")]
        box = word.box
        assert got == pytest.approx([box.x0 * 1240, box.y0 * 1754, box.width * 1240, box.height * 1754], abs=0.06)


def test_a_page_without_words_is_valid_alto(tmp_path: Path) -> None:
    write_alto(tmp_path / "a.xml", page_of([]), "a/1.png")
    assert check_alto(tmp_path / "a.xml") == []


def test_the_sample_goes_out_whole(sample_out: Path, tmp_path: Path) -> None:
    made = list(exporting.export_letters(sample_out, tmp_path, "orange-2015"))
    letters = tables.read_rows(sample_out, "letters", "orange-2015")
    assert len(made) == len(letters) == len(set(made))
    words = tables.read_rows(sample_out, "words", "orange-2015")
    for row, path in zip(letters, made, strict=True):
        inside = range(row["page_start"], row["page_end"] + 1)
        wanted = [w["text"] for w in words if w["source"] == row["source"] and w["page"] in inside]
        pdf = pypdfium2.PdfDocument(path)
        copied = " ".join(pdf[n].get_textpage().get_text_range() for n in range(len(pdf)))
        assert copied.split() == " ".join(wanted).split()
    for path in exporting.export_pages(sample_out, tmp_path, "orange-2015"):
        assert check_alto(path)


def test_names_that_no_disk_takes_are_cut_and_stay_apart(sample_out: Path, tmp_path: Path) -> None:
    names = [exporting._path(tmp_path, "m", f"m/{'é' * 120}{end}.jpg", 1, "pdf").name for end in "ab"]
    assert len(set(names)) == 2
    assert all(len(name.encode()) < 255 for name in names)
