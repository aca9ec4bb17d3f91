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
    ({"TERM": "foot"}, True),
    ({"TERM": "foot-extra", "STY": "1"}, False),
    ({"TERM": "xterm-256color"}, False),
    ({"TERM_PROGRAM": "Apple_Terminal"}, False),
    ({}, False),
]


@pytest.mark.parametrize(("environment", "can"), TERMINALS)
def test_a_terminal_that_can_shows_the_picture_itself(environment: dict[str, str], can: bool) -> None:
    shown = inline_picture(PICTURE, environment)
    assert (shown is not None) == can
    if shown and not shown.startswith("\x1bPq"):
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


TINY = Image.new("L", (1, 1), 255)


def test_the_sequences_are_those_that_the_terminals_document() -> None:
    png = io.BytesIO()
    TINY.save(png, "PNG")
    data = base64.b64encode(png.getvalue()).decode()
    assert inline_picture(TINY, {"KITTY_WINDOW_ID": "1"}) == f"\x1b_Ga=T,f=100,m=0;{data}\x1b\\\n"
    iterm = f"\x1b]1337;File=inline=1;width=100%;preserveAspectRatio=1:{data}\a\n"
    assert inline_picture(TINY, {"TERM_PROGRAM": "iTerm.app"}) == iterm
    greys = "".join(f"#{n};2;{light};{light};{light}" for n, light in enumerate((0, 14, 29, 43, 57, 71, 86, 100)))
    assert inline_picture(TINY, {"TERM": "foot"}) == f'\x1bPq"1;1;1;1{greys}#7@\x1b\\\n'


def seen(sent: str) -> Image.Image:
    """What a terminal makes of sixels, in greys of the eight."""
    head = re.match(r'\x1bPq"1;1;(\d+);(\d+)(?:#\d;2;\d+;\d+;\d+){8}', sent)
    assert head
    shown = Image.new("L", (int(head[1]), int(head[2])))
    x = top = grey = 0
    for colour, count, pattern in re.findall(r"#(\d)|(?:!(\d+))?([?-~$-])", sent[head.end() :].rstrip("\n\\\x1b")):
        if colour:
            grey = int(colour)
        elif pattern in "$-":
            x, top = 0, top + 6 * (pattern == "-")
        else:
            run = range(x, x + int(count or 1))
            lit = [row for row in range(6) if ord(pattern) - 63 >> row & 1]
            for place in ((column, top + row) for column in run for row in lit):
                shown.putpixel(place, grey)
            x = run.stop
    return shown


def test_sixels_show_the_picture() -> None:
    picture = Image.linear_gradient("L").resize((40, 17))
    picture.paste(Image.effect_noise((13, 9), 90), (5, 4))
    shown = seen(inline_picture(picture, {"TERM": "foot"}) or "")
    assert shown.tobytes() == picture.point(lambda light: light * 8 // 256).tobytes()
