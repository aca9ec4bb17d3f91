"""Sentences → topics, with and against the lexicon."""

import pytest

from pipeline.mentions.found import Reading
from pipeline.mentions.language import load_language
from pipeline.mentions.topics import find_topics, load_topics
from tests.mentions.zoned import letter_of


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Nous avons bien pris en compte la résiliation de votre contrat.", {"termination_confirmed"}),
        ("Votre abonnement est désormais résilié.", {"termination_confirmed"}),
        ("Par la présente, je souhaite résilier mon contrat.", {"termination_request"}),
        ("Vous pouvez résilier votre contrat à tout moment.", set()),
        ("Vous recevrez prochainement votre facture de clôture.", {"final_invoice"}),
        ("Votre dernière facture vous sera adressée.", {"final_invoice"}),
        ("Merci de ne plus appeler ce service.", {"do_not_contact"}),
        ("Il est inutile de nous téléphoner.", {"do_not_contact"}),
        ("N'hésitez pas à nous contacter au 1014.", {"contact_invited"}),
        ("Merci de nous restituer votre Livebox et votre décodeur.", {"equipment_return"}),
        ("La restitution du matériel se fait en boutique.", {"equipment_return"}),
        ("Nous vous mettons en demeure de payer cette somme.", {"formal_notice", "payment_reminder"}),
        ("À défaut, 300 € seront dus 7 jours après mise en demeure.", set()),
        ("Sauf erreur de notre part, la facture reste impayée.", {"payment_reminder"}),
        ("En cas de retard de paiement, une pénalité est due.", set()),
        ("Le loyer passera à 650 € au 1er mai.", {"price_change"}),
        ("Nous vous remboursons la somme de 20 €.", {"reimbursement"}),
        ("Suite à votre réclamation du 3 mai, nous avons étudié votre dossier.", {"claim_answer"}),
        ("Lettre recommandée avec accusé de réception", set()),
        ("Découvrez toutes nos offres en boutique.", {"offer"}),
        ("Le conseil municipal se réunira lundi.", {"meeting"}),
        ("La décision peut faire l'objet d'un recours contentieux.", {"legal_order"}),
        ("Nous vous souhaitons la bienvenue.", {"welcome"}),
        ("VOTRE RESIL1ATION EST EFFECTIVE", {"termination_confirmed"}),
        ("Votre résiliatlon cst enregistrée.", {"termination_confirmed"}),
        ("Merci de nous adresser les justificatifs demandés.", {"supporting_documents"}),
        ("Vous pouvez nous transmettre vos pièces depuis votre espace personnel.", set()),
        ("Pensez à nous signaler tout changement d'adresse.", set()),
        ("Veuillez noter ma nouvelle adresse.", {"address_change"}),
        ("Il fait beau à Toulon.", set()),
    ],
)
def test_topics(text: str, topics: set[str]) -> None:
    assert {f.value for f in find_topics(Reading(letter_of(f"body | {text}"), load_language()))} == topics


def test_a_letter_has_several_topics_each_at_its_words() -> None:
    letter = letter_of(
        """head | Service Résiliation confirmée
        subj | Objet : votre facture de clôture
        body | Nous confirmons la résiliation de votre contrat. Votre dernière facture suivra."""
    )
    found = {f.value: letter.text[f.start : f.end] for f in find_topics(Reading(letter, load_language()))}
    assert found == {"final_invoice": "facture de clôture", "termination_confirmed": "confirmons la résiliation"}


def test_every_topic_of_the_lexicon_can_be_found() -> None:
    assert len({t.code for t in load_topics()}) == len(load_topics()) > 20
    assert all(t.phrases for t in load_topics())
