"""A folder of tables that people have corrected -> how often the machine alone is right in the fields they spoke of.

What a person confirmed or corrected is the truth; the machine reads the kept words again, as if nobody had spoken.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline import tables
from pipeline.extracting import Part, extract_part
from tests.eval.fields import LISTS, SINGLE, Score

Row = Mapping[str, Any]


def measure_corrected(out: Path) -> dict[str, dict[str, float | int | None]]:
    """{field: figures} of the fields of which somebody said what they hold; people look at what is doubtful first."""
    scores: dict[str, Score] = {}
    for wanted, given in _pairs(out):
        for field in wanted["corrected"]:
            if field in SINGLE or field in LISTS:
                _count(scores.setdefault(field, Score()), field, wanted[field], given and given[field])
    return {field: score.figures() for field, score in sorted(scores.items())}


def _pairs(out: Path) -> Iterator[tuple[Row, Row | None]]:
    for mailing in tables.list_mailings(out, "letters"):
        rows = [row for row in tables.read_rows(out, "letters", mailing) if row["corrected"]]
        sources = {row["source"] for row in rows}
        alone = {
            row["letter_id"]: row
            for stretch in tables.find_stretches(out, mailing)
            if stretch.source in sources
            for row in _extract(out, mailing, Part(stretch))
        }
        yield from ((row, alone.get(row["letter_id"])) for row in rows)


def _extract(out: Path, mailing: str, part: Part | None) -> Iterator[Row]:
    while part:
        extracted = extract_part(out, mailing, part)
        yield from extracted.letters.to_pylist()
        part = extracted.left


def _count(score: Score, field: str, wanted: Any, given: Any) -> None:
    score.letters += 1
    if field in LISTS:
        truth, said = LISTS[field](wanted), LISTS[field](given or ())
        hits, extra, missed = len(truth & said), len(said - truth), len(truth - said)
    else:
        hit = wanted is not None and given is not None and SINGLE[field](wanted, given)
        hits, extra, missed = int(hit), int(given is not None and not hit), int(wanted is not None and not hit)
    score.hits += hits
    score.extra += extra
    score.missed += missed
    score.right += not extra and not missed


def say_corrected(figures: Mapping[str, Mapping[str, float | int | None]]) -> str:
    """A line a field: in how many of the letters that people looked at the machine had it right."""
    lines = [f"{field}: {held['right']} of {held['letters']} right" for field, held in figures.items()]
    return "\n".join(lines) or "Nobody has corrected or confirmed a field there."
