"""Subject lines with and without label, titles of acts and invoices → the subject."""

import pytest

from pipeline.mentions.found import Reading
from pipeline.mentions.language import load_language
from pipeline.mentions.subject import find_subject
from tests.mentions.zoned import letter_of


@pytest.mark.parametrize(
    ("notation", "subject"),
    [
        ("subj | Objet : Résiliation de votre abonnement", "Résiliation de votre abonnement"),
        ("ref | OBJET : MISE EN DEMEURE AVANT SUSPENSION", "MISE EN DEMEURE AVANT SUSPENSION"),
        ("ref | Concerne : Avis de passage", "Avis de passage"),
        ("ref | V/Réf. / Objet : Votre dossier 12", "Votre dossier 12"),
        ("subj | Objet : Transfert de la messagerie de votre poste\nsubj | 06 80 41 27 95 vers Norfibre",
         "Transfert de la messagerie de votre poste 06 80 41 27 95 vers Norfibre"),
        ("subj | Objet : Votre contrat d'assurance et\nsubj | les garanties souscrites\nref | N° client : 123 456",
         "Votre contrat d'assurance et les garanties souscrites"),
        ("subj | Objet : Votre poste\nsubj | Matricule n° 946325", "Votre poste"),
        ("subj | Objet : Votre départ\nsubj | Nîmes, le 16 avril 2008", "Votre départ"),
        ("subj | Objet : Réponse à votre lettre du\nsubj | 16 avril 2008", "Réponse à votre lettre du 16 avril 2008"),
        ("subj | Objet : Rappel\nhello | Madame, Monsieur,", "Rappel"),
        ("subj | Objet :\nsubj | Votre contrat", "Votre contrat"),
        ("subj | Objet : Votre contrat\nref | P.J. : 2 documents", "Votre contrat"),
        ("subj | e OBJET : Votre facture", "Votre facture"),
        ("subj | È © Objet: Votre facture =", "Votre facture"),
        ("subj | Ob jet : Incident de paiement", "Incident de paiement"),
        ("subj | Obiet ; Clôture de compte", "Clôture de compte"),
        ("subj | VOTRE LIVEBOX ET VOTRE DÉCODEUR", "VOTRE LIVEBOX ET VOTRE DÉCODEUR"),
        ("subj | Arrêté n° 23/09/2021-3\nsubj | portant réglementation de la pêche",
         "portant réglementation de la pêche"),
        ("subj | ARRÊTÉ du 8 juin 2022 portant prorogation (N° 3)\nsubj | de l'enquête publique",
         "portant prorogation (N° 3) de l'enquête publique"),
        ("subj | ARRÊTÉ RECTIFICATIF\nsubj | Société GALVA-PLAST", "ARRÊTÉ RECTIFICATIF Société GALVA-PLAST"),
        ("head | ARRÊTÉ N° 2022 - 518\nhead | Réglementant l'usage des pétards", "Réglementant l'usage des pétards"),
        ("head | Studio Caravelle\nhead | FACTURE 2019-047", "FACTURE 2019-047"),
        ("head | Orange\nto | Madame Ida Blanc\nbody | Nous vous écrivons.", None),
        ("body | Le contrat a pour\nbody | objet la fourniture d'un service.", None),
        ("body | sont chargés, chacun en ce qui le\nbody | concerne, de l'exécution du présent arrêté", None),
    ],
)  # fmt: skip
def test_subject(notation: str, subject: str | None) -> None:
    letter = letter_of(notation)
    found = list(find_subject(Reading(letter, load_language())))
    assert [f.value for f in found] == ([subject] if subject else [])
    assert all(f.role == "line" for f in found)
