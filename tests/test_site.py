"""The documentation builds as a site: no page is missing, no link leads nowhere, no network is needed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.report.chromium import Visit, needs_chromium, open_browser

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly."""
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)]
    built = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    )
    assert built.returncode == 0, built.stderr
    return target


def test_every_page_is_built_without_a_warning(site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    assert pages == {page for page in pages if (site / page).is_file()}


def test_no_cell_shows_a_bar_that_one_would_type_with_a_backslash(site: Path) -> None:
    pages = {path.name: path.read_text("utf-8") for path in site.rglob("*.html")}
    cells = [(name, cell) for name, text in pages.items() for cell in re.findall(r"<td.*?</td>", text)]
    assert len(cells) > 500
    assert not [one for one in cells if "\\|" in one[1]]


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize("page", ["index.html", "decisions/0001-workers.html"])
def test_the_search_works_from_disk_and_asks_the_network_for_nothing(site: Path, page: str) -> None:
    with open_browser() as browser:
        visit = Visit(browser, (site / page).as_uri())
        visit.page.locator("input.md-search__input").click()
        visit.page.keyboard.type("deadline")
        visit.page.wait_for_selector(".md-search-result__item")
        assert [address for address in visit.requests if address.startswith("http")] == []
        assert visit.complaints == []
