"""The pairs of sentences an encoder may learn from, and the rows made of them; its command tells how well it does."""

import random
from collections import Counter

from pipeline.encoder import BEGIN, END, LONGEST, QUESTIONS, Side
from tests.model.encoder_rows import Line, batches_of, read_lines, row_of


class _Letters:
    """A piece is a letter."""

    def encode(self, text: str) -> list[int]:
        return [ord(letter) for letter in text]


def test_every_hand_asks_every_question_and_the_answer_is_about_as_often_yes_as_no() -> None:
    lines = [line for line in read_lines() if line.hand in _HANDS]
    assert {line.hand for line in lines} == _HANDS
    for hand in _HANDS:
        counts = Counter((line.question, line.told) for line in lines if line.hand == hand)
        for question in QUESTIONS:
            yes, no = counts[question, True], counts[question, False]
            assert yes + no >= 35, (hand, question)
            assert 0.4 < yes / (yes + no) < 0.6, (hand, question)


def test_no_pair_stands_twice_and_each_figure_that_is_meant_stands_in_brackets() -> None:
    lines = read_lines()
    assert len({(x.question, x.one, x.other) for x in lines}) == len(lines)
    figured = [x for x in lines if x.question in ("deadline", "amount", "reference", "contact")]
    assert all("[" in side.sentence and "]" in side.sentence for x in figured for side in (x.one, x.other))


def test_a_length_and_one_subject_line_give_away_little_of_the_answer() -> None:
    # they give away something: two of three guesses by length are right, probably since who contradicts explains
    lines = [line for line in read_lines() if line.hand in _HANDS]
    for sign in (_is_long, _has_one_subject):
        guessed = sum(sign(line) is line.told for line in lines) / len(lines)
        assert max(guessed, 1 - guessed) < 0.67


def test_a_row_is_two_sides_in_either_order_but_for_what_comes_first() -> None:
    line = Line("a", told=True, question="instruction", one=Side("", "Ab"), other=Side("", "Cde"))
    assert row_of(line, _Letters(), turned=False) == ([BEGIN, 65, 98, END, END, 67, 100, 101, END], 4)
    assert row_of(line, _Letters(), turned=True) == ([BEGIN, 67, 100, 101, END, END, 65, 98, END], 5)
    news = Line("a", told=True, question="told again", one=line.one, other=line.other)
    assert row_of(news, _Letters(), turned=True) == row_of(line, _Letters(), turned=False)
    long = Line("a", told=True, question="instruction", one=Side("", "x" * 500), other=Side("", "y" * 500))
    assert len(row_of(long, _Letters(), turned=False)[0]) == 2 * LONGEST + 4


def test_batches_hold_every_line_once() -> None:
    lines = read_lines()[:1000]
    batches = batches_of(lines, 32, random.Random(1))
    assert all(len(batch) <= 32 for batch in batches)
    assert Counter(line for batch in batches for line in batch) == Counter(lines)


def _is_long(line: Line) -> bool:
    return len(line.other.sentence.split()) > 13


def _has_one_subject(line: Line) -> bool:
    return line.one.subject == line.other.subject


_HANDS = {"bank", "health", "housing", "mixed", "school", "telecom", "trade"}
