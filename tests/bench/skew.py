"""Drawn pages scanned at known angles -> how far the estimators are off, and how long they take."""

import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image

from pipeline import words
from pipeline.images import clean_scan
from pipeline.images.clean import _find_turn
from pipeline.images.colour import to_grey
from pipeline.images.sketch import sketch_page
from pipeline.records import Picture, Scan
from pipeline.settings import available_cores
from tests.bench.pages import on_glass
from tests.bench.peers import PYTHON
from tests.bench.sheets import draw_sheet
from tests.paper.pen import Dice
from tests.paper.scanner import Scanner, scan_page
from tests.paper.sheet import Block, Drawing, Rule, Text, draw_letter

_DPI: Final = 200
_LINES: Final = (
    "Nous avons bien reçu votre demande et vous en remercions.",
    "Elle sera traitée sous quinze jours par le service concerné.",
    "Un conseiller reste à votre disposition du lundi au samedi.",
    "Le présent document est à conserver avec votre contrat.",
    "Il vous sera demandé pour toute réclamation.",
)


def _letter(number: int) -> Image.Image:
    return draw_sheet(number, _DPI).image


def _sparse(number: int) -> Image.Image:
    """Five lines on a page."""
    return draw_letter([Text(text="\n".join(_LINES), x=20 + number % 50, y=40 + 7 * (number % 20))], _DPI)[0].image


def _table(number: int) -> Image.Image:
    """Rules and short cells, few words."""
    rows = range(8 + number % 12)
    blocks: list[Block] = [Rule(x=20, y=60 + 8 * row, width=170) for row in rows]
    blocks += [Rule(x=20 + 42 * column, y=60, width=0.25, height=8.0 * (len(rows) - 1)) for column in range(5)]
    for row in rows[:-1]:
        cells = ("Abonnement", f"{1 + row % 28:02d}/03/2015", f"{3 * row + number % 90},90 €", "à régler")
        blocks += [Text(text=cell, x=22 + 42 * i, y=62 + 8.0 * row) for i, cell in enumerate(cells)]
    return draw_letter(blocks, _DPI)[0].image


def _stamped(number: int) -> Image.Image:
    """Few lines beside a large stamp and signatures that slant."""
    drawings = [
        Drawing(what="stamp", x=110, y=150, width=45, height=45, text="MAIRIE\nle Maire"),
        Drawing(what="signature", x=30, y=130, width=90, height=60, seed=number),
        Drawing(what="signature", x=60, y=190, width=90, height=50, seed=number + 1000),
    ]
    return draw_letter([Text(text="\n".join(_LINES * 2), y=50), *drawings], _DPI)[0].image


PAPERS: Final[dict[str, Callable[[int], Image.Image]]] = {
    "letter": _letter,
    "letter, fax": _letter,
    "letter, faint": _letter,
    "five lines": _sparse,
    "table": _table,
    "stamp and signatures": _stamped,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A scan and the degrees by which it lies turned counter-clockwise."""

    paper: str
    picture: Picture
    skew: float


def draw_cases(count: int, seed: int = 5) -> list[Case]:
    """`count` scans of each paper, on a large glass: every other within 5 degrees, the others within 45."""
    with ProcessPoolExecutor(available_cores()) as pool:
        return list(pool.map(_draw_case, *zip(*((p, n, seed) for p in PAPERS for n in range(count)), strict=True)))


def _draw_case(paper: str, number: int, seed: int) -> Case:
    dice = Dice(1000 * seed + 100 * list(PAPERS).index(paper) + number)
    most = 500 if number % 2 else 4490
    fax = paper.endswith("fax")
    scanner = Scanner(
        seed=dice.between(0, 2**40),
        skew=dice.between(-most, most) / 100,
        grain=3,
        ink=30 if paper.endswith("faint") else 95,
        specks=60 if fax else 0,
        one_bit=fax,
    )
    return Case(paper, np.asarray(scan_page(on_glass(PAPERS[paper](number)), scanner).convert("L")), scanner.skew)


def measure_skew(count: int, for_peers: int) -> dict[str, Any]:
    """Estimator -> errors in degrees and seconds a page; ours also for each paper, the peers on fewer pages."""
    cases = draw_cases(count)
    ours = [_estimate(case.picture) for case in cases]
    figures: dict[str, Any] = {"courrier": _summarise(cases, ours)}
    if for_peers:
        few = cases[:: max(1, len(cases) // for_peers)]
        figures["courrier, same pages as below"] = _summarise(few, ours[:: max(1, len(cases) // for_peers)])
        figures |= {name: _summarise(few, own) for name, own in _ask_peers(few).items()}
    for paper in PAPERS:
        own = [(case, found) for case, found in zip(cases, ours, strict=True) if case.paper == paper]
        figures[f"courrier: {paper}"] = _summarise(*zip(*own, strict=True))
    return figures


def measure_turns(count: int) -> dict[str, Any]:
    """Paper -> the share of quarter turns that were undone, of those wrongly done; a page left alone is neither."""
    engine, dice, figures = words.open_engine("auto", "fra"), Dice(6), {}
    for paper, draw in PAPERS.items():
        right = wrong = 0
        for number in range(count):
            turn, skew = (0, 90, 180, 270)[number % 4], dice.between(-20, 20) / 10
            fax = paper.endswith("fax")
            scanner = Scanner(seed=number, skew=skew, turn=turn, ink=30 if paper.endswith("faint") else 95, one_bit=fax)
            picture = np.asarray(scan_page(draw(number), scanner).convert("L"))
            rotation = clean_scan(Scan(picture, float(_DPI)), engine.find_rotation).rotation
            right += rotation == -turn % 360
            wrong += rotation not in {-turn % 360, 0}
        figures[paper] = {"pages": count, "right": right, "wrong": wrong}
    return figures


def _estimate(picture: Picture) -> tuple[float, float]:
    """The degrees our search sees, and its seconds: from the grey page to the turn, all that it needs included."""
    grey = to_grey(picture)
    start = time.process_time()
    turn = _find_turn(sketch_page(grey), grey, None)
    return turn.skew + turn.quarter, time.process_time() - start


def _ask_peers(cases: list[Case]) -> dict[str, list[tuple[float, float]]]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.png" for number in range(len(cases))]
        for case, path in zip(cases, paths, strict=True):
            Image.fromarray(case.picture).save(path, compress_level=1)
        script = Path(__file__).parent / "estimators.py"
        done = subprocess.run([PYTHON, script, *paths], check=True, capture_output=True, text=True)
    found: dict[str, list[tuple[float, float]]] = json.loads(done.stdout)
    return found


def _off(true: float, degrees: float) -> float:
    """Degrees between two directions of lines; a quarter turn more or less is not the skew's error."""
    return abs((true - degrees + 45) % 90 - 45)


def _summarise(cases: Sequence[Case], found: Sequence[tuple[float, float]]) -> dict[str, float | int]:
    errors = [_off(case.skew, degrees) for case, (degrees, _) in zip(cases, found, strict=True)]
    return {
        "pages": len(errors),
        "mean": round(statistics.mean(errors), 4),
        "p99": round(float(np.percentile(errors, 99)), 4),
        "worst": round(max(errors), 4),
        "ms": round(1000 * statistics.median(seconds for _, seconds in found), 1),
    }
