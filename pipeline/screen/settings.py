"""Settings with where they were said → a table in the terminal."""

import json
from collections.abc import Mapping

from rich.table import Table
from rich.text import Text

from pipeline.screen.terminal import open_console, visible
from pipeline.screen.tongue import say, translate


def as_toml(value: object) -> str:
    """A value as courrier.toml has it, in any language: `false`, `120`, `60.5`, `"data/raw"`."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value if isinstance(value, bool | int | float) else str(value), ensure_ascii=False)


def print_settings(held: Mapping[str, tuple[object, str]]) -> None:
    """A line per setting: its name, its value as one would type it, where that was said."""
    table = Table()
    for heading in ("setting", "value", "from"):
        table.add_column(say(heading), overflow="fold")
    for name, (value, origin) in held.items():
        style = "dim" if origin == "default" else ""
        shown = "–" if value is None else visible(as_toml(value))
        table.add_row(name, shown, Text(visible(translate(origin)), style=style))
    open_console().print(table)
