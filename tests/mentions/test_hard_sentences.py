"""Tables of sentences that are hard to read, clean and damaged (`hard/*.yaml`) → what each kind must find in them."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
import yaml

from pipeline.mentions import find_mentions, load_language
from pipeline.records import Mention, Zone
from tests.mentions.letter_of import letter_from_lines
from tests.mentions.zoned import letter_of

FOLDER: Final = Path(__file__).parent / "hard"
OWN_DATE: Final = ("Toulon, le 13 février 2015", Zone.DATE_LINE)


def _limit(mention: Mention) -> str:
    if mention.quantity is None:
        return mention.value
    day = f"|{mention.date.isoformat()}" if mention.date else ""
    return f"{mention.value}|{mention.trigger}{day}"


# table → the kind, what is compared, whether the letter bears a date
TABLES: Final[dict[str, tuple[str, Callable[[Mention], str | None], bool]]] = {
    "dates": ("date", lambda m: m.value, False),
    "phones": ("phone", lambda m: m.value, False),
    "phones-roles": ("phone", lambda m: m.role, False),
    "amounts": ("amount", lambda m: m.value, False),
    "amounts-roles": ("amount", lambda m: m.role, False),
    "deadlines": ("deadline", _limit, True),
    "emails": ("email", lambda m: m.value, False),
    "urls": ("url", lambda m: m.value, False),
    "references": ("reference", lambda m: f"{m.role}={m.value}", False),
    "instructions": ("instruction", lambda m: m.value, False),
}
ROWS: Final = [
    pytest.param(table, sentence, found, id=f"{table}: {sentence}")
    for table in TABLES
    for sentence, *found in yaml.safe_load((FOLDER / f"{table}.yaml").read_text("utf-8"))
]


@pytest.mark.parametrize(("table", "sentence", "found"), ROWS)
def test_finds_in_each_sentence_what_the_table_says(table: str, sentence: str, found: list[str]) -> None:
    kind, show, dated = TABLES[table]
    lines = [*([OWN_DATE] if dated else []), *((line, Zone.BODY) for line in sentence.split("\n"))]
    mentions = find_mentions(letter_from_lines(lines), load_language())
    assert [show(m) for m in mentions if m.kind == kind and m.sentence != OWN_DATE[0]] == found


# table → the zone of its lines, the role of what is found
ZONED: Final[dict[str, tuple[str, str | None]]] = {"place": ("date", None), "subject": ("subj", "line")}


def rows_of(table: str) -> list[list[str]]:
    return list(yaml.safe_load((FOLDER / f"{table}.yaml").read_text("utf-8")))


@pytest.mark.parametrize(("table", "line", "found"), [(t, line, found) for t in ZONED for line, *found in rows_of(t)])
def test_finds_in_each_line_above_the_text_what_the_table_says(table: str, line: str, found: list[str]) -> None:
    zone, role = ZONED[table]
    head = "head | Mairie de Nolay\nfrom | 4 rue Haute\nfrom | 69003 Lyon"
    letter = letter_of(f"{head}\n{zone} | {line}\nhello | Madame,\nbody | Nous vous écrivons ceci.")
    mentions = find_mentions(letter, load_language())
    assert [m.value for m in mentions if m.kind == table and role in (None, m.role)] == found


@pytest.mark.parametrize(("block", "name", "title"), rows_of("signatory"))
def test_finds_in_each_signature_who_signs(block: str, name: str | None, title: str | None) -> None:
    signature = "\n".join(f"sign | {line}" for line in block.split(" / "))
    letter = letter_of(f"hello | Madame,\nbody | Nous vous écrivons ceci.\nbye | Cordialement,\n{signature}")
    signs = [m for m in find_mentions(letter, load_language()) if m.kind == "signatory"]
    first = {m.role: m.value for m in reversed(signs)}
    assert (first.get("name"), first.get("title")) == (name, title)


def test_every_table_is_read() -> None:
    own = {"sender", "recipient", "signature_mark"}  # in test_hard_blocks.py
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*TABLES, *ZONED, *own, "signatory"}
