"""Every pattern of every room: a hundred thousand characters of any class cost what they are long."""

import importlib
import pkgutil
import re
import signal
import sys
from collections import deque
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any

import pytest

import pipeline
from tests.mentions.test_linear import CLASSES, LONG

_PATIENCE = 5.0  # seconds of this process: a pattern that goes back over its text takes minutes, others milliseconds
# what is looked at by these is short, or cannot be of their bad kind: words of a line have one space between them
_SHORT = {
    "mentions.limits._DANGLING": "six words behind a limit",
    "mentions.sender._LABEL": "a line of a letterhead, at its start",
    "mentions.signature._CUT": "spaces of a line",
    "mentions.candidates._CUT": "spaces of a line",
    "words.figures._CENTS": "one number, at its start",
}
_ANYWHERE = re.compile(r"\b(\w+)\.(?:search|finditer|findall|subn?|split)\(")
_AT_ITS_PLACE = re.compile(r"\b(\w+)\.(?:match|fullmatch)\(")
_SEVERAL = 400  # there are more: fewer are found only where the search for them is broken


@cache
def find_patterns() -> dict[str, "re.Pattern[Any]"]:
    """Where it stands → the pattern, each once."""
    found: dict[re.Pattern[Any], str] = {}
    seen: set[int] = set()
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for pattern in _within(value, seen):
                    found.setdefault(pattern, f"{module.name.removeprefix('pipeline.')}.{name}")
    return {f"{where} {number}": pattern for number, (pattern, where) in enumerate(found.items())}


def _within(value: object, seen: set[int]) -> Iterator["re.Pattern[Any]"]:
    """The patterns that a value is made of: itself, items, fields, what a function closes over."""
    if id(value) in seen:
        return
    seen.add(id(value))
    parts: list[object] = []
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        parts = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        parts = list(value)
    elif isinstance(value, FunctionType):
        if value.__module__.startswith("pipeline."):
            parts = [cell.cell_contents for cell in value.__closure__ or ()]
    elif type(value).__module__.startswith("pipeline."):
        parts = [getattr(value, name, None) for name in getattr(type(value), "__slots__", ())]
        parts += getattr(value, "__dict__", {}).values()
    for part in parts:
        yield from _within(part, seen)


@cache
def held_to_a_place() -> frozenset[str]:
    """Names of patterns that are only ever tried at one place of a text, not at each."""
    sources = [path.read_text(encoding="utf-8") for path in Path(*pipeline.__path__).rglob("*.py")]
    anywhere, placed = ({m[1] for text in sources for m in way.finditer(text)} for way in (_ANYWHERE, _AT_ITS_PLACE))
    return frozenset(placed - anywhere)


class _TooSlowError(Exception):
    """A pattern did not come to the end of its text."""


def is_linear(pattern: "re.Pattern[Any]", unit: str, placed: bool = False) -> bool:
    """Whether the pattern comes to the end of the text, wherever it is looked for in it; `placed`: at its start."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise _TooSlowError

    text: Any = (unit * LONG)[:LONG]
    text = text.encode() if isinstance(pattern.pattern, bytes) else text
    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE)
    try:
        if placed:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            deque(pattern.finditer(text), maxlen=0)
    except _TooSlowError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return True


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a timer of the processor's time")


@pytest.mark.slow
@pytest.mark.parametrize("unit", CLASSES.values(), ids=CLASSES)
def test_every_pattern_is_linear(unit: str) -> None:
    patterns = find_patterns()
    assert len(patterns) > _SEVERAL
    slow = []
    for where, pattern in patterns.items():
        name = where.partition(" ")[0]
        if name not in _SHORT and not is_linear(pattern, unit, name.rpartition(".")[2] in held_to_a_place()):
            slow.append(where)
    assert slow == []


def test_a_pattern_that_goes_back_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "_PATIENCE", 0.5)
    assert not is_linear(re.compile(r"a+b"), "a")
    assert is_linear(re.compile(r"(?<!a)a+b"), "a")
