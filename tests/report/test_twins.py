"""What two letters of one text differ by, on the page."""

import datetime as dt
import re
from pathlib import Path

from pipeline.findings import body_of
from pipeline.report import write_report
from tests.report.orange import MAILING, Rows, finding, letter

BODY = "Votre demande du 2 mars est {} dans le cadre de nos conditions générales, selon le dossier 264{}938."


def written(folder: Path, first: str, second: str) -> str:
    rows = Rows(
        letters=[
            letter("m/a.jpg", dt.date(2024, 3, 5), f"Bleuet\nLyon, le 5 mars\nMadame,\n{first}\nCordialement,\nBleuet"),
            letter("m/b.jpg", dt.date(2024, 3, 12), f"orange\nNice, le 12 mars\nMadame,\n{second}\nCordialement,\nSA"),
        ]
    )
    ids = [row.letter_id for row in rows.letters]
    rows.findings = [finding("near_duplicate", "warning", ids, [], "Le même courrier deux fois.")]
    html = write_report(folder, MAILING, **rows.as_arguments(), body_of=body_of).read_text("utf-8")
    return html.partition('<p class="words">')[2].partition("</p>")[0]


def test_only_the_bodies_are_compared_word_by_word(tmp_path: Path) -> None:
    words = written(tmp_path, BODY.format("recevable", ""), BODY.format("irrecevable", " "))
    assert re.findall(r"</span>([^<]+)</(?:del|ins)>", words) == ["recevable", "irrecevable"]
    assert "lecture ?" not in words


def test_what_may_be_misread_is_shown_and_said(tmp_path: Path) -> None:
    words = written(tmp_path, BODY.format("recevable", ""), BODY.format("recevahle", ""))
    assert re.findall(r"</span>([^<]+)</(?:del|ins)>", words) == ["recevable", "recevahle"]
    assert words.count("lecture ?") == 1


def test_letters_of_one_body_show_no_words(tmp_path: Path) -> None:
    assert written(tmp_path, BODY, BODY) == ""
