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


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Succession de Madame Odile FERRAND", Zone.SUBJECT),
        ("Vente FERRAND / OLIVIER", Zone.SUBJECT),
        ("Votre voyage en Corse : nouveaux horaires du bateau", Zone.SUBJECT),
        ("Votre voyage en Corse : inscription", Zone.SUBJECT),
        ("Facture n° 25-04-771000 : votre paiement est attendu", Zone.SUBJECT),
        ("Votre commande de téléphone", Zone.SUBJECT),
        ("Recommandé avec accusé de réception", Zone.REFERENCES),
        ("Numéro de client : 71 905 300", Zone.REFERENCES),
        ("Vos réf. : contrat d'habitation", Zone.REFERENCES),
        ("Résidence Les Tilleuls - travaux de façade", Zone.SUBJECT),
        ("Résidence Les Tilleuls - 12 rue du Port", Zone.SENDER_ADDRESS),
        ("Passage de votre contrat au papier", Zone.SUBJECT),
        ("REMPLACEMENT DE VOTRE CHAUDIÈRE : DEVIS ACCEPTÉ", Zone.SUBJECT),
        ("SUIVI DE DOSSIER : MADAME ANNE FERRAND", Zone.REFERENCES),
    ],
)
def test_what_stands_alone_over_the_salutation_is_the_subject_whatever_it_resembles(line: str, zone: Zone) -> None:
    references = "20 84 9 refs N/Réf. : 2025-0042/BV\n"
    (letter,) = find_letters("a.pdf", write_paper(f"{_HEAD}{references}20 93 10 subj {line}{_TEXT}").pages)
    assert [at.zone for at in letter.lines if letter.line_text(at) == line] == [zone]


def test_names_in_a_column_beside_the_text_are_no_subject() -> None:
    notation = """
20 40 12 head FERRAND & OLIVIER
20 86 8 head Bernard FERRAND
20 91 8 head Solange OLIVIER
115 50 10 rcpt Lucas Meyer
. + . rcpt 19 rue du Faubourg de Pierre
. + . rcpt 67000 Strasbourg
75 95 10 subj Donation à vos enfants
75 105 10 salu Madame,
. ++ . body Nous avons bien reçu votre courrier et vous remercions de la confiance accordée.
. ++ . body Nous vous proposons de passer à notre étude pour signer les documents préparés.
. ++ . clos Nous vous prions d'agréer, Madame, l'expression de nos salutations distinguées.
"""
    (letter,) = find_letters("a.pdf", write_paper(notation).pages)
    assert [letter.line_text(at) for at in letter.lines_in(Zone.SUBJECT)] == ["Donation à vos enfants"]


@pytest.mark.parametrize("values", [("12/03/2024", "BX-24-3300", "Ajaccio"), ("5 mai 2024", "BX-24-3300", "Ajaccio")])
def test_a_small_table_over_the_subject_is_references(values: tuple[str, ...]) -> None:
    heads = ("Date", "N° de dossier", "Destination")
    columns = (30, 90, 150)
    table = "".join(f"{x} 80 9 refs {word}\n" for x, word in zip(columns, heads, strict=True))
    table += "".join(f"{x} 86 9 refs {word}\n" for x, word in zip(columns, values, strict=True))
    title = "Votre séjour en Corse : les excursions"
    (letter,) = find_letters("a.pdf", write_paper(f"{_HEAD}{table}20 98 12 subj {title}{_TEXT}").pages)
    assert [letter.line_text(at) for at in letter.lines_in(Zone.SUBJECT)] == [title]
    held = {letter.line_text(at) for at in letter.lines_in(Zone.REFERENCES)}
    assert held >= {*heads, *values}


def test_a_letterhead_beside_an_address_is_no_table() -> None:
    notation = """
20 50 10 head Service Recouvrement
. + . send 14 rue de la Mariette
. + . send 72000 Le Mans
115 50 10 rcpt Lucas Meyer
. + . rcpt 19 rue du Faubourg de Pierre
. + . rcpt 67000 Strasbourg
20 100 10 subj Votre dossier est complet
"""
    (letter,) = find_letters("a.pdf", write_paper(notation + _TEXT).pages)
    assert not letter.lines_in(Zone.REFERENCES)


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Votre abonnement arrive à son terme", True),
        ("Suite à notre entretien,", False),
        ("Vous trouverez ci-joint :", False),
        ("Merci de votre visite.", False),
    ],
)
def test_a_title_right_under_the_salutation_is_the_subject(line: str, subject: bool) -> None:
    told = "Ceci est dit en clair à vous, cher lecteur qui nous suivez depuis tant de longues années."
    above = f"salu Madame,\n60 123 11 subj {line}\n20 131 10 body {told}\n"
    text = _TEXT.replace("salu Madame,\n", above)
    (letter,) = find_letters("a.pdf", write_paper(_HEAD + text).pages)
    assert [letter.line_text(at) for at in letter.lines_in(Zone.SUBJECT)] == ([line] if subject else [])


def test_of_two_columns_of_text_the_left_one_is_no_margin() -> None:
    left = "\n".join(f"20 {120 + 6 * n} 10 body Nous vous écrivons au sujet de votre contrat ici" for n in range(6))
    right = "\n".join(f"108 {112 + 6 * n} 10 body et nous restons à votre écoute pour tout le reste" for n in range(8))
    notation = f"{_HEAD}60 98 12 subj Votre abonnement arrive à son terme\n20 112 10 salu Madame,\n{left}\n{right}\n"
    (letter,) = find_letters("a.pdf", write_paper(notation).pages)
    assert {at.zone for at in letter.lines if letter.line_text(at).startswith("Nous vous")} == {Zone.BODY}
    assert [letter.line_text(at) for at in letter.lines_in(Zone.SUBJECT)] == ["Votre abonnement arrive à son terme"]


def test_dates_in_a_table_of_the_text_are_no_date_lines() -> None:
    table = "\n".join(
        f"25 {140 + 6 * n} 10 body 6 {m} 2021\n140 {140 + 6 * n} 10 body 96,00 €" for n, m in enumerate(("mai", "juin"))
    )
    text = _TEXT.replace(". ++ . clos", f"{table}\n20 160 10 clos")
    (letter,) = find_letters("a.pdf", write_paper(_HEAD + text).pages)
    assert [letter.line_text(at) for at in letter.lines_in(Zone.DATE_LINE)] == ["Le 12 juillet 2021"]


def test_where_the_current_comes_from_is_a_reference_beside_an_address_it_is_text() -> None:
    side = "12 90 8 refs Point de livraison\n. + . refs 14 582 903 617 204\n"
    (letter,) = find_letters("a.pdf", write_paper(f"{_HEAD}{side}20 104 10 subj Votre relevé{_TEXT}").pages)
    assert {letter.line_text(at) for at in letter.lines_in(Zone.REFERENCES)} == {
        "Point de livraison",
        "14 582 903 617 204",
    }
