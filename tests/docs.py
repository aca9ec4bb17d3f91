"""Tables, errors, checks, settings → the reference pages in docs/: `make docs` writes them, a test compares."""

import re
from pathlib import Path

import pyarrow as pa

from pipeline.config import SETTINGS
from pipeline.errors import DOCUMENT_ERRORS
from pipeline.findings import CHECKS
from pipeline.findings.charter import DEFAULTS
from pipeline.mentions.review import REVIEW_REASONS
from pipeline.mentions.trust import load_trust
from pipeline.schema import SCHEMA_VERSION, TABLES

DOCS = Path(__file__).parent.parent / "docs"

_ROWS = {
    "documents": "one row per input file, whatever became of it",
    "pages": "one row per page",
    "words": "one row per word, in reading order",
    "letters": "one row per letter",
    "mentions": "one row per thing found, with its evidence",
    "findings": "one row per thing the checks noticed",
}


def blocks(page: str, language: str) -> list[str]:
    """What a page of docs/ has in its boxes of one language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [str(block) for block in found]


def type_name(kind: pa.DataType) -> str:
    """An Arrow type in the words of the documentation."""
    if pa.types.is_list(kind):
        return f"list<{type_name(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return "struct<" + ", ".join(f"{field.name}: {type_name(field.type)}" for field in kind) + ">"
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    return {"double": "float", "date32[day]": "date32"}.get(str(kind), str(kind))


def tables_page() -> str:
    """docs/tables.md."""
    parts = [
        "# The tables",
        "",
        f"Schema version {SCHEMA_VERSION}. This page is written by `make docs` from `pipeline/schema.py`.",
        "",
        "Every table is a Parquet dataset under `data/processed/`, partitioned by mailing:",
        "",
        "    data/processed/letters.parquet/mailing=orange-2015/part-0.parquet",
        '    pd.read_parquet("data/processed/letters.parquet")',
        "",
        "`mailing` is the partition key: it stands in the path and comes back as a column. A mailing is a sub-folder",
        "of `data/raw/`; files that lie directly in `data/raw/` form the mailing `default`.",
    ]
    for name, schema in TABLES.items():
        parts += ["", f"## {name}: {_ROWS[name]}", "", "| column | type | may be null | meaning |", "|---|---|---|---|"]
        for field in schema:
            meaning = field.metadata[b"meaning"].decode()
            parts.append(f"| {field.name} | {type_name(field.type)} | {'yes' if field.nullable else ''} | {meaning} |")
        if name == "letters":
            parts += [
                "",
                "Why a letter has `needs_review`, in `review_reasons`:",
                "",
                "| code | meaning |",
                "|---|---|",
            ]
            parts += [f"| `{code}` | {meaning} |" for code, meaning in REVIEW_REASONS.items()]
            parts += [
                "",
                f"A value is doubtful where its confidence is below {load_trust().review}: see models/README.md.",
            ]
    return "\n".join(parts) + "\n"


def errors_page() -> str:
    """docs/errors.md."""
    parts = [
        "# What can be wrong with an input",
        "",
        "A file or page that cannot be read has one of these codes in `documents.error_code` or `pages.error_code`,",
        "and its sentence in `error`. The run goes on. `make docs` writes this page from `pipeline/errors.py`.",
        "",
        "| code | sentence |",
        "|---|---|",
        *(f"| `{code}` | {sentence.format('…')} |" for code, sentence in DOCUMENT_ERRORS.items()),
    ]
    return "\n".join(parts) + "\n"


def checks_page() -> str:
    """docs/checks.md."""
    parts = [
        "# The checks",
        "",
        "What `courrier check` compares and says, and the charter that it goes by. This page is written by `make docs`",
        "from `pipeline/findings/`. A finding that rests on a doubtful reading is not raised under its own code but as",
        "`cannot_tell`, severity `info`, and names what to look at. Contradicting instructions, limits and sums are an",
        "`error` only where both passages surely speak of one thing and nothing explains the difference, else a",
        "`warning`.",
        "",
        "| code | severity | fires when | constat |",
        "|---|---|---|---|",
        *(f"| `{c.code}` | {c.severity} | {c.description.en} | {c.description.fr} |" for c in CHECKS),
        "",
        "## The charter",
        "",
        "```yaml",
        DEFAULTS.read_text(encoding="utf-8").rstrip(),
        "```",
        "",
        "A key or value that no check knows stops the run before anything is read; its file and line are named.",
        "A changed charter runs only the checks again, and only those of its mailings. `courrier check` goes by the",
        "charter that was there at the last `read` or `run`; `courrier check RAW OUT`, with both folders, looks anew.",
    ]
    return "\n".join(parts) + "\n"


def settings_page() -> str:
    """docs/settings.md."""
    parts = [
        "# Settings",
        "",
        "Whatever can be set can be set in three places; the first that says something holds:",
        "",
        "1. the command line: `courrier run --workers 2`",
        "2. the environment: `COURRIER_WORKERS=2`",
        "3. a file `courrier.toml`, in the folder the command is called in or in the nearest above it; a path in it is",
        "   relative to the file:",
        "",
        "```toml",
        'raw = "scans"',
        "workers = 2",
        "page-seconds = 60",
        "```",
        "",
        '`courrier config show` tells each value, as this file has it in any language (`false`, `60.5`, `"scans"`),',
        "and where it was said. A name or value that is not understood ends the command, with file and line. What the",
        "letters are held against is no setting: see [the charter](checks.md#the-charter). From Python, `pipeline.run`",
        "takes its own arguments and reads neither file nor environment. This page is written by `make docs` from",
        "`pipeline/config/known.py`.",
        "",
        "| in courrier.toml | in the environment | default | unit | effect |",
        "|---|---|---|---|---|",
    ]
    for one in SETTINGS:
        default = "one per core" if one.name == "workers" else "" if one.default is None else f"`{_toml(one.default)}`"
        parts.append(f"| `{one.name}` | `{one.variable}` | {default} | {one.unit} | {one.effect} |")
    parts += [
        "",
        "`lang` follows the locale where nobody says: `en` where `LC_ALL`, `LC_MESSAGES` or `LANG` is English,",
        "else `fr`. The terminal follows it likewise, but speaks English where the locale is neither.",
        "`NO_COLOR`, set to anything, keeps colours from a terminal, but not bold and dim type, as no-color.org has",
        "it; files and pipes never get any of these.",
    ]
    return "\n".join(parts) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


PAGES = {"settings.md": settings_page, "tables.md": tables_page, "errors.md": errors_page, "checks.md": checks_page}

if __name__ == "__main__":
    for file_name, page in PAGES.items():
        (DOCS / file_name).write_text(page(), encoding="utf-8")
