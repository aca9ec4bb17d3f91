"""From loose words to pieces of lines: words on one baseline that no wide gap parts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from statistics import median
from typing import Final

from pipeline.records import Box, Word

# Gaps are measured in widths of a character, which needs no knowledge of the page's proportions. A space is half a
# character in a proportional type, a whole one and its side bearings in a typewriter's; a justified line stretches it
# to two. The columns of a letterhead stand five and more apart, the cells of a table sometimes only three.
PIECE_GAP: Final = 2.8

_SAME_LINE: Final = 0.5  # share of the lower word's height that overlaps: superscripts, commas, slanting lines
_TALLEST: Final = 2.4  # a scribble read as a word is taller than this many words of the line it runs through
_OVERLAP: Final = 0.5  # share of the narrower word by which neighbours may overlap: italics, stamps
_FARTHER: Final = 0.4  # what the widest gap costs a word, in shares of its height: the nearer of two lines wins
_DESCENDING: Final = frozenset("gjpqyçQJ,;()[]{}|")  # signs that reach below the line
_DESCENT: Final = 0.2  # of the height of a word with a «p» and an «l»


@dataclass(frozen=True, eq=False)
class Piece:
    """Words that follow each other on one line without a wide gap; measures in fractions of the page."""

    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Box:
        """Around its words."""
        return Box.around(word.box for word in self.words)

    @cached_property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def height(self) -> float:
        """The height of its taller words, which is that of ascenders or capitals."""
        heights = sorted(word.box.height for word in self.words)
        return heights[len(heights) * 4 // 5]

    @cached_property
    def character(self) -> float:
        """The width of its characters."""
        return sum(word.box.width for word in self.words) / sum(len(word.text) for word in self.words)

    @cached_property
    def baseline(self) -> float:
        """The height on the page on which its letters stand."""
        standing = (w for w in self.words if any(map(str.isalnum, w.text)) and not _DESCENDING & set(w.text))
        feet = [word.box.y1 for word in standing]
        return median(feet) if feet else self.box.y1 - _DESCENT * self.height


def find_pieces(words: Iterable[Word]) -> list[Piece]:
    """All words, each in one piece, from the left to the right; the order they come in does not matter."""
    ordered = sorted(words, key=lambda w: (w.box.x0, w.box.y0, w.word))
    if not ordered:
        return []
    step = median(word.box.height for word in ordered)
    character = character_width(ordered)
    chains: list[list[Word]] = []
    near: dict[int, list[int]] = defaultdict(list)  # a strip of the page, one word high -> the chains that pass it
    for word in ordered:
        strips = range(int(word.box.y0 / step), int(word.box.y1 / step) + 1)
        candidates = {number for strip in strips for number in near[strip]}
        scored = [(_fit(chains[number], word, character), -number) for number in candidates]
        best, number = max(scored, default=(0.0, 0))
        if best > 0:
            chains[-number].append(word)
        else:
            number = -len(chains)
            chains.append([word])
        for strip in strips:
            if -number not in near[strip]:
                near[strip].append(-number)
    return [Piece(tuple(chain)) for chain in chains]


def character_width(words: Sequence[Word]) -> float:
    """The width of a character, white around it included, as most of these words have it."""
    widths = [word.box.width / len(word.text) for word in words if len(word.text) > 2]
    return median(widths or [word.box.width / len(word.text) for word in words])


def close_pairs(pieces: Iterable[Piece], reach: float) -> Iterator[tuple[Piece, Piece]]:
    """Each two pieces that overlap in height, or stand less than `reach` heights of the upper one apart."""
    ordered = sorted(pieces, key=lambda piece: piece.box.y0)
    for place, upper in enumerate(ordered):
        for lower in islice(ordered, place + 1, None):
            if lower.box.y0 >= upper.box.y1 + reach * upper.height:
                break
            yield upper, lower


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """How much two stretches overlap; negative: how far they are apart."""
    return min(a1, b1) - max(a0, b0)


def _fit(chain: list[Word], word: Word, usual_character: float) -> float:
    """How well the word continues the chain, 0 or less: not at all."""
    last = chain[-1]
    low, high = min(w.box.y0 for w in chain[-2:]), max(w.box.y1 for w in chain[-2:])
    smaller = min(high - low, word.box.height)
    share = overlap(low, high, word.box.y0, word.box.y1) / smaller
    if share < _SAME_LINE:
        return 0.0
    letters = len(last.text) + len(word.text)
    own = (last.box.width + word.box.width) / letters
    limit = PIECE_GAP * (own if letters > 6 else max(own, usual_character))
    gap = word.box.x0 - last.box.x1
    if gap > limit:
        return 0.0
    if (last.block, last.line) == (word.block, word.line) != (0, 0):
        return 2.0 + share  # the engine saw them on one line; in smudged print boxes of neighbours overlap at will
    both_print = any(map(str.isalnum, last.text)) and any(map(str.isalnum, word.text))
    if both_print and max(last.box.height, word.box.height) > _TALLEST * min(last.box.height, word.box.height):
        return 0.0
    if -gap > _OVERLAP * min(last.box.width, word.box.width) + usual_character:
        return 0.0
    return share - _FARTHER * max(gap, 0.0) / limit
