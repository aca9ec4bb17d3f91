"""A folder of everything that goes wrong with scans, through the installed command: a row for each, no run stopped."""

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline import tables
from tests.conftest import Courrier


def _page(text: str = "Toulon, le 13 février 2015") -> Image.Image:
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(40)
    draw.text((600, 300), text, fill=0, font=font)
    for line in range(8):
        draw.text((150, 500 + 60 * line), "Nous vous confirmons la cloture de votre contrat.", fill=0, font=font)
    return picture


def _pdf(*pages: Image.Image) -> bytes:
    stream = BytesIO()
    pages[0].save(stream, "PDF", save_all=True, append_images=list(pages[1:]), resolution=150)
    return stream.getvalue()


def _png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )


LOCKED_PDF = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj
4 0 obj << /Filter /Standard /V 1 /R 2 /P -4 /O <OWNER> /U <USER> >> endobj
trailer << /Root 1 0 R /Encrypt 4 0 R /ID [<0123456789abcdef> <0123456789abcdef>] >>
%%EOF
""".replace(b"OWNER", b"ab" * 32).replace(b"USER", b"cd" * 32)

EMPTY_PDF = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj
trailer << /Root 1 0 R >>
%%EOF
"""


def _tiff_with_a_broken_second_page() -> bytes:
    stream = BytesIO()
    first, second = _page(), _page()
    first.save(stream, "TIFF", save_all=True, append_images=[second], compression="tiff_lzw")
    data = bytearray(stream.getvalue())
    middle = len(data) * 3 // 4  # in the strips of the second page
    data[middle - 400 : middle + 400] = b"\xff" * 800
    return bytes(data)


def _fill(raw: Path) -> dict[str, tuple[str, ...]]:
    """Put the files in place; source -> the error codes that are right for it, "" where it reads."""
    whole = _pdf(_page(), _page("Page 2"))
    good = BytesIO()
    _page("Lille, le 2 mars 2016").save(good, "PNG", dpi=(150, 150))
    files: dict[str, tuple[bytes, tuple[str, ...]]] = {
        "good.png": (good.getvalue(), ("",)),
        "good-by-another-name.txt": (good.getvalue() + b"\0", ("",)),
        "copy.png": (good.getvalue(), ("",)),
        "empty.pdf": (b"", ("empty",)),
        "words.jpg": (b"This is no picture.", ("unsupported",)),
        "cut.pdf": (whole[: len(whole) // 3], ("corrupt",)),
        "locked.pdf": (LOCKED_PDF, ("encrypted",)),
        "no-pages.pdf": (EMPTY_PDF, ("no_pages", "corrupt")),
        "bomb.png": (_png_header(20_000, 20_000), ("too_large",)),
        "one-bad-page.tif": (_tiff_with_a_broken_second_page(), ("page_failed", "corrupt", "")),
        "line\nbreak.png": (good.getvalue() + b"\1", ("",)),
        "\u202egnp.png": (good.getvalue() + b"\2", ("",)),
    }
    for name, (data, _) in files.items():
        (raw / "m" / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / "m" / name).write_bytes(data)
    (raw / "nothing").mkdir()
    os.mkfifo(raw / "m/pipe.pdf")
    (raw / "m/gone.tif").symlink_to("nowhere")
    (raw.parent / "secret.png").write_bytes(good.getvalue() + b"\3")
    (raw / "m/outside.png").symlink_to(raw.parent / "secret.png")
    (raw / "m" / ("n" * 251 + ".png")).write_bytes(good.getvalue() + b"\4")
    (raw / "m/folder.pdf").mkdir()
    codes = {f"m/{name}": codes for name, (_, codes) in files.items()}
    return codes | {
        "m/pipe.pdf": ("unsupported", "unreadable"),
        "m/gone.tif": ("unreadable",),
        "m/outside.png": ("outside",),
        f"m/{'n' * 251}.png": ("",),
    }


@pytest.mark.slow
def test_every_bad_file_gets_a_row_and_the_run_goes_on(tmp_path: Path, courrier: Courrier) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    expected = _fill(raw)
    before = {path: path.stat().st_mtime_ns for path in raw.rglob("*") if path.is_file()}
    done = courrier("run", raw, out)
    assert done.returncode == 1, done.stderr
    rows = {row["source"]: row for row in tables.read_rows(out, "documents", "m")}
    assert set(rows) == set(expected)
    for source, codes in expected.items():
        assert (rows[source]["error_code"] or "") in codes, (source, rows[source])
        assert bool(rows[source]["error_code"]) == bool(rows[source]["error"])
    assert rows["m/good.png"]["status"] == "duplicate"  # copy.png comes first by name
    assert rows["m/good.png"]["duplicate_of"] == "m/copy.png"
    read = tables.read_rows(out, "letters", "m")
    assert {"m/copy.png", "m/good-by-another-name.txt", "m/line\nbreak.png"} <= {row["source"] for row in read}
    assert tables.read_rows(out, "documents", "nothing") == []
    assert tables.list_mailings(out, "letters") == ["m", "nothing"]
    assert {path: path.stat().st_mtime_ns for path in raw.rglob("*") if path.is_file()} == before
    # what is printed names each failure, and no name can disturb the terminal
    assert "locked.pdf" in done.stdout
    assert "\u202e" not in done.stdout
    assert "line\\nbreak.png" in done.stdout


@pytest.mark.slow
def test_a_second_run_reads_nothing_again_and_a_new_file_only_itself(tmp_path: Path, courrier: Courrier) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    (raw / "m").mkdir(parents=True)
    _page().save(raw / "m/1.png")
    assert courrier("run", raw, out).returncode == 0
    part = tables.partition(out, "words", "m")
    first = part.stat().st_mtime_ns
    assert courrier("run", raw, out).returncode == 0
    assert part.stat().st_mtime_ns == first
    (raw / "m/1.png").rename(raw / "m/renamed.png")
    _page("Lille, le 2 mars 2016").save(raw / "m/2.png")
    assert courrier("run", raw, out).returncode == 0
    assert [row["source"] for row in tables.read_rows(out, "documents", "m")] == ["m/2.png", "m/renamed.png"]
    assert {row["source"] for row in tables.read_rows(out, "words", "m")} == {"m/2.png", "m/renamed.png"}
    assert {row["source"] for row in tables.read_rows(out, "letters", "m")} == {"m/2.png", "m/renamed.png"}


@pytest.mark.slow
def test_a_stage_takes_nothing_that_an_earlier_one_has_outdated(tmp_path: Path, courrier: Courrier) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    _page().save(raw / "1.png")
    assert courrier("run", raw, out).returncode == 0
    _page("Lille, le 2 mars 2016").save(raw / "2.png")
    assert courrier("read", raw, out).returncode == 0
    for stage, first in (("report", "extract"), ("check", "extract"), ("extract", ""), ("report", "check")):
        done = courrier(stage, out)
        assert done.returncode == (3 if first else 0), done.stderr
        assert f"run `courrier {first}` first" in done.stderr or not first
    assert courrier("check", out).returncode == courrier("report", out).returncode == 0


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("run", "nowhere"), 2, "not a folder"),
        (("run", "raw", "raw/out"), 2, "lies in"),
        (("run", "raw", "out", "--mailing", "x"), 2, "no mailing"),
        (("run", "raw", "out", "--engine", "abbyy"), 2, "abbyy"),
        (("run", "raw", "out", "--workers", "0"), 2, "workers"),
        (("run", "raw", "out", "--workers", "2", "--cluster", "2"), 2, "one of"),
        (("fly",), 2, "fly"),
        (("extract", "out"), 3, "run `courrier read` first"),
        (("check", "raw", "out"), 3, "run `courrier extract` first"),
        (("show", "x#1", "out"), 2, "There are no tables in out"),
    ],
)
def test_wrong_usage_is_said_in_one_sentence(
    tmp_path: Path, courrier: Courrier, args: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "raw").mkdir()
    done = courrier(*args, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_that_cannot_be_written_ends_the_run_with_its_sentence(tmp_path: Path, courrier: Courrier) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "out").write_text("a file")
    done = courrier("run", tmp_path / "raw", tmp_path / "out")
    assert done.returncode == 3
    assert "choose another folder" in done.stderr


def test_a_second_run_at_once_says_so_and_ends(tmp_path: Path, courrier: Courrier) -> None:
    (tmp_path / "raw").mkdir()
    assert courrier("run", tmp_path / "raw", tmp_path / "out").returncode == 0
    with tables.hold_folder(tmp_path / "out"):
        for command in ("run", "read"):
            done = courrier(command, tmp_path / "raw", tmp_path / "out")
            assert done.returncode == 4, done.stderr
            assert f"process {os.getpid()} " in done.stderr
        for command in ("extract", "check", "report"):
            assert courrier(command, tmp_path / "out").returncode == 4
    assert courrier("run", tmp_path / "raw", tmp_path / "out").returncode == 0


def test_an_empty_folder_gives_empty_tables(tmp_path: Path, courrier: Courrier) -> None:
    (tmp_path / "raw").mkdir()
    done = courrier("run", tmp_path / "raw", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "No files" in done.stdout
    assert tables.list_mailings(tmp_path / "out", "findings") == ["default"]


def test_without_tesseract_the_run_ends_with_what_to_install(tmp_path: Path, courrier: Courrier) -> None:
    (tmp_path / "raw").mkdir()
    _page().save(tmp_path / "raw/1.png")
    nothing = str(tmp_path / "nothing")
    done = courrier(
        "run", tmp_path / "raw", tmp_path / "out", "--engine", "pytesseract", PATH=nothing, TESSDATA_PREFIX=nothing
    )
    assert done.returncode == 3, done.stderr
    assert "install" in done.stderr.lower()


def test_version(courrier: Courrier) -> None:
    assert courrier("--version").stdout.startswith("courrier ")
