"""Figures of the bench → docs/bench.md: tables, and which targets are met."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from tests.bench.readers import BARE, OCRMYPDF_NAME, OURS

_MUCH_BETTER: Final = ("skewed 2-15°", "faint", "small, 100 dpi", "dirty")  # kinds with a third fewer wrong characters
_THIRD_LESS: Final = 2 / 3
_OF_BARE, _OF_OCRMYPDF = 0.75, 0.1
_MEGABYTES: Final = 400
_READ_AGAIN: Final = 0.15  # of office scans
_SKEW: Final = {"mean": 0.03, "p99": 0.1, "worst": 0.5, "ms": 60.0}


def write_page(figures: Mapping[str, Any]) -> str:
    """The whole page."""
    peers = ", ".join(f"{name} {version}" for name, version in figures["peers"].items()) or "no peers"
    parts = [
        "# How fast and how well it reads, beside others",
        "",
        f"Written by `make bench`, never by hand, with {figures['processes']} processes; {peers}. The pages are drawn",
        "by `tests/paper` and damaged in one way each; `real` are typed and printed pages that are not part of the",
        "repository. The same figures stand in `models/bench.json`.",
        "",
        "## Targets",
        "",
        *_table(["target", "measured", "met"], _targets(figures)),
        "",
        "## Time",
        "",
        f"Whole commands on the same {figures['speed']['pages']} office pages, {figures['speed']['rounds']} rounds in",
        "turn, starting included; medians of the ratios of each round. CPU time is that of all processes together: on",
        "a busy machine it is the fairer measure.",
        "",
        *_speed(figures["speed"]),
        "",
        "## Wrong characters, by kind of page",
        "",
        "In per cent of the text, words in any order; thin spaces do not count. Specks and logos read as text do.",
        "Few pages a kind: one that lies upside down is a large share of the figure of a reader that does not turn it,",
        "so a reader's high figure for office or hard scans tells of such a page and not of each.",
        "",
        *_accuracy(figures["accuracy"], "cer"),
        "",
        "## Wrong words, by kind of page",
        "",
        *_accuracy(figures["accuracy"], "wer"),
        "",
        "## Wrong characters in reading order",
        "",
        "Drawn letters have an address window and a block of references side by side, which may be read in either",
        "order: no reader comes to 0 here.",
        "",
        *_accuracy(figures["accuracy"], "ordered cer"),
        "",
        "## Skew",
        "",
        "Degrees off, on drawn scans within 45 degrees either way, half of them within 5; CPU time of the search.",
        "",
        *_table(
            ["estimator", "pages", "mean", "99 %", "worst", "ms"],
            ([name, *(row[key] for key in ("pages", *_SKEW))] for name, row in figures["skew"].items()),
        ),
    ]
    if figures["turns"]:
        heads = ["page", "pages", "set upright", "turned wrongly"]
        rows = ([paper, *row.values()] for paper, row in figures["turns"].items())
        parts += ["", "## Quarter turns", "", "Pages fed in each of the four ways.", "", *_table(heads, rows)]
    if figures["memory"]:
        engines = list(next(iter(figures["memory"].values())))
        rows = ([picture, *row.values()] for picture, row in figures["memory"].items())
        parts += ["", "## Memory", "", "Peak of one worker in MB, on one A4 page of 600 dpi.", ""]
        parts += _table(["picture", *engines], rows)
    return "\n".join(parts) + "\n"


def _targets(figures: Mapping[str, Any]) -> Iterator[list[Any]]:
    ours = figures["speed"][OURS]
    for base, most in ((BARE, _OF_BARE), (OCRMYPDF_NAME, _OF_OCRMYPDF)):
        if f"of {base}" in ours:
            ratio = ours[f"of {base}"]
            measured = f"{ratio:.2f} (CPU {ours[f'CPU of {base}']:.2f})"
            yield [f"time of `read` ≤ {most} of `{base}`", measured, _yes(ratio <= most)]
    bare, mine = figures["accuracy"][BARE], figures["accuracy"][OURS]
    worse = [kind for kind in bare if mine[kind]["cer"] > bare[kind]["cer"]]
    yield ["wrong characters never above bare Tesseract's", ", ".join(worse) or "on no kind of page", _yes(not worse)]
    for kind in _MUCH_BETTER:
        ratio = mine[kind]["cer"] / max(bare[kind]["cer"], 1e-9)
        yield [f"wrong characters a third less: {kind}", f"{ratio:.2f} of bare", _yes(ratio <= _THIRD_LESS)]
    pages, again, touched = (figures["readings"][key] for key in ("pages", "read again", "in part"))
    name = f"read a second time ≤ {_READ_AGAIN:.0%} of {pages} office scans"
    yield [name, f"{again / pages:.0%} (parts of {touched} pages)", _yes(again <= _READ_AGAIN * pages)]
    for key, most in _SKEW.items():
        found = figures["skew"]["courrier"][key]
        name = {"p99": "99 % of pages", "ms": "time"}.get(key, key)
        unit = " ms" if key == "ms" else "°"
        yield [f"skew, {name} ≤ {most:g}{unit}", f"{found:g}{unit}", _yes(found <= most)]
    if figures["memory"]:
        peak = max(megabytes for row in figures["memory"].values() for megabytes in row.values())
        yield [f"a worker at 600 dpi A4 ≤ {_MEGABYTES} MB", f"{peak} MB", _yes(peak <= _MEGABYTES)]


def _yes(met: bool) -> str:
    return "yes" if met else "**no**"


def _speed(speed: Mapping[str, Any]) -> list[str]:
    readers = {label: row for label, row in speed.items() if isinstance(row, Mapping)}
    heads = list(next(iter(readers.values())))
    return _table(["reader", *heads], ([label, *row.values()] for label, row in readers.items()))


def _accuracy(accuracy: Mapping[str, Any], key: str) -> list[str]:
    first = next(iter(accuracy.values()))
    rows = ([kind, row["pages"], *(100 * accuracy[r][kind][key] for r in accuracy)] for kind, row in first.items())
    return _table(["kind", "pages", *accuracy], rows)


def _table(heads: list[str], rows: Iterable[list[Any]]) -> list[str]:
    shown = ["| " + " | ".join(heads) + " |", "|---" + "|---:" * (len(heads) - 1) + "|"]
    return shown + ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}" if value < 1 else f"{value:.2f}"
    return str(value)
