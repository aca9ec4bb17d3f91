"""Tables → what stands in the terminal."""

from pipeline.screen.letter import show_letter
from pipeline.screen.progress import show_progress
from pipeline.screen.results import MOST_ROWS, Result, print_results
from pipeline.screen.settings import print_settings
from pipeline.screen.strips import inline_picture
from pipeline.screen.terminal import open_console, print_plain, say_error, say_note, visible
from pipeline.screen.tongue import say, say_code, say_count, speak, spoken, translate
from pipeline.screen.values import say_field, say_value

__all__ = [
    "MOST_ROWS",
    "Result",
    "inline_picture",
    "open_console",
    "print_plain",
    "print_results",
    "print_settings",
    "say",
    "say_code",
    "say_count",
    "say_error",
    "say_field",
    "say_note",
    "say_value",
    "show_letter",
    "show_progress",
    "speak",
    "spoken",
    "translate",
    "visible",
]
