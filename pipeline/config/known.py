"""Every setting: its name, its default, its unit, its effect; `make docs` writes docs/settings.md from here."""

from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, PlainValidator, TypeAdapter

from pipeline.errors import UsageError
from pipeline.places import as_place
from pipeline.records import Language
from pipeline.settings import EngineName, RunSettings

PREFIX: Final = "COURRIER_"


def _place(value: object) -> Path:
    try:
        return as_place(value if isinstance(value, Path) else TypeAdapter(str).validate_python(value))
    except UsageError as problem:
        raise ValueError(str(problem)) from problem


_Place = Annotated[Any, PlainValidator(_place)]
_Count = Annotated[int, Field(ge=1)]
_Amount = Annotated[float, Field(gt=0, allow_inf_nan=False)]
_DEFAULTS: Final = RunSettings()


@dataclass(frozen=True, slots=True)
class Setting:
    """One of them; `field`: where `RunSettings` holds it; `option`: what a command calls it, where one does."""

    name: str
    effect: str
    kind: Any
    field: str
    unit: str = ""
    option: str | None = None

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper().replace("-", "_")

    @property
    def default(self) -> Any:
        """What holds where nobody says."""
        return attrgetter(self.field)(_DEFAULTS)

    def read(self, value: object) -> Any:
        """A value of its kind. Raises pydantic's ValidationError, which is a ValueError."""
        return TypeAdapter(self.kind).validate_python(value)


SETTINGS: Final = (
    Setting("raw", "folder of the scans, a sub-folder a mailing", _Place, "raw", option="raw"),
    Setting("out", "folder of the tables and reports", _Place, "out", option="out"),
    Setting("lang", "language of findings and report: `fr`, `en`", Language, "language", option="lang"),
    Setting("workers", "processes that work; 1: the command's own, without limits", _Count, "workers", "processes"),
    Setting("scheduler", "address of a Dask scheduler that has the work done", str, "scheduler"),
    Setting("cluster", "processes of a Dask cluster that is started here", _Count, "cluster", "processes"),
    Setting(
        "engine", "who reads the words: `auto`, `tesserocr`, `pytesseract`", EngineName, "words.engine", "", "engine"
    ),
    Setting(
        "second-opinion",
        "have doubtful numbers read by a second reader",
        bool,
        "words.second_opinion",
        option="second_opinion",
    ),
    Setting("page-seconds", "longest time for one page, else `timeout`", _Amount, "page_timeout_seconds", "seconds"),
    Setting("document-seconds", "for all pages of one file", _Amount, "document_timeout_seconds", "seconds"),
    Setting(
        "memory-bytes",
        "most memory of one worker (Linux), else `out_of_memory`",
        _Count,
        "worker_memory_bytes",
        "bytes",
    ),
    Setting("worker-tasks", "pages after which a worker is replaced by a fresh one", _Count, "worker_tasks", "pages"),
    Setting("file-bytes", "largest file, else `too_large`", _Count, "pages.max_bytes", "bytes"),
    Setting("file-pages", "most pages of one file, else `too_large`", _Count, "pages.max_pages", "pages"),
    Setting("page-megapixels", "largest page, else `too_large`", _Amount, "pages.max_megapixels", "million pixels"),
    Setting("page-characters", "most text on one page, else `too_large`", _Count, "pages.max_characters", "characters"),
    Setting(
        "render-dpi", "a digital page without an honest picture is drawn at this", _Count, "pages.render_dpi", "dpi"
    ),
)
