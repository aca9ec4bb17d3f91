"""charter.yaml → what it says of each check; a wrong key or value is named with its file and line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError

from pipeline.errors import RunError
from pipeline.findings.check import Check, S, Section

_DEEPEST: Final = 20
DEFAULTS: Final = Path(__file__).with_name("charter.yaml")


@dataclass(frozen=True, slots=True)
class Charter:
    """The sections by the codes of their checks."""

    sections: Mapping[str, Section]

    def of(self, check: Check[S]) -> S:
        """What it says of this check."""
        section = self.sections[check.code]
        if not isinstance(section, check.section):
            raise TypeError(f"{check.code}: the charter was loaded for another check")
        return section


@dataclass(frozen=True, slots=True)
class _Layer:
    """One file: its values, all as the strings that stand there, and its nodes, which know their lines."""

    name: str
    values: dict[str, Any]
    node: yaml.MappingNode | None


def load_charter(checks: Iterable[Check[Any]], layers: Sequence[tuple[str, str]] = ()) -> Charter:
    """The defaults, with these files (name and text) laid over them key by key, the last on top. Raises RunError."""
    read = [_read(name, text) for name, text in ((DEFAULTS.name, DEFAULTS.read_text("utf-8")), *layers)]
    by_code = {check.code: check for check in checks}
    for layer in read[1:]:
        for code in layer.values:
            if code not in by_code:
                raise _wrong(layer, (code,), f"there is no check {code!r}; the checks are {', '.join(sorted(by_code))}")
    merged: dict[str, Any] = {}
    for layer in read:
        merged = _laid_over(merged, layer.values)
    return Charter({code: _section(check, merged.get(code), read) for code, check in by_code.items()})


def merge_charters(layers: Iterable[tuple[str, str]]) -> str:
    """The text of one file that says what these say together."""
    merged: dict[str, Any] = {}
    for name, text in layers:
        merged = _laid_over(merged, _read(name, text).values)
    return yaml.safe_dump(merged, allow_unicode=True, sort_keys=True) if merged else ""


def _section(check: Check[S], values: object, layers: Sequence[_Layer]) -> S:
    try:
        return check.section.model_validate(values or {})
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        where = (check.code, *first["loc"])
        layer = next((layer for layer in reversed(layers) if _node_at(layer.node, where)[1]), layers[-1])
        if first["type"] == "extra_forbidden":
            known = ", ".join(check.section.model_fields)
            raise _wrong(layer, where, f"{check.code} has no {where[-1]!r}; it has {known}") from problem
        printed = f" (it is {first['input']!r})" if isinstance(first["input"], str) else ""
        raise _wrong(layer, where, f"{'.'.join(map(str, where))}: {first['msg']}{printed}") from problem


def _read(name: str, text: str) -> _Layer:
    try:
        _check_shape(name, text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 every scalar a string: a number 0123 is no octal
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise RunError(f"{name}{line}: this is no YAML ({getattr(problem, 'problem', problem)}).") from problem
    if values is None or values == "":
        return _Layer(name, {}, None)
    if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
        raise RunError(f"{name}, line 1: a charter names checks, each with its parameters.")
    twice = _key_twice(node)
    if twice is not None:
        raise RunError(f"{name}, line {twice.start_mark.line + 1}: {twice.value!r} stands here a second time.")
    return _Layer(name, values, node)


def _check_shape(name: str, text: str) -> None:
    """A charter may lie among the scans of strangers: nothing in it stands for much more than is written there."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise RunError(f"{name}, line {line}: write out what '*{event.anchor}' stands for.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise RunError(f"{name}, line {line}: no check has lists within lists so deep.")


def _key_twice(node: yaml.Node) -> yaml.ScalarNode | None:
    if isinstance(node, yaml.SequenceNode):
        return next((found for item in node.value if (found := _key_twice(item))), None)
    if not isinstance(node, yaml.MappingNode):
        return None
    seen: set[str] = set()
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                return key
            seen.add(key.value)
        if found := _key_twice(value):
            return found
    return None


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings key by key; anything else is replaced as a whole."""
    merged = dict(below)
    for key, value in above.items():
        known = merged.get(key)
        both = isinstance(known, dict) and isinstance(value, dict)
        merged[key] = _laid_over(known, value) if both and known is not None else value
    return merged


def _node_at(node: yaml.Node | None, where: Sequence[object]) -> tuple[yaml.Node | None, bool]:
    """The node at a path or the nearest above it, and whether the path leads all the way."""
    for step in where:
        inner = _step(node, step)
        if inner is None:
            return node, False
        node = inner
    return node, True


def _step(node: yaml.Node | None, step: object) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if getattr(key, "value", None) == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: yaml.Node = node.value[step]
        return item
    return None


def _wrong(layer: _Layer, where: Sequence[object], what: str) -> RunError:
    node, _ = _node_at(layer.node, where)
    return RunError(f"{layer.name}, line {node.start_mark.line + 1 if node else 1}: {what}.")
