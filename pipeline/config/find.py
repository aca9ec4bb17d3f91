"""courrier.toml in this folder or above it, and the environment → each setting with where it was said."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, get_args

from pipeline.config.known import PREFIX, SETTINGS, Setting
from pipeline.errors import UsageError
from pipeline.records import Language
from pipeline.settings import RunSettings

FILE: Final = "courrier.toml"
_KNOWN: Final = {setting.name: setting for setting in SETTINGS}
_VARIABLES: Final = {setting.variable: setting for setting in SETTINGS}
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set holds, as everywhere


@dataclass(frozen=True, slots=True)
class Value:
    """What a setting is, and where that was said."""

    value: Any
    origin: str = "default"

    @property
    def is_default(self) -> bool:
        """Whether nobody said anything."""
        return self.origin == "default"


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting by its name, as the settings are listed."""

    values: Mapping[str, Value]

    def settings(self) -> RunSettings:
        """What a run goes by where the command says nothing else."""
        made = RunSettings()
        for setting in SETTINGS:
            value = self.values[setting.name]
            if not value.is_default:
                made = _put(made, setting.field, value.value)
        alone = not self.values["workers"].is_default and made.workers == 1
        return replace(made, in_process=alone and not made.scheduler and not made.cluster)

    def options(self) -> dict[str, Any]:
        """Options of the commands that were set: their name in Python → value."""
        told = ((setting.option, self.values[setting.name]) for setting in SETTINGS if setting.option)
        return {option: value.value for option, value in told if not value.is_default}


def _put(settings: RunSettings, field: str, value: Any) -> RunSettings:
    outer, _, inner = field.partition(".")
    change: dict[str, Any] = {outer: replace(getattr(settings, outer), **{inner: value}) if inner else value}
    return replace(settings, **change)


def find_config(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Config:
    """What holds in a folder: the environment before courrier.toml before the default.

    Raises UsageError that names file and line, or the variable, of what is not understood.
    """
    said = os.environ if environment is None else environment
    values = {setting.name: Value(setting.default) for setting in SETTINGS}
    if language := locale_language(said):
        values["lang"] = Value(language, f"locale {_locale(said)}")
    path = _file_above((folder or Path.cwd()).resolve())
    values.update(_of_file(path) if path else ())
    values.update(_of_environment(said))
    return Config(values)


def locale_language(environment: Mapping[str, str]) -> Language | None:
    """French or English where the locale is; None where it is neither, as `C`."""
    known: tuple[Language, ...] = get_args(Language)
    return next((language for language in known if _locale(environment).lower().startswith(language)), None)


def _locale(environment: Mapping[str, str]) -> str:
    return next((environment[name] for name in _LOCALE if environment.get(name)), "")


def _file_above(folder: Path) -> Path | None:
    return next((path for at in (folder, *folder.parents) if (path := at / FILE).is_file()), None)


def _of_file(path: Path) -> Iterator[tuple[str, Value]]:
    try:
        text = path.read_text("utf-8-sig")
        held = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise UsageError(f"{path} cannot be read: {problem}.") from problem
    for name, value in held.items():
        where = f"{path}, line {_line_of(name, text)}"
        if name not in _KNOWN:
            raise UsageError(f"{where}: there is no setting {name!r}; {_meant(name, _KNOWN)}")
        read = _read(_KNOWN[name], value, where)
        yield name, Value(path.parent / read if isinstance(read, Path) else read, where)


def _line_of(name: str, text: str) -> int:
    said = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if said.match(line)), 1)


def _of_environment(said: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    for variable in sorted(name for name, value in said.items() if value):
        if setting := _VARIABLES.get(variable):
            yield setting.name, Value(_read(setting, said[variable], variable), variable)
        elif variable.startswith(PREFIX) and get_close_matches(variable, _VARIABLES, n=1, cutoff=0.85):
            raise UsageError(f"{variable} sets nothing; {_meant(variable, _VARIABLES)}")


def _read(setting: Setting, value: object, where: str) -> Any:
    try:
        return setting.read(value)
    except ValueError as problem:
        why = "; ".join(error["msg"] for error in getattr(problem, "errors", list)())
        raise UsageError(f"{where}: {setting.name} cannot be {value!r}: {why}.") from problem


def _meant(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}."
