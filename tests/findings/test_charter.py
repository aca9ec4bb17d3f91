"""A charter changes what the checks go by; what it gets wrong is named with its line."""

import pytest

from pipeline.errors import RunError
from pipeline.findings import CHECKS, charter_of, check_mailing, merge_charters
from pipeline.findings.charter import DEFAULTS
from pipeline.findings.examples import example, instruction, letter

CASE = example(
    "",
    letter("13/02/2015", instruction("not:call", "Ne plus appeler nos services.")),
    letter("13/03/2015", instruction("call", "Appelez-nous au 1014.")),
)


def _codes(charter: str) -> list[tuple[str, str]]:
    found = check_mailing(CASE.letters, CASE.mentions, charter_of(("charter.yaml", charter)))
    return [(f.check, f.severity) for f in found if f.check == "contradictory_instruction"]


def test_a_charter_changes_thresholds_severities_and_what_runs() -> None:
    assert _codes("") == [("contradictory_instruction", "error")]
    assert _codes("contradictory_instruction: {days: 20}") == []
    assert _codes("contradictory_instruction: {run: false}") == []
    assert _codes("contradictory_instruction: {severity: info}") == [("contradictory_instruction", "info")]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("burnt: {days: 3}", 1, "there is no check 'burnt'"),
        ("\n\nscattered_contacts:\n  dayz: 3", 4, "has no 'dayz'; it has run, severity, read_letters, days, allowed"),
        ("scattered_contacts:\n  days: soon", 2, "scattered_contacts.days"),
        ("scattered_contacts:\n  days: -1", 2, "greater than or equal to 0 (it is '-1')"),
        ("scattered_contacts:\n  allowed:\n  - 3900\n  - nobody", 4, "this is no telephone number"),
        ("scattered_contacts: 7", 1, "scattered_contacts"),
        ("scattered_contacts: {severity: grave}", 1, "'info', 'warning' or 'error'"),
        ("scattered_contacts: {run: true}\n# again\nscattered_contacts: {run: false}", 3, "a second time"),
        ("scattered_contacts:\n  days: 1\n  days: 2", 3, "a second time"),
        ("a: [1", 1, "this is no YAML"),
        ("- a", 1, "a charter names checks"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(RunError) as caught:
        charter_of(("raw/x/charter.yaml", text))
    assert str(caught.value).startswith(f"raw/x/charter.yaml, line {line}: ")
    assert said in str(caught.value)


def test_an_error_is_named_in_the_file_that_holds_it() -> None:
    house, own = (
        ("charter.yaml", "scattered_contacts: {days: x}"),
        ("m/charter.yaml", "scattered_contacts: {run: true}"),
    )
    with pytest.raises(RunError, match=r"^charter\.yaml, line 1: "):
        charter_of(house, own)


def test_a_later_file_changes_only_what_it_names() -> None:
    layers = ("a", "scattered_contacts: {days: 9, allowed: [0123456701]}"), ("b", "scattered_contacts: {allowed: []}")
    merged = merge_charters(layers)
    assert charter_of(*layers) == charter_of(("merged", merged))
    section = charter_of(*layers).sections["scattered_contacts"].model_dump()
    assert (section["days"], section["allowed"]) == (9, ())
    first = charter_of(layers[0]).sections["scattered_contacts"].model_dump()
    assert first["allowed"] == ("+33123456701",)  # a number, not the octal one that YAML would make of it


def test_the_defaults_name_no_check_that_is_not_there() -> None:
    text = DEFAULTS.read_text(encoding="utf-8")
    assert charter_of(("charter.yaml", text)) == charter_of()
    assert all(check.code in charter_of().sections for check in CHECKS)
