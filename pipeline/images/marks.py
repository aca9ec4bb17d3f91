"""A clean page and its words → the hand-drawn ink on it that no printed word explains, scored."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from pipeline.images.colour import to_grey
from pipeline.images.sketch import Labels, Sketch, find_pieces, sketch_page
from pipeline.images.strokes import Stroke, is_ring, measure_stroke
from pipeline.records import Box, Mark, Picture, Word

_WELL_READ: Final = 0.7  # confidence of a word that is print; a scribble is read as «ÉP», «Lo», with 0.1 to 0.6
_TALLEST_WORD: Final = (
    3.6  # x-heights of a line of text with accents and tails; what is taller is judged by its strokes
)
_RULE: Final = 12.0  # x-heights: no stroke of a hand is straight and level for so long
# x-heights across which strokes are one mark: the gap between handwritten letters, or that of a printed line taken out
_JOINS_BESIDE: Final = 2.5
_JOINS_ABOVE: Final = 1.5
_SMALLEST: Final = 1.3  # x-heights: what is smaller is no stroke, but a dot or a letter
_SEED: Final = 0.35  # score of a stroke around which a mark is gathered
_LEAST: Final = 0.2  # marks that score less are not reported
_EDGE: Final = 0.012  # share of the page along its border where ink is the border
_NO_TEXT: Final = 0.006  # of the page's height: the x-height of 10-point print on A4, where the page bears no letters


def find_marks(picture: Picture, words: Sequence[Word]) -> tuple[Mark, ...]:
    """The marks on a clean page that look drawn by hand (score >= 0.5), and the doubtful ones, from top to bottom.

    Signatures, initials and handwriting, in ink or as a printed facsimile; stamps, logos, rules and dirt score low.
    """
    sketch = sketch_page(to_grey(picture))
    x_height = sketch.x_height or _NO_TEXT * sketch.ink.shape[0]
    ink = _without_rules(_without_words(sketch, words, x_height), x_height)
    strokes, labels = _find_strokes(ink, x_height)
    drawn = [stroke for stroke in strokes if stroke.score >= _SEED and _is_drawn_alone(stroke, strokes)]
    marks = (_judge(group, labels) for group in _gather(drawn, x_height))
    return tuple(sorted((m for m in marks if m.score >= _LEAST), key=lambda mark: (mark.box.y0, mark.box.x0)))


def _without_words(sketch: Sketch, words: Sequence[Word], x_height: float) -> Picture:
    """The ink outside the boxes of well-read words."""
    ink = sketch.ink.copy()
    height, width = ink.shape
    for word in words:
        tall = word.box.height * height > _TALLEST_WORD * x_height
        if tall or word.confidence < _WELL_READ or not any(c.isalnum() for c in word.text):
            continue
        left, right = max(0, int(word.box.x0 * width) - 1), int(word.box.x1 * width) + 2
        top, bottom = max(0, int(word.box.y0 * height) - 1), int(word.box.y1 * height) + 2
        ink[top:bottom, left:right] = 0
    return ink


def _without_rules(ink: Picture, x_height: float) -> Picture:
    """The ink without level and upright lines: underlines, tables, folds, the edge of the paper."""
    long = max(3, round(_RULE * x_height))
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long), dtype=np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((long, 1), dtype=np.uint8))
    rules = cv2.dilate(cv2.max(level, upright), np.ones((3, 3), dtype=np.uint8))
    rest: Picture = np.where(np.asarray(rules) > 0, 0, ink).astype(np.uint8)
    return rest


def _find_strokes(ink: Picture, x_height: float) -> tuple[list[Stroke], Labels]:
    """The connected strokes that are larger than a letter's dot and lie off the page's border."""
    height, width = ink.shape
    labels, stats = find_pieces(ink)
    edge = round(_EDGE * max(height, width))
    strokes = []
    for label in range(1, len(stats)):
        x, y, w, h, area = (int(value) for value in stats[label])
        if max(w, h) < _SMALLEST * x_height or x < edge or y < edge or x + w > width - edge or y + h > height - edge:
            continue
        strokes.append(measure_stroke(label, (labels[y : y + h, x : x + w] == label), (x, y), area, x_height))
    return strokes, labels


def _is_drawn_alone(stroke: Stroke, strokes: Sequence[Stroke]) -> bool:
    """Whether no dense piece of ink encloses the stroke, as a coat of arms encloses its lines."""
    return not any(
        other.dense
        and other.left <= stroke.left
        and other.top <= stroke.top
        and other.right >= stroke.right
        and other.bottom >= stroke.bottom
        for other in strokes
        if other is not stroke
    )


def _gather(strokes: Sequence[Stroke], x_height: float) -> list[list[Stroke]]:
    """Strokes whose boxes nearly touch, together."""
    beside, above = _JOINS_BESIDE * x_height, _JOINS_ABOVE * x_height
    groups: list[list[Stroke]] = []
    for stroke in strokes:
        near = [
            group
            for group in groups
            if any(
                stroke.left - beside < other.right
                and stroke.right + beside > other.left
                and stroke.top - above < other.bottom
                and stroke.bottom + above > other.top
                for other in group
            )
        ]
        groups = [group for group in groups if group not in near]
        groups.append([stroke, *(other for group in near for other in group)])
    return groups


def _judge(group: Sequence[Stroke], labels: Labels) -> Mark:
    """The mark that strokes make: as good as its best stroke, unless together they are a stamp's ring."""
    height, width = labels.shape
    left, top = min(s.left for s in group), min(s.top for s in group)
    right, bottom = max(s.right for s in group), max(s.bottom for s in group)
    box = Box(left / width, top / height, right / width, bottom / height)
    score = max(stroke.score for stroke in group)
    if len(group) > 1:
        # the outline of an underlined signature may well be an ellipse; its strokes are no circle
        score *= 1 - is_ring(np.isin(labels[top:bottom, left:right], [stroke.label for stroke in group]))
    return Mark(box, round(score, 3))
