"""How much, and in which form, is said."""

import logging
import sys
from dataclasses import dataclass

from pipeline import screen


@dataclass(frozen=True, slots=True)
class Said:
    """How much, and in which form, is said."""

    as_json: bool
    verbose: bool
    quiet: bool

    def set_logging(self) -> None:
        """Send what is logged to standard error, as much as was asked for."""
        level = logging.ERROR if self.quiet else logging.WARNING
        logging.basicConfig(level=level, format="%(message)s", stream=sys.stderr)
        for handler in logging.getLogger().handlers:
            handler.addFilter(_make_visible)
        if self.verbose:
            logging.getLogger("pipeline").setLevel(logging.INFO)


def _make_visible(record: logging.LogRecord) -> bool:
    """Names of files cannot disturb the terminal."""
    record.msg, record.args = screen.visible(record.getMessage()), ()
    return True
