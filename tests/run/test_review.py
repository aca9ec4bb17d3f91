"""`courrier review`: it asks about what is doubtful, and each answer is written at once."""

import os
import shutil
import subprocess
import sysconfig
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline
from pipeline import tables
from pipeline.corrections import read_sheet
from pipeline.mentions import find_doubts, find_mentions, load_language, summarise_letter
from pipeline.records import Zone
from tests.conftest import SAMPLE
from tests.mentions.letter_of import letter_from_lines

MAILING = "orange-2015"


@pytest.fixture
def doubtful(sample_out: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The sample as if two of its letters had been hard to read: place and sums of the fourth, the fifth as a whole."""
    raw, out = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(SAMPLE, raw)
    shutil.copytree(sample_out, out)
    letters = [tables.letter_of(row) for row in tables.read_rows(out, "letters", MAILING)]
    letters = [replace(row, needs_review=False, review_reasons=()) for row in letters]
    weak = tuple(
        replace(one, confidence=0.3) if one.field in ("letter_place", "amounts") else one
        for one in letters[3].field_confidences
    )
    reasons = ("doubtful_date", "doubtful_amount")
    letters[3] = replace(letters[3], needs_review=True, review_reasons=reasons, field_confidences=weak)
    letters[4] = replace(letters[4], needs_review=True, review_reasons=("low_confidence",))
    key = tables.read_key(out, ("letters", "mentions"), MAILING) or ""
    rows = {"letters": list(map(tables.letter_row, letters)), "mentions": tables.read_rows(out, "mentions", MAILING)}
    tables.write_mailing(out, MAILING, rows, key)
    return raw, out


def review(raw: Path, out: Path, *answers: str, options: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    program = Path(sysconfig.get_path("scripts")) / "courrier"
    return subprocess.run(
        [str(program), "review", str(raw), str(out), "--by", "Anne", *options],
        input="".join(f"{answer}\n" for answer in answers),
        capture_output=True, text=True, check=False, timeout=300, env=dict(os.environ),
    )  # fmt: skip


def written(raw: Path) -> list[tuple[str, str, str, str | None]]:
    path = raw / MAILING / "corrections.csv"
    data = path.read_bytes() if path.is_file() else b""
    return [(c.letter_id.rpartition("/")[2], c.field, c.value, c.by) for c in read_sheet(data, "x")]


@pytest.mark.slow
def test_answers_are_kept_changed_skipped_and_applied(doubtful: tuple[Path, Path]) -> None:
    raw, out = doubtful
    place = pipeline.letter("courrier-4.jpg#1", out=out).fields.letter_place
    done = review(raw, out, "?", "c", "?", "k", "c", "trois cents", "c", "300 € penalty", "s", "k")
    assert done.returncode == 0, done.stderr
    assert "1 of 4  orange-2015/courrier-4.jpg#1  letter_place" in done.stdout
    assert "(30% sure)" in done.stdout
    assert ".png" in done.stdout
    assert "s: leave it for later" in done.stdout
    assert "'?' is no value of letter_place: write '-' where the letter holds none." in done.stderr
    assert "'trois cents' is no sum" in done.stderr
    assert written(raw) == [
        ("courrier-4.jpg#1", "letter_place", place, "Anne"),
        ("courrier-4.jpg#1", "amounts", "300 € penalty", "Anne"),
        ("courrier-5.pdf#1", "needs_review", "no", "Anne"),
    ]
    fields = pipeline.letter("courrier-4.jpg#1", out=out).fields
    assert (fields.letter_place, len(fields.amounts)) == (place, 1)
    assert fields.corrected == ("amounts", "letter_place")


@pytest.mark.slow
@pytest.mark.parametrize("end", [["q"], []])
def test_stopping_loses_nothing(doubtful: tuple[Path, Path], end: list[str]) -> None:
    raw, out = doubtful
    assert review(raw, out, "c", "Hyères", *end).returncode == 0
    assert written(raw) == [("courrier-4.jpg#1", "letter_place", "Hyères", "Anne")]
    assert pipeline.letter("courrier-4.jpg#1", out=out).fields.letter_place == "Hyères"


@pytest.mark.slow
def test_what_was_answered_before_the_walk_was_killed_is_not_asked_again(doubtful: tuple[Path, Path]) -> None:
    raw, out = doubtful
    gone = "courrier-3.tif#1;subject;une autre;00ff"
    (raw / MAILING / "corrections.csv").write_text(
        f"letter_id;field;value;sha256\ncourrier-4.jpg#1;letter_place;Hyères;\n{gone}\n"
    )
    done = review(raw, out, "q", options=("--lang", "fr"))
    assert "letter_place" not in done.stdout
    assert "(ligne 3) a été faite sur un fichier qui n'est plus là, et ne s'applique pas" in done.stderr
    assert pipeline.letter("courrier-4.jpg#1", out=out).fields.letter_place == "Hyères"


def test_each_answer_is_written_before_the_next_question(
    doubtful: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, out = doubtful
    from pipeline.cli import review as command

    seen: list[int] = []
    answers = iter(["k", "k"])

    def answer(_: str) -> str:
        seen.append(len(written(raw)))
        return next(answers)

    monkeypatch.setattr("builtins.input", answer)
    questions = list(command._questions(out, MAILING))
    with pytest.raises(StopIteration):
        command._ask_all(questions, raw, out, "Anne")
    assert seen == [0, 1, 2]


def test_where_nothing_is_doubtful_nothing_is_asked(sample_out: Path, tmp_path: Path) -> None:
    sure = [
        tables.letter_of(row) for row in tables.read_rows(sample_out, "letters", MAILING) if not row["needs_review"]
    ]
    assert [find_doubts(row, ()) for row in sure] == [()] * len(sure)


def test_what_is_missing_is_asked_for_and_what_was_settled_is_not() -> None:
    letter = letter_from_lines([("Madame,", Zone.SALUTATION), ("Nous vous répondons.", Zone.BODY)], confidence=0.6)
    row = summarise_letter(letter, find_mentions(letter, load_language()))
    doubts = {doubt.field: doubt.candidate for doubt in find_doubts(row, ())}
    assert doubts.items() >= {("letter_date", "-"), ("sender_organisation", "-"), ("needs_review", "no")}
    settled = replace(row, corrected=("letter_date",))
    assert "letter_date" not in {doubt.field for doubt in find_doubts(settled, ())}
