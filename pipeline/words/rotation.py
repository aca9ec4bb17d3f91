"""From Tesseract's orientation and its open-ended confidence to a quarter turn and a confidence 0-1."""

from typing import Final

from pipeline.records import QuarterTurn

_TURNS: Final[dict[int, QuarterTurn]] = {0: 0, 90: 90, 180: 180, 270: 270}

# Tesseract calls 15 «reasonably confident»; half sure at this
_HALF_SURE: Final = 2.0


def judge_rotation(clockwise: str | float, orientation_confidence: str | float) -> tuple[QuarterTurn, float]:
    """The turn that sets the page upright and how sure it is; (0, 0.0) where Tesseract did not say."""
    try:
        turn, margin = _TURNS[int(float(clockwise)) % 360], float(orientation_confidence)
    except (ValueError, KeyError, OverflowError):
        return 0, 0.0
    return (turn, margin / (margin + _HALF_SURE)) if margin > 0 else (0, 0.0)
