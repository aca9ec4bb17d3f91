"""Rows of the letters table and their truth -> precision, recall and F1 of every field.

A field that is null in both is right and counts for nothing; texts are compared without case, accents and punctuation;
`optional` values of a truth row are neither demanded nor punished.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean
from typing import Any, Final

from rapidfuzz import fuzz

Row = Mapping[str, Any]
Key = str | tuple[Any, ...]

ALIKE: Final = 90.0  # «Directrice Relation Clients» and «Directrice Relatlon Clients» are the same
LENGTHS: Final = (0.7, 1.8)  # an address given may be so much shorter or longer than the one wanted
CIVILITY: Final = re.compile(r"\b(m|mr|mme|mlle|monsieur|madame|mademoiselle|me|maitre|dr|docteur)\b")
ARTICLE: Final = re.compile(r"^(le|la|les|l) ")


@dataclass
class Score:
    """Counts of one field; `right`: letters in which nothing is wrong."""

    hits: int = 0
    extra: int = 0
    missed: int = 0
    right: int = 0
    letters: int = 0

    def figures(self) -> dict[str, float | int | None]:
        """Precision, recall, F1 (None where there was nothing to find and nothing was given), and the counts."""
        given, wanted = self.hits + self.extra, self.hits + self.missed
        return {
            "precision": self.hits / given if given else None,
            "recall": self.hits / wanted if wanted else None,
            "f1": 2 * self.hits / (given + wanted) if given + wanted else None,
            "n": wanted,
            "right": self.right,
            "letters": self.letters,
        }


def score_fields(rows: Iterable[Row], truth: Sequence[Row]) -> dict[str, dict[str, float | int | None]]:
    """{field: figures} with `split` (first and last page right) and `MACRO` (mean F1 of the fields)."""
    found = {(_stem(row["source"]), int(row["page_start"])): row for row in rows}
    scores = {name: Score() for name in (*SINGLE, *LISTS, "split")}
    for wanted in truth:
        row = found.pop((_stem(wanted["source"]), wanted["page_start"]), None)
        _count_single(scores["split"], wanted["page_end"], row and row["page_end"], lambda a, b: a == b)
        for name, same in SINGLE.items():
            _count_single(scores[name], wanted[name], row and row[name], same, present=row is not None)
        for name, keys in LISTS.items():
            free = keys(wanted.get("optional", {}).get(name, []))
            _count_list(scores[name], keys(wanted[name]), keys(row[name] if row else []), free, present=row is not None)
    scores["split"].extra += len(found)  # letters that begin where none begins
    figures = {name: score.figures() for name, score in scores.items()}
    f1 = [f["f1"] for name, f in figures.items() if f["f1"] is not None and name != "split"]
    return figures | {"MACRO": {"f1": mean(f1) if f1 else None, "n": len(f1)}}


def count_wrong(row: Row | None, wanted: Row | None) -> tuple[int, int]:
    """How many fields of a letter are wrong, and of how many; all of them where no letter begins, or none is found."""
    names = (*SINGLE, *LISTS)
    if row is None or wanted is None:
        return len(names), len(names)
    figures = score_fields([row], [wanted])
    return sum(not figures[name]["right"] for name in names), len(names)


def find_misses(rows: Iterable[Row], truth: Sequence[Row]) -> list[str]:
    """One line for each field of each letter that is not right: what was wanted, what was given."""
    found = {(_stem(row["source"]), int(row["page_start"])): row for row in rows}
    lines = []
    for wanted in truth:
        row = found.get((_stem(wanted["source"]), wanted["page_start"]))
        for name in (*SINGLE, *LISTS):
            figures = score_fields([row] if row else [], [wanted])[name]
            if not figures["right"]:
                lines.append(f"{wanted['letter_id']} {name}: wanted {wanted[name]!r}, given {row and row[name]!r}")
    return lines


def _count_single(
    score: Score, wanted: Any, given: Any, same: Callable[[Any, Any], bool], *, present: bool = True
) -> None:
    score.letters += 1
    hit = wanted is not None and given is not None and same(wanted, given)
    score.hits += hit
    score.extra += given is not None and not hit
    score.missed += wanted is not None and not hit
    score.right += present and (hit or (wanted is None and given is None))


def _count_list(score: Score, wanted: set[Key], given: set[Key], free: set[Key], *, present: bool) -> None:
    hits, extra, missed = wanted & given, given - wanted - free, wanted - given
    score.letters += 1
    score.hits += len(hits)
    score.extra += len(extra)
    score.missed += len(missed)
    score.right += present and not extra and not missed


def _stem(source: str) -> str:
    return source.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def fold(text: object) -> str:
    """Lower case, letters and digits only, words apart: «N° Client» -> «n client»."""
    spelled = str(text).replace("œ", "oe").replace("Œ", "OE")
    plain = "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def _alike(wanted: object, given: object) -> bool:
    return fuzz.ratio(fold(wanted), fold(given)) >= ALIKE


def _same_name(wanted: object, given: object) -> bool:
    """«Madame Odile FERRANDIS» is «Ferrandis Odile»."""
    bare = [" ".join(CIVILITY.sub(" ", fold(x)).split()) for x in (wanted, given)]
    return fuzz.token_sort_ratio(*bare) >= ALIKE


def _same_title(wanted: object, given: object) -> bool:
    return _alike(*(ARTICLE.sub("", fold(x)) for x in (wanted, given)))


def _same_address(wanted: object, given: object) -> bool:
    """The same lines, perhaps with the department's or the building's before them."""
    a, b = fold(wanted), fold(given)
    return fuzz.token_set_ratio(a, b) >= ALIKE and LENGTHS[0] <= len(b) / max(1, len(a)) <= LENGTHS[1]


def _same_text(wanted: object, given: object) -> bool:
    return str(wanted) == str(given)


def _values(items: Iterable[Any]) -> set[Key]:
    return {str(x) for x in items}


def _web(items: Iterable[Any]) -> set[Key]:
    return {re.sub(r"^(https?://)?(www\.)?", "", str(x).lower()).rstrip("/") for x in items}


def _references(items: Iterable[Any]) -> set[Key]:
    """By value alone: labels are printed in too many ways."""
    return {re.sub(r"[^A-Z0-9]", "", str(x["value"]).upper()) for x in items}


def _amounts(items: Iterable[Any]) -> set[Key]:
    return {(Decimal(str(x["value"])).quantize(Decimal("0.01")), x["currency"]) for x in items}


def _deadlines(items: Iterable[Any]) -> set[Key]:
    return {(x["quantity"], x["unit"]) if x["kind"] == "relative" else (str(x["due_date"]),) for x in items}


SINGLE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "letter_date": _same_text,
    "letter_place": _alike,
    "sender_organisation": _same_name,
    "sender_department": _alike,
    "sender_address": _same_address,
    "recipient_name": _same_name,
    "recipient_address": _same_address,
    "subject": _alike,
    "signatory_name": _same_name,
    "signatory_title": _same_title,
    "signatory_anonymous": _same_text,
    "signature_mark": _same_text,
    "signature_page": _same_text,
}
LISTS: Final[dict[str, Callable[[Iterable[Any]], set[Key]]]] = {
    "phones": _values,
    "emails": _values,
    "urls": _web,
    "references": _references,
    "amounts": _amounts,
    "deadlines": _deadlines,
    "topics": _values,
}
