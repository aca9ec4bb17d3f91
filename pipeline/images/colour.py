"""A picture in colour → grey in which print is dark and whatever else is coloured lies behind it.

Black print looks the same in every channel; coloured ink does not. In the brightest channel a highlighter, a stamp or a
red form is nearly paper; in the darkest one pale orange print is nearly black. Which of them is wanted depends on what
the colour is: thin strokes of the size of letters are print, wide areas and large strokes over black print are not.
"""

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.images.draw import resize
from pipeline.images.sketch import find_pieces, paper_of
from pipeline.records import Picture

Mask = NDArray[np.bool_]

_SMALL_SIDE: Final = 600  # pixels of the longer side of the picture on which paper and colour are judged
_MAP_SIDE: Final = 1200  # of the one on which areas are told apart: 4 pixels a millimetre of A4
_PALE: Final = 110  # grey level above which ink is too pale beside black print: orange has 173, red 76
_COLOURED: Final = 45  # grey levels by which coloured ink is darker in its darkest channel than in grey: pink has 53
_COLOURED_SHARE: Final = 0.0004  # share of the page: one coloured line of text
_DARKEST_PAPER: Final = 0.5  # of the usual paper: what is darker is a picture, a banner or the scanner's lid
_VIVID: Final = 45  # grey levels between the brightest and the darkest channel: grey scans and JPEG dirt have 10 to 30
_BLACK: Final = 120  # in the brightest channel: black print, also on colour
_WHITE: Final = 215  # in the darkest channel: paper, or white print on a banner
_LETTER: Final = 7  # pixels of the map: print on a highlighted line is closed over
_BROAD: Final = 9  # a stroke of print is thinner, a stripe of a highlighter 12 and more
_STROKE: Final = 10  # the longer side of a piece of a stamp's ring between two letters that it crosses
_CROSSES: Final = 2  # pixels of black print that it touches; coloured words stand clear of black ones
_BRIGHT: Final = 140  # in the brightest channel: darker colours cannot be told from black print
_FAINTEST: Final = 40  # no colour is divided by less


def to_grey(image: Picture) -> Picture:
    """Grey; on pages with coloured ink each spot in the channel in which print stands out from what is behind it."""
    if image.ndim == 2:
        return image
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    small = resize(image, min(1.0, _SMALL_SIDE / max(image.shape[:2])))
    papers = [paper_of(np.ascontiguousarray(small[..., channel])) for channel in range(3)]
    if not _has_colour(small, papers):
        return grey
    # white text on an orange banner from edge to edge: colour is the paper there, not the ink
    dark = np.logical_or.reduce([paper < _DARKEST_PAPER * np.median(paper) for paper in papers])
    channels = [divide(np.ascontiguousarray(image[..., c]), papers[c]) for c in range(3)]
    darkest = _as_picture(cv2.min(cv2.min(channels[0], channels[1]), channels[2]))
    brightest = _as_picture(cv2.max(cv2.max(channels[0], channels[1]), channels[2]))
    print_only = darkest if _has_pale_print(small, papers) else grey
    result = np.where(_enlarge(dark, grey.shape), grey, print_only)
    behind = _colour_behind_print(darkest, brightest)
    if behind.any():
        level = cv2.resize(behind, grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
        lifted = np.asarray(cv2.divide(brightest, level, scale=255))
        result = np.where(np.asarray(level) > 0, lifted, result)
    return np.asarray(result, dtype=np.uint8)


def divide(grey: Picture, paper: Picture) -> Picture:
    """The picture as a share of its paper, which is given smaller."""
    whole = cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, whole, scale=255), dtype=np.uint8)


def _has_colour(small: Picture, papers: list[Picture]) -> bool:
    """Whether ink, not only paper, is coloured."""
    shares = np.stack([divide(np.ascontiguousarray(small[..., c]), papers[c]) for c in range(3)]).astype(np.int16)
    vivid = shares.max(axis=0) - shares.min(axis=0) > _VIVID
    return float(vivid.mean()) >= _COLOURED_SHARE


def _has_pale_print(small: Picture, papers: list[Picture]) -> bool:
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    inks = [papers[channel].astype(np.int16) - small[..., channel] for channel in range(3)]
    gained = np.maximum(np.maximum(inks[0], inks[1]), inks[2]) - (paper_of(grey).astype(np.int16) - grey)
    return float(((gained > _COLOURED) & (grey > _PALE)).mean()) >= _COLOURED_SHARE


def _colour_behind_print(darkest: Picture, brightest: Picture) -> Picture:
    """A small map of where colour lies behind black print: how bright it is there in the brightest channel, else 0."""
    scale = min(1.0, _MAP_SIDE / max(darkest.shape))
    low, high = resize(darkest, scale), resize(brightest, scale)
    vivid = (high.astype(np.int16) - low) > _VIVID
    black, white = (high < _BLACK) & ~vivid, low > _WHITE
    closed = _as_picture(cv2.morphologyEx(_as_picture(vivid), cv2.MORPH_CLOSE, _square(_LETTER)))
    broad = cv2.dilate(cv2.morphologyEx(closed, cv2.MORPH_OPEN, _square(_BROAD)), _square(_LETTER))
    broad = _as_picture(cv2.bitwise_and(broad, closed))
    behind = np.zeros(low.shape, dtype=np.uint8)
    for at, area in _pieces(broad):
        if white[at][area].sum() <= black[at][area].sum():  # else a banner, with white print on it
            behind[at][area] = max(_FAINTEST, np.median(high[at][area]))
    beside_black = cv2.dilate(_as_picture(black), _square(3)) > 0
    strokes = np.zeros(low.shape, dtype=np.uint8)
    for at, stroke in _pieces(_as_picture(cv2.subtract(closed, broad)), _STROKE):
        level = np.median(high[at][stroke])
        if level >= _BRIGHT and (stroke & np.asarray(beside_black)[at]).sum() >= _CROSSES:
            strokes[at][stroke] = level
    return np.asarray(np.where(behind > 0, behind, cv2.dilate(strokes, _square(3))), dtype=np.uint8)


def _pieces(mask: Picture, smallest: int = 0) -> Iterator[tuple[tuple[slice, slice], Mask]]:
    """The connected pieces of a mask whose longer side has at least so many pixels: where, and what of it there."""
    labels, stats = find_pieces(mask)
    for label in 1 + np.flatnonzero(stats[1:, 2:4].max(axis=1) >= smallest):
        x, y, wide, high = stats[label, :4]
        at = slice(y, y + high), slice(x, x + wide)
        yield at, labels[at] == label


def _as_picture(mask: object) -> Picture:
    return np.asarray(mask, dtype=np.uint8)


def _enlarge(mask: Mask, shape: tuple[int, ...]) -> Mask:
    whole = cv2.resize(mask.astype(np.uint8), shape[:2][::-1], interpolation=cv2.INTER_NEAREST)
    return np.asarray(whole) > 0


def _square(side: int) -> Picture:
    return np.ones((side, side), dtype=np.uint8)
