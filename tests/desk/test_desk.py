"""What `import pipeline` offers: the examples of its documentation are run, and its columns have honest types."""

import doctest
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import pipeline
from pipeline import desk, tables
from pipeline.errors import RunError, UsageError
from pipeline.records import LetterRow
from pipeline.schema import TABLES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("module", [pipeline, desk])
def test_the_examples_in_the_docstrings_hold(at_home: Path, module: ModuleType) -> None:
    tried = doctest.testmod(module, extraglobs={"pipeline": pipeline})
    assert tried.attempted
    assert not tried.failed


@pytest.mark.parametrize("page", ["python.md", "poor-scans.md"])
def test_the_examples_in_the_documentation_hold(at_home: Path, page: str) -> None:
    tried = doctest.testfile(str(ROOT / "docs" / page), module_relative=False)
    assert tried.attempted
    assert not tried.failed


def test_importing_it_loads_nothing() -> None:
    said = "import sys, pipeline; print(*{m.partition('.')[0] for m in sys.modules} & {'pyarrow', 'pandas', 'cv2'})"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_columns_also_when_it_is_empty(sample_out: Path, empty_out: Path, name: str) -> None:
    full, empty = pipeline.load(name, out=sample_out), pipeline.load(name, out=empty_out)
    assert list(full) == list(empty) == ["mailing", *TABLES[name].names]
    assert len(full) == len(tables.read_rows(sample_out, name, "orange-2015"))
    kinds = zip(full, full.dtypes, empty.dtypes, strict=True)
    assert not [name for name, a, b in kinds if a != b and not isinstance(a, pd.CategoricalDtype)]


def test_types_are_those_one_counts_on(sample_out: Path) -> None:
    letters, mentions = pipeline.load("letters", out=sample_out), pipeline.load("mentions", out=sample_out)
    assert letters.letter_date.dt.strftime("%Y").unique().tolist() == ["2015"]
    assert letters.letter_place.dtype == "str"
    assert letters.signature_mark.dtype == "boolean"
    assert isinstance(mentions.kind.dtype, pd.CategoricalDtype)
    assert mentions.amount.sum() == sum(x for x in mentions.amount.dropna())
    assert all(isinstance(one, list) for one in letters.amounts)


def test_what_is_not_there_is_named_with_what_is(sample_out: Path) -> None:
    with pytest.raises(UsageError, match="did you mean letters"):
        pipeline.load("leters", out=sample_out)
    with pytest.raises(UsageError, match="did you mean orange-2015"):
        pipeline.load("letters", "orange-2014", out=sample_out)
    with pytest.raises(UsageError, match=r"did you mean .*courrier-3\.tif#1"):
        pipeline.letter("courier-3.tif#1", out=sample_out)
    with pytest.raises(UsageError, match="has 1 to 2"):
        pipeline.page_image("courrier-3.tif#1", 3, out=sample_out)
    with pytest.raises(AttributeError):
        pipeline.lettre  # noqa: B018


def test_folders_that_are_not_there_or_hold_nothing_are_told(sample_out: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"There are no tables in .*: run `courrier run` first\."):
        pipeline.load("letters", out=tmp_path)
    with pytest.raises(UsageError, match="nowhere is not a folder"):
        pipeline.run(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(UsageError, match="must not stand among the scans"):
        pipeline.run(tmp_path, tmp_path / "out")
    (tmp_path / "raw/my-bank").mkdir(parents=True)
    with pytest.raises(UsageError, match="did you mean my-bank"):
        pipeline.run(tmp_path / "raw", tmp_path / "out", mailing="my-bnak")
    assert not (tmp_path / "out").exists()


def test_a_letter_brings_its_own_pages_and_words_only(sample_out: Path) -> None:
    one = pipeline.letter("orange-2015/courrier-3.tif#1", out=sample_out)
    assert [page.page for page in one.pages] == [1, 2]
    assert {mention.letter_id for mention in one.mentions} == {one.fields.letter_id}
    assert len(one.words) == sum(len(page.words) for page in one.pages) > 100


def test_a_picture_that_is_gone_is_said_so(tmp_path: Path) -> None:
    row = LetterRow("a/1.pdf#1", "a/1.pdf", 1, 1, "letter")
    tables.write_mailing(tmp_path, "a", {"letters": [tables.letter_row(row)]}, "key")
    with pytest.raises(RunError, match="--force"):
        pipeline.page_image("1.pdf#1", out=tmp_path)
