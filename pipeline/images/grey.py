"""A picture in colour or grey → grey with dark ink on even, white paper; touched only where that helps."""

from typing import Final

import cv2
import numpy as np

from pipeline.images.draw import resize
from pipeline.images.sketch import paper_of
from pipeline.records import Picture

_SMALL_SIDE: Final = 600  # pixels of the longer side of the picture on which paper and colour are judged
_PALE: Final = 110  # grey level above which ink is too pale beside black print: orange has 173, red 76
_COLOURED: Final = 45  # grey levels by which coloured ink is darker in its darkest channel than in grey: pink has 53
_COLOURED_SHARE: Final = 0.0004  # share of the page: one coloured line of text
_DARK_PAPER: Final = 205  # recycled or coloured paper lies below
_UNEVEN: Final = 35  # grey levels between the lightest and the darkest part of the paper: a lamp, a shadow
_DARKEST_PAPER: Final = 0.5  # of the usual paper: what is darker is a picture, a banner or the scanner's lid


def to_grey(image: Picture) -> Picture:
    """Grey; where a page bears pale coloured print, its darkest channel, so that orange text stands out from white."""
    if image.ndim == 2:
        return image
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    small = _shrink(image)
    papers = [paper_of(np.ascontiguousarray(small[..., channel])) for channel in range(3)]
    if not _has_pale_print(small, papers):
        return grey
    # white text on an orange banner, black text under a yellow highlighter: colour is the paper there, not the ink
    coloured = np.logical_or.reduce([paper < _DARKEST_PAPER * np.median(paper) for paper in papers])
    areas = cv2.resize(coloured.astype(np.uint8), grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
    channels = [_divide(np.ascontiguousarray(image[..., c]), papers[c]) for c in range(3)]
    darkest = np.minimum(np.minimum(channels[0], channels[1]), channels[2])
    return np.where(np.asarray(areas) > 0, grey, darkest)


def _has_pale_print(small: Picture, papers: list[Picture]) -> bool:
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    inks = [papers[channel].astype(np.int16) - small[..., channel] for channel in range(3)]
    gained = np.maximum(np.maximum(inks[0], inks[1]), inks[2]) - (paper_of(grey).astype(np.int16) - grey)
    return float(((gained > _COLOURED) & (grey > _PALE)).mean()) >= _COLOURED_SHARE


def even_paper(grey: Picture) -> Picture:
    """Make the paper white and evenly lit where it is not; else the picture itself."""
    paper = paper_of(_shrink(grey))
    usual = int(np.median(paper))
    dark_areas = paper < _DARKEST_PAPER * usual
    if dark_areas.all():
        return grey
    dark, light = np.percentile(paper[~dark_areas], (2, 98))
    if usual >= _DARK_PAPER and light - dark <= _UNEVEN:
        return grey
    paper[dark_areas] = usual  # a dark banner is left as it is, and the white text in it
    return _divide(grey, paper)


def _divide(grey: Picture, paper: Picture) -> Picture:
    """The picture as a share of its paper, which is given smaller."""
    whole = cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, whole, scale=255), dtype=np.uint8)


def _shrink(image: Picture) -> Picture:
    return resize(image, min(1.0, _SMALL_SIDE / max(image.shape[:2])))
