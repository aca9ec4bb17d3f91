"""Letters as they are printed -> what is noticed of contacts, dates and limits, in words the mailings do not use."""

import datetime as dt
from dataclasses import replace

import pytest

from pipeline.findings import check_mailing
from pipeline.mentions import find_mentions, load_language, summarise_letter
from pipeline.records import LetterRow, Mention
from tests.mentions.zoned import letter_of

_HEAD = "head | Mutuelle des Rives"
_LETTER = """
{head}
to   | Madame Jeanne Aubry
to   | 8 rue des Tilleuls
to   | 35000 RENNES
date | Rennes, le {day}
subj | Objet : {subject}
hello| Madame,
body | {body}
bye  | Nous vous prions d'agréer, Madame, nos salutations distinguées.
sign | {name}
sign | {title}
"""
Read = tuple[LetterRow, tuple[Mention, ...]]


def read(
    body: str,
    day: str = "22 mai 2023",
    *,
    head: str = _HEAD,
    subject: str = "votre dossier",
    name: str = "Élise Carpentier",
    title: str = "Gestionnaire de dossiers",
) -> Read:
    """One letter of one page, read without fault."""
    letter = letter_of(_LETTER.format(head=head, day=day, subject=subject, body=body, name=name, title=title))
    mentions = find_mentions(letter, load_language())
    return summarise_letter(letter, mentions), mentions


def codes(*letters: Read) -> set[str]:
    """The checks that have something to say of these letters."""
    rows, mentions = list[LetterRow](), list[Mention]()
    for number, (row, found) in enumerate(letters, 1):
        rows.append(replace(row, letter_id=f"{number}.pdf#1", source=f"{number}.pdf"))
        mentions += [
            replace(m, letter_id=f"{number}.pdf#1", mention_id=f"{number}.pdf#1/{n}") for n, m in enumerate(found)
        ]
    return {finding.check for finding in check_mailing(rows, mentions)}


# ---- a letter without any number or address of its sender --------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "Le bulletin d'inscription doit nous être retourné signé.",
        "Vous êtes tenue de régler cette somme avant le 12 juillet 2023.",
        "L'attestation de ramonage est à produire sans tarder.",
        "Il vous appartient de nous faire parvenir un relevé d'identité bancaire.",
        "La production de l'acte de naissance est exigée.",
        "Votre réponse est attendue pour le 30 juin 2023.",
        "Merci de nous faire connaître votre choix avant le 3 juillet 2023.",
        "Nous vous demandons de ne plus appeler notre standard.",
        "Vous devez restituer le badge d'accès.",
        "Le solde est à acquitter au plus tard le 30 juin 2023.",
        "Vous voudrez bien déposer la clé pour le 30 juin 2023.",
        "Il vous incombe de produire la copie du jugement.",
    ],
)
def test_a_letter_that_wants_something_and_gives_no_way_to_answer(body: str) -> None:
    assert "missing_contact" in codes(read(body))


@pytest.mark.parametrize(
    "body",
    [
        "Conservez ce courrier.",
        "Vous n'avez rien à nous envoyer.",
        "Aucune démarche n'est nécessaire.",
        "La cotisation sera prélevée au plus tard le 12 juillet 2023.",
        "Nous vous adresserons le relevé avant le 12 juillet 2023.",
        "Déposez le dossier à l'accueil de notre agence avant le 12 juillet 2023.",
        "Renvoyez le coupon dans l'enveloppe jointe.",
        "Veuillez compléter le formulaire dans votre espace client.",
        "L'exposition dure jusqu'au 12 juillet 2023.",
        "L'offre est valable jusqu'au 12 juillet 2023.",
        "Vous recevrez votre carte au plus tard le 12 juillet 2023.",
        "Il vous appartient de nous faire parvenir un relevé : Mutuelle des Rives, 2 quai Duguay-Trouin, 44000 NANTES.",
        "Veuillez nous adresser un relevé au 02 99 11 22 33.",
    ],
)
def test_a_letter_that_wants_nothing_or_tells_where_to_answer(body: str) -> None:
    assert "missing_contact" not in codes(read(body))


def test_a_number_above_the_salutation_is_no_post_code() -> None:
    row, mentions = read("Vous devez restituer le badge d'accès.")
    text = row.text.replace("Madame,\n", "Redevable : 92995\nMadame,\n")
    assert "missing_contact" in codes((replace(row, text=text), mentions))


# ---- dates that cannot be ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "Le dossier doit nous parvenir pour le 12 mai 2023.",
        "Veuillez rendre les clés au plus tard le 2 mai 2023.",
        "Merci de verser l'acompte d'ici le 19 mai 2023.",
        "Date limite d'envoi : 20 mai 2023.",
        "Réponse souhaitée avant le 21 mai 2023.",
        "La date limite de dépôt des candidatures est fixée au 5 mai 2023.",
        "Vous voudrez bien ramener l'échelle pour le 12 mai 2023.",
        "Le contrat cesse le 31 juin 2023.",
        "Présentez-vous le 30 février à 9 heures.",
        "Votre loyer est exigible avant le 31 avril 2024.",
        "Les travaux commenceront le 31 septembre.",
        "La cotisation sera prélevée le 29/02/2023.",
    ],
)
def test_a_limit_that_has_passed_and_a_day_that_no_calendar_has(body: str) -> None:
    assert "impossible_date" in codes(read(body))


@pytest.mark.parametrize(
    "body",
    [
        "Votre facture, exigible le 15 avril 2023, reste impayée.",
        "Vous deviez rendre les clés avant le 2 mai 2023.",
        "Votre chèque du 2 mai 2023 nous est bien parvenu.",
        "Le contrat court jusqu'au 30 juin 2023.",
        "Il vous était demandé de répondre avant le 12 mai 2023.",
        "La date limite, fixée au 12 mai 2023, est dépassée.",
        "Le dépôt des dossiers a pris fin le 12 mai 2023.",
        "Le bureau sera fermé le 29 février 2024.",
        "Le 29 février, nos bureaux ferment à midi.",
        "Vous avez été adhérente jusqu'au 12 mai 2023.",
        "Veuillez payer avant le 12 juin 2023.",
        "Le 31 mai, nos bureaux ferment à midi.",
    ],
)
def test_days_that_are_past_or_to_come_with_right(body: str) -> None:
    assert "impossible_date" not in codes(read(body))


@pytest.mark.parametrize(
    "body",
    [
        "Vous voudrez bien ramener les clés pour le 24 mai 2023.",
        "Le règlement est attendu sous 48 heures.",
        "Vous avez trois jours pour contester cette décision.",
        "Merci de nous répondre d'ici le 25 mai 2023.",
        "À défaut de paiement sous 72 heures, votre ligne sera coupée.",
        "Les pièces sont à fournir au plus tard le 26 mai 2023.",
        "Il vous est demandé de libérer la cave pour le 25 mai 2023.",
    ],
)
def test_too_little_time_to_act(body: str) -> None:
    assert "short_deadline" in codes(read(body))


@pytest.mark.parametrize(
    "body",
    [
        "Nous vous rappellerons sous 48 heures.",
        "Votre commande sera livrée au plus tard le 25 mai 2023.",
        "L'assemblée se tiendra le 25 mai 2023.",
        "Vous avez quinze jours pour contester cette décision.",
        "Les pièces sont à fournir au plus tard le 30 juin 2023.",
        "Offre valable jusqu'au 25 mai 2023.",
        "Le technicien passera d'ici le 25 mai 2023.",
        "Veuillez noter que le bureau sera fermé pour le 25 mai 2023.",
    ],
)
def test_time_enough_or_nothing_to_do(body: str) -> None:
    assert "short_deadline" not in codes(read(body))


# ---- numbers, places and names from letter to letter --------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ma ligne directe est le 02 99 11 22 33.", "Vous pouvez me joindre sur ma ligne directe, le 02 99 44 55 66."),
        ("Vous me trouverez au 02 99 11 22 33, mon numéro direct.", "Mon numéro direct est le 02 99 44 55 66."),
        (
            "Pour toute question sur ce dossier, appelez le 02 99 11 22 33.",
            "Pour toute question sur ce dossier, le numéro est le 02 99 44 55 66.",
        ),
    ],
)
def test_two_numbers_for_one_thing(one: str, other: str) -> None:
    assert "scattered_contacts" in codes(read(one), read(other, "9 juin 2023"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            read("Ma ligne directe est le 02 99 11 22 33."),
            read("Ma ligne directe est le 02 99 44 55 66.", name="Luc Morel"),
        ),
        (
            read(
                "Un serveur vous renseigne jour et nuit sur vos remboursements au 02 99 11 22 33.", subject="un service"
            ),
            read("Votre bilan est favorable.", subject="bilan annuel", head=f"{_HEAD}\nhead | Tél. : 02 99 44 55 66"),
        ),
        (
            read("Ma ligne directe est le 02 99 11 22 33."),
            read("Appelez l'accueil au 02 99 44 55 66 pour le standard."),
        ),
        (read("Appelez le 02 99 11 22 33."), read("Notre nouveau numéro est le 02 99 44 55 66.", "9 juin 2023")),
        (read("Appelez le 02 99 11 22 33."), read("Appelez le 02 99 11 22 33.", "9 juin 2023")),
    ],
)
def test_two_numbers_for_two_things(one: Read, other: Read) -> None:
    assert "scattered_contacts" not in codes(one, other)


@pytest.mark.parametrize("label", ["Téléphone", "Appelez-nous", "Nous joindre", "Standard", "Contact", "Accueil"])
def test_what_stands_behind_the_town_of_a_letterhead_is_no_part_of_it(label: str) -> None:
    line = "from | 140, rue Wilson - 46000 Cahors - {} : 05 36 49 12 90"
    heads = [f"{_HEAD}\n{line.format(one)}" for one in (label, "Tél.")]
    first, second = (read("Votre dossier est complet.", head=head) for head in heads)
    assert first[0].sender_address == "140, rue Wilson, 46000 Cahors"
    assert "scattered_places" not in codes(first, second)


def test_a_number_with_its_check_letter_below_its_label() -> None:
    number = "ref  | Numéro fiscal\nref  | 79 76 797 453 056 A"
    row, _ = read("Votre dossier est complet.", head=f"{_HEAD}\n{number}")
    assert [reference.value for reference in row.references] == ["7976797453056A"]
    assert row.letter_date == dt.date(2023, 5, 22)
