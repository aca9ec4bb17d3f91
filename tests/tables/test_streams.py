"""Pages come from the tables one by one as they were written, wherever a group of rows or a file ends."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import tables
from pipeline.records import Box, Page, Word
from pipeline.tables import streams, writing

FILES = st.lists(st.lists(st.integers(0, 5), max_size=6), max_size=6)  # words of each page of each file


def _pages(files: list[list[int]]) -> list[list[Page]]:
    blank = Page("", 1, 1000, 1414, 200.0, "ocr", 0, 0.0, False, 0.9, ())
    return [
        [
            replace(
                blank,
                source=f"m/{number}.pdf",
                page=page,
                words=tuple(Word(f"{number}-{page}-{at}", 0.9, Box(0, 0, 1, 1), 0, 0, at) for at in range(count)),
            )
            for page, count in enumerate(own, start=1)
        ]
        for number, own in enumerate(files)
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(files=FILES)
def test_every_page_comes_as_it_was_written_and_from_behind_any(
    files: list[list[int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_GROUPS", {"words": 7})
    monkeypatch.setattr(writing, "_GROUP", 4)
    monkeypatch.setattr(writing, "_CHUNK", 3)
    monkeypatch.setattr(streams, "_BATCH", 5)
    pages = _pages(files)
    with tables.rewrite_mailing(tmp_path, "m", ("pages", "words"), "key") as write:
        for page in (page for own in pages for page in own):
            write["pages"].add([tables.page_row(page)])
            write["words"].add(tables.word_rows(page))
    by_page = {(p.source, p.page): [word.text for word in p.words] for own in pages for p in own if p.words}
    streamed = [(where, words["text"].tolist()) for where, words in tables.stream_words(tmp_path, "m", "word", "text")]
    assert streamed == list(by_page.items())
    stretches = list(tables.find_stretches(tmp_path, "m"))
    written = [own for own in pages if own]
    assert [stretch.source for stretch in stretches] == [own[0].source for own in written]
    for stretch, own in zip(stretches, written, strict=True):
        come = list(tables.stream_pages(tmp_path, "m", stretch))
        assert [page for page, _ in come] == own
        for number, (_, left) in enumerate(come, start=1):
            assert [page for page, _ in tables.stream_pages(tmp_path, "m", left)] == own[number:]


def test_the_same_rows_make_the_same_bytes_in_whatever_pieces_they_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_GROUP", 8)
    monkeypatch.setattr(writing, "_CHUNK", 3)
    (pages,) = _pages([[0] * 30])
    rows = [tables.page_row(page) for page in pages]
    made = []
    for sizes in ((30,), (1,) * 30, (11, 5, 14)):
        with tables.rewrite_mailing(tmp_path, "m", ("pages",), "key") as write:
            at = 0
            for number, size in enumerate(sizes):
                piece = rows[at : (at := at + size)]
                if number % 2:
                    write["pages"].add(piece)
                else:
                    write["pages"].add_table(tables.make_table("pages", piece))
        made.append(tables.partition(tmp_path, "pages", "m").read_bytes())
    assert made[1:] == made[:1] * 2
    assert tables.read_rows(tmp_path, "pages", "m") == rows


def test_of_a_mailing_that_was_not_read_there_is_nothing(tmp_path: Path) -> None:
    assert list(tables.find_stretches(tmp_path, "m")) == []
    assert list(tables.stream_rows(tmp_path, "pages", "m")) == []
    assert list(tables.stream_words(tmp_path, "m", "text")) == []
    assert list(tables.failed_rows(tmp_path, "pages", "m", ("error_code",))) == []
