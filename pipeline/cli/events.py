"""Records of the log → one JSON document a line, for other programs."""

import json
import logging
from datetime import UTC, datetime
from typing import Final

_WHERE: Final = ("stage", "mailing", "source", "page", "seconds")


class JsonLines(logging.Formatter):
    """Time, level and message of a record, and where it was: stage, mailing, source, page, and how long it took."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in _WHERE if hasattr(record, name)},
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True, default=str)  # no control character, no odd name disturbs a line
