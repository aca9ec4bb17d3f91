"""What a sentence bids or forbids, whatever the verb, and the lexicon of deeds that undo each other."""

import pytest

from pipeline.findings.deeds import deeds_in
from pipeline.findings.opposites import is_way, read_opposites

LEXICON = (
    "deeds: {open: ouvrir, shut: fermer}\nopposites: [open shut]\nneeding: open\nhandling: open\nof_body: shut\n"
    "of_deeds: shut\n"
)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Purgez chacun de vos radiateurs.", "Purgez"),
        ("Vous laisserez le coffret ouvert.", "vous laisserez"),
        ("Il vous faut vidanger le réservoir.", "vidanger"),
        ("Nous vous invitons à le démonter.", "le démonter"),
        ("Vous voudrez bien continuer d'alimenter ce compte.", "continuer d'alimenter"),
        ("Faites repeindre le plafond.", "Faites repeindre"),
        ("Procédez au remplacement du filtre.", "Procédez au remplacement"),
        ("Le carton est à conserver.", "est à conserver"),
        ("Le portail doit rester fermé.", "doit rester fermé"),
        ("Le port du casque est obligatoire.", "port"),
        ("Il importe que vous gardiez ce reçu.", "gardiez"),
        ("Ne tardez pas à vider la cave.", "Ne tardez pas à vider"),
        ("Chaque enfant apportera une gourde.", "apportera"),
        ("Votre enfant la garde.", "la garde"),
        ("Les soins sont acquittés par le curiste.", "sont acquittés"),
        ("L'avenant se signe à l'agence.", "se signe"),
        ("Les gravats restent en place.", "restent"),
        ("La voiture peut rester dans la cour.", "peut rester"),
        ("Le bonnet de bain est exigé.", "est exigé"),
        ("Le casque n'est pas facultatif.", "n'est pas facultatif"),
        ("Port du casque obligatoire.", "Port"),
        ("Merci d'être présent le 12 mars.", "être"),
        ("La chaudière doit avoir été éteinte.", "doit avoir été éteinte"),
        ("Faites exécuter les réparations.", "Faites exécuter les réparations"),
    ],
)
def test_reads_what_is_bidden(sentence: str, told: str) -> None:
    assert [(deed.told.lower(), deed.forbidden) for deed in deeds_in(sentence)] == [(told.lower(), False)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ne purgez pas vos radiateurs.", "Ne purgez"),
        ("Prière de ne rien déplacer.", "déplacer"),
        ("Vous n'avez pas à relever le compteur.", "relever"),
        ("Il est inutile de tailler la haie.", "tailler"),
        ("Évitez d'ouvrir le coffret.", "Évitez d'ouvrir"),
        ("Évitez tout déplacement.", "Évitez tout déplacement"),
        ("Le film ne doit pas être retiré.", "ne doit pas être retiré"),
        ("Aucune réparation ne doit être entreprise.", "réparation"),
        ("L'ouverture du coffret est interdite.", "ouverture"),
        ("Seul le chauffagiste touche aux purgeurs.", "touche"),
        ("Seul notre technicien peut vider la cuve.", "vider"),
        ("Rien n'est à enlever de la cave.", "enlever"),
        ("Rien n'a besoin de quitter la cave.", "quitter"),
        ("Aucun goûter n'est à prévoir.", "n'est à prévoir"),
        ("Le bonnet n'est plus demandé.", "n'est plus demandé"),
        ("Votre présence est sans objet.", "présence"),
        ("Dépôt de gravats interdit.", "Dépôt"),
        ("Dépôt de gravats proscrit.", "Dépôt"),
        ("Accès interdits.", "Accès"),
        ("La vitre ne saurait être changée.", "ne saurait être changée"),
        ("La purge des radiateurs est du seul ressort de l'entreprise.", "purge"),
    ],
)
def test_reads_what_is_forbidden(sentence: str, told: str) -> None:
    deeds = [(deed.told.lower().strip(), deed.forbidden) for deed in deeds_in(sentence)]
    assert (told.lower(), True) in deeds
    assert all(forbidden for _, forbidden in deeds)


@pytest.mark.parametrize(
    "sentence",
    [
        "Vous ouvrez souvent vos fenêtres.",
        "N'ouvrez que le vantail gauche.",
        "Si vous fermez la vanne, l'eau reste froide.",
        "Nous avons purgé vos radiateurs.",
        "La porte sera ouverte par le gardien.",
        "Votre rendez-vous est fixé au 3 mai.",
        "Vous savez où nous trouver.",
        "Elle vous sera rendue.",
        "La chaudière sera éteinte par notre technicien.",
        "Notre équipe reste à votre disposition.",
        "Il est nécessaire que chacun soit prévenu.",
        "L'entretien est effectué par l'entreprise.",
        "",
    ],
)
def test_reads_nothing_where_the_reader_is_told_nothing(sentence: str) -> None:
    assert deeds_in(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "ways"),
    [
        ("Les inscriptions se font uniquement en ligne.", {("by:online only:by:online", False)}),
        ("Nous n'acceptons plus les chèques.", {("by:cheque", True)}),
        ("Une copie suffit, l'original n'est pas exigé.", {("by:copy", False), ("by:original", True)}),
        (
            "Merci de nous transmettre des photocopies, jamais des originaux.",
            {("by:copy", False), ("by:original", True)},
        ),
        ("Vous pouvez payer par chèque ou par virement.", {("by:cheque", False), ("by:transfer", False)}),
        ("Votre chèque a été encaissé.", set()),
        ("Si vous payez par chèque, signez-le.", set()),
    ],
)
def test_reads_in_which_way_something_is_done(sentence: str, ways: set[tuple[str, bool]]) -> None:
    found = {(" ".join(sorted(deed.what)), deed.forbidden) for deed in deeds_in(sentence) if is_way(deed.what)}
    assert found == ways


@pytest.mark.parametrize(
    ("sentence", "deed"),
    [
        ("Laissez les gravats en l'état.", "as_is"),
        ("Vos affaires restent en l’état.", "as_is"),
        ("Laissez le robinet ouvert.", "open"),
        ("Portez les gravats à la déchèterie.", "throw_away"),
    ],
)
def test_a_verb_that_says_only_in_what_state_stands_for_the_state(sentence: str, deed: str) -> None:
    assert deed in deeds_in(sentence)[0].what


def test_where_it_stands_is_told_whatever_the_letters() -> None:
    (deed,) = deeds_in("Cœur d’îlot : n’ouvrez pas les bœufs.")
    assert deed.sentence[deed.start :].startswith(deed.told)
    assert deed.clause == "n’ouvrez pas les bœufs."


def test_a_lexicon_with_a_word_no_letter_can_hold_or_an_unknown_deed_is_refused() -> None:
    assert read_opposites(LEXICON)
    with pytest.raises(ValueError, match="in plain letters"):
        read_opposites(LEXICON.replace("fermer", "fermé"))
    with pytest.raises(ValueError, match="lock: no such deed"):
        read_opposites(LEXICON.replace("[open shut]", "[open lock]"))
    with pytest.raises(ValueError, match="bring: no such deed"):
        read_opposites(LEXICON.replace("needing: open", "needing: bring"))
