"""Fake second readers → how sure numbers are after a second opinion; the real one, where it is installed."""

import importlib.util
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RunError
from pipeline.records import Box, Picture, Word
from pipeline.words import ask_second, open_second
from pipeline.words.figures import figures_of
from pipeline.words.opinion import crop_number
from tests.words.drawn import draw_page

INSTALLED = all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))
PAPER = np.full((100, 1000), 250, np.uint8)


@dataclass
class FakeReader:
    """Says what it was given to say, crop by crop."""

    says: Sequence[str] = ()
    asked: list[Picture] = field(default_factory=list)
    version: str = "fake 1"

    def read(self, crops: Sequence[Picture]) -> tuple[str, ...]:
        self.asked.extend(crops)
        return tuple(self.says)


def line(text: str, unsure: str = "", at: float = 0.5) -> tuple[Word, ...]:
    """The words of a line, 0.97 sure but for those of `unsure`."""
    words = []
    for place, word in enumerate(text.split()):
        box = Box(0.05 + place * 0.08, 0.4, 0.12 + place * 0.08, 0.6)
        words.append(Word(word, at if word in unsure.split() else 0.97, box, word=place))
    return tuple(words)


def sure(words: Sequence[Word], text: str) -> float:
    return next(word.confidence for word in words if word.text == text)


def test_only_numbers_with_an_unsure_figure_are_read_again() -> None:
    words = line("de 300 € ou 250 € avant le 13 février 2015 svp", unsure="250 février svp")
    reader = FakeReader(["250 €"])
    ask_second(words, PAPER, reader)
    assert len(reader.asked) == 1
    height, width = reader.asked[0].shape
    assert 20 < height < 50  # the number's 20 pixels and a margin
    assert 150 < width < 180  # «250 €», from 370 to 520


def test_nobody_is_asked_where_all_is_sure() -> None:
    words = line("la somme de 300 € sous 8 jours", unsure="somme jours")
    reader = FakeReader()
    assert ask_second(words, PAPER, reader) == words
    assert reader.asked == []


@pytest.mark.parametrize("said", ["300 €", "300€.", "300 E", "3OO €", "300"])
def test_agreement_makes_a_number_sure(said: str) -> None:
    words = line("la somme de 300 € est due", unsure="somme 300")
    judged = ask_second(words, PAPER, FakeReader([said]))
    assert sure(judged, "300") > 0.97
    assert sure(judged, "somme") == 0.5
    assert [word.text for word in judged] == [word.text for word in words]


@pytest.mark.parametrize("said", ["200 €", "3 00,00", "30 €", "trois cents", ""])
def test_disagreement_makes_a_number_doubtful_and_changes_no_word(said: str) -> None:
    words = line("la somme de 300 € est due", unsure="300", at=0.89)
    judged = ask_second(words, PAPER, FakeReader([said]))
    assert sure(judged, "300") < 0.5 > sure(judged, "€")
    assert sure(judged, "est") == 0.97
    assert [replace(word, confidence=0.0) for word in judged] == [replace(word, confidence=0.0) for word in words]


def test_each_number_is_judged_by_its_own_crop() -> None:
    words = line("le 13/02/2015 au 02 99 12 34 56 pour 12,50 €", unsure="13/02/2015 34 12,50")
    judged = ask_second(words, PAPER, FakeReader(["13/02/2015", "02 99 12 84 56", "12,50 €"]))
    assert sure(judged, "13/02/2015") > 0.97
    assert sure(judged, "02") < 0.5
    assert sure(judged, "12,50") > 0.97


@given(st.tuples(*[st.floats(0, 1)] * 4))
def test_a_crop_holds_the_number_and_stays_on_the_page(edges: tuple[float, float, float, float]) -> None:
    (x0, x1), (y0, y1) = sorted(edges[:2]), sorted(edges[2:])
    crop = crop_number(PAPER, [Word("300", 0.5, Box(x0, y0, x1, y1))])
    assert 0 < crop.shape[0] <= 100
    assert 0 < crop.shape[1] <= 1000
    assert crop.shape[0] >= (y1 - y0) * 100 - 1
    assert crop.shape[1] >= (x1 - x0) * 1000 - 1


def test_a_missing_extra_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(RunError, match=r"`make second-opinion`.*courrier\[second-opinion\]"):
        open_second()


# ---- the real one -----------------------------------------------------------------------------------------------

READ_OFFLINE = """
import pickle, socket, sys
def refuse(*_): raise OSError("no network here")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse  # what Python code could ask
reader, crops = pickle.load(sys.stdin.buffer)
print(*reader.read(crops), sep="\\n")
"""


@pytest.mark.slow
@pytest.mark.skipif(not INSTALLED, reason="the extra second-opinion is not installed")
def test_the_real_reader_reads_numbers_and_asks_nothing_of_the_network(tmp_path: Path) -> None:
    numbers = ("13 février 2015", "1 234,50 €", "02 99 12 34 56", "31/12/2014")
    page = draw_page(numbers)
    crops = [page[80 + row * 75 : 145 + row * 75, 60:400] for row in range(len(numbers))]
    done = subprocess.run(
        [sys.executable, "-c", READ_OFFLINE],
        input=pickle.dumps((open_second(), crops)),
        env={key: value for key, value in os.environ.items() if key != "ORT_DISABLE_TELEMETRY"}
        | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    read = done.stdout.decode().split("\n")[:-1]
    assert list(map(figures_of, read)) == list(map(figures_of, numbers))
    # what is not Python could ask unseen; onnxruntime first notes a number for this machine, unless it may not tell
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.skipif(not INSTALLED, reason="the extra second-opinion is not installed")
def test_the_real_reader_disputes_a_misread_figure() -> None:
    page = draw_page(("la somme de 300 € est due",))
    words = [
        Word(text, 0.8, Box(x0 / 1240, 95 / 900, x1 / 1240, 132 / 900), word=place)
        for place, (text, x0, x1) in enumerate([("200", 265, 325), ("€", 335, 356)])
    ]
    assert all(word.confidence < 0.5 for word in ask_second(words, page, open_second()))
    true = [replace(word, text=word.text.replace("2", "3")) for word in words]
    assert all(word.confidence > 0.95 for word in ask_second(true, page, open_second()))
