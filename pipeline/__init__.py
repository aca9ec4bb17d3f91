"""Reads French mail: scanned letters in, the table of the mailing out.

>>> import pipeline
>>> letters = pipeline.load("letters")
>>> letters.columns[:3].tolist()
['mailing', 'letter_id', 'source']
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# Arrow's own allocator keeps what was given back: a tenth of all that a command holds. Read when Arrow is first loaded
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

if TYPE_CHECKING:
    from pipeline.desk import letter, load, page_image, run

__all__ = ["letter", "load", "page_image", "run"]


def __getattr__(name: str) -> Any:
    """What is on the desk, loaded when it is first asked for: the command and each worker begin without it."""
    if name == "view":
        return import_module("pipeline.view")
    if name in __all__:
        return getattr(import_module("pipeline.desk"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
