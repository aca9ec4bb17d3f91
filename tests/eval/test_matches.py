"""Findings and truth, counted by hand."""

from tests.eval.matches import Said, Verdict, count, judge
from tests.mailings.write import MailingTruth

FILES = ["courrier-310", "courrier-127", "courrier-555"]


def truth(tolerated: tuple[str, ...] = (), **things: list[list[int]]) -> MailingTruth:
    return MailingTruth("essai", FILES, things, [*tolerated])


def said(check: str, *letters: int, severity: str = "warning") -> Said:
    return Said(check, severity, frozenset(letters), "…")


def verdicts(of: MailingTruth, *findings: Said) -> list[tuple[Verdict, str, list[int]]]:
    return [(one.verdict, one.check, sorted(one.letters)) for one in judge(of, findings)]


def test_what_is_planted_and_found_is_right() -> None:
    found = verdicts(truth(conflicting_amount=[[1, 2]]), said("conflicting_amount", 1, 2))
    assert found == [("right", "conflicting_amount", [1, 2])]


def test_what_is_planted_and_not_found_is_missed() -> None:
    assert verdicts(truth(burst=[[1, 2, 3]])) == [("missed", "burst", [1, 2, 3])]


def test_a_finding_in_a_consistent_mailing_is_false() -> None:
    assert verdicts(truth(), said("burst", 1, 2)) == [("false", "burst", [1, 2])]


def test_another_check_does_not_count() -> None:
    found = verdicts(truth(conflicting_amount=[[1, 2]]), said("missing_amount", 1, 2))
    assert found == [("false", "missing_amount", [1, 2]), ("missed", "conflicting_amount", [1, 2])]


def test_two_of_three_letters_are_enough_and_a_fourth_is_too_many() -> None:
    of = truth(scattered_contacts=[[1, 2]])
    assert verdicts(truth(burst=[[1, 2, 3]]), said("burst", 1, 3)) == [("right", "burst", [1, 3])]
    assert [v for v, *_ in verdicts(of, said("scattered_contacts", 1, 2, 3))] == ["false", "missed"]
    assert [v for v, *_ in verdicts(of, said("scattered_contacts", 1))] == ["false", "missed"]


def test_one_thing_said_twice_is_false_the_second_time() -> None:
    of = truth(conflicting_deadline=[[1, 2, 3]])
    found = verdicts(of, said("conflicting_deadline", 1, 2), said("conflicting_deadline", 2, 3))
    assert [v for v, *_ in found] == ["right", "false"]


def test_two_things_of_one_check_are_both_wanted() -> None:
    of = truth(conflicting_amount=[[1, 2], [1, 3]])
    found = verdicts(of, said("conflicting_amount", 1, 3), said("conflicting_amount", 1, 2))
    assert [v for v, *_ in found] == ["right", "right"]


def test_checks_on_single_letters_count_by_letter_however_they_are_grouped() -> None:
    of = truth(anonymous_signatory=[[1], [2]])
    apart = verdicts(of, said("anonymous_signatory", 1), said("anonymous_signatory", 2))
    assert apart == verdicts(of, said("anonymous_signatory", 1, 2))
    assert [v for v, *_ in verdicts(of, said("anonymous_signatory", 1, 3))] == ["right", "false", "missed"]


def test_a_letter_named_twice_by_a_check_on_single_letters_counts_once() -> None:
    of = truth(premium_number=[[2]])
    assert [v for v, *_ in verdicts(of, said("premium_number", 2), said("premium_number", 2))] == ["right"]


def test_what_is_tolerated_is_neither_right_nor_wrong() -> None:
    found = verdicts(truth(tolerated=("burst",)), said("burst", 1, 2))
    assert found == [("tolerated", "burst", [1, 2])]
    assert count(judge(truth(tolerated=("burst",)), [said("burst", 1, 2)]))["ALL"]["precision"] is None


def test_an_abstention_is_not_false_and_finds_nothing() -> None:
    found = verdicts(truth(conflicting_amount=[[1, 2]]), said("cannot_tell", 1, 2, severity="info"))
    assert found == [("abstained", "cannot_tell", [1, 2]), ("missed", "conflicting_amount", [1, 2])]


def test_precision_and_recall_by_hand() -> None:
    of = truth(conflicting_amount=[[1, 2], [2, 3]], burst=[[1, 2, 3]], missing_contact=[[3]])
    findings = [
        said("conflicting_amount", 1, 2, severity="error"),  # right
        said("conflicting_deadline", 1, 2, severity="error"),  # false
        said("missing_contact", 1, 3),  # false, right
        said("burst", 1, 2, 3),  # right
    ]  # the other conflicting amount is missed
    figures = count(judge(of, findings))
    assert figures["conflicting_amount"]["precision"] == 1.0
    assert figures["conflicting_amount"]["recall"] == 0.5
    assert figures["conflicting_deadline"]["recall"] is None
    assert (figures["ALL"]["right"], figures["ALL"]["false"], figures["ALL"]["n"]) == (3, 2, 4)
    assert figures["ALL"]["precision"] == 0.6
    assert figures["ALL"]["recall"] == 0.75
    assert figures["error"]["precision"] == 0.5
    assert figures["error"]["recall"] is None
