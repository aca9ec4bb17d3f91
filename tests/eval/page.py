"""Figures → docs/accuracy.md, as they are, good or bad."""

from collections.abc import Iterable, Mapping
from typing import Any


def write_page(figures: Mapping[str, Any]) -> str:
    """The whole page."""
    parts = [
        "# How well it reads and understands",
        "",
        "Written by `make eval`, never by hand. F1 per field: 1 is perfect; *n* values are there to be found. The same",
        "figures stand in `models/accuracy.json`, so that gains and losses show in the diff of every change.",
        "",
        "## Drawn letters",
        "",
        "Letters our own code writes and draws, with exact truth, scanned in software at three levels. Rules are",
        "looked at on the development letters (*dev*); the *test* letters differ in organisation, layout, phrasing.",
        "They are not wholly unseen: counts of errors per field on other letters of the same ten organisations steered",
        "some rules of senders, topics and references.",
        "",
        *_drawn(figures["drawn"]),
    ]
    if real := figures.get("real"):
        parts += [
            "",
            "## Real documents",
            "",
            "Real letters, official acts, invoices and typed pages with truth read by eye. They are not part of the",
            "repository. Few: one document more or less moves a figure by 0.1.",
            "",
            *_real(real),
            "",
            "## Reading of real pages",
            "",
            "Median over the pages: share of wrong characters and words in reading order, F1 of words in any order.",
            "",
            *write_table(
                ["pages of", "n", "CER", "WER", "words F1"],
                ([kind, x["pages"], x["cer"], x["wer"], x["bow_f1"]] for kind, x in real["reading"].items()),
            ),
        ]
    if phrases := figures.get("phrases"):
        parts += [
            "",
            "## Phrases",
            "",
            "Short French phrases with expected values, clean and damaged as OCR damages them. False hits are counted",
            "over all phrases. The rules were written with these phrases at hand: a figure here shows what was lost,",
            "not what to expect of other letters.",
            "",
            *_phrases(phrases),
        ]
    return "\n".join(parts) + "\n"


def write_table(heads: list[str], rows: Iterable[list[Any]]) -> list[str]:
    """The lines of a Markdown table, numbers to the right."""
    shown = ["| " + " | ".join(heads) + " |", "|---" + "|---:" * (len(heads) - 1) + "|"]
    return shown + ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _drawn(drawn: Mapping[str, Any]) -> list[str]:
    columns = [(split, level) for split in drawn for level in drawn[split]]
    fields: dict[str, None] = {}
    for split, level in columns:
        fields |= dict.fromkeys(drawn[split][level])
    rows = []
    for field in fields:
        row: list[Any] = [field]
        for split, level in columns:
            row.append(drawn[split][level].get(field, {}).get("f1"))
        rows.append(row)
    return write_table(["field", *(f"{split} {level}" for split, level in columns)], rows)


def _real(real: Mapping[str, Any]) -> list[str]:
    letters, every = real["letters"], real["all documents"]
    rows = []
    for field in every:
        row: list[Any] = [field]
        for group in (letters, every):
            x = group.get(field, {})
            row += [f"{x['right']}/{x['of']}" if "right" in x else x.get("of"), x.get("f1")]
        rows.append(row)
    return write_table(["field", "letters right", "letters F1", "all right", "all F1"], rows)


def _phrases(phrases: Mapping[str, Any]) -> list[str]:
    rows = []
    for kind, x in phrases.items():
        row: list[Any] = [kind]
        for state in ("clean", "noisy"):
            part = x.get(state) or {}
            row += [part.get("n"), part.get("precision"), part.get("recall"), part.get("f1")]
        rows.append(row)
    return write_table(["kind", "n", "P", "R", "F1", "n damaged", "P", "R", "F1"], rows)
