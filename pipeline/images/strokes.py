"""A connected piece of ink → how much it looks like the stroke of a hand."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

# Each measure scores 0 at the first value, 1 at the second, and between them in proportion; 0.5 is the limit meant.
# Lengths are in x-heights of the page's text (1.9 mm for 10-point print). Measured on real pages: strokes of signatures
# have length 9 to 190, thickness 0.17 to 0.46, fill 0.04 to 0.25, oblique share 0.30 to 0.84.
_LENGTH: Final = (5.0, 11.0)  # of the stroke, stretched out; print that was not read has 3 to 9
_LARGER_SIDE: Final = (2.4, 4.4)
_HEIGHT: Final = (1.2, 2.4)
_THIN: Final = (0.85, 0.5)  # thickness: a logo has 0.6 and more
_NOT_A_HAIR: Final = (0.08, 0.14)
_SPARSE: Final = (0.46, 0.28)  # share of its box that is ink: a seal or a QR code 0.35 and more
_OBLIQUE: Final = (0.12, 0.26)  # share of its edges that run neither level nor upright: a table has 0.03
_NOT_TALL: Final = (7.0, 3.5)  # height to width: torn edges and margins are taller
_NOT_LONG: Final = (16.0, 9.0)  # width to height: underlines are longer
_ROUND: Final = (
    0.07,
    0.045,
)  # how far its outline strays from an ellipse: a stamp 0.01 to 0.05, a signature 0.07 and more
_ARC: Final = (
    0.06,
    0.03,
)  # how far it strays from one circle: a piece of a stamp's ring 0.015, a bent stroke 0.05 and more
_ARC_SPANS: Final = 90.0  # degrees; a shorter piece of a circle is any slightly bent stroke
_DENSE: Final = 0.3  # share of its box that is ink: logos, seals, QR codes, photographs


@dataclass(frozen=True, slots=True)
class Stroke:
    """One connected piece of ink: its box in pixels, whether it is dense, and 0-1 how like a hand's stroke."""

    label: int
    left: int
    top: int
    right: int
    bottom: int
    dense: bool
    score: float


def measure_stroke(label: int, mask: Mask, corner: tuple[int, int], area: int, x_height: float) -> Stroke:
    """Score a piece of ink given as a mask whose top left corner lies at `corner` (x, y)."""
    height, width = mask.shape
    left, top = corner
    length, thickness = _length_and_thickness(mask, area)
    measures = (
        _ramp(length / x_height, _LENGTH),
        _ramp(max(height, width) / x_height, _LARGER_SIDE),
        _ramp(height / x_height, _HEIGHT),
        _ramp(thickness / x_height, _THIN),
        _ramp(thickness / x_height, _NOT_A_HAIR),
        _ramp(area / (height * width), _SPARSE),
        _ramp(height / width, _NOT_TALL),
        _ramp(width / height, _NOT_LONG),
    )
    score = min(measures)
    if score > 0:
        score = min(score, _ramp(_oblique_share(mask), _OBLIQUE))
    if score > 0:
        score *= 1 - _is_round(mask)
    return Stroke(label, left, top, left + width, top + height, area > _DENSE * height * width, score)


def is_ring(mask: Mask) -> float:
    """0-1: how well the ink is a piece of a circle, as the ring of a stamp is, whole or broken."""
    return _ramp(_off_circle(np.argwhere(mask)[:, ::-1]), _ARC)


def _is_round(mask: Mask) -> float:
    """0-1: how well the ink is a stamp: a piece of a circle, or whatever has an ellipse for outline."""
    return max(is_ring(mask), _ramp(_off_ellipse(np.argwhere(mask)[:, ::-1]), _ROUND))


def _off_ellipse(points: NDArray[np.int64]) -> float:
    """How far the outline of points (x, y) strays from an ellipse, as a share of its radius; infinite for a line."""
    hull = np.asarray(cv2.convexHull(points.astype(np.int32))).reshape(-1, 2).astype(np.float64)
    if len(hull) < 6:
        return np.inf
    closed = np.vstack((hull, hull[:1]))
    walked = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))))
    even = np.linspace(0, walked[-1], 72, endpoint=False)
    outline = np.column_stack([np.interp(even, walked, closed[:, axis]) for axis in (0, 1)])
    middle, axes, angle = cv2.fitEllipse(outline.astype(np.float32))
    if min(axes) <= 0 or max(axes) > 3 * min(axes):
        return np.inf
    turn = np.deg2rad(angle)
    x, y = (outline - middle).T
    along, across = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    return float(np.abs(np.hypot(2 * along / axes[0], 2 * across / axes[1]) - 1).mean())


def _off_circle(points: NDArray[np.int64]) -> float:
    """How far points (x, y) stray from one circle, as a share of its radius; infinite where they span little of it."""
    at = points.astype(np.float64)
    system = np.column_stack((2 * at, np.ones(len(at))))
    solution = np.linalg.lstsq(system, np.square(at).sum(axis=1), rcond=None)[0]
    spokes = at - solution[:2]
    radius = np.hypot(spokes[:, 0], spokes[:, 1])
    bearings = np.sort(np.rad2deg(np.arctan2(spokes[:, 1], spokes[:, 0])))
    widest_gap = np.diff(bearings, append=bearings[0] + 360).max()
    if 360 - widest_gap < _ARC_SPANS:
        return np.inf
    return float(radius.std() / max(radius.mean(), 1e-6))


def _length_and_thickness(mask: Mask, area: int) -> tuple[float, float]:
    """Of a piece of ink taken as one stroke: its edges run along it on both sides."""
    padded = np.pad(mask.astype(np.uint8), 1)
    outlines, _ = cv2.findContours(padded, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    edge = sum(cv2.arcLength(outline, True) for outline in outlines)
    return edge / 2, 2 * area / max(edge, 1.0)


def _oblique_share(mask: Mask) -> float:
    """The share of the ink's edges that run neither level nor upright (by more than 15 degrees)."""
    padded = np.pad(mask.astype(np.float32), 2)
    across, down = cv2.Sobel(padded, cv2.CV_32F, 1, 0), cv2.Sobel(padded, cv2.CV_32F, 0, 1)
    strength = np.hypot(across, down)
    angle = np.rad2deg(np.arctan2(down, across)) % 90
    return float(strength[(angle > 15) & (angle < 75)].sum() / max(float(strength.sum()), 1e-6))


def _ramp(value: float, ends: tuple[float, float]) -> float:
    """0 at the first end, 1 at the second, straight between them."""
    zero, one = ends
    return float(np.clip((value - zero) / (one - zero), 0.0, 1.0))
