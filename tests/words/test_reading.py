"""Fake engines -> how a page is read, and read again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.records import Box, CleanScan, Picture, QuarterTurn, Word
from pipeline.words import Manner, guess_turn, mean_confidence, read_words
from pipeline.words.rotation import judge_rotation
from pipeline.words.tsv import parse_words

Answer = tuple[Word, ...] | DocumentError


SMOOTHED = 7  # the grey of a picture that was smoothed


@dataclass
class FakeEngine:
    """Answers as it is told, and remembers what it was asked; `smoothed` is what it reads on a smoothed picture."""

    answers: Mapping[Manner, Answer | list[Answer]]
    smoothed: Answer = ()
    asked: list[tuple[Manner | str, float]] = field(default_factory=list)
    seen: list[tuple[int, ...]] = field(default_factory=list)
    name: str = "fake"
    version: str = "0"

    def read(self, image: Picture, dpi: float, manner: Manner = Manner.PAGE) -> tuple[Word, ...]:
        is_smoothed = bool((image == SMOOTHED).all())
        self.asked.append(("smoothed" if is_smoothed else manner, dpi))
        self.seen.append(image.shape)
        answer = self.smoothed if is_smoothed else self.answers[manner]
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, DocumentError):
            raise answer
        return answer

    def find_rotation(self, image: Picture) -> tuple[QuarterTurn, float]:
        return 0, 0.0


def smooth(image: Picture) -> Picture:
    return np.full_like(image, SMOOTHED)


def page(
    *, blank: bool = False, scale: float = 1.0, lines: tuple[Box, ...] = (), regions: tuple[Box, ...] = ()
) -> CleanScan:
    return CleanScan(np.full((300, 200), 255, np.uint8), 300.0, 0, 0.0, blank, scale, lines, regions)


def say(text: str, confidence: float) -> tuple[Word, ...]:
    return tuple(
        Word(part, confidence, Box(0.1 * n, 0.1, 0.1 * n + 0.08, 0.12), word=n) for n, part in enumerate(text.split())
    )


def texts(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


def test_a_blank_page_is_not_read() -> None:
    engine = FakeEngine({})
    assert read_words(page(blank=True), engine) == ()
    assert engine.asked == []


def test_a_page_read_well_is_read_once() -> None:
    engine = FakeEngine({Manner.PAGE: say("Toulon le 13", 0.92)})
    assert texts(read_words(page(), engine)) == ["Toulon", "le", "13"]
    assert engine.asked == [(Manner.PAGE, 300.0)]


def test_the_engine_is_told_the_resolution_of_the_picture() -> None:
    engine = FakeEngine({Manner.PAGE: say("Toulon", 0.92)})
    read_words(page(scale=0.5), engine)
    assert engine.asked == [(Manner.PAGE, 150.0)]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (say("T0ul0n 1e l3", 0.55), say("Toulon le 13", 0.9), "second"),  # surer
        (say("Toulon le 13", 0.8), say("Toulon", 0.9), "first"),  # surer, but most of the text is gone
        (say("Toulon le 13", 0.8), say("Toulon le 13 ~ , ; l| ii .: ~~ |l", 0.55), "first"),  # more, but noise
        (say("Toulon", 0.7), say("Toulon le 13", 0.7), "second"),  # more, and as sure
        (say("Toulon le 13", 0.7), say("Toulon le l3", 0.7), "first"),  # no better
        (say("Toulon le 13", 0.8), say("Toulon le l3", 0.803), "first"),  # better by less than chance is
        (say("Toulon le 13", 0.7), (), "first"),
        (say("Toulon le 13", 0.7), DocumentError("timeout", "50"), "first"),
    ],
)
def test_the_better_of_two_readings_is_kept(first: tuple[Word, ...], second: Answer, kept: str) -> None:
    engine = FakeEngine({Manner.PAGE: first}, smoothed=second)
    expected = first if kept == "first" else second
    assert isinstance(expected, tuple)
    assert texts(read_words(page(), engine, smooth)) == texts(expected)
    assert [manner for manner, _ in engine.asked] == [Manner.PAGE, "smoothed"]


def test_nothing_is_smoothed_where_nobody_can() -> None:
    engine = FakeEngine({Manner.PAGE: say("T0ul0n 1e l3", 0.55)})
    assert texts(read_words(page(), engine)) == ["T0ul0n", "1e", "l3"]
    assert [manner for manner, _ in engine.asked] == [Manner.PAGE]


def test_a_page_that_gave_nothing_is_searched_for_scattered_words() -> None:
    engine = FakeEngine({Manner.PAGE: (), Manner.SPARSE: say("Toulon", 0.8)})
    assert texts(read_words(page(), engine, smooth)) == ["Toulon"]
    assert [manner for manner, _ in engine.asked] == [Manner.PAGE, Manner.SPARSE]


def test_only_the_region_that_was_read_poorly_is_read_again() -> None:
    left, right = Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.0, 1.0, 1.0)
    answers: list[Answer] = [say("Toulon", 0.95), say("1e l3", 0.6)]
    engine = FakeEngine({Manner.PAGE: answers}, smoothed=say("le 13", 0.9))
    assert texts(read_words(page(regions=(left, right)), engine, smooth)) == ["Toulon", "le", "13"]
    assert engine.seen == [(300, 100)] * 3


def test_words_of_a_region_have_their_place_on_the_page() -> None:
    regions = (Box(0.0, 0.0, 1.0, 0.5), Box(0.5, 0.5, 1.0, 1.0))
    answers: list[Answer] = [say("Toulon", 0.95), say("Lille", 0.95)]
    upper, lower = read_words(page(regions=regions), FakeEngine({Manner.PAGE: answers}))
    assert (upper.box.x0, upper.box.y0, upper.box.y1) == pytest.approx((0.0, 0.05, 0.06))
    assert (lower.box.x0, lower.box.y0, lower.box.y1) == pytest.approx((0.5, 0.55, 0.56))
    assert (lower.block, lower.line, lower.word) == (1, 1, 1)


SEEN = Box(0.0, 0.5, 1.0, 0.6)


@pytest.mark.parametrize(
    ("line", "confidence", "kept"),
    [
        (SEEN, 0.95, True),
        (SEEN, 0.6, False),  # the pattern of a stamp, read as letters
        (Box(0.0, 0.09, 0.3, 0.13), 0.95, False),  # read already: «Toulon» and «le» stand there
    ],
)
def test_a_line_that_the_engine_dropped_is_read_by_itself(line: Box, confidence: float, kept: bool) -> None:
    engine = FakeEngine({Manner.PAGE: say("Toulon le 13", 0.95), Manner.LINE: say("mai 2015", confidence)})
    read = texts(read_words(page(lines=(line,)), engine))
    assert read == (["Toulon", "le", "13", "mai", "2015"] if kept else ["Toulon", "le", "13"])
    assert (Manner.LINE in [manner for manner, _ in engine.asked]) == (line is SEEN)


def test_a_dropped_line_that_cannot_be_read_is_left_out() -> None:
    engine = FakeEngine({Manner.PAGE: say("Toulon", 0.95), Manner.LINE: DocumentError("timeout", "50")})
    assert texts(read_words(page(lines=(SEEN,)), engine)) == ["Toulon"]


def test_a_page_without_words_has_none() -> None:
    assert read_words(page(), FakeEngine(dict.fromkeys(Manner, ()))) == ()


def test_what_the_first_reading_cannot_do_is_told() -> None:
    with pytest.raises(DocumentError):
        read_words(page(), FakeEngine({Manner.PAGE: DocumentError("page_failed", "tesseract")}))


def test_slivers_of_words_already_read_are_dropped() -> None:
    rest = say("Nous avons reçu", 0.9)
    whole = Word("bien", 0.9, Box(0.1, 0.2, 0.2, 0.22))
    sliver = Word("|", 0.9, Box(0.15, 0.201, 0.152, 0.202))
    dash = Word("—", 0.9, Box(0.3, 0.21, 0.33, 0.211))
    engine = FakeEngine({Manner.PAGE: (*rest, whole, sliver, dash)})
    assert texts(read_words(page(), engine)) == ["Nous", "avons", "reçu", "bien", "—"]


@pytest.mark.parametrize(
    ("text", "confidence", "kept"),
    [("=—", 0.1, False), ("(C", 0.2, False), ("2/3", 0.9, True), ("300€", 0.2, True), ("à", 0.5, True)],
)
def test_specks_read_as_a_line_are_dropped(text: str, confidence: float, kept: bool) -> None:
    speck = Word(text, confidence, Box(0.1, 0.5, 0.13, 0.52), 3, 9)
    engine = FakeEngine({Manner.PAGE: (*say("Toulon le 13", 0.95), speck)})
    assert texts(read_words(page(), engine)) == ["Toulon", "le", "13", *([text] if kept else [])]


def test_a_speck_within_a_line_stays() -> None:
    line = (Word("Toulon", 0.9, Box(0.1, 0.1, 0.2, 0.12)), Word("~", 0.1, Box(0.21, 0.1, 0.22, 0.12)))
    assert texts(read_words(page(), FakeEngine({Manner.PAGE: line}))) == ["Toulon", "~"]


# ---- mean confidence --------------------------------------------------------------------------------------------

NOWHERE = Box(0, 0, 1, 1)
some_words = st.lists(st.builds(Word, st.text(min_size=1), st.floats(0, 1), st.just(NOWHERE)), min_size=1)


def test_long_words_weigh_more() -> None:
    words = [Word("recommandé", 0.9, NOWHERE), Word("le", 0.3, NOWHERE)]
    assert mean_confidence(words) == pytest.approx(float(Fraction(10 * 9 + 2 * 3, 12 * 10)))


def test_no_words_have_no_confidence() -> None:
    assert mean_confidence([]) is None


@given(some_words)
def test_the_mean_lies_between_the_extremes(words: list[Word]) -> None:
    mean = mean_confidence(words)
    assert mean is not None
    assert min(w.confidence for w in words) - 1e-9 <= mean <= max(w.confidence for w in words) + 1e-9


@given(some_words)
def test_the_mean_knows_no_order(words: list[Word]) -> None:
    assert mean_confidence(words) == pytest.approx(mean_confidence(reversed(words)))


# ---- Tesseract's table ------------------------------------------------------------------------------------------

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def row(
    text: str, *, box: tuple[int, int, int, int] = (10, 20, 30, 5), conf: str = "96.5", place: str = "1\t1\t1\t1"
) -> str:
    return "\t".join(["5\t1", place.rpartition("\t")[0], place.rpartition("\t")[2], *map(str, box), conf, text]) + "\n"


def table(*rows: str) -> str:
    return HEAD + "1\t1\t0\t0\t0\t0\t0\t0\t100\t200\t-1\t\n" + "".join(rows)


def test_a_row_becomes_a_word() -> None:
    (word,) = parse_words(table(row("Toulon,")), 100, 200)
    assert word == Word("Toulon,", 0.965, Box(0.1, 0.1, 0.4, 0.125), 0, 0, 0)


def test_text_is_composed() -> None:
    (word,) = parse_words(table(row("fe\N{COMBINING ACUTE ACCENT}vrier")), 100, 200)
    assert word.text == "f\N{LATIN SMALL LETTER E WITH ACUTE}vrier"


def test_quotes_are_text() -> None:
    assert texts(parse_words(table(row('"Livebox'), row("l'heure")), 100, 200)) == ['"Livebox', "l'heure"]


@pytest.mark.parametrize("empty", ["", " ", "\N{NO-BREAK SPACE}"])
def test_words_of_white_are_none(empty: str) -> None:
    assert texts(parse_words(table(row(empty), row("Toulon")), 100, 200)) == ["Toulon"]


def test_boxes_and_confidences_are_held_within_bounds() -> None:
    (word,) = parse_words(table(row("x", box=(-5, 190, 120, 30), conf="100.4")), 100, 200)
    assert (word.box, word.confidence) == (Box(0.0, 0.95, 1.0, 1.0), 1.0)


def test_words_beside_the_page_are_none() -> None:
    assert parse_words(table(row("x", box=(100, 0, 5, 5)), row("y", box=(3, 3, 0, 4))), 100, 200) == ()


def test_lines_and_blocks_count_over_the_page() -> None:
    rows = [row("a", place="1\t1\t1\t1"), row("b", place="1\t2\t1\t1"), row("c", place="4\t1\t1\t1")]
    assert [(w.block, w.line, w.word) for w in parse_words(table(*rows), 100, 200)] == [(0, 0, 0), (0, 1, 1), (1, 2, 2)]


@given(st.text() | st.text(alphabet="0123456789\t\n.-x").map(lambda s: "5\t" + s))
def test_a_broken_table_is_a_value_error_or_words(broken: str) -> None:
    try:
        words = parse_words(broken, 100, 200)
    except ValueError:
        return
    assert all(word.text for word in words)


# ---- rotation ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clockwise", "margin", "expected"),
    [
        ("180", "6.0", (180, 0.75)),
        (270, 2.0, (270, 0.5)),
        ("360", "6.0", (0, 0.75)),
        ("0", "0.0", (0, 0.0)),
        ("90", "-1", (0, 0.0)),
        ("90", "nan", (0, 0.0)),
        ("45", "3.0", (0, 0.0)),
        ("", "", (0, 0.0)),
        ("inf", "1", (0, 0.0)),
    ],
)
def test_rotation_is_judged(clockwise: str | float, margin: str | float, expected: tuple[int, float]) -> None:
    assert judge_rotation(clockwise, margin) == expected


def boxed(text: str, confidence: float, *, tall: bool) -> tuple[Word, ...]:
    box = Box(0.1, 0.1, 0.12, 0.3) if tall else Box(0.1, 0.1, 0.3, 0.12)
    return tuple(Word(part, confidence, box) for part in text.split())


@pytest.mark.parametrize(
    ("words", "turn", "sure"),
    [
        (boxed("SERVICE CLIENTS", 0.95, tall=False), 0, True),
        (boxed("SLN3119 391A43S", 0.55, tall=False), 180, False),
        (boxed("SERVICE CLIENTS", 0.95, tall=True), 270, True),  # it runs down the page: the head lies at the right
        (boxed("SLN3119 391A43S", 0.55, tall=True), 90, False),
        (boxed("l 1 | .", 0.95, tall=True), 0, False),  # such are taller than wide as they stand
        ((), 0, False),
    ],
)
def test_words_tell_which_side_of_a_sparse_page_is_up(words: tuple[Word, ...], turn: QuarterTurn, sure: bool) -> None:
    assert guess_turn(words, 0.7) == (turn, sure)
