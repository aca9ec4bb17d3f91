"""What is set in courrier.toml, in the environment, on the command line: which holds, and what a mistake is told."""

import json
import tomllib
from pathlib import Path

import pytest

from pipeline.cli.hands import choose_hands
from pipeline.config import SETTINGS, find_config
from pipeline.errors import UsageError
from pipeline.screen.settings import as_toml
from pipeline.settings import RunSettings
from tests.conftest import Courrier


def write(folder: Path, text: str) -> Path:
    (folder / "courrier.toml").write_text(text, encoding="utf-8")
    return folder


def test_where_nobody_says_anything_all_is_as_the_rooms_have_it(tmp_path: Path) -> None:
    config = find_config(tmp_path, {})
    assert config.settings() == RunSettings()
    assert config.options() == {}


def test_the_file_is_found_upward_and_its_folders_are_beside_it(tmp_path: Path) -> None:
    write(tmp_path, 'raw = "scans"\npage-seconds = 30\nrender-dpi = 200\nengine = "pytesseract"')
    (tmp_path / "deep/down").mkdir(parents=True)
    held = find_config(tmp_path / "deep/down", {}).settings()
    assert held.raw == tmp_path / "scans"
    assert (held.page_timeout_seconds, held.pages.render_dpi, held.words.engine) == (30, 200, "pytesseract")


def test_the_environment_holds_before_the_file_and_each_says_where_it_is(tmp_path: Path) -> None:
    write(tmp_path, "# ours\nworkers = 2\nfile-pages = 9")
    values = find_config(tmp_path, {"COURRIER_WORKERS": "3", "COURRIER_SECOND_OPINION": "yes"}).values
    assert (values["workers"].value, values["workers"].origin) == (3, "COURRIER_WORKERS")
    assert (values["file-pages"].value, values["file-pages"].origin) == (9, f"{tmp_path / 'courrier.toml'}, line 3")
    assert values["second-opinion"].value is True
    assert values["out"].origin == "default"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nwokers = 2", r"courrier\.toml, line 2: there is no setting 'wokers'; did you mean workers\?"),
        ("raw = 'a'\n[limits]\nx = 1", r"courrier\.toml, line 2: there is no setting 'limits'"),
        ("raw = 'a'\nworkers = 0", r"line 2: workers cannot be 0: Input should be greater than or equal to 1"),
        ("engine = 'abbyy'", r"line 1: engine cannot be 'abbyy': Input should be 'auto', 'tesserocr' or"),
        ("raw = 5", r"line 1: raw cannot be 5: Input should be a valid string\.$"),
        ("page-seconds = inf", r"line 1: page-seconds cannot be inf"),
        ("workers = = 2", r"courrier\.toml cannot be read: .*line 1"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        find_config(write(tmp_path, text), {})


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("COURRIER_WORKRES", "2", "COURRIER_WORKRES sets nothing; did you mean COURRIER_WORKERS?"),
        ("COURRIER_WORKERS", "many", "COURRIER_WORKERS: workers cannot be 'many'"),
    ],
)
def test_a_mistake_in_the_environment_is_told_with_its_variable(
    tmp_path: Path, variable: str, value: str, said: str
) -> None:
    with pytest.raises(UsageError) as told:
        find_config(tmp_path, {variable: value})
    assert said in str(told.value)


def test_variables_of_others_and_empty_ones_are_let_be(tmp_path: Path) -> None:
    assert find_config(tmp_path, {"COURRIER_BROWSER": "required", "COURRIER_RAW": ""}).settings() == RunSettings()


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "COURRIER_LANG": "fr"}, "fr"),
        ({}, "fr"),
    ],
)
def test_the_language_is_that_of_the_locale(tmp_path: Path, environment: dict[str, str], language: str) -> None:
    assert find_config(tmp_path, environment).settings().language == language


def test_every_setting_has_another_name_a_variable_and_a_readable_default() -> None:
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.default is None or setting.read(setting.default) == setting.default


@pytest.mark.parametrize("value", [False, 120.0, 60.5, 3_221_225_472, "auto", Path('C:\\scans "neufs" été')])
def test_a_value_is_shown_as_the_file_may_have_it(value: object) -> None:
    shown = as_toml(value)
    assert tomllib.loads(f"it = {shown}")["it"] == (str(value) if isinstance(value, Path) else value)
    assert not shown.endswith(".0")


def test_one_worker_is_the_command_itself_and_another_choice_on_the_command_line_holds(tmp_path: Path) -> None:
    set_here = find_config(write(tmp_path, "workers = 1"), {}).settings()
    assert (set_here.in_process, choose_hands(set_here, None, None, None)) == (True, set_here)
    chosen = choose_hands(set_here, None, None, 2)
    assert (chosen.in_process, chosen.cluster) == (False, 2)


@pytest.mark.slow
def test_the_commands_go_by_it_and_the_command_line_wins(tmp_path: Path, courrier: Courrier) -> None:
    write(tmp_path, 'raw = "in"\nout = "made"\nlang = "en"')
    (tmp_path / "in/box").mkdir(parents=True)
    (tmp_path / "in/other").mkdir()
    ran = courrier("run", "--json", cwd=tmp_path)
    assert [one["mailing"] for one in json.loads(ran.stdout)] == ["box", "other"]
    assert (tmp_path / "made/findings.parquet").is_dir()
    assert '<html lang="en"' in (tmp_path / "made/report/box.html").read_text("utf-8")
    assert courrier("extract", "--json", cwd=tmp_path).returncode == 0
    assert courrier("run", "in", "elsewhere", "--json", cwd=tmp_path, COURRIER_OUT="third").returncode == 0
    assert (tmp_path / "elsewhere").is_dir()
    assert not (tmp_path / "third").exists()


@pytest.mark.slow
def test_config_show_says_where_each_value_is_from(tmp_path: Path, courrier: Courrier) -> None:
    write(tmp_path, "workers = 2")
    shown = json.loads(courrier("config", "show", "--json", cwd=tmp_path, COURRIER_PAGE_SECONDS="9").stdout)
    assert list(shown) == [setting.name for setting in SETTINGS]
    assert shown["workers"] == {"value": 2, "from": f"{tmp_path / 'courrier.toml'}, line 1"}
    assert shown["page-seconds"] == {"value": 9.0, "from": "COURRIER_PAGE_SECONDS"}
    told = courrier("config", "show", cwd=tmp_path)
    assert "line 1" in told.stdout
    assert "false" in told.stdout
    write(tmp_path, "wokers = 2")
    wrong = courrier("run", cwd=tmp_path)
    assert (wrong.returncode, "did you mean workers?" in wrong.stderr) == (2, True)
