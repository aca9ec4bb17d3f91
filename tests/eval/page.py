"""Figures → docs/accuracy.md, as they are, good or bad."""

from collections.abc import Mapping
from typing import Any

from tests.eval.page_trust import table, write_trust


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
        "Written by a hand that knew no rule; after a first sight (0.94 read without fault) misses of senders, places,",
        "addresses, subjects, sums, limits, references and titles on them were looked at.",
        "*Market* is what an afternoon's gluing of Tesseract,",
        "dateparser, phonenumbers, stock spaCy names and regexes gives of the same test letters",
        "(`tests/eval/market.py`).",
        "",
        *_drawn(figures["drawn"]),
        *write_trust(figures["drawn"]),
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
            *table(
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


def _drawn(drawn: Mapping[str, Any]) -> list[str]:
    columns = drawn["fields"] | {f"market {level}": x for level, x in drawn["market"].items()}
    names = dict.fromkeys(name for column in columns.values() for name in column)
    rows = [[name, *(column.get(name, {}).get("f1") for column in columns.values())] for name in names]
    return table(["field", *columns], rows)


def _real(real: Mapping[str, Any]) -> list[str]:
    letters, every = real["letters"], real["all documents"]
    rows = []
    for field in every:
        row: list[Any] = [field]
        for group in (letters, every):
            x = group.get(field, {})
            row += [f"{x['right']}/{x['of']}" if "right" in x else x.get("of"), x.get("f1")]
        rows.append(row)
    return table(["field", "letters right", "letters F1", "all right", "all F1"], rows)


def _phrases(phrases: Mapping[str, Any]) -> list[str]:
    rows = []
    for kind, x in phrases.items():
        row: list[Any] = [kind]
        for state in ("clean", "noisy"):
            part = x.get(state) or {}
            row += [part.get("n"), part.get("precision"), part.get("recall"), part.get("f1")]
        rows.append(row)
    return table(["kind", "n", "P", "R", "F1", "n damaged", "P", "R", "F1"], rows)
