"""The sums of a table and its totals → which totals add up: HT and TVA to TTC, the lines above to the total below."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pipeline.mentions.amount_patterns import WrittenSum
from pipeline.mentions.found import Reading

_NET: Final = re.compile(r"\b(?:total|montant|base|sous-total)?\s?(?:net )?h\.?\s?t\b|hors taxes?")
_TAX: Final = re.compile(r"\bt\.?\s?v\.?\s?a\b")
_GROSS: Final = re.compile(r"\bt\.?\s?t\.?\s?c\b|toutes taxes|net a payer")
_TOTAL: Final = re.compile(r"\b(?:total|net a payer|somme due|reste (?:du|a payer)|solde)\b")
_CENTS: Final = Decimal("0.02")  # each line is rounded for itself
_FEWEST: Final = 2  # lines that make a table
_MOST: Final = 40


def compare_totals(reading: Reading, sums: Sequence[WrittenSum]) -> dict[int, bool]:
    """Where a total begins that can be checked → whether it adds up."""
    rows = [row for line in reading.letter.lines if (row := _row(reading, line.start, line.end, sums))]
    return _compare_taxes(rows) | _compare_lines(rows)


_Row = tuple[str, WrittenSum]  # the words before the last sum of a line, and that sum


def _row(reading: Reading, start: int, end: int, sums: Sequence[WrittenSum]) -> _Row | None:
    first = bisect_left(sums, start, key=lambda s: s.start)
    last = bisect_left(sums, end, key=lambda s: s.start) - 1
    return (reading.plain[start : sums[last].start], sums[last]) if last >= first else None


def _compare_taxes(rows: Sequence[_Row]) -> dict[int, bool]:
    """Total HT, TVA and Total TTC, each once."""
    net, tax, gross = (
        [s for words, s in rows if own.search(words) and not any(o.search(words) for o in others)]
        for own, others in ((_NET, (_TAX, _GROSS)), (_TAX, (_GROSS,)), (_GROSS, (_TAX,)))
    )
    if not (len(net) == len(tax) == len(gross) == 1) or not net[0].value < gross[0].value:
        return {}
    agree = abs(net[0].value + tax[0].value - gross[0].value) <= _CENTS
    return dict.fromkeys((net[0].start, tax[0].start, gross[0].start), agree)


def _compare_lines(rows: Sequence[_Row]) -> dict[int, bool]:
    """A total and the lines above it, where they agree; where not, the table may hold more than one column of sums."""
    for nth, (words, total) in enumerate(rows):
        above = [s for _, s in rows[max(0, nth - _MOST) : nth]]
        if not _TOTAL.search(words):
            continue
        run = Decimal(0)
        for count, s in enumerate(reversed(above), start=1):
            run += s.value
            if count >= _FEWEST and abs(run - total.value) <= _CENTS:
                return {total.start: True} | {s.start: True for s in above[-count:]}
    return {}
