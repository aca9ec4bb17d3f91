"""A flood of pages → the most memory that the command and its workers hold.

`python -m tests.bench.flood [PAGES ...]`: one mailing of files of ten pages; `--one-file`: all pages in one file. The
pages are made up where a worker would read them, of 250 words each, and so are their letters; all else is what `run`
does, and `verify` behind it. Each number of pages is run in a process of its own.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Final
from unittest import mock

from pipeline import read, screen, stages, tables
from pipeline.extracting import PART, Extracted, Part
from pipeline.inbox import InputFile
from pipeline.records import Box, LetterRow, Mention, Page, Word
from pipeline.settings import PageSettings, RunSettings
from pipeline.verifying import verify_mailings

_PAGES_A_FILE: Final = 10
_WORDS: Final = 250  # of a page
_MENTIONS: Final = 5  # of a letter
_EXPECTED: Final = {"pages": 1, "words": _WORDS, "letters": 1, "mentions": _MENTIONS}  # rows a page
_VOCABULARY: Final = 5_000


def make_page(file: InputFile, media_type: str, number: int, *_: object) -> tuple[Page, float]:
    """Stands in for `time_page`."""
    chosen = Random(f"{file.source} {number}").choices(_vocabulary(), k=_WORDS)
    made = tuple(
        Word(text, 0.9, Box(at % 10 / 10, at // 10 / 25, at % 10 / 10 + 0.08, at // 10 / 25 + 0.02), 0, at // 10, at)
        for at, text in enumerate(chosen)
    )
    page = Page(file.source, number, 1240, 1754, 150.0, "ocr", 0, 0.0, False, 0.9, made, rotation_known=True)
    return page, 0.0


@cache
def _vocabulary() -> list[str]:
    rng = Random(1)
    return ["".join(rng.choices("abcdefghilmnoprstuv", k=rng.randint(2, 11))) for _ in range(_VOCABULARY)]


def count_pages(pages: int, file: InputFile, media_type: str, limits: PageSettings) -> int:
    """Stands in for `count_pages`."""
    return pages


def make_letters(out: Path, mailing: str, part: Part, *_: object) -> Extracted:
    """Stands in for `extract_part`: a letter a page, with five mentions; the pages are read as it reads them."""
    letters, mentions, left = [], [], part.pages
    for page, left in tables.stream_pages(out, mailing, part.pages):  # noqa: B007 - what is left behind the last
        name, text = f"{page.source}#{page.page}", " ".join(word.text for word in page.words)
        letters.append(tables.letter_row(LetterRow(name, page.source, page.page, page.page, "letter", text=text)))
        start = 0
        for number, word in enumerate(page.words[:_MENTIONS]):
            where = (word.box, 0.9, text[:120], start, start + len(word.text))
            mention = Mention(f"{name}/{number}", name, page.source, page.page, "place", word.text, word.text, *where)
            mentions.append(tables.mention_row(mention))
            start += len(word.text) + 1
        if len(letters) == PART:
            break
    made = tables.make_table("letters", letters), tables.make_table("mentions", mentions)
    return Extracted(*made, Part(left) if len(left) else None)


@contextmanager
def stand_ins(pages_a_file: int) -> Iterator[None]:
    """A run makes up pages and letters instead of reading any."""
    with (
        mock.patch.object(read, "time_page", make_page),
        mock.patch.object(read, "count_pages", partial(count_pages, pages_a_file)),
        mock.patch.object(stages, "extract_part", make_letters),
    ):
        yield


def lay_files(folder: Path, count: int) -> None:
    """Files to be hashed, each its own."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:06}.pdf").write_text(f"{number}")


def measure_flood(pages: int, pages_a_file: int) -> dict[str, float]:
    """Pages, seconds, and the peaks of this process and of the largest of its workers in MB."""
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw/flood", Path(folder) / "out"
        lay_files(raw, pages // pages_a_file)
        settings = RunSettings(raw=raw.parent, out=out, workers=2)
        begun = time.perf_counter()
        with stand_ins(pages_a_file):
            list(stages.run_mailings(settings))
        screen.Result.of(out, "flood", screen.MOST_ROWS)
        took = time.perf_counter() - begun
        peak = _megabytes(resource.RUSAGE_SELF)
        rows = {name: tables.count_rows(out, name, "flood") for name in _EXPECTED}
        wanted = {name: pages * count for name, count in _EXPECTED.items()}
        if rows != wanted:
            raise RuntimeError(f"the flood was not read: {rows} rows, not {wanted}")
        begun = time.perf_counter()
        for _, breaches in verify_mailings(out, raw.parent):
            if breaches:
                raise RuntimeError(f"the tables break a law: {breaches[0]}")
        verified = time.perf_counter() - begun
        size = sum(path.stat().st_size for path in out.rglob("*.parquet") if path.is_file())
    return {
        "pages": pages,
        "files": pages // pages_a_file,
        "seconds": round(took, 1),
        "peak of the command, MB": round(peak, 1),
        "of a worker": round(_megabytes(resource.RUSAGE_CHILDREN), 1),
        "of `verify`": round(_megabytes(resource.RUSAGE_SELF), 1),
        "its seconds": round(verified, 1),
        "tables, MB": round(size / 1e6, 1),
    }


def _megabytes(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def main(numbers: list[int], one_file: bool) -> None:
    """Print a table, a line for each number of pages."""
    for at, pages in enumerate(numbers):
        a_file = pages if one_file else _PAGES_A_FILE
        command = [sys.executable, "-m", "tests.bench.flood", "--one", str(pages), str(a_file)]
        told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        if not at:
            print("| " + " | ".join(told) + " |\n|" + "---:|" * len(told), flush=True)
        print("| " + " | ".join(f"{value:,}" for value in told.values()) + " |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure_flood(int(sys.argv[2]), int(sys.argv[3]))))
    else:
        main([int(text) for text in sys.argv[1:] if text.isdigit()] or [100, 10_000], "--one-file" in sys.argv)
