"""Pictures and figures: what they show is what the tables hold."""

import doctest
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from PIL import Image, ImageChops

import pipeline
from pipeline import view
from pipeline.errors import RunError
from pipeline.records import Box, Mention, Word

PAGE = Image.new("L", (400, 600), 255)


def mention(kind: Any, box: Box) -> Mention:
    return Mention("m", "l", "s", 1, kind, "", "", box, 0.9, "", 0, 0)


def touched(drawn: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(drawn, PAGE.convert("RGB")).getbbox()


def test_a_mention_is_framed_where_it_stands_and_nowhere_else() -> None:
    drawn = view.draw_mentions(PAGE, [mention("amount", Box(0.25, 0.5, 0.5, 0.6)), mention("phone", Box(0, 0, 0, 0))])
    assert touched(drawn) == (97, 297, 204, 364)
    assert drawn.getpixel((150, 330)) == (255, 255, 255)
    assert PAGE.getcolors() == [(240000, 255)]  # the picture itself is left as it was


def test_every_kind_has_its_colour() -> None:
    kinds = Mention.__annotations__["kind"].__args__
    assert set(view.COLOURS) == set(kinds)


def test_an_unsure_word_is_orange_and_a_sure_one_blue() -> None:
    words = [Word("a", 0.1, Box(0.1, 0.1, 0.2, 0.2)), Word("b", 1.0, Box(0.5, 0.1, 0.6, 0.2))]
    drawn = view.draw_words(PAGE, words)
    unsure, sure = (drawn.getpixel((x, 90)) for x in (60, 220))
    assert isinstance(unsure, tuple)
    assert isinstance(sure, tuple)
    assert unsure[0] > unsure[2]
    assert sure[0] < sure[2]


def test_a_time_line_has_a_mark_for_each_dated_letter_and_each_limit(sample_out: Path) -> None:
    letters = pipeline.load("letters", out=sample_out)
    (axes,) = view.timeline(letters).axes
    assert np.size(axes.lines[0].get_xdata()) == 5
    letters.loc[0, "letter_date"] = pd.NaT
    (axes,) = view.timeline(letters).axes
    assert np.size(axes.lines[0].get_xdata()) == 4


def test_a_contact_matrix_marks_who_gives_what(sample_out: Path) -> None:
    letters = pipeline.load("letters", out=sample_out)
    (axes,) = view.contact_matrix(letters).axes
    given = {value for name in ("phones", "emails", "urls") for values in letters[name] for value in values}
    assert {label.get_text() for label in axes.get_yticklabels()} == given
    marks = sum(np.size(line.get_xdata()) for line in axes.lines)
    assert marks == int(letters[["phones", "emails", "urls"]].map(len).to_numpy().sum())


@pytest.mark.parametrize("draw", [view.timeline, view.contact_matrix])
def test_no_letters_make_an_empty_figure(empty_out: Path, draw: Any) -> None:
    draw(pipeline.load("letters", out=empty_out)).savefig(empty_out / "figure.png")
    assert (empty_out / "figure.png").stat().st_size > 0


def test_without_matplotlib_the_user_is_told_what_to_install(empty_out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(RunError, match=r"courrier\[view\]"):
        view.timeline(pipeline.load("letters", out=empty_out))


def test_the_examples_hold(at_home: Path) -> None:
    tried = doctest.testmod(view, extraglobs={"pipeline": pipeline})
    assert tried.attempted
    assert not tried.failed
