"""What stands alone between the head and the salutation is the subject, unless it tells how to reach the sender."""

import pytest

from pipeline.letters import find_letters
from pipeline.records import Zone
from tests.letters.paper_notation import write_paper

_HEAD = """
20 20 14 head Sosphone
115 50 10 rcpt Lucas Meyer
. + . rcpt 19 rue du Faubourg de Pierre
. + . rcpt 67000 Strasbourg
115 75 9 date Le 12 juillet 2021
"""
_TEXT = """
20 115 10 salu Madame,
. ++ . body Nous avons bien reçu votre courrier et vous remercions de la confiance que vous nous accordez.
. ++ . clos Nous vous prions d'agréer, Madame, l'expression de nos salutations distinguées.
"""


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Un nouveau téléphone pour vous", True),
        ("Ouverture de votre dossier de bourse", True),
        ("Le site de Colmar déménage", True),
        ("Téléphone : 03 88 00 00 00", False),
        ("Ouverture du lundi au vendredi", False),
        ("Téléphone fixe", False),
    ],
)
def test_a_line_above_the_salutation_is_the_subject(line: str, subject: bool) -> None:
    (letter,) = find_letters("a.pdf", write_paper(f"{_HEAD}20 100 10 subj {line}{_TEXT}").pages)
    found = [letter.line_text(at) for at in letter.lines_in(Zone.SUBJECT)]
    assert found == ([line] if subject else [])


def test_what_stands_beside_a_number_with_its_label_is_told_and_no_number() -> None:
    side = "20 90 9 refs Numéro client\n20 94 9 refs M 71 905 300\n"
    told = "Réponse à votre plainte du 9 mai"
    (letter,) = find_letters("a.pdf", write_paper(f"{_HEAD}{side}55 90 10 subj {told}{_TEXT}").pages)
    assert [letter.line_text(at) for at in letter.lines_in(Zone.SUBJECT)] == [told]


def test_labels_in_one_column_and_values_in_another_are_references() -> None:
    table = """
20 85 9 refs N° client
. + . refs Contrat
. + . refs Facture
110 85 9 refs C-118900
. + . refs CT-20-03300
. + . refs F25-030700
"""
    (letter,) = find_letters("a.pdf", write_paper(f"{_HEAD}{table}20 105 10 subj Frais de remise en état{_TEXT}").pages)
    assert [letter.line_text(at) for at in letter.lines_in(Zone.SUBJECT)] == ["Frais de remise en état"]
    assert {letter.line_text(at) for at in letter.lines_in(Zone.REFERENCES)} >= {"Contrat", "Facture", "F25-030700"}
