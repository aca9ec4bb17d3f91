"""From words to the same words, the decisive numbers among them as sure as a second reader makes them.

The words stay what the engine read. Only their confidence changes, and with it what a person is asked to look at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Protocol

from pipeline.records import Box, Picture, Word
from pipeline.words.figures import figures_of, find_numbers

# Measured by `python -m tests.bench.second_opinion`, see docs/decisions/0005-second-opinion.md
_UNSURE: Final = 0.95  # below are two numbers in five, and five in six of the misread ones
_AGREED: Final = 0.98  # so many numbers are right that two readers read alike
_DISPUTED: Final = 0.2  # so many are that they read differently
_MARGIN: Final = 1 / 3  # of the height of a number, around it in its crop


class SecondReader(Protocol):
    """Reads short crops, by other means than the engine: it must not err where the engine errs.

    It gives one text for each crop, empty where it sees none, never fails on a crop, uses one thread, asks nothing of
    the network, and works in a process that was spawned after it was opened.
    """

    @property
    def version(self) -> str:
        """What its readings depend on: part of the key of a stored reading."""
        ...

    def read(self, crops: Sequence[Picture]) -> tuple[str, ...]:
        """What stands on each crop: one line of print in grey."""
        ...


def ask_second(words: Sequence[Word], image: Picture, reader: SecondReader) -> tuple[Word, ...]:
    """Have the numbers read again in which a figure is unsure: as sure as two readers are where both say the same,
    doubtful where they do not.
    """
    numbers = [number for number in find_numbers(words) if min(_figures_confidence(number)) < _UNSURE]
    if not numbers:
        return tuple(words)
    again = reader.read([crop_number(image, number) for number in numbers])
    judged = {
        word.word: _judge(word, agreed=figures_of(text) == figures_of(" ".join(w.text for w in number)))
        for number, text in zip(numbers, again, strict=True)
        for word in number
    }
    return tuple(judged.get(word.word, word) for word in words)


def crop_number(image: Picture, number: Sequence[Word]) -> Picture:
    """The number cut out of its page, with a margin."""
    height, width = image.shape[:2]
    box = Box.around(word.box for word in number)
    margin = box.height * height * _MARGIN
    x0 = max(int(min(box.x0 * width, width - 1) - margin), 0)
    y0 = max(int(min(box.y0 * height, height - 1) - margin), 0)
    return image[y0 : int(box.y1 * height + margin) + 1, x0 : int(box.x1 * width + margin) + 1]


def _figures_confidence(number: Sequence[Word]) -> Iterator[float]:
    return (word.confidence for word in number if figures_of(word.text))


def _judge(word: Word, *, agreed: bool) -> Word:
    sure = max(word.confidence, _AGREED) if agreed else min(word.confidence, _DISPUTED)
    return replace(word, confidence=sure)
