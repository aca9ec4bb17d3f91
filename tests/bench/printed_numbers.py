"""A page as it was read, and as it was printed -> each decisive number with what the first reading made of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rapidfuzz.distance import Levenshtein, ScoreAlignment
from rapidfuzz.fuzz import partial_ratio_alignment, ratio

from pipeline.records import Word
from pipeline.words.confidence import mean_confidence
from pipeline.words.figures import figures_of, find_numbers

_AS_LONG: Final = 0.7  # of each other's length: a printed line and what was read of all of it
_LEAST_ALIKE: Final = 60.0  # per cent: a printed line and what was read of it


@dataclass(frozen=True, slots=True)
class Number:
    """A decisive number on a page: its words and the words of its line as they were first read, and the truth.

    `truth` None: nothing like its line was printed.
    """

    words: tuple[Word, ...]
    line: tuple[Word, ...]
    truth: str | None

    @property
    def read(self) -> str:
        return figures_of(" ".join(word.text for word in self.words))

    @property
    def wrong(self) -> bool:
        return self.truth is not None and self.read != figures_of(self.truth)

    @property
    def confidence(self) -> float:
        """As a mention has it: the mean of its words, weighted by their length."""
        return mean_confidence(self.words) or 0.0

    @property
    def least(self) -> float:
        """Of its words with digits, the one that was read least surely."""
        return min(w.confidence for w in self.words if figures_of(w.text))


def find_truth(words: Sequence[Word], truth: str) -> Iterator[Number]:
    """The decisive numbers that were read on a page."""
    lines = [tuple(line) for _, line in groupby(words, key=lambda word: word.line)]
    found = {place: numbers for place, line in enumerate(lines) if (numbers := list(find_numbers(line)))}
    texts = {place: " ".join(word.text for word in lines[place]) for place in found}
    for place, printing in _pair(texts, truth.split("\n")):
        starts = [0]
        for word in lines[place]:
            starts.append(starts[-1] + len(word.text) + 1)
        for number in found[place]:
            first, last = lines[place].index(number[0]), lines[place].index(number[-1])
            yield Number(number, lines[place], printing(starts[first], starts[last + 1] - 1))


def _pair(read: dict[int, str], printed: Sequence[str]) -> Iterator[tuple[int, "_Printing"]]:
    """Each line that was read, with the lines of the truth that are printed there; the most alike are paired first.

    A line that was read can hold several that were printed, side by side, and a printed one can be read as two.
    """
    alike = sorted(
        (
            (found.score * (found.dest_end - found.dest_start), place, row, found)
            for place, text in read.items()
            for row, line in enumerate(printed)
            if len(line) > 1 and (found := _align(line, text))
        ),
        key=lambda pair: (-pair[0], pair[1:3]),
    )
    taken_read: dict[int, list[tuple[int, int]]] = {}
    taken_printed: dict[int, list[tuple[int, int]]] = {}
    printings = {place: _Printing(text) for place, text in read.items()}
    for _, place, row, found in alike:
        here, there = (found.dest_start, found.dest_end), (found.src_start, found.src_end)
        if _is_free(here, taken_read.setdefault(place, [])) and _is_free(there, taken_printed.setdefault(row, [])):
            taken_read[place].append(here)
            taken_printed[row].append(there)
            printings[place].add(here, printed[row], there)
    yield from printings.items()


def _align(line: str, text: str) -> ScoreAlignment | None:
    """Where a printed line was read, whole where both are about as long."""
    if _AS_LONG < len(line) / len(text) < 1 / _AS_LONG:
        score = ratio(line, text, score_cutoff=_LEAST_ALIKE)
        return ScoreAlignment(score, 0, len(line), 0, len(text)) if score else None
    return partial_ratio_alignment(line, text, score_cutoff=_LEAST_ALIKE)


def _is_free(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return all(min(span[1], end) - max(span[0], start) <= 1 for start, end in taken)


class _Printing:
    """What is printed where a line was read."""

    def __init__(self, read: str) -> None:
        self.read = read
        self.parts: list[tuple[tuple[int, int], str, list[int]]] = []

    def add(self, here: tuple[int, int], line: str, there: tuple[int, int]) -> None:
        """`line[there]` is printed where `here` was read."""
        steps = Levenshtein.opcodes(self.read[slice(*here)], line[slice(*there)])
        places = [0] * (here[1] - here[0] + 1)
        for step in steps:
            for i in range(step.src_start, step.src_end + 1):
                places[i] = min(step.dest_start + i - step.src_start, step.dest_end)
        self.parts.append((here, line, [there[0] + place for place in places]))

    def __call__(self, start: int, end: int) -> str | None:
        """The printed words between two places of the line that was read."""
        for (first, last), line, places in self.parts:
            if first <= start and end <= last:
                left, right = places[start - first], places[end - first]
                while left > 0 and not line[left - 1].isspace():
                    left -= 1
                while right < len(line) and not line[right].isspace():
                    right += 1
                return line[left:right].strip()
        return None
