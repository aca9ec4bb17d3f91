"""A grey picture → the same on even, white paper; touched only where that helps."""

from typing import Final

import cv2
import numpy as np

from pipeline.images.colour import divide
from pipeline.images.draw import resize
from pipeline.images.sketch import paper_of
from pipeline.records import Picture

_SMALL_SIDE: Final = 600  # pixels of the longer side of the picture on which paper and colour are judged
_DARK_PAPER: Final = 205  # recycled or coloured paper lies below
_UNEVEN: Final = 35  # grey levels between the lightest and the darkest part of the paper: a lamp, a shadow
_DARKEST_PAPER: Final = 0.5  # of the usual paper: what is darker is a picture, a banner or the scanner's lid
_EVERY: Final = 7  # a sample of the pixels tells whether there are greys
_NEARLY_BLACK, _NEARLY_WHITE, _GREYS = 16, 239, 0.001
# tried on faxes: 0.6 pixels leave a third of the wrong characters of salt and pepper, 0.9 no fewer
_SMOOTHING: Final = 0.6
_SHARPENING, _EDGE = 1.0, 1.5  # tried on print of 100 dpi and of 6 points: a third fewer wrong characters


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
    return divide(grey, paper)


def _shrink(image: Picture) -> Picture:
    return resize(image, min(1.0, _SMALL_SIDE / max(image.shape[:2])))


def is_two_level(grey: Picture) -> bool:
    """Whether the picture is black and white, a fax, as good as without greys."""
    few = grey[::_EVERY, ::_EVERY]
    return bool(((few > _NEARLY_BLACK) & (few < _NEARLY_WHITE)).mean() < _GREYS)


def smooth(grey: Picture) -> Picture:
    """Specks and ragged edges blurred: for faxes, worn and dirty print."""
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), _SMOOTHING), dtype=np.uint8)


def sharpen(grey: Picture) -> Picture:
    """Edges that enlarging has softened made steep again."""
    return np.asarray(cv2.addWeighted(grey, 1 + _SHARPENING, cv2.GaussianBlur(grey, (0, 0), _EDGE), -_SHARPENING, 0))
