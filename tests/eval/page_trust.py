"""Figures of drawn letters → what docs/accuracy.md says beyond F1: how sure, what is looked at, how fast, why wrong."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.eval.causes import CAUSES


def table(heads: list[str], rows: Iterable[list[Any]]) -> list[str]:
    """A table in Markdown; shares with three digits, – where there is nothing to tell."""
    shown = ["| " + " | ".join(heads) + " |", "|---" + "|---:" * (len(heads) - 1) + "|"]
    return shown + ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def write_trust(drawn: Mapping[str, Any]) -> list[str]:
    """The sections behind the table of fields."""
    return [*_exact(drawn), *_calibration(drawn["calibration"]), *_review(drawn["review"]), *_causes(drawn)]


def _exact(drawn: Mapping[str, Any]) -> list[str]:
    ends = {name: x["split"] for name, x in drawn["fields"].items()}
    speed = drawn["speed"]
    return [
        "",
        "First and last page of a letter exact: "
        + ", ".join(f"{name} {x['right']}/{x['letters']}" for name, x in ends.items())
        + ".",
        "",
        f"Extraction takes {speed['with the language model']} ms of CPU a letter in the middle (test office, all",
        f"loaded), {speed['without']} ms with a language model that only splits words.",
    ]


def _calibration(calibration: Mapping[str, Any]) -> list[str]:
    every = calibration["all"]
    errors = ", ".join(f"{level} {x['ece']:.3f}" for level, x in calibration.items() if x["ece"] is not None)
    return [
        "",
        "## How sure, and how often right",
        "",
        "Values that fill a field of test letters, by the confidence they were given: a table fitted on other",
        "development letters (`make model`). *said* is the mean confidence, *right* the share that is right.",
        "",
        *table(
            ["confidence", "n", "said", "right"],
            ([f"{x['from']:.2f}–{x['to']:.2f}", x["n"], x["said"], x["right"]] for x in every["ranges"]),
        ),
        "",
        f"Expected calibration error (ten bins of equal width; the aim is 0.050): {errors}.",
    ]


def _review(review: Mapping[str, Any]) -> list[str]:
    return [
        "",
        "## What a person has to look at",
        "",
        "Letters that pass without `needs_review`, and the share of all their fields, empty ones too, that are right.",
        "The aim on office scans: 0.850 pass, and 0.995 of their fields are right.",
        "",
        *table(
            ["letters", "n", "pass", "right in these", "right in all"],
            ([name, x["letters"], x["passed"], x["right in passed"], x["right"]] for name, x in review.items()),
        ),
        "",
        "Reasons, counted on test office: "
        + (", ".join(f"`{code}` {n}" for code, n in review["test office"]["reasons"].items()) or "none")
        + ".",
    ]


def _causes(drawn: Mapping[str, Any]) -> list[str]:
    columns = [(name, cause) for name in ("test office", "test hard") for cause in CAUSES]
    fields = dict.fromkeys(field for name in ("test office", "test hard") for field in drawn["causes"][name])
    rows = [[field, *(drawn["causes"][name].get(field, {}).get(cause) for name, cause in columns)] for field in fields]
    return [
        "",
        "## What is missed, and why",
        "",
        *(f"- *{cause}*: {meaning}" for cause, meaning in CAUSES.items()),
        "",
        "Fields that are not wholly right, in letters of the test split:",
        "",
        *table(["field", *(f"{name.removeprefix('test ')}: {cause}" for name, cause in columns)], rows),
        "",
        "Some of the development letters, office scans:",
        "",
        *(f"- `{miss}`" for miss in drawn["examples"]),
    ]
