"""Two sentences → how likely they do not fit: by the weights that are shipped, without network or traces."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.encoder import (
    BEGIN,
    END,
    LONGEST,
    QUESTIONS,
    Side,
    how_likely,
    load_network,
    network,
    pieces_in,
    read_of,
    row_of,
)
from pipeline.errors import RunError

_TITLE = "Votre compteur d'eau"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Laissez le robinet ouvert toute la nuit.", "Le robinet doit rester fermé jusqu'à notre passage."),
        ("Ne touchez pas au compteur.", "Relevez vous-même les chiffres du compteur."),
    ],
)
def test_what_does_not_fit_is_likelier_than_a_courtesy(one: str, other: str) -> None:
    courtesy = how_likely("instruction", Side(_TITLE, one), Side(_TITLE, "Nous vous remercions de votre confiance."))
    assert how_likely("instruction", Side(_TITLE, one), Side(_TITLE, other)) > courtesy


def test_an_answer_is_a_likelihood_and_always_the_same() -> None:
    sides = Side(_TITLE, "Payez avant le 3 mai."), Side("", "Vous n'avez rien à payer.")
    for question in QUESTIONS:
        answers = set()
        for _ in range(2):
            how_likely.cache_clear()
            answers.add(how_likely(question, *sides))
        assert len(answers) == 1
        assert 0 < answers.pop() < 1


def test_either_instruction_may_come_first() -> None:
    sides = Side("", "Gardez la carte."), Side("", "Rendez-nous la carte.")
    one, other = how_likely("instruction", *sides), how_likely("instruction", *reversed(sides))
    assert one == pytest.approx(other) or max(one, other) < 0.3  # the second order is not asked where the first says no


def test_long_and_empty_sentences_are_read_as_far_as_they_go() -> None:
    assert 0 <= how_likely("instruction", Side("", "mot " * 2000), Side("x" * 5000, "")) <= 1
    assert 0 <= how_likely("amount", Side("", "[]"), Side("", "\N{PILE OF POO} [12 €]")) <= 1


def test_which_figure_it_is_is_not_read() -> None:
    for question in ("deadline", "amount", "reference"):
        read = {
            read_of(Side("Votre eau", f"Vous nous devez [{sum_} €] avant le 3 mai."), question)
            for sum_ in (1, "2 345,60")
        }
        assert read == {"Votre eau : Vous nous devez [ 0 € ] avant le 3 mai."}
    assert read_of(Side("", "Payez [12 €]."), "instruction") == "Payez [12 €]."


def test_a_row_is_two_sides_with_marks_between() -> None:
    assert row_of([65, 98], [67]) == ([BEGIN, 65, 98, END, END, 67, END], 4)
    assert len(row_of([5] * 500, [6] * 500)[0]) == 2 * LONGEST + 4


def test_a_common_word_is_one_piece() -> None:
    assert pieces_in("contrat") == ("contrat",)
    assert "".join(pieces_in("contrut")) == "contrut"
    assert len(pieces_in("contrut")) > 1
    assert pieces_in("") == ()


@pytest.mark.parametrize("part", ["MODEL", "PIECES"])
@pytest.mark.parametrize("held", [None, b"", b"nothing that either library reads"])
def test_a_part_that_is_missing_or_damaged_is_said(
    part: str, held: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "part"
    if held is not None:
        path.write_bytes(held)
    monkeypatch.setattr(network, part, path)
    with pytest.raises(RunError, match=r"is (?:not there|damaged): run from a whole checkout"):
        load_network.__wrapped__()


_OFFLINE = """
import socket

def refuse(*_):
    raise OSError("no network")

socket.socket.connect = refuse
from pipeline.encoder import Side, how_likely
print(how_likely("instruction", Side("", "Gardez la carte."), Side("", "Rendez la carte.")))
"""


@pytest.mark.slow
def test_nothing_is_asked_of_the_network_and_nothing_noted_of_the_machine(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _OFFLINE],
        env={key: value for key, value in os.environ.items() if key != "ORT_DISABLE_TELEMETRY"}
        | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert 0 < float(done.stdout) < 1
    # what is not Python could ask unseen; onnxruntime first notes a number for this machine, unless it may not tell
    assert not list(tmp_path.iterdir())
