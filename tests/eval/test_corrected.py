"""People's corrections as truth: a confirmed field counts as right, a corrected one as wrong."""

import shutil
from pathlib import Path

from pipeline import stages, tables
from pipeline.corrections import write_sheet
from pipeline.records import Correction
from tests.eval.corrected import measure_corrected, say_corrected

MAILING = "orange-2015"


def test_the_machine_alone_is_held_against_what_people_say(sample_out: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(sample_out, out)
    assert measure_corrected(out) == {}
    rows = tables.read_rows(out, "letters", MAILING)
    said = [
        Correction(rows[0]["letter_id"], "letter_place", rows[0]["letter_place"]),
        Correction(rows[3]["letter_id"], "letter_place", "Saint-Étienne"),
        Correction(rows[3]["letter_id"], "phones", "3900 | 01 23 45 67 89"),
        Correction(rows[4]["letter_id"], "needs_review", "no"),
    ]
    tables.write_corrections(out, MAILING, write_sheet(said))
    stages.extract_mailing(out, MAILING)
    figures = measure_corrected(out)
    assert (figures["letter_place"]["right"], figures["letter_place"]["letters"]) == (1, 2)
    assert (figures["phones"]["recall"], figures["phones"]["precision"]) == (1 / 2, 1.0)
    assert say_corrected(figures) == "letter_place: 1 of 2 right\nphones: 0 of 1 right"
