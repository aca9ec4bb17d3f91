"""Figures of the checks → the part of docs/accuracy.md that tells them, good or bad."""

from collections.abc import Mapping
from typing import Any, Final

from tests.eval.page_trust import table
from tests.mailings.notation import load_scenarios

TOTALS: Final = {"ALL": "**all checks**", "error": "**severity `error`**"}


def write_findings(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """A heading, what is measured, and one table with precision and recall of every check."""
    held_out = load_scenarios("test")
    planted = sum(bool(scenario.truth) for scenario in held_out)
    lines = [
        "",
        "## Findings",
        "",
        "Mailings our own code writes and draws: about half have contradictions planted in them, the others are",
        "consistent and only look as if they were not. *n* things are there to be found; P is the share of findings",
        "that are right, R the share of things that are found. «Read without fault» leaves the picture out. The *test*",
        "mailings share no wording, scenario or organisation with the *dev* mailings, at which rules are looked at.",
        f"They are {len(held_out)}, {planted} with something planted and {len(held_out) - planted} consistent, written",
        "by hands that knew what each check is for, but had read no rule and tried none. Those before them, once",
        "looked at, became *dev* mailings.",
        "",
        *checks_table(figures),
    ]
    return "\n".join(lines) + "\n"


def checks_table(figures: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A line for every check, and for all of them."""
    checks = sorted({check for column in figures.values() for check in column} - set(TOTALS))
    heads = ["check", *(f"{name} {what}" for name in figures for what in ("*n*", "P", "R"))]
    return table(heads, ([TOTALS.get(check, f"`{check}`"), *_row(figures, check)] for check in (*checks, *TOTALS)))


def _row(figures: Mapping[str, Mapping[str, Any]], check: str) -> list[Any]:
    cells: list[Any] = []
    for column in figures.values():
        x = column.get(check, {})
        cells += [x.get("n") or None, x.get("precision"), x.get("recall")]
    return cells
