"""One letter → its fields in the terminal, each with the text it was read from."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.report import codes
from pipeline.report.values import deadline_of, say_role, say_value
from pipeline.screen.terminal import open_console, visible
from pipeline.screen.tongue import say, say_code, spoken
from pipeline.screen.values import say_cell, say_field, say_limit
from pipeline.tables import mention_of

_NOT_SHOWN: Final = frozenset({"text", "letter_id", "field_confidences"})  # the last are in the column «sure»
# column of `letters` -> kind and role of the mentions that back it
_BACKED_BY: Final[dict[str, tuple[str, str | None]]] = {
    "letter_date": ("date", "letter"),
    "letter_place": ("place", None),
    "sender_organisation": ("sender", "organisation"),
    "sender_department": ("sender", "department"),
    "sender_address": ("sender", "address"),
    "recipient_name": ("recipient", "name"),
    "recipient_address": ("recipient", "address"),
    "subject": ("subject", "line"),
    "signatory_name": ("signatory", "name"),
    "signatory_title": ("signatory", "title"),
    "signature_mark": ("signatory", "mark"),
    "phones": ("phone", None),
    "emails": ("email", None),
    "urls": ("url", None),
    "references": ("reference", None),
    "amounts": ("amount", None),
    "deadlines": ("deadline", None),
    "topics": ("subject", "topic"),
}


def show_letter(row: Mapping[str, Any], found: Sequence[Mapping[str, Any]], console: Console | None = None) -> None:
    """The fields of a letter, each with the text it was read from; then what was found besides."""
    console = console or open_console()
    console.print(Text(visible(row["letter_id"]), style="bold"), soft_wrap=True)
    table = Table()
    for heading in ("field", "value", "page", "as printed", "sure", "in the sentence"):
        table.add_column(say(heading), overflow="fold")
    used: set[str] = set()
    for name, value in row.items():
        if name in _NOT_SHOWN or value is None or value == []:
            continue
        kind, role = _BACKED_BY.get(name, ("", None))
        evidence = [m for m in found if m["kind"] == kind and role in (None, m["role"])]
        used |= {m["mention_id"] for m in evidence}
        if isinstance(value, list) and evidence:
            for mention in evidence:
                table.add_row(say_field(name), *_read_from(_say_value(mention, with_role=not role), [mention]))
        else:
            table.add_row(say_field(name), *_read_from(_say_codes(name, value), evidence))
    for mention in found:
        if mention["mention_id"] not in used:
            named = Text(say_code(mention["kind"], codes.KINDS), style="dim")
            table.add_row(named, *_read_from(_say_value(mention, with_role=True), [mention]))
    console.print(table)


def _say_value(mention: Mapping[str, Any], *, with_role: bool) -> str:
    """As the table of the letters says it: «€300 (penalty)»; in French as the report does, «300 € (pénalité)»."""
    found = mention_of(mention)
    if spoken().is_french:
        value, role = say_value(found, spoken()), say_role(found, spoken())
    elif found.amount is not None:
        value, role = spoken().money(found.amount, found.currency), mention["role"]
    elif found.kind == "deadline":
        value, role = say_limit(asdict(deadline_of(found))), None
    else:
        value, role = mention["value"], mention["role"]
    return f"{value} ({role})" if role and with_role else value


def _say_codes(name: str, value: Any) -> str:
    """The value of a column; codes in words where the terminal speaks French."""
    french = {"kind": codes.LETTER_KINDS, "review_reasons": codes.REVIEW_REASONS}.get(name)
    if french is None:
        return say_cell(value)
    return say_cell([say_code(one, french) for one in value] if isinstance(value, list) else say_code(value, french))


def _read_from(value: object, evidence: Sequence[Mapping[str, Any]]) -> list[Text]:
    """Value, page, text as printed, confidence and sentence; the surest mention stands for all."""
    if not evidence:
        return [Text(visible(value)), Text(), Text(), Text(), Text()]
    best = max(evidence, key=lambda mention: float(mention["confidence"]))
    human = best["origin"] == "human"
    sure = spoken().share(float(best["confidence"]))
    if human:
        sure = say("says {}", best["corrected_by"] or say("a person"))
    printed = " ".join(best["text"].split()) or ("–" if human else say("(ink)"))
    cells = [value, best["page"], printed, sure, " ".join(best["sentence"].split())]
    return [Text(visible(cell)) for cell in cells]
