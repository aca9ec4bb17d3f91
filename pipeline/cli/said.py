"""How much, and in which form, is said."""

import logging
import sys
from dataclasses import dataclass

from pipeline import screen
from pipeline.cli.events import JsonLines


@dataclass(frozen=True, slots=True)
class Said:
    """How much, and in which form, is said."""

    as_json: bool = False
    verbose: bool = False
    quiet: bool = False
    log_json: bool = False

    def set_logging(self) -> None:
        """Send what is logged to standard error, as much as was asked for."""
        level = logging.ERROR if self.quiet else logging.INFO if self.verbose else logging.WARNING
        handler = logging.StreamHandler(sys.stderr)
        if self.log_json:
            level = logging.INFO
            handler.setFormatter(JsonLines())
        else:
            handler.addFilter(_make_visible)
        handler.setLevel(level)
        logging.getLogger().addHandler(handler)
        logging.getLogger("pipeline").setLevel(logging.INFO)


def _make_visible(record: logging.LogRecord) -> bool:
    """Names of files cannot disturb the terminal; events for other programs are not shown."""
    if hasattr(record, "seconds"):
        return False
    record.msg, record.args = screen.visible(screen.translate(record.getMessage())), ()
    return True
