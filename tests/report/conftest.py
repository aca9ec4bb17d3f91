"""A browser for the tests of this folder, and what each of them opened in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.report.chromium import Open, Visit, open_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    made: list[Visit] = []

    def visit(path: Path, **how: Any) -> Visit:
        made.append(Visit(browser, path.absolute().as_uri(), **how))
        return made[-1]

    yield visit
    for one in made:
        one.close()
