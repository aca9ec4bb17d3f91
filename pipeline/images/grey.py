"""A picture in colour or grey → grey with dark ink on even, white paper; touched only where that helps."""

from typing import Final

import cv2
import numpy as np

from pipeline.images.draw import resize
from pipeline.images.sketch import paper_of
from pipeline.records import Picture

_SMALL_SIDE: Final = 600  # pixels of the longer side of the picture on which paper and colour are judged
_PALE: Final = 110  # grey level above which ink is too pale beside black print: orange has 173, red 76
_COLOURED: Final = 60  # grey levels between the greyest and the darkest channel of coloured ink
_COLOURED_SHARE: Final = 0.0004  # share of the page: one coloured line of text
_DARK_PAPER: Final = 205  # recycled or coloured paper lies below
_UNEVEN: Final = 35  # grey levels between the lightest and the darkest part of the paper: a lamp, a shadow
_DARKEST_PAPER: Final = 0.5  # of the usual paper: what is darker is a picture, a banner or the scanner's lid


def to_grey(image: Picture) -> Picture:
    """Grey; where a page bears pale coloured print, its darkest channel, so that orange text stands out from white."""
    if image.ndim == 2:
        return image
    if not _has_pale_print(image):
        return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    # the paper of each channel is made white first, so that a yellow highlighter is paper and not ink
    red, green, blue = (even_paper(np.ascontiguousarray(image[..., channel])) for channel in range(3))
    return np.minimum(np.minimum(red, green), blue)


def _has_pale_print(image: Picture) -> bool:
    small = _shrink(image)
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    darkest = small.min(axis=2)
    contrast_gained = (paper_of(darkest).astype(np.int16) - darkest) - (paper_of(grey).astype(np.int16) - grey)
    pale = (contrast_gained > _COLOURED) & (grey > _PALE)
    return float(pale.mean()) >= _COLOURED_SHARE


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
    whole = cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, whole, scale=255), dtype=np.uint8)


def _shrink(image: Picture) -> Picture:
    return resize(image, min(1.0, _SMALL_SIDE / max(image.shape[:2])))
