"""Sentences → topics, with and against the lexicon."""

import pytest

from pipeline.mentions.found import Reading
from pipeline.mentions.language import load_language
from pipeline.mentions.subject import find_subject
from pipeline.mentions.topic_lexicon import load_lexicon
from pipeline.mentions.topics import find_topics
from pipeline.records import Letter
from tests.mentions.letter_of import letter_from_text
from tests.mentions.topic_sentences import ASIDES, LETTERS, SENTENCES
from tests.mentions.zoned import letter_of


def topics_of(letter: Letter) -> set[str]:
    reading = Reading(letter, load_language())
    reading.claim(find_subject(reading))
    return {f.value for f in find_topics(reading)}


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


@pytest.mark.parametrize(("sentence", "topics"), SENTENCES)
def test_sentences_that_tell_what_a_letter_is_about(sentence: str, topics: set[str]) -> None:
    assert topics_of(letter_of(f"body | {sentence}")) == topics


@pytest.mark.parametrize("aside", ASIDES)
def test_what_is_said_in_passing_tells_no_topic(aside: str) -> None:
    assert topics_of(letter_of(f"body | {aside}")) == set()


@pytest.mark.parametrize(("letter", "topics"), LETTERS)
def test_subject_and_opening_tell_what_a_letter_is_about(letter: str, topics: set[str]) -> None:
    assert topics_of(letter_of(letter)) == topics


@pytest.mark.parametrize("filler", ["\n", " ", "facture ", "Si vous résiliez, ", "mise en demeure de payer. "])
def test_long_stretches_come_to_an_end(filler: str) -> None:
    topics_of(letter_from_text(filler * (30_000 // len(filler))))


def test_a_word_in_the_subject_line_counts_more_than_in_the_text() -> None:
    assert topics_of(letter_of("subj | Objet : réclamation\nbody | Voici ce qui s'est passé.")) == {"claim"}
    assert topics_of(letter_of("subj | Objet : votre visite\nbody | Un mot : réclamation.")) == {"appointment"}


def test_a_letter_has_several_topics_each_at_its_words() -> None:
    letter = letter_of(
        """head | Service Résiliation confirmée
        subj | Objet : votre facture de clôture
        body | Nous confirmons la résiliation de votre contrat. Votre dernière facture suivra."""
    )
    found = {f.value: letter.text[f.start : f.end] for f in find_topics(Reading(letter, load_language()))}
    assert found == {"final_invoice": "facture de clôture", "termination_confirmed": "confirmons la résiliation"}


def test_every_topic_of_the_lexicon_can_be_found() -> None:
    topics = load_lexicon().topics
    assert len({t.code for t in topics}) == len(topics) > 20
    assert all(any(t.phrases.values()) for t in topics)
