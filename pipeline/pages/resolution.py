"""What a file says of its resolution → what can be believed of it."""

import math
from typing import Final

# written by programs that know nothing of the paper: screens (72, 96), «unit unknown» (0, 1, 2.54)
_DEFAULTS: Final = (72, 96)
_LOWEST, _HIGHEST = 50.0, 2500.0
# a picture said to be larger than A2 (23.4 inches) is a small page with a wrong number: 3508 pixels "at 75 dpi"
_LONGEST_SIDE_INCHES: Final = 24.0


def honest_dpi(claimed: float, pixels: int) -> float | None:
    """The dpi claimed for a side of `pixels`, or None where it says nothing about the paper."""
    if not math.isfinite(claimed) or not _LOWEST <= claimed <= _HIGHEST:
        return None
    if round(claimed) in _DEFAULTS or pixels / claimed > _LONGEST_SIDE_INCHES:
        return None
    return claimed
