"""Two passages that say different things -> whether it is sure that they speak of one thing."""

from typing import Any

import pytest

from pipeline.findings.conflicts import Said, said_in
from pipeline.findings.examples import amount, due, example, instruction, letter, limit
from pipeline.findings.firmness import is_firm
from pipeline.records import Mention

FIRM: list[tuple[Mention, Mention]] = [
    # a bank, a water company, a town, an insurer, a landlord, a school, a fund, a hospital
    (
        limit("Le bordereau de rétractation doit être renvoyé dans un délai de 14 jours.", 14, trigger="receipt"),
        limit("Renvoyez le bordereau de rétractation dans un délai de 10 jours.", 10, trigger="receipt"),
    ),
    (
        due("Le relevé de votre compteur d'eau doit nous être transmis avant le 12/05/2021.", "12/05/2021"),
        due("Transmettez-nous le relevé de votre compteur d'eau avant le 20/05/2021.", "20/05/2021"),
    ),
    (
        due("Le dossier d'inscription à la cantine est à déposer avant le 30/06/2022.", "30/06/2022"),
        due("Déposez le dossier d'inscription à la cantine au plus tard le 08/07/2022.", "08/07/2022"),
    ),
    (
        amount("Le badge d'accès perdu est facturé 25 €.", "25"),
        amount("Tout badge d'accès perdu vous sera facturé 40 €.", "40"),
    ),
    (
        amount("La franchise applicable au bris de glace est de 90 €.", "90"),
        amount("Pour le bris de glace, la franchise applicable s'élève à 150 €.", "150"),
    ),
    (
        amount("Le dépôt de garantie du garage est fixé à 120 €.", "120"),
        amount("Le dépôt de garantie demandé pour le garage est de 180 €.", "180"),
    ),
    (
        amount("À défaut de retour du lecteur de carte, 80 € vous seront facturés.", "80"),
        amount("À défaut de retour du lecteur de carte, une somme de 60 € sera facturée.", "60"),
    ),
    (
        instruction("send", "Veuillez nous adresser votre certificat de scolarité."),
        instruction("not:send", "Ne nous adressez pas votre certificat de scolarité."),
    ),
    (
        instruction("not:sign", "Ne signez pas l'avenant au bail."),
        instruction("sign", "Nous vous demandons de signer l'avenant au bail."),
    ),
    (
        instruction("pay", "Merci de régler la taxe de séjour."),
        instruction("not:pay", "Vous ne devez pas régler la taxe de séjour."),
    ),
    (
        instruction("not:call", "Nous vous prions de ne plus appeler notre secrétariat."),
        instruction("call", "Appelez notre secrétariat pour toute question."),
    ),
    (
        instruction("not:call", "Merci de ne pas téléphoner à nos services."),
        instruction("call", "Nos conseillers répondent à vos appels au 01 44 00 11 22."),
    ),
    (
        instruction("not:visit", "Ne vous présentez pas à l'accueil du centre de vaccination."),
        instruction("visit", "Présentez-vous à l'accueil du centre de vaccination."),
    ),
]

WEAK: list[tuple[Mention, Mention]] = [
    # a period, an instalment, a rank
    (
        due("L'acompte de la classe de neige est à verser avant le 10/11/2022.", "10/11/2022"),
        due("La classe de neige est à régler avant le 10/01/2023.", "10/01/2023"),
    ),
    (
        due("Le loyer du parking de mai est à verser avant le 05/05/2021.", "05/05/2021"),
        due("Le loyer du parking de juin est à verser avant le 05/06/2021.", "05/06/2021"),
    ),
    (
        amount("La cotisation du premier semestre au club est de 60 €.", "60", "total_due"),
        amount("La cotisation du second semestre au club est de 70 €.", "70", "total_due"),
    ),
    # a file, a code
    (
        limit("Les pièces du dossier GR-4418 sont à renvoyer sous 15 jours.", 15),
        limit("Les pièces du dossier GR-7702 sont à renvoyer sous 8 jours.", 8),
    ),
    # another person
    (
        instruction("sign", "Votre conjoint doit signer la déclaration de vol."),
        instruction("not:sign", "Ne signez pas la déclaration de vol."),
    ),
    (
        limit("Le locataire dispose de 15 jours pour contester l'état des lieux.", 15),
        limit("Le propriétaire dispose de 10 jours pour contester l'état des lieux.", 10),
    ),
    (
        instruction("not:call", "N'appelez pas le médecin expert."),
        instruction("call", "Appelez notre secrétariat pour toute question."),
    ),
    (
        instruction("not:call", "Nous vous demandons de ne pas contacter le réparateur."),
        instruction("call", "Contactez-nous au 02 99 00 11 22."),
    ),
    # a condition that the other does not name
    (
        instruction("not:send", "Si vous êtes déjà inscrit, n'envoyez pas le formulaire d'inscription."),
        instruction("send", "Envoyez le formulaire d'inscription."),
    ),
    (
        instruction("not:visit", "En cas de fièvre, ne vous présentez pas à la maternité."),
        instruction("visit", "Présentez-vous à la maternité."),
    ),
    (
        amount("La carte perdue est remplacée au prix de 12 €.", "12"),
        amount("Pour les titulaires d'un compte jeune, la carte perdue est remplacée au prix de 6 €.", "6"),
    ),
    (
        limit("Le matériel médical est à rendre sous 10 jours.", 10),
        limit("En cas d'hospitalisation, le matériel médical est à rendre sous 30 jours.", 30),
    ),
    (
        instruction("sign", "Signez le mandat, sauf si vous payez par chèque."),
        instruction("not:sign", "Ne signez pas le mandat."),
    ),
    # what has happened since
    (
        instruction("send", "Veuillez nous adresser le constat amiable."),
        instruction("not:send", "Suite à notre entretien, vous ne devez plus nous adresser le constat amiable."),
    ),
    (
        amount("La participation au transport scolaire est de 110 €.", "110"),
        amount("Après étude de vos revenus, la participation au transport scolaire est de 65 €.", "65"),
    ),
    (
        due("Les clés du logement sont à rendre avant le 15/09/2023.", "15/09/2023"),
        due("Comme vous l'avez demandé, les clés du logement sont à rendre avant le 30/09/2023.", "30/09/2023"),
    ),
    # a correction, a change
    (
        amount("L'abonnement à la médiathèque coûte 15 € par an.", "15"),
        amount("L'abonnement à la médiathèque coûtera désormais 18 € par an.", "18"),
    ),
    # the same day: fifteen days from the one letter, eight from the one a week later
    (
        limit("L'attestation d'assurance est à fournir sous 15 jours.", 15),
        limit("Vous devez fournir votre attestation d'assurance sous 8 jours.", 8),
    ),
    # what the sender does, and what the reader does; about, or at most
    (
        limit("Nous traiterons votre demande de bourse sous 15 jours.", 15, trigger="receipt"),
        limit("Votre demande de bourse est à traiter sous 30 jours.", 30, trigger="receipt"),
    ),
    (
        amount("Le nettoyage de la cuve est facturé environ 200 €.", "200"),
        amount("Le nettoyage de la cuve est facturé 240 €.", "240"),
    ),
    # an excuse is no ban
    (
        instruction("send", "Veuillez nous adresser votre avis d'imposition."),
        instruction("not:send", "Il n'est pas nécessaire de nous adresser votre avis d'imposition."),
    ),
    # another act beside it, other things of one name
    (
        due("Le bulletin d'adhésion au judo est à signer et à payer avant le 15/09/2022.", "15/09/2022"),
        due("Le bulletin d'adhésion au judo est à signer avant le 30/09/2022.", "30/09/2022"),
    ),
    (
        due("La fiche sanitaire du centre aéré est à rendre avant le 15/06/2022.", "15/06/2022"),
        due("La fiche sanitaire de la colonie est à rendre avant le 20/06/2022.", "20/06/2022"),
    ),
    (
        instruction("not:call", "Ne téléphonez pas à l'atelier des pneumatiques."),
        instruction("call", "Téléphonez à nos services pour la carte grise."),
    ),
    # hardly anything in common
    (
        limit("Une réponse vous parviendra sous 15 jours.", 15),
        limit("Merci de nous retourner le questionnaire sous 8 jours.", 8),
    ),
    (
        instruction("pay", "Merci de régler la facture."),
        instruction("not:pay", "Ne réglez pas la facture."),
    ),
    (
        amount("Des frais de dossier de 30 € sont perçus.", "30"),
        amount("Des frais de 12 € sont perçus.", "12"),
    ),
    (
        instruction("send", "Veuillez nous adresser un relevé d'identité bancaire."),
        instruction("not:send", "N'envoyez pas votre carte d'identité."),
    ),
    (
        due("Les travaux de toiture commencent avant le 01/03/2020.", "01/03/2020"),
        due("Le devis de toiture est à signer avant le 10/03/2020.", "10/03/2020"),
    ),
    # a ban that names what the order does not, other words for a letter written, other houses of one sender
    (
        instruction("not:keep", "Ne gardez pas dans la cave le double des clés du portail."),
        instruction("keep", "Gardez chez vous le double des clés du portail."),
    ),
    (
        instruction("not:write", "N'écrivez rien au dos de la photographie."),
        instruction("write", "Écrivez vos remarques dans un cahier à part."),
    ),
    (
        instruction("not:write", "Pour un retard de livraison, n'écrivez plus à notre bureau de Rennes."),
        instruction("write", "Pour tout retard de livraison, écrivez à notre dépôt de Quimper."),
    ),
]


def said(one: Mention, other: Mention, **cells: Any) -> tuple[Said, Said]:
    held = example("", letter("02/05/2022", one), letter("09/05/2022", other, **cells))
    first, second = (next(said_in(row, [mention])) for row, mention in zip(held.letters, held.mentions, strict=True))
    return first, second


@pytest.mark.parametrize(("one", "other"), FIRM)
def test_one_thing_said_twice_is_firm(one: Mention, other: Mention) -> None:
    first, second = said(one, other)
    assert is_firm(first, second)
    assert is_firm(second, first)


@pytest.mark.parametrize(("one", "other"), WEAK)
def test_what_may_explain_the_difference_makes_it_weak(one: Mention, other: Mention) -> None:
    assert not is_firm(*said(one, other))


@pytest.mark.parametrize(
    "cells",
    [
        {"text": "Cette lettre annule et remplace la précédente. Le badge d'accès perdu est facturé 40 €."},
        {"subject": "Relance"},
        {"refs": [("Contrat n°", "B-2")]},
        {"text": "Suite à votre appel, nous avons revu nos tarifs. Tout badge d'accès perdu vous sera facturé 40 €."},
    ],
)
def test_what_the_later_letter_is_makes_it_weak(cells: dict[str, Any]) -> None:
    one, other = FIRM[4]
    held = example("", letter("02/05/2022", one, refs=[("Contrat n°", "A-1")]), letter("09/05/2022", other, **cells))
    pair = [next(said_in(row, [m])) for row, m in zip(held.letters, held.mentions, strict=True)]
    assert not is_firm(pair[0], pair[1])
