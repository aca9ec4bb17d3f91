"""The letters an encoder learns from: each hand writes what does not fit, and what only seems not to."""

import random
from collections import Counter

from pipeline.encoder import Question
from tests.model.encoder_letters import lines_of, read_letter_pairs

_PAIRS = read_letter_pairs()
_HANDS = sorted({pair.hand for pair in _PAIRS})


def test_every_hand_writes_of_everything_and_letters_that_only_tempt() -> None:
    assert len(_HANDS) == 40
    for hand in _HANDS:
        pairs = [pair for pair in _PAIRS if pair.hand == hand]
        told = Counter(question for pair in pairs for question, *_ in pair.told)
        assert len(pairs) >= 90, hand
        # who writes fewer instructions that do not fit writes more of what was sent already
        assert told["instruction"] >= 45 or told["already sent"] >= 30, hand
        assert min(told[x] for x in _OTHERS) >= 8, (hand, told)
        assert sum(not pair.told for pair in pairs) >= 18, hand


def test_a_pair_is_two_letters_of_several_sentences_each_named_once() -> None:
    assert len({(pair.hand, pair.name) for pair in _PAIRS}) == len(_PAIRS)
    for pair in _PAIRS:
        assert len(pair.subjects) == len(pair.sentences) == 2, (pair.hand, pair.name)
        assert all(4 <= len(sentences) <= 9 for sentences in pair.sentences), (pair.hand, pair.name)
        assert all(len(text.split()) <= 40 for sentences in pair.sentences for text in sentences), (
            pair.hand,
            pair.name,
        )


def test_limits_and_sums_that_do_not_fit_stand_in_brackets() -> None:
    for pair in _PAIRS:
        for question in ("deadline", "amount"):
            read = {at for at, line in pair.pairs(question) if line.told}
            assert read == {(one, other) for asked, one, other in pair.told if asked == question}, pair.name


def test_what_is_sampled_is_all_that_is_told_and_few_of_the_others() -> None:
    pairs = _PAIRS[:100]
    lines = lines_of(pairs, random.Random(1))
    told = Counter(line.question for line in lines if line.told)
    assert told == Counter(question for pair in pairs for question, *_ in pair.told)
    few = Counter(line.question for line in lines if not line.told)
    assert few["instruction"] <= 8 * len(pairs)
    assert "[" not in "".join(line.one.sentence for line in lines if line.question == "instruction")


_OTHERS: tuple[Question, ...] = ("told again", "already sent", "deadline", "amount")


def test_what_is_announced_is_not_brought_by_the_paper_of_another_letter() -> None:
    lines = [line for line in lines_of(_PAIRS[:200], random.Random(1)) if line.question == "already sent"]
    brought = {(line.one.sentence, line.other.sentence) for line in lines if line.told}
    crossed = {(one, other) for one, _ in brought for _, other in brought if (one, other) not in brought} & {
        (line.one.sentence, line.other.sentence) for line in lines if not line.told
    }
    assert len(crossed) > len(brought)
