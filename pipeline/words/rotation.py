"""From Tesseract's orientation, or the words it read, to a quarter turn and how sure it is."""

from collections.abc import Sequence
from typing import Final

from pipeline.records import QuarterTurn, Word
from pipeline.words.confidence import mean_confidence

_TURNS: Final[dict[int, QuarterTurn]] = {0: 0, 90: 90, 180: 180, 270: 270}

# Tesseract calls 15 «reasonably confident»; half sure at this
_HALF_SURE: Final = 2.0
# 160 pages of one to five lines in each of the four ways: print read as it stands has 0.92 to 0.96, upside down 0.14 to
# 0.77 («SLN3119 391A43S» for «SERVICE CLIENTS»)
_READ_WELL: Final = 0.85
_LONG: Final = 3  # letters: a shorter word may be taller than wide as it stands, «l'» or «1»


def judge_rotation(clockwise: str | float, orientation_confidence: str | float) -> tuple[QuarterTurn, float]:
    """The turn that sets the page upright and how sure it is; (0, 0.0) where Tesseract did not say."""
    try:
        turn, margin = _TURNS[int(float(clockwise)) % 360], float(orientation_confidence)
    except (ValueError, KeyError, OverflowError):
        return 0, 0.0
    return (turn, margin / (margin + _HALF_SURE)) if margin > 0 else (0, 0.0)


def guess_turn(words: Sequence[Word], aspect: float) -> tuple[QuarterTurn, bool]:
    """The clockwise turn that words ask for which were read on a page `aspect` times as wide as high; are they sure?

    Tesseract reads lines that run up or down the page as well as level ones, but not letters on their heads. So words
    read well and taller than wide lie on their left side, and words read badly may stand on their heads.
    """
    long = [word.box for word in words if len(word.text) >= _LONG]
    tall = 2 * sum(box.height > box.width * aspect for box in long) > len(long)
    sure = bool(long) and (mean_confidence(words) or 0.0) >= _READ_WELL
    if tall:
        return (270 if sure else 90), sure
    return (0 if sure or not long else 180), sure
