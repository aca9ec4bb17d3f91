"""Debian's Chromium, driven without a window or a network; tests that need it are skipped where it is missing."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
REQUIRED = os.environ.get("COURRIER_BROWSER") == "required"  # set in CI, where a skipped test would tell nothing

needs_chromium = pytest.mark.skipif(
    PROGRAM is None and not REQUIRED, reason="no Chromium here: apt-get install chromium, and these tests run too"
)
PATIENCE = 120_000  # milliseconds: as long as a busy machine may need, no test of speed


@contextmanager
def open_browser() -> Iterator[Browser]:
    assert PROGRAM, "COURRIER_BROWSER=required, and there is no Chromium: apt-get install chromium"
    with sync_playwright() as driver:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = driver.chromium.launch(executable_path=PROGRAM, args=arguments)
        yield browser
        browser.close()


class Visit:
    """A page that was opened, with everything it asked for and complained of."""

    def __init__(self, browser: Browser, address: str, **how: Any) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        how.setdefault("viewport", {"width": 1280, "height": 900})
        self.page: Page = browser.new_context(**how).new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.complaints.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(address)

    def wait_until(self, expression: str) -> None:
        """Look again until it holds; Playwright's own waiting evaluates text, which the page's policy forbids."""
        until = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(expression):
            assert time.monotonic() < until, f"never true: {expression}"
            self.page.wait_for_timeout(20)

    def close(self) -> None:
        self.page.context.close()

    def count(self, selector: str) -> int:
        """How many elements can be seen."""
        return self.page.locator(selector).filter(visible=True).count()


Open = Callable[..., Visit]
