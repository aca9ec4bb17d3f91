"""The site as MkDocs builds it -> one that opens from disk without a network; a hook of mkdocs.yml."""

import os
import re
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

SHIM: Final = "javascripts/iframe-worker.js"
_FETCHED: Final = re.compile(r'https://[^"\s]+/iframe-worker/shim')  # what Material's plugin `offline` would load


def on_post_build(config: MkDocsConfig) -> None:
    """Let every page load our copy of the script with which the search works from disk."""
    site = Path(config.site_dir)
    for page in site.rglob("*.html"):
        own = Path(os.path.relpath(site / SHIM, page.parent)).as_posix()
        page.write_text(_FETCHED.sub(own, page.read_text("utf-8")), "utf-8")
