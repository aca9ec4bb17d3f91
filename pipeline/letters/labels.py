"""Rows of a letter's head, in their parts → labels and values that are its references, side by side or stacked."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.letters.clues import ADDRESS, Clue, read_clues
from pipeline.letters.layout import is_tight
from pipeline.letters.rows import Row
from pipeline.records import Zone

_NEAR: Final = 0.15
_ALIGNED: Final = 0.02  # of the page's width, between a label and the value under it
_LONGEST_LABEL: Final = 7  # words: «N° de sociétaire N° de sinistre», two labels side by side
_VALUE: Final = re.compile(r"(?:[\w./-]*\d[\w./-]*|[A-Z]{1,3})(?: (?:[\w./-]*\d[\w./-]*|[A-Z]{1,3}))*")
_TOLD: Final = re.compile(r"(?:\b[^\W\d_A-ZÀ-Ý]{2,}\b.*?){3}")  # «Votre réclamation du 19 mai» is told, and no number
_SHORT_LABEL: Final = 3  # words of a label in a column of labels
_NEXT: Final = 3.0  # cap heights between two labels of a column
_MISTAKEN: Final = (Zone.LETTERHEAD, Zone.SUBJECT, Zone.SIGNATURE)  # where such a label stands by its words
_SHORTEST_VALUE: Final = 4  # digits
_PHONE: Final = re.compile(r"(?:\+33 ?|0)\d(?:[ .-]?\d\d){4}")
# «Mairie de Nolay» / «03 80 00 00 00» is no label with its value
_NO_LABEL: Final = ADDRESS | {
    Clue.CIVILITY,
    Clue.CONTACT,
    Clue.DATE_LINE,
    Clue.FUNCTION,
    Clue.OPENING,
    Clue.ORGANISATION,
    Clue.PROSE,
    Clue.SUBJECT,
}


def find_values(rows: Sequence[Row], zones: Mapping[int, Zone]) -> list[int]:
    """Values that stand apart from their labels, to the right or below: «NUMÉRO DE FACTURE» / «2017-118».

    A label that is known by nothing but the value under it comes with it: «Compte cotisant» / «827 604 553».
    """
    held = [i for i, zone in zones.items() if zone is Zone.LETTERHEAD]
    named = [rows[i] for i, zone in zones.items() if zone is Zone.REFERENCES]
    over = {label: value for label in held for value in held if _is_label_over(rows[label], rows[value])}
    top = min((row.box.y0 for row in rows), default=0.0)
    pairs = [(label, value) for label, value in over.items() if rows[label].box.y0 > top]
    labels = [*named, *(rows[label] for label, _ in pairs)]
    values = [
        i
        for i in held
        if Clue.CODE in read_clues(rows[i].text)
        and not _TOLD.search(rows[i].text)
        and any(is_tight(label, rows[i]) or _is_right_of(label, rows[i]) for label in labels)
    ]
    return [*(i for pair in pairs for i in pair), *values, *_find_column(rows, zones)]


def _find_column(rows: Sequence[Row], zones: Mapping[int, Zone]) -> list[int]:
    """«N° client» / «Contrat» / «Facture» in one column, their values in another: also the labels known by it alone."""
    known = [rows[i] for i, zone in zones.items() if zone is Zone.REFERENCES]
    end = min((rows[i].box.y0 for i, zone in zones.items() if zone is Zone.SALUTATION), default=0.0)
    above = [i for i in zones if rows[i].page == rows[0].page and rows[i].box.y0 < end]
    found: list[int] = []
    for i in sorted(above, key=lambda i: rows[i].box.y0):
        row = rows[i]
        if len(row.texts) > _SHORT_LABEL or any(sign.isdigit() for sign in row.text):
            continue
        beside = [j for j in above if j != i and rows[j].box.x0 > row.box.x1 and _is_level(row, rows[j])]
        in_column = any(abs(row.box.x0 - label.box.x0) < _ALIGNED and _is_next(label, row) for label in known)
        if len(beside) == 1 and _is_value(rows[beside[0]]) and in_column:
            found += [i] * (zones[i] in _MISTAKEN) + [beside[0]]
            known.append(row)
    return found


def _is_level(row: Row, other: Row) -> bool:
    return row.box.y0 < (other.box.y0 + other.box.y1) / 2 < row.box.y1


def _is_next(label: Row, row: Row) -> bool:
    """The row under the label, or the label itself."""
    return label is row or -row.height < row.box.y0 - label.box.y1 < _NEXT * row.height


def _is_label_over(label: Row, value: Row) -> bool:
    if not is_tight(label, value) or abs(label.box.x0 - value.box.x0) > _ALIGNED:
        return False
    if any(sign.isdigit() for sign in label.text) or len(label.texts) > _LONGEST_LABEL:
        return False
    return _is_value(value) and not read_clues(label.text) & _NO_LABEL


def _is_value(row: Row) -> bool:
    """«PR-6495-9212», «678 215 189 725»; neither a telephone number alone nor a date."""
    rest = _PHONE.sub("", row.text)
    digits = sum(sign.isdigit() for sign in rest)
    clues = read_clues(row.text)
    return digits >= _SHORTEST_VALUE and Clue.DATE_LINE not in clues and bool(_VALUE.fullmatch(row.text))


def _is_right_of(label: Row, row: Row) -> bool:
    middle = (row.box.y0 + row.box.y1) / 2
    return label.page == row.page and label.box.y0 < middle < label.box.y1 and 0 < row.box.x0 - label.box.x1 < _NEAR
