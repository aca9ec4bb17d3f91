"""Hard pages → what a second reading of their decisive numbers is worth: `python -m tests.bench.second_opinion`.

Every sum, date, telephone number and limit that was read is read once more in several ways, by Tesseract and by the
second reader, off its own crop or off its line. Where the second reading has other figures, the first is flagged. Told
are: how many of the wrong numbers are flagged so, how many of the flags are right, and the CPU time.
"""

import argparse
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
from PIL import Image

from pipeline import words
from pipeline.errors import RunError
from pipeline.images import clean_scan, smooth
from pipeline.records import Picture, Scan
from pipeline.settings import available_cores
from pipeline.words.confidence import mean_confidence
from pipeline.words.figures import figures_of
from pipeline.words.library import LibraryEngine, _open_api, _quiet, _show
from pipeline.words.opinion import crop_number
from pipeline.words.rapid import RapidReader
from tests.bench.pages import make_page
from tests.bench.printed_numbers import Number, find_truth
from tests.bench.sheets import SEED
from tests.paper.compose import make_letter
from tests.paper.corpus import load_corpus
from tests.paper.levels import plan_scan
from tests.paper.pen import Dice
from tests.paper.scanner import scan_page

HARD: Final = "hard letters"
REAL: Final = "real"
KINDS: Final = ("faint", "small, 100 dpi", "dirty", "fax, 1 bit", "office")
LIMITS: Final = (0.55, 0.7, 0.8, 0.85, 0.9, 0.95)  # of confidence; 0.55: where a mention is to be looked at
GATES: Final = (0.85, 0.9, 0.95, 1.01)  # a number with a figure less sure is read again; the last: every number
LINE_GATE: Final = 0.9  # whole lines cost three times as much: read again only for numbers less sure
_LINE: Final = 7  # page segmentation mode: one line
_DIGITS: Final = "0123456789.,/+"
_DPI: Final = 200


@dataclass(frozen=True, slots=True)
class Again:
    """One way to read a crop again by Tesseract."""

    whole_line: bool = False
    scale: float = 1.0
    blur: float = 0.0
    thresholding: int = 0
    whitelist: str = ""


TESSERACT: Final = {
    "tesseract, number": Again(),
    "tesseract, number, × 0.7": Again(scale=0.7),
    "tesseract, number, × 1.5": Again(scale=1.5),
    "tesseract, number, blurred": Again(blur=1.0),
    "tesseract, number, Sauvola": Again(thresholding=2),
    "tesseract, number, digits only": Again(whitelist=_DIGITS),
    "tesseract, line": Again(whole_line=True),
}
RAPID: Final = {"rapidocr, number": False, "rapidocr, line": True}  # way → off the whole line


@dataclass(frozen=True, slots=True)
class Sight:
    """A number on a page, how surely and how truly it was read, and what each way of reading it again says."""

    kind: str
    number: Number
    judged: float | None  # its confidence after `ask_second`; None where the second reader is not installed
    again: dict[str, str]
    seconds: dict[str, float]

    def agrees(self, way: str) -> bool:
        """Whether that way reads the same figures; off a line, whether they are among its figures."""
        if way.endswith("line"):
            return _digits(self.number.read) in _digits(self.again[way])
        return figures_of(self.again[way]) == self.number.read

    def mends(self, way: str) -> bool:
        """Whether that way reads right what was wrong."""
        truth, read = figures_of(self.number.truth or ""), self.again[way]
        return _digits(truth) in _digits(read) if way.endswith("line") else figures_of(read) == truth


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of the pages of one letter."""

    pages: int
    seconds: float
    sights: list[Sight]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("real", type=Path, nargs="?", default=Path("../shared/real"))
    parser.add_argument("--count", type=int, default=40, help="hard letters; half as many pages of each other kind")
    options = parser.parse_args()
    tasks: list[tuple[str, Any]] = [(HARD, n) for n in range(options.count)]
    tasks += [(kind, n) for kind in KINDS for n in range(options.count // 2)]
    index = options.real / "ocr_index.json"
    if index.is_file():
        tasks += [(REAL, (options.real / e["image"], options.real / e["truth"])) for e in json.loads(index.read_text())]
    with ProcessPoolExecutor(available_cores()) as pool:
        done = list(zip((kind for kind, _ in tasks), pool.map(_read_task, tasks), strict=True))
    print("\n".join(_write(done)))


def _read_task(task: tuple[str, Any]) -> _Done:
    cv2.setNumThreads(1)
    engine = LibraryEngine.open("fra", 600.0)
    kind, which = task
    sights, seconds, pages = list[Sight](), 0.0, 0
    for scan, truth in _scans(kind, which):
        start = time.process_time()
        clean = clean_scan(scan, engine.find_rotation)
        read = words.read_words(clean, engine, smooth)
        seconds += time.process_time() - start
        pages += 1
        reader = _open_rapid()
        judged = words.ask_second(read, clean.image, reader) if reader else ()
        for number in find_truth(read, truth):
            sure = mean_confidence(judged[word.word] for word in number.words) if judged else None
            sights.append(Sight(kind, number, sure, *_look_again(number, clean.image, engine, reader)))
    return _Done(pages, seconds, sights)


def _open_rapid() -> RapidReader | None:
    """The second reader with its model loaded, None where it is not installed."""
    try:
        reader = RapidReader.open()
    except RunError:
        return None
    reader.read([np.full((40, 90), 255, np.uint8)])
    return reader


def _look_again(
    number: Number, page: Picture, engine: LibraryEngine, reader: RapidReader | None
) -> tuple[dict[str, str], dict[str, float]]:
    """What each way reads, and the CPU seconds it takes."""
    again, seconds = dict[str, str](), dict[str, float]()
    crops = crop_number(page, number.words), crop_number(page, number.line)
    for name, way in TESSERACT.items():
        if way.whole_line and number.least >= LINE_GATE:
            continue
        start = time.process_time()
        again[name] = _read_again(engine, crops[way.whole_line], way)
        seconds[name] = time.process_time() - start
    if reader:
        for name, whole_line in RAPID.items():
            if whole_line and number.least >= LINE_GATE:
                continue
            start = time.process_time()
            (again[name],) = reader.read([crops[whole_line]])
            seconds[name] = time.process_time() - start
    return again, seconds


def _scans(kind: str, which: Any) -> Iterator[tuple[Scan, str]]:
    """The pages of a letter as scans of the kind, with what is printed on them."""
    if kind == REAL:
        picture, truth = which
        with Image.open(picture) as image:
            yield Scan(np.asarray(image.convert("L")), None), truth.read_text("utf-8")
    elif kind == HARD:
        dice = Dice(SEED + which)
        plan = plan_scan("hard", dice)
        for sheet in make_letter(load_corpus("dev"), SEED + which, plan.dpi).sheets:
            yield _store(scan_page(sheet.image, plan.next_page(dice)), plan.dpi, plan.quality), sheet.text
    else:
        page = make_page(kind, which)
        yield _store(page.picture, page.dpi, page.quality), page.text


def _store(picture: Image.Image, dpi: int, quality: int) -> Scan:
    """As scanners do: grey as JPEG, black and white without loss."""
    grey = np.asarray(picture.convert("L"))
    if picture.mode != "1":
        stored = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        grey = np.asarray(cv2.imdecode(stored, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
    return Scan(grey, float(dpi))


def _read_again(engine: LibraryEngine, crop: Picture, way: Again) -> str:
    if way.scale != 1:
        how = cv2.INTER_CUBIC if way.scale > 1 else cv2.INTER_AREA
        crop = np.asarray(cv2.resize(crop, None, fx=way.scale, fy=way.scale, interpolation=how), dtype=np.uint8)
    if way.blur:
        crop = np.asarray(cv2.GaussianBlur(crop, (0, 0), way.blur), dtype=np.uint8)
    api = _open_api(engine.folder, engine.languages)
    api.SetPageSegMode(_LINE)
    api.SetVariable("thresholding_method", str(way.thresholding))
    api.SetVariable("tessedit_char_whitelist", way.whitelist)
    try:
        _show(api, crop)
        api.SetSourceResolution(_DPI)
        with _quiet():
            return str(api.GetUTF8Text())
    except RuntimeError:
        return ""
    finally:
        api.Clear()
        api.SetVariable("tessedit_char_whitelist", "")


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


# ---- what is told -----------------------------------------------------------------------------------------------


def _write(done: Sequence[tuple[str, _Done]]) -> Iterator[str]:
    sights = [s for _, own in done for s in own.sights if s.number.truth is not None]
    pages, wrong = sum(own.pages for _, own in done), [s for s in sights if s.number.wrong]
    yield from _table(("kind", "pages", "numbers", "wrong", "of them with every figure surer than 0.9"), _kinds(done))
    yield ""
    heads: tuple[str, ...] = (
        "flagged",
        "flags",
        "of them right",
        "of the wrong ones",
        "false alarms of the right ones",
    )
    yield from _table(heads, _limits(sights))
    yield ""
    heads = ("read again", "if a figure is below", "numbers a page", "CPU ms a page", *heads[1:], "wrong ones mended")
    ways = dict.fromkeys(way for sight in sights for way in sight.again)
    rows = ((way, gate) for way in ways for gate in GATES if gate <= LINE_GATE or not way.endswith("line"))
    yield from _table(heads, (_way(way, gate, sights, pages) for way, gate in rows))
    seconds = sum(own.seconds for _, own in done) / pages
    yield f"\n{len(wrong)} of {len(sights)} numbers wrong; the first reading takes {seconds:.2f} CPU s a page"


def _kinds(done: Sequence[tuple[str, _Done]]) -> Iterator[tuple[str, ...]]:
    for kind in dict.fromkeys(kind for kind, _ in done):
        own = [d for k, d in done if k == kind]
        sights = [s for d in own for s in d.sights if s.number.truth is not None]
        wrong = [s for s in sights if s.number.wrong]
        sure = sum(s.number.least >= 0.9 for s in wrong)
        yield kind, str(sum(d.pages for d in own)), str(len(sights)), str(len(wrong)), str(sure)


def _limits(sights: Sequence[Sight]) -> Iterator[tuple[str, ...]]:
    for limit in LIMITS:
        yield f"confidence < {limit}", *_judge([s for s in sights if s.number.confidence < limit], sights)
    flags = [s for s in sights if s.judged is not None and s.judged < LIMITS[0]]
    if any(s.judged is not None for s in sights):
        yield f"after a second opinion, confidence < {LIMITS[0]}", *_judge(flags, sights)


def _way(way: str, gate: float, sights: Sequence[Sight], pages: int) -> tuple[str, ...]:
    read = [s for s in sights if s.number.least < gate]
    flags = [s for s in read if not s.agrees(way)]
    gated = f"{gate:g}" if gate <= 1 else "always"
    cost = f"{1000 * sum(s.seconds[way] for s in read) / pages:.0f}"
    mended = str(sum(s.number.wrong and s.mends(way) for s in flags))
    return (way, gated, f"{len(read) / pages:.2f}", cost, *_judge(flags, sights), mended)


def _judge(flags: Sequence[Sight], sights: Sequence[Sight]) -> tuple[str, ...]:
    """How many flags, the share of them that is right, of the wrong numbers that are flagged, of the right ones."""
    hits, wrong = sum(s.number.wrong for s in flags), sum(s.number.wrong for s in sights)
    right = len(sights) - wrong
    return str(len(flags)), _share(hits, len(flags)), _share(hits, wrong), _share(len(flags) - hits, right)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|---" + "|---:" * (len(heads) - 1) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


if __name__ == "__main__":
    os.environ["OMP_THREAD_LIMIT"] = "1"
    main()
