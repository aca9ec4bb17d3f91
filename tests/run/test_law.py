"""The law of the house: files in = rows in `documents`, pages in = rows in `pages`, for any folder of garbage."""

import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline import read, stages, tables
from pipeline.inbox import LITTER
from pipeline.settings import RunSettings


def _picture(kind: str) -> bytes:
    stream = BytesIO()
    Image.new("L", (40, 60), 255).save(stream, kind)
    return stream.getvalue()


GOOD = [_picture(kind) for kind in ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF", "PDF")]


@st.composite
def garbage(draw: st.DrawFn) -> bytes:
    """Random bytes, behind the first bytes of a format, or a good file cut short or with some bytes changed."""
    data = bytearray(draw(st.sampled_from([b"", *GOOD, b"%PDF-1.7\n", b"II*\0", b"MM\0*", b"\xff\xd8\xff\xe0", b"BM"])))
    for _ in range(draw(st.integers(0, 4))):
        if data:
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data) + draw(
        st.binary(max_size=64)
    )


# names of files and folders: anything but what a path cannot hold
names = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda name: name not in (".", "..") and name not in LITTER
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.just("") | names, names), garbage(), max_size=6))
def test_files_in_are_rows_in_documents(files: dict[tuple[str, str], bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw", Path(folder) / "out"
        raw.mkdir()
        put = set()
        for (mailing, name), data in files.items():
            target = raw / mailing / name if mailing else raw / name
            if any(parent.is_file() for parent in target.parents) or target.is_dir():
                continue  # one name for a file and a folder
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
            put.add(f"{mailing}/{name}" if mailing else name)
        mailings = list(read.read_mailings(RunSettings(raw=raw, out=out, in_process=True)))
        rows = [row for mailing in mailings for row in tables.read_rows(out, "documents", mailing)]
        assert sorted(row["source"] for row in rows) == sorted(put)
        pages = [row for mailing in mailings for row in tables.read_rows(out, "pages", mailing)]
        for row in rows:
            own = [page for page in pages if page["source"] == row["source"]]
            assert len(own) == (row["pages"] or 0)
            assert (row["status"] in ("failed", "partial")) == (row["error"] is not None)
        for mailing in mailings:
            stages.extract_mailing(out, mailing)
