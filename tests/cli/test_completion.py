"""What the Tab key offers, asked as the shells ask; the scripts call what was typed, `.venv/bin/courrier`."""

from pathlib import Path

import pytest
from typer._completion_shared import get_completion_script

from pipeline.cli import app
from tests.conftest import Courrier


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ex", ["export", "extract"]),
        ("run RAW OUT --mailing ", ["my-bank-2024", "orange-2015"]),
        ("run RAW OUT --mailing x", []),
        ("correct x letter_", ["letter_date", "letter_place"]),
        ("export --table l", ["letters"]),
    ],
)
def test_the_tab_key_offers_what_there_is(courrier: Courrier, tmp_path: Path, typed: str, offered: list[str]) -> None:
    for name in ("my-bank-2024", "orange-2015"):
        (tmp_path / "raw" / name).mkdir(parents=True)
    words = f"courrier {typed}".replace("RAW", str(tmp_path / "raw")).replace("OUT", str(tmp_path / "out"))
    asked = {"_COURRIER_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert sorted(courrier(cwd=tmp_path, **asked).stdout.split()) == offered


@pytest.mark.slow
def test_letters_are_offered_as_the_table_calls_them(courrier: Courrier, sample_out: Path) -> None:
    root = sample_out.parent
    asked = {"_COURRIER_COMPLETE": "complete_bash", "COMP_WORDS": "courrier show courrier-3", "COMP_CWORD": "2"}
    done = courrier(cwd=root, COURRIER_OUT=str(sample_out), **asked)
    assert done.stdout.split() == ["courrier-3.tif#1"]


@pytest.mark.parametrize(
    ("shell", "called"), [("bash", "$1"), ("zsh", "${(Q)words[1]}"), ("fish", "(commandline -opc)[1]")]
)
def test_the_script_calls_what_was_typed(shell: str, called: str) -> None:
    script = get_completion_script(prog_name="courrier", complete_var="_COURRIER_COMPLETE", shell=shell)
    assert app.info.name == "courrier"
    assert script.count(called) == script.count("complete_")
