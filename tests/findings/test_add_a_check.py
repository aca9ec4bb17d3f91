"""The check that docs/add-a-check.md shows works as it stands there."""

import re
from pathlib import Path
from typing import Any

from pipeline.findings.charter import load_charter
from pipeline.findings.check import Check
from pipeline.findings.checks import run_checks
from pipeline.findings.mailing import Mailing

PAGE = Path(__file__).parents[2] / "docs" / "add-a-check.md"


def test_the_check_of_the_page_passes_its_own_examples() -> None:
    text = PAGE.read_text("utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert code
    scope: dict[str, Any] = {}
    exec(compile(code[1], "many_places.py", "exec"), scope)  # our own page
    check: Check[Any] = scope["CHECK"]
    section = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert section
    charter = load_charter([check], [("charter.yaml", section[1])])
    for case in check.fires:
        assert [f.message for f in run_checks([check], Mailing(case.letters, case.mentions), charter)] == [case.message]
    for case in check.silent:
        assert run_checks([check], Mailing(case.letters, case.mentions), charter) == ()
