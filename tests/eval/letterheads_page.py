"""Figures of letters laid out by others → the part of docs/accuracy.md that tells them, good or bad."""

from collections.abc import Mapping
from typing import Any

from tests.eval.findings_page import checks_table
from tests.eval.letterhead_fields import LISTS, SINGLE
from tests.eval.page_trust import table


def write_letterheads(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """A heading, what is measured, one table of fields and one of checks."""
    fields = [
        [name, *(f"{x['right']}/{x['of']}" for x in (column["fields"][name] for column in figures.values()))]
        for name in (*SINGLE, *LISTS)
    ]
    counts = {name.split()[0]: column for name, column in figures.items()}
    lines = [
        "",
        "## Letters laid out by others",
        "",
        "Mail made by hands that never saw the program: stationery, wording, truth and all that a careful reader would",
        "notice are theirs (`tests/letterheads`). Chromium prints it; *digital* is the PDF, *office* a scan of it.",
        *(
            f"*{split}*: {x['letters']} letters in {x['mailings']} mailings of {x['hands']} hand"
            + ("." if x["hands"] == 1 else "s.")
            for split, x in counts.items()
        ),
        "A text is right where it is that of the letter but for what stands before or after it; what a letter says",
        "beyond the truth is not counted. Rules are looked at on *dev*: before that the findings in its first four",
        "hands, as printed, had P 0.945 and R 0.585. No rule was looked at on *test*: it tells what strange layouts",
        "cost.",
        "",
        *table(["field", *figures], fields),
        "",
        *checks_table({name: column["findings"] for name, column in figures.items()}),
    ]
    return "\n".join(lines) + "\n"
