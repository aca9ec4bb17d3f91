"""A flood of pages → the most memory that the command's own process holds: `python -m tests.bench.flood [PAGES ...]`.

The pages are made up where a worker would read them, 250 words each; all else is what `read` and `extract` do. One
mailing, files of ten pages. Each number of pages is run in a process of its own.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final
from unittest import mock

import pyarrow.parquet as pq

from pipeline import read, stages, tables
from pipeline.extracting import PART, Extracted, Part
from pipeline.inbox import InputFile
from pipeline.records import Box, LetterRow, Mention, Page, Word
from pipeline.settings import PageSettings, RunSettings
from pipeline.workers import open_workers

_PAGES_A_FILE: Final = 10
_MENTIONS: Final = 5
_EXPECTED: Final = {"pages": 1, "words": 250, "letters": 1, "mentions": _MENTIONS}  # rows a page
_LETTER: Final = [f"mot{number}" for number in range(250)]


def make_page(file: InputFile, media_type: str, number: int, *_: object) -> tuple[Page, float]:
    """Stands in for `time_page`."""
    made = tuple(
        Word(text, 0.9, Box(at % 10 / 10, at // 10 / 25, at % 10 / 10 + 0.08, at // 10 / 25 + 0.02), 0, at // 10, at)
        for at, text in enumerate(_LETTER)
    )
    page = Page(file.source, number, 1240, 1754, 150.0, "ocr", 0, 0.0, False, 0.9, made, rotation_known=True)
    return page, 0.0


def count_ten(file: InputFile, media_type: str, limits: PageSettings) -> int:
    """Stands in for `count_pages`."""
    return _PAGES_A_FILE


def make_letters(out: Path, mailing: str, part: Part, *_: object) -> Extracted:
    """Stands in for `extract_part`: a letter a page, with five mentions each; the pages are read as it reads them."""
    letters, mentions, left = [], [], part.pages
    for page, left in tables.stream_pages(out, mailing, part.pages):  # noqa: B007 - what is left behind the last
        name, text = f"{page.source}#{page.page}", " ".join(word.text for word in page.words)
        letters.append(tables.letter_row(LetterRow(name, page.source, page.page, page.page, "letter", text=text)))
        for number, word in enumerate(page.words[:_MENTIONS]):
            start = text.index(word.text)
            where = (word.box, 0.9, text[:120], start, start + len(word.text))
            mention = Mention(
                f"{name}/{number}", name, page.source, page.page, "reference", word.text, word.text, *where
            )
            mentions.append(tables.mention_row(mention))
        if len(letters) == PART:
            break
    made = tables.make_table("letters", letters), tables.make_table("mentions", mentions)
    return Extracted(*made, Part(left) if len(left) else None)


def measure_flood(pages: int) -> dict[str, float]:
    """Pages, seconds, and the peak of this process in MB."""
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw/flood", Path(folder) / "out"
        raw.mkdir(parents=True)
        for number in range(pages // _PAGES_A_FILE):
            (raw / f"{number:06}.pdf").write_text(f"{number}")
        settings = RunSettings(raw=raw.parent, out=out, workers=2)
        begun = time.perf_counter()
        with (
            mock.patch.object(read, "time_page", make_page),
            mock.patch.object(read, "count_pages", count_ten),
            mock.patch.object(stages, "extract_part", make_letters),
        ):
            list(read.read_mailings(settings))
            with open_workers(settings, most=2) as workers:
                stages.extract_mailing(out, "flood", workers)
        took = time.perf_counter() - begun
        rows = {name: pq.ParquetFile(tables.partition(out, name, "flood")).metadata.num_rows for name in _EXPECTED}
        wanted = {name: pages * count for name, count in _EXPECTED.items()}
        if rows != wanted:
            raise RuntimeError(f"the flood was not read: {rows} rows, not {wanted}")
        size = sum(path.stat().st_size for path in out.rglob("*.parquet") if path.is_file())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pages": pages, "seconds": round(took, 1), "peak MB": round(peak, 1), "tables MB": round(size / 1e6, 1)}


def main() -> None:
    """Print a table, a line for each number of pages."""
    print("| pages | seconds | peak of the parent, MB | tables, MB |\n|---:|---:|---:|---:|", flush=True)
    for pages in sys.argv[1:] or ("100", "10000", "50000"):
        command = [sys.executable, "-m", "tests.bench.flood", "--one", pages]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print("| " + " | ".join(f"{value:,}" for value in told.values()) + " |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure_flood(int(sys.argv[2]))))
    else:
        main()
