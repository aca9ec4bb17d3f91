"""Values of `letters` → how the terminal says them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pipeline.records import Deadline, Reference
from pipeline.report import codes
from pipeline.report.values import say_deadline, say_reference
from pipeline.screen.tongue import say, say_code, spoken


def say_field(name: str) -> str:
    """A column by its name; in French «lieu (letter_place)», as the name is what one types."""
    return f"{codes.FIELDS[name]} ({name})" if spoken().is_french and name in codes.FIELDS else name


def say_value(name: str, value: Any) -> str:
    """What a column holds: «€300 (penalty)», «3900; 3970»."""
    for_each = {"amounts": say_sum, "deadlines": say_limit, "references": lambda one: say_reference(Reference(**one))}
    return say_cell(list(map(for_each[name], value)) if name in for_each else value)


def say_cell(value: Any) -> str:
    """A value of a table in plain text; «–» where there is none."""
    if value is None or value == []:
        return "–"
    if isinstance(value, list):
        return "; ".join(map(say_cell, value))
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, float):
        return spoken().number(value, 3)
    if isinstance(value, dt.date) and spoken().is_french:
        return spoken().date(value)
    return str(value)


def say_sum(amount: Mapping[str, Any]) -> str:
    """«300 € (pénalité)»; "€300 (penalty)", as the findings have it."""
    return f"{spoken().money(amount['value'], amount['currency'])} ({say_code(amount['role'], codes.AMOUNT_ROLES)})"


def say_limit(deadline: Mapping[str, Any]) -> str:
    """«7 days after formal notice», «by 2015-03-15»; «7 jours après mise en demeure»."""
    if spoken().is_french:
        return say_deadline(Deadline(**deadline), spoken())
    if deadline["kind"] == "relative":
        unit = deadline["unit"].replace("_", " ") + ("s" if deadline["quantity"] != 1 else "")
        after = f" after {deadline['trigger'].replace('_', ' ')}" if deadline["trigger"] else ""
        return f"{deadline['quantity']} {unit}{after}"
    due: dt.date | None = deadline["due_date"]
    return f"by {due or deadline['text']}"
