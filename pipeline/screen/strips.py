"""A picture → the same picture in a terminal that can show one: kitty, Ghostty, WezTerm, iTerm2, foot, mlterm."""

import base64
import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from pipeline.screen.sixel import sixels

if TYPE_CHECKING:
    from PIL import Image

_AT_ONCE: Final = 4096  # characters of a picture that kitty takes in one piece
_WIDEST: Final = 1400  # pixels
_SIXEL_TERMINALS: Final = frozenset({"foot", "mlterm"})


def inline_picture(picture: "Image.Image", environment: Mapping[str, str]) -> str | None:
    """What shows the picture when it is written to the terminal that `environment` tells of; None where none can."""
    program = environment.get("TERM_PROGRAM", "") or environment.get("LC_TERMINAL", "")
    if environment.get("TMUX") or environment.get("STY"):  # they keep such pictures to themselves
        return None
    if "KITTY_WINDOW_ID" in environment or environment.get("TERM") == "xterm-ghostty" or program == "ghostty":
        return "".join(_kitty(_png(picture))) + "\n"
    if program in ("iTerm.app", "iTerm2", "WezTerm"):
        return f"\x1b]1337;File=inline=1;width=100%;preserveAspectRatio=1:{_png(picture)}\a\n"
    if environment.get("TERM", "").partition("-")[0] in _SIXEL_TERMINALS:
        return sixels(_shrunk(picture)) + "\n"
    return None


def _png(picture: "Image.Image") -> str:
    held = io.BytesIO()
    _shrunk(picture).save(held, "PNG")
    return base64.b64encode(held.getvalue()).decode()


def _shrunk(picture: "Image.Image") -> "Image.Image":
    shown = picture.copy()
    shown.thumbnail((_WIDEST, _WIDEST))
    return shown


def _kitty(data: str) -> Iterator[str]:
    """Piece by piece; `m=1` says that more follows."""
    pieces = [data[at : at + _AT_ONCE] for at in range(0, len(data), _AT_ONCE)]
    for nth, piece in enumerate(pieces):
        head = "a=T,f=100," if nth == 0 else ""
        yield f"\x1b_G{head}m={int(nth < len(pieces) - 1)};{piece}\x1b\\"
