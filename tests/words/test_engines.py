"""Both engines on drawn pages, and a cupboard of programs that misbehave."""

import multiprocessing
import pickle
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz

from pipeline.errors import DocumentError, RunError
from pipeline.records import Picture, Word
from pipeline.settings import EngineName
from pipeline.words import Engine, Manner, open_engine, tessdata
from pipeline.words.library import LibraryEngine
from pipeline.words.program import ProgramEngine
from tests.words.drawn import LETTER, draw_page

ENGINES: tuple[EngineName, ...] = ("tesserocr", "pytesseract")
DPI = 200.0


@pytest.fixture(scope="module")
def page() -> Picture:
    return draw_page()


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return open_engine(request.param, "fra")


def text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def test_print_is_read(engine: Engine, page: Picture) -> None:
    words = engine.read(page, DPI)
    assert fuzz.ratio(text(words), " ".join(LETTER)) > 97
    assert "février" in text(words)
    assert [word.word for word in words] == list(range(len(words)))
    assert max(word.line for word in words) == len(LETTER) - 1
    assert all(word.text.strip() == word.text != "" for word in words)
    for word in words:
        assert 0 <= word.box.x0 < word.box.x1 <= 1
        assert 0 <= word.box.y0 < word.box.y1 <= 1
        assert 0 <= word.confidence <= 1


def test_both_engines_read_the_same(page: Picture) -> None:
    one, other = (open_engine(name, "fra").read(page, DPI) for name in ENGINES)
    assert len(one) == len(other)
    assert fuzz.ratio(text(one), text(other)) > 98
    for a, b in zip(one, other, strict=True):
        assert a.line == b.line
        assert max(abs(a.box.x0 - b.box.x0), abs(a.box.y1 - b.box.y1)) < 0.01
        assert abs(a.confidence - b.confidence) < 0.25


def test_colour_is_read_like_grey(engine: Engine, page: Picture) -> None:
    assert text(engine.read(np.stack([page] * 3, axis=-1), DPI)) == text(engine.read(page, DPI))


def test_part_of_a_picture_is_read(engine: Engine, page: Picture) -> None:
    """A view into a larger array has gaps between its rows."""
    assert "février" in text(engine.read(page[:200, 20:1200], DPI))


# who is told that the picture is one line finds one, and is unsure of it
@pytest.mark.parametrize("manner", [Manner.PAGE, Manner.SPARSE])
def test_an_empty_page_has_no_words(engine: Engine, manner: Manner) -> None:
    assert engine.read(np.full((400, 300), 255, np.uint8), DPI, manner) == ()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_turn_that_sets_a_page_upright(engine: Engine, page: Picture, turn: int) -> None:
    """A page that was turned counter-clockwise is turned back clockwise."""
    turned = np.ascontiguousarray(np.rot90(page, turn // 90))
    found, confidence = engine.find_rotation(turned)
    assert found == turn
    assert 0.5 < confidence <= 1


def test_an_empty_page_has_no_rotation(engine: Engine) -> None:
    assert engine.find_rotation(np.full((400, 300), 255, np.uint8)) == (0, 0.0)


def test_without_osd_data_nothing_is_turned(page: Picture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = tessdata.find_tessdata("fra")
    assert found is not None
    shutil.copy(found / "fra.traineddata", tmp_path)
    monkeypatch.setattr(tessdata, "_candidates", lambda: iter([tmp_path]))
    for name in ENGINES:
        engine = open_engine(name, "fra")
        assert engine.find_rotation(page) == (0, 0.0)
        assert "février" in text(engine.read(page, DPI))


def test_the_version_names_program_and_data(engine: Engine) -> None:
    assert engine.version.startswith(f"{engine.name}, tesseract 5.")
    assert "fra:" in engine.version


def test_french_is_always_read(engine: Engine) -> None:
    assert open_engine(engine.name, "").version == engine.version  # type: ignore[arg-type]
    assert tessdata.with_french("eng") == "fra+eng"
    assert tessdata.with_french("eng+fra") == "eng+fra"


def _read_there(engine: Engine, page: Picture) -> str:
    return text(engine.read(page, DPI))


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_an_open_engine_works_in_another_process(engine: Engine, page: Picture, method: str) -> None:
    here = text(engine.read(page, DPI))
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.apply(_read_there, (engine, page)) == here


def test_an_engine_can_be_pickled(engine: Engine) -> None:
    assert pickle.loads(pickle.dumps(engine)) == engine


def test_the_library_stops_in_time(page: Picture) -> None:
    with pytest.raises(DocumentError) as caught:
        LibraryEngine.open("fra", 0.001).read(page, DPI)
    assert caught.value.code == "timeout"


# ---- what stands in the way of opening one ----------------------------------------------------------------------


@pytest.fixture
def no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def no_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tessdata, "_candidates", lambda: iter([tmp_path / "nowhere", tmp_path]))


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)


def test_auto_takes_the_library_first() -> None:
    assert open_engine("auto", "fra").name == "tesserocr"


@pytest.mark.usefixtures("no_library")
def test_auto_takes_the_program_where_the_library_is_missing() -> None:
    assert open_engine("auto", "fra").name == "pytesseract"


@pytest.mark.usefixtures("no_program")
def test_the_library_needs_no_program(page: Picture) -> None:
    if tessdata.find_tessdata("fra") is None:
        pytest.skip("French data lies in no usual folder: only the program knows where")
    assert "février" in text(open_engine("auto", "fra").read(page, DPI))


@pytest.mark.usefixtures("no_data")
@pytest.mark.parametrize("name", ["auto", *ENGINES])
def test_missing_french_ends_the_run_with_what_to_install(name: EngineName) -> None:
    with pytest.raises(RunError, match=r"`fra`.*apt-get install tesseract-ocr tesseract-ocr-fra.*brew"):
        open_engine(name, "fra")


@pytest.mark.usefixtures("no_program", "no_library")
@pytest.mark.parametrize("name", ["auto", *ENGINES])
def test_no_engine_ends_the_run(name: EngineName) -> None:
    with pytest.raises(RunError, match=r"tesseract|tesserocr"):
        open_engine(name, "fra")


def test_broken_data_end_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: Picture) -> None:
    (tmp_path / "fra.traineddata").write_bytes(b"no data")
    monkeypatch.setattr(tessdata, "_candidates", lambda: iter([tmp_path]))
    with pytest.raises(RunError, match="install them again"):
        open_engine("tesserocr", "fra").read(page, DPI)


# ---- programs that misbehave ------------------------------------------------------------------------------------

Program = Callable[[str], ProgramEngine]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A `tesseract` that answers when asked who it is, and then does what the line of shell says."""

    def install(behaviour: str) -> ProgramEngine:
        path = tmp_path / "tesseract"
        answers = 'case "$1" in --version) echo "tesseract 5.9.9"; exit;; --list-langs) exit 1;; esac'
        path.write_text(f"#!/bin/sh\n{answers}\n{behaviour}\n")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        return ProgramEngine.open("fra", 0.5)

    return install


HEAD = r"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        ("exit 1", "page_failed"),
        ("kill -SEGV $$", "page_failed"),
        ("echo 'Error in pixReadMem' >&2; exit 1", "page_failed"),
        (r"printf '\377\376' >&2; exit 1", "page_failed"),
        ("exit 0", "page_failed"),
        ("echo 'no table' > $2.tsv", "page_failed"),
        (r"printf '\377\000\001' > $2.tsv", "page_failed"),
        (f"printf '{HEAD}5\\t1\\t1\\t1\\t1\\t1\\tx\\t0\\t9\\t9\\t96\\tmot' > $2.tsv", "page_failed"),
        ("exec sleep 30", "timeout"),
    ],
)
def test_a_program_that_misbehaves_costs_the_page(program: Program, page: Picture, behaviour: str, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        program(behaviour).read(page, DPI)
    assert caught.value.code == code


def test_what_the_program_complains_of_is_told(program: Program, page: Picture) -> None:
    with pytest.raises(DocumentError, match="tesseract ended with 1: Error in pixReadMem"):
        program("echo 'Error in pixReadMem' >&2; exit 1").read(page, DPI)


def test_a_program_that_fails_says_nothing_of_the_rotation(program: Program, page: Picture) -> None:
    engine = program("echo 'Too few characters. Skipping this page' >&2; exit 1")
    assert engine.find_rotation(page) == (0, 0.0)


def test_a_program_that_is_gone_ends_the_run(program: Program, page: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = program("exit 0")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RunError, match="apt-get install"):
        engine.read(page, DPI)


def test_a_program_that_does_not_start_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "tesseract"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RunError, match="apt-get install"):
        ProgramEngine.open("fra", 0.5)
