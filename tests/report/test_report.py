"""A mailing becomes a page that holds everything, does nothing, and lets no letter act."""

import csv
import dataclasses
import datetime as dt
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RunError
from pipeline.records import Document, Finding
from pipeline.report import Entry, shown, summarise_mailing, write_index, write_report
from pipeline.report.letters import cut_around
from tests.report.orange import MAILING, Rows, letter, mention, orange_rows

EVIL = "<script>alert(1)</script>"
BACKWARDS = "fdp.\N{RIGHT-TO-LEFT OVERRIDE}exe"


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text; fails on tags that do not nest."""

    VOID = frozenset({"meta", "br", "link", "img"})
    DRAWN = frozenset({"line", "circle", "rect"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []
        self.text = "".join(self._texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.DRAWN
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self._texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def written(folder: Path, rows: Rows, mailing: str = MAILING) -> tuple[Page, str]:
    html = write_report(folder, mailing, **rows.as_arguments()).read_text("utf-8")
    return Page(html), html


def test_everything_of_the_mailing_is_on_the_page(tmp_path: Path) -> None:
    rows = orange_rows()
    page, _ = written(tmp_path, rows)
    text = " ".join(page.text.replace("\N{NO-BREAK SPACE}", " ").split())
    for row in rows.letters:
        for cell in (row.subject, row.signatory_title, row.letter_place, *row.phones):
            assert cell is None or cell in text
    for finding in rows.findings:
        assert finding.message in text
    for expected in (
        "5 courriers du 13/02/2015 au 15/02/2015",
        "4 constats 2 erreurs, 1 avertissement",
        "1 courrier à revoir",
        "300 € (pénalité)",
        "7 jours après mise en demeure",
        "page difficile à lire",
        "Le fichier est vide",
        "page 2",
        "Lu une seule fois, mêmes octets que orange-2015/courrier-1.jpg",
        "anonyme",
    ):
        assert expected in text


def test_the_worst_findings_come_first_and_open_on_their_evidence(tmp_path: Path) -> None:
    page, html = written(tmp_path, orange_rows())
    shown = [str(attrs["class"]) for attrs in page.all("details") if str(attrs["class"]).startswith("finding")]
    assert shown == ["finding error", "finding error", "finding warning", "finding info"]
    assert "<mark>dans un délai de 10 jours après mise en demeure</mark>, il vous sera facturé." in html
    assert html.index("Consignes contraires") < html.index("Ordre des courriers incertain")


def test_the_page_is_french_whole_and_reaches_for_nothing(tmp_path: Path) -> None:
    page, html = written(tmp_path, orange_rows())
    assert page.all("html") == [{"lang": "fr"}]
    assert {"link", "iframe", "object", "form", "base"}.isdisjoint(name for name, _ in page.tags)
    assert page.all("script") == [{}]  # inside, and the policy names its digest
    policy = page.all("meta")[1]
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert str(policy["content"]).startswith("default-src 'none'; img-src 'self'; style-src 'sha256-")
    assert "unsafe" not in str(policy["content"])
    assert "http://" not in html
    assert "https://" not in html
    assert not any("style" in attrs for _, attrs in page.tags)  # the policy would drop it
    links = [str(attrs["href"]) for attrs in page.all("a")]
    assert all(link.startswith(("#", "./")) for link in links)
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert {link[1:] for link in links if link.startswith("#")} <= ids


def test_headings_descend_and_tables_have_headers(tmp_path: Path) -> None:
    page, _ = written(tmp_path, orange_rows())
    levels = [int(name[1]) for name, _ in page.tags if re.fullmatch(r"h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(attrs.get("scope") in {"col", "row"} for attrs in page.all("th"))


def poisoned(text: str) -> Rows:
    """The mailing with `text` in every cell that holds text."""
    rows = orange_rows()
    cells = ("letter_place", "sender_organisation", "sender_department", "sender_address", "recipient_name", "subject")
    more = ("recipient_address", "signatory_name", "signatory_title", "text")
    poison: dict[str, Any] = dict.fromkeys((*cells, *more), text)
    rows.letters = [dataclasses.replace(row, **poison) for row in rows.letters]
    rows.letters = [
        dataclasses.replace(
            row, phones=(text,), emails=(text,), urls=(text,), topics=(text,), review_reasons=(text,), needs_review=True
        )
        for row in rows.letters
    ]
    rows.mentions = [
        dataclasses.replace(m, text=text, value=text, sentence=f"a {text} b", role=text) for m in rows.mentions
    ]
    rows.findings = [dataclasses.replace(f, message=text, check=text) for f in rows.findings]
    rows.documents = [dataclasses.replace(d, source=text, error=text, error_code=text) for d in rows.documents]
    return rows


@pytest.mark.parametrize(
    "text",
    [
        EVIL,
        "javascript:alert(1)",
        '"><img src=x onerror=alert(1)>',
        "</style><script>x</script>",
        "{{ 7 * 7 }}",
        "]]>-->",
    ],
)
def test_what_a_letter_says_stays_text(tmp_path: Path, text: str) -> None:
    page, html = written(tmp_path, poisoned(text), mailing=text)
    plain, _ = written(tmp_path, orange_rows())
    assert {name for name, _ in page.tags} <= {name for name, _ in plain.tags} | {"mark"}
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert all(str(attrs["href"]).startswith(("#", "./")) for attrs in page.all("a"))
    assert text in page.text
    assert html.count("<script") == 1
    assert "49" not in re.findall(r"<bdi>(.*?)</bdi>", html)


@pytest.mark.parametrize("text", [BACKWARDS, "a\x00b\x1bc", "\udcff", "zero\N{ZERO WIDTH SPACE}width"])
def test_invisible_characters_are_shown(tmp_path: Path, text: str) -> None:
    _, html = written(tmp_path, poisoned(text), mailing=text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", html)
    assert "[U+" in html


def test_an_empty_mailing_has_a_page(tmp_path: Path) -> None:
    page = written(tmp_path, Rows(), mailing="vide")[0]
    assert "Aucun courrier dans ce dossier." in page.text
    assert ("Rien n'a été lu" in page.text, "Rien à signaler" in page.text) == (True, False)
    assert "Aucun courrier daté." in page.text


def test_undated_letters_come_last_and_off_the_time_line(tmp_path: Path) -> None:
    rows = orange_rows()
    rows.letters = [letter("z.jpg", None, "Sans date."), *rows.letters]
    page, _ = written(tmp_path, rows)
    assert "6. Courrier sans date" in page.text
    assert "1\N{NO-BREAK SPACE}courrier sans date n'est pas montré ici" in page.text


def test_a_mailing_of_500_letters(tmp_path: Path) -> None:
    rows = Rows()
    for n in range(500):
        row = letter(f"{n}.pdf", dt.date(2015, 1, 1) + dt.timedelta(days=n), f"Le {n}. " * 200, phones=("3900",))
        rows.letters.append(row)
        rows.mentions += [mention(row, k, "phone", f"Le {n}.", "3900", f"Le {n}.") for k in range(20)]
    ids = tuple(row.letter_id for row in rows.letters)
    evidence = tuple(m.mention_id for m in rows.mentions)
    rows.findings = [Finding("scattered_contacts/1", "scattered_contacts", "warning", ids, evidence, "Beaucoup.")]
    page, html = written(tmp_path, rows)
    assert sum(attrs["class"] == "letter" for attrs in page.all("details")) == 500
    assert len(html) < 10_000_000
    assert "autres indices" in page.text


def test_evidence_that_is_not_in_the_tables_is_passed_over(tmp_path: Path) -> None:
    rows = orange_rows()
    rows.findings = [Finding("x/1", "x", "error", ("gone#1",), ("gone#1/1",), "Un constat.")]
    page, _ = written(tmp_path, rows)
    assert "Un constat." in page.text


def test_nothing_half_written_stays_behind(tmp_path: Path) -> None:
    written(tmp_path, orange_rows())
    names = sorted(path.name for path in (tmp_path / "report").iterdir())
    assert names == [f"{MAILING}.findings.csv", f"{MAILING}.html", f"{MAILING}.letters.csv"]


def test_a_folder_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("a file where the folder should be")
    with pytest.raises(RunError, match="choose another folder"):
        write_report(tmp_path, MAILING, **orange_rows().as_arguments())


@pytest.mark.parametrize("mailing", ["été 2015", "a/b", "index", "..", ".caché", "50%", "con:", 'a"b', "a\nb"])
def test_any_name_of_a_mailing_gives_its_own_file(tmp_path: Path, mailing: str) -> None:
    path = write_report(tmp_path, mailing, **Rows().as_arguments())
    assert path.parent == tmp_path / "report"
    assert path.name != "index.html"
    index = write_index(tmp_path, [summarise_mailing(mailing, [], [], [])])
    assert index == tmp_path / "report" / "index.html"
    assert path.is_file()


# ---- index ------------------------------------------------------------------------------------------------------


def test_the_index_sums_up_each_mailing(tmp_path: Path) -> None:
    rows = orange_rows()
    entry = summarise_mailing(MAILING, rows.documents, rows.letters, rows.findings)
    first, last = dt.date(2015, 2, 13), dt.date(2015, 2, 15)
    assert entry == Entry(MAILING, 5, first, last, errors=2, warnings=1, needs_review=1, failed=1)
    page = Page(write_index(tmp_path, [entry, summarise_mailing("été / 2014", [], [], [])]).read_text("utf-8"))
    assert [attrs["href"] for attrs in page.all("a")] == ["./orange-2015.html", "./%C3%A9t%C3%A9%20%252F%202014.html"]
    assert ("13/02/2015 – 15/02/2015" in page.text, page.text.count("rien de lu")) == (True, 1)


def test_an_index_without_mailings(tmp_path: Path) -> None:
    assert "Aucun dossier." in Page(write_index(tmp_path, []).read_text("utf-8")).text


# ---- spreadsheets -----------------------------------------------------------------------------------------------


def sheet(folder: Path, what: str, mailing: str = MAILING) -> list[dict[str, Any]]:
    text = (folder / "report" / f"{mailing}.{what}.csv").read_bytes().decode("utf-8")
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    return list(csv.DictReader(text[1:].splitlines(), delimiter=";"))


@pytest.mark.parametrize(
    ("sentence", "words", "cut"),
    [
        ("Vous êtes redevable de 300 €.", "redevable d", ("Vous êtes ", "redevable de", " 300 €.")),
        ("Appelez le 39001 ou le 3900.", "3900", ("Appelez le 39001 ou le ", "3900", ".")),
        ("une\nsomme de  300 € due", "somme de 300 €", ("une ", "somme de 300 €", " due")),
        ("au (3900)", "(3900)", ("au ", "(3900)", "")),
        ("rien de tel", "3900", ("rien de tel", "", "")),
        ("rien de tel", "", ("rien de tel", "", "")),
    ],
)
def test_what_is_marked_in_a_sentence_is_whole_words(sentence: str, words: str, cut: tuple[str, str, str]) -> None:
    assert cut_around(sentence, words) == cut


def test_spreadsheets_read_as_french(tmp_path: Path) -> None:
    written(tmp_path, orange_rows())
    letters = sheet(tmp_path, "letters")
    third = letters[2]
    assert len(letters) == 5
    assert third["date"] == "14/02/2015"
    assert third["sommes"] == "300 € (pénalité) | 10 595 541 532 € (capital social)"
    assert third["confiance"] == "0,94"
    assert third["anonyme"] == "non"
    findings = sheet(tmp_path, "findings")
    assert [row["gravité"] for row in findings] == ["Erreur", "Erreur", "Avertissement", "À savoir"]
    assert findings[1]["dates des courriers"] == "14/02/2015 | 15/02/2015"
    assert findings[1]["pages des preuves"] == "courrier-3.tif p. 1 | courrier-5.pdf p. 1"
    assert list(findings[0])[-1] == "pages des preuves"


@pytest.mark.parametrize(
    "text", ["=1+1", "+33494", "-2", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1", '=cmd|"/c calc"!A1']
)
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    rows = poisoned(text)
    rows.documents = [Document("x", None, 0, None, None, "failed", None, "empty", "x")]
    written(tmp_path, rows)
    for what in ("letters", "findings"):
        for row in sheet(tmp_path, what):
            for cell in row.values():
                assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_a_semicolon_or_a_quote_stays_in_its_cell(tmp_path: Path) -> None:
    written(tmp_path, poisoned('a;"b"\nc'))
    assert {row["objet"] for row in sheet(tmp_path, "letters")} == {'a;"b" c'}


def test_of_too_many_letters_the_page_shows_those_of_the_worst_findings_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = orange_rows()
    worst = next(finding for finding in rows.findings if finding.severity == "error")
    monkeypatch.setattr(shown, "MOST", len(worst.letter_ids) + 1)
    page, html = written(tmp_path, rows)
    letters = [tag for tag in page.all("details") if tag.get("class") == "letter"]
    assert len(letters) == len(worst.letter_ids) + 1 < len(rows.letters)
    assert f"montre {len(worst.letter_ids) + 1} courriers sur {len(rows.letters)}" in html
    assert worst.message in page.text
    sheet = (tmp_path / "report" / f"{MAILING}.letters.csv").read_text("utf-8")
    assert len(sheet.splitlines()) == len(rows.letters) + 1
