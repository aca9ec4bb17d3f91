"""The code → every sentence that it may say in a terminal, as a template: «There is no table {} in {}»."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import typer.main

import pipeline
from pipeline.cli import app

ROOM = Path(pipeline.__file__).parent
# what says something, or is raised with what will be said: which of its arguments are sentences
SPEAKERS = {
    **dict.fromkeys(("RunError", "UsageError", "BusyError", "wrong_usage", "say_note", "say_error"), slice(0, 1)),
    **dict.fromkeys(("print_plain", "warning"), slice(0, 1)),
    "say_count": slice(1, 2),
    "Breach": slice(2, 3),
    "twice": slice(0, 0),
    "Checkup": slice(0, 4),
    "_wrong": slice(2, 3),
    "_asked": slice(0, 1),
    "_room": slice(0, 1),
}
# functions that return part of a sentence; constants and variables that hold one; rooms whose ValueErrors are said
PARTS = frozenset({"_meant", "did_you_mean", "_memory", "_python", "_readable", "_writable", "_free", "_room"})
NAMES = frozenset({"HOW_TO_INSTALL", "_NO_WORKERS", "_MISSING", "KEYS", "_LETTERS", "_HEADINGS", "mend", "meant"})
IN_ROOMS = ("cli/", "config/", "corrections/", "screen/", "tables/", "words/", "workers/", "doctor.py", "correcting.py")
SAYING_VALUE_ERRORS = ("mentions/human_values.py", "findings/charter_values.py")


def sentences_of_code() -> set[str]:
    """Templates of all that is said by code; not what only puts two things side by side, «{}: {}»."""
    found: set[str] = set()
    for path in sorted(ROOM.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        room = path.relative_to(ROOM).as_posix()
        for node in ast.walk(tree):
            found.update(_said_by(node, room))
    return {one for one in found if len(re.sub(r"\{\d*\}|\W", "", one)) > 2 and "\\W" not in one}


def templates_of_say() -> set[str]:
    """Those that the code itself looks up."""
    paths = (path for path in ROOM.rglob("*.py") if path.name != "tongue.py")
    calls = (node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    said = (n for n in calls if isinstance(n, ast.Call) and getattr(n.func, "id", getattr(n.func, "attr", "")) == "say")
    return {text for call in said for text in _texts(call.args[0])}


def _said_by(node: ast.AST, room: str) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = _called(node)
        for argument in node.args[SPEAKERS.get(name, slice(0, 0))]:
            for text in _texts(argument):
                yield from (text, f"{text}s") if name == "say_count" else (text,)
        if name == "print" and isinstance(node.func, ast.Attribute):
            yield from (text for argument in node.args for text in _texts(argument) if " " in text)
        if name == "ValueError" and room in SAYING_VALUE_ERRORS:
            yield from (text for argument in node.args for text in _texts(argument))
    elif not room.startswith(IN_ROOMS):
        return
    elif isinstance(node, ast.FunctionDef) and node.name in PARTS:
        docstring = ast.get_docstring(node, clean=False)
        yield from (text for text in _texts(node) if " " in text and text != docstring)
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        names = {getattr(one, "id", "") for one in ([node.target] if isinstance(node, ast.AnnAssign) else node.targets)}
        if names & NAMES:
            yield from (text for text in _texts(node.value) if " " in text or names & {"_HEADINGS", "_LETTERS"})


def _texts(node: ast.AST) -> Iterator[str]:
    """The strings in it, outermost first and none in parts; gaps for what is put in."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from (text for text in _texts(part.value) if " " in text)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield re.sub(r"%[sd]", "{}", node.value)
    elif not (isinstance(node, ast.Call) and _called(node) == "getattr"):  # that names an attribute
        for inner in ast.iter_child_nodes(node):
            yield from _texts(inner)


def _called(node: ast.Call) -> str:
    name: str = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return name


def sentences_of_help() -> set[str]:
    """The paragraphs of the help of every command, and the help of its options."""
    return set(_of_help(typer.main.get_group(app)))


def _of_help(command: typer.core.TyperGroup) -> Iterator[str]:
    yield from (" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    for param in (*command.params, command.get_help_option(typer.Context(command))):
        yield getattr(param, "help", None) or ""
    for inner in getattr(command, "commands", {}).values():
        yield from _of_help(inner)
