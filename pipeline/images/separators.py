"""A page picture → whether it is a separator sheet: a Patch code for document scanners, or a QR code that says PATCHT.

A Patch code is four bars, two of them 0.20 inch and two 0.08 inch wide, 0.08 inch apart (Kodak, A-61599). Patch 2 and
Patch T part documents, Patch 3 batches; Patch 3 is Patch T upside down.
"""

import re
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.records import Picture

_N, _W = 1.0, 2.5  # widths of bars, in that of a space
_CODES: Final = ((_W, _N, _N, _W), (_W, _N, _W, _N), (_N, _W, _N, _W))  # Patch 2, 3, T
_SLACK: Final = 0.45  # of a space's width: what a scanner and a threshold make of an edge
_QUIET: Final = 1.5  # white before and behind, in widths of a space
_UNIT: Final = (0.05, 0.12)  # inches: a sheet printed to fit the page is somewhat smaller
_SCAN_DPI: Final = 100.0  # enough for bars of 2 mm
_CODE_DPI: Final = 200.0  # and for the squares of a QR code
_STEP: Final = 0.1  # inches between two lines that are looked along
_LONG: Final = 8  # of them that show the code, one behind another: bars of at least 0.75 inch
_DARK: Final = 128
_QR: Final = re.compile(r"(?:patch[ _-]?[t23]|separator|s[eé]parat(?:ion|eur))", re.IGNORECASE)


def is_separator(image: Picture, dpi: float) -> bool:
    """Whether the page parts documents; `dpi` is the picture's own. Worth asking where there is hardly any text."""
    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    small, dpi_small = _reduce(grey, dpi, _SCAN_DPI)
    dark = small < _DARK
    return _has_patch(dark, dpi_small) or _has_patch(dark.T, dpi_small) or _has_code(_reduce(grey, dpi, _CODE_DPI)[0])


def _reduce(grey: NDArray[Any], dpi: float, most: float) -> tuple[NDArray[Any], float]:
    """The picture at no more than so many dots an inch, and how many it has then."""
    scale = min(1.0, most / dpi) if dpi else 1.0
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return (grey if scale == 1.0 else cv2.resize(grey, size, interpolation=cv2.INTER_AREA)), (dpi or most) * scale


def _has_patch(dark: NDArray[np.bool_], dpi: float) -> bool:
    """Whether bars lie across the rows of the picture, many lines in a row."""
    run = 0
    for row in dark[:: max(1, round(_STEP * dpi))]:
        run = run + 1 if _shows_patch(row, dpi) else 0
        if run >= _LONG:
            return True
    return False


def _shows_patch(row: NDArray[np.bool_], dpi: float) -> bool:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], row, [False])).astype(np.int8)))
    for first in range(0, len(edges) - 7, 2):
        seven = np.diff(edges[first : first + 8])  # bar, space, bar, space, bar, space, bar
        unit = float(seven.sum()) / (2 * _N + 2 * _W + 3)
        before = edges[first] - (edges[first - 1] if first else 0)
        behind = (edges[first + 8] if first + 8 < len(edges) else len(row)) - edges[first + 7]
        if not _UNIT[0] * dpi <= unit <= _UNIT[1] * dpi or min(before, behind) < _QUIET * unit:
            continue
        spaces, bars = seven[1::2] / unit, seven[::2] / unit
        if np.all(abs(spaces - 1) < _SLACK) and any(np.all(abs(bars - np.array(code)) < _SLACK) for code in _CODES):
            return True
    return False


def _has_code(image: NDArray[Any]) -> bool:
    try:
        found, texts, _, _ = cv2.QRCodeDetectorAruco().detectAndDecodeMulti(image)
    except cv2.error:  # a picture that OpenCV cannot look through holds no code
        return False
    return bool(found) and any(_QR.fullmatch(text.strip()) for text in texts)
