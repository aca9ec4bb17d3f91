"""Each command's help ends with an example, and the example is one that the command understands."""

import re
import shlex
from pathlib import Path

import pytest
import typer
import typer.main

from pipeline.cli import app
from tests.conftest import Courrier

GROUP = typer.main.get_group(app)
COMMANDS = {
    f"{name} {inner}".strip(): below
    for name, command in GROUP.commands.items()
    for inner, below in {"": command, **getattr(command, "commands", {})}.items()
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_has_an_example_that_can_be_typed(name: str) -> None:
    told = re.search(r"For example: (.+)", COMMANDS[name].help or "")
    assert told, f"courrier {name} --help shows no example"
    words = [word for word in shlex.split(told[1]) if not re.fullmatch(r"[A-Z_]+=\S+", word)]
    assert words[0] == "courrier"
    typed = words[1 + len(name.split()) :]
    assert words[1 : 1 + len(name.split())] == name.split()
    COMMANDS[name].make_context(name, typed)


@pytest.mark.slow
def test_a_misspelt_mailing_is_told_the_nearest(courrier: Courrier, tmp_path: Path) -> None:
    (tmp_path / "raw/my-bank-2024").mkdir(parents=True)
    ran = courrier("run", tmp_path / "raw", tmp_path / "out", "--mailing", "my-bnak-2024")
    assert (ran.returncode, "did you mean my-bank-2024?" in ran.stderr) == (2, True)
