"""A picture in the terminal where one can be shown, and nowhere else."""

import base64
import io
import re

import pytest
from PIL import Image

from pipeline.screen import inline_picture

PICTURE = Image.linear_gradient("L").resize((900, 60))

TERMINALS: list[tuple[dict[str, str], bool]] = [
    ({"KITTY_WINDOW_ID": "1", "TERM": "xterm-kitty"}, True),
    ({"TERM_PROGRAM": "ghostty"}, True),
    ({"TERM_PROGRAM": "iTerm.app"}, True),
    ({"LC_TERMINAL": "iTerm2"}, True),
    ({"TERM_PROGRAM": "WezTerm"}, True),
    ({"TERM_PROGRAM": "iTerm.app", "TMUX": "/tmp/x"}, False),
    ({"TERM": "xterm-256color"}, False),
    ({"TERM_PROGRAM": "Apple_Terminal"}, False),
    ({}, False),
]


@pytest.mark.parametrize(("environment", "can"), TERMINALS)
def test_a_terminal_that_can_shows_the_picture_itself(environment: dict[str, str], can: bool) -> None:
    shown = inline_picture(PICTURE, environment)
    assert (shown is not None) == can
    if shown:
        pieces = re.findall(r"(?:\x1b_G[^;]*;|\x1b\]1337;[^:]*:)([A-Za-z0-9+/=]*)(?:\x1b\\|\a)", shown)
        with Image.open(io.BytesIO(base64.b64decode("".join(pieces)))) as back:
            assert back.size == PICTURE.size
        assert all(len(piece) <= 4096 for piece in pieces) or "1337" in shown


def test_kitty_is_told_when_more_pieces_follow() -> None:
    noise = Image.effect_noise((600, 400), 80)
    shown = inline_picture(noise, {"KITTY_WINDOW_ID": "1"}) or ""
    more = re.findall(r"\x1b_G([^;]*);", shown)
    assert more[0].startswith("a=T,f=100,m=1")
    assert more[-1] == "m=0"
    assert set(more[1:-1]) == {"m=1"}
