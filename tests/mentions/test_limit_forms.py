"""Limits without «avant» or «sous»: days on which something must be there, rights that end; and what is like them."""

import pytest

from pipeline.mentions import find_mentions, load_language
from pipeline.records import Zone
from tests.mentions.letter_of import letter_from_lines

OWN_DATE = ("Toulon, le 13 février 2015", Zone.DATE_LINE)


def limits_in(sentence: str) -> list[tuple[str, str]]:
    letter = letter_from_lines([OWN_DATE, (sentence, Zone.BODY)])
    return [(m.text, m.value) for m in find_mentions(letter, load_language()) if m.kind == "deadline"]


@pytest.mark.parametrize(
    ("sentence", "printed", "day"),
    [
        ("La fiche signée est à rendre au secrétariat le 3 avril.", "le 3 avril", "2015-04-03"),
        ("Le contrat est à nous retourner le 3 mai.", "le 3 mai", "2015-05-03"),
        ("Le logement doit être rendu vide le 30 juin.", "le 30 juin", "2015-06-30"),
        ("L'accord de la mairie devra nous avoir été remis le 4 mai.", "le 4 mai", "2015-05-04"),
        ("Le vote doit être en notre possession le 8 mars.", "le 8 mars", "2015-03-08"),
        ("Le solde devra être sur notre compte le 24 mars.", "le 24 mars", "2015-03-24"),
        ("Nous garderons la place si le bulletin est rentré le 19 avril.", "le 19 avril", "2015-04-19"),
        ("Tout élève n'ayant pas confirmé sa venue le 5 juin perdra sa place.", "le 5 juin", "2015-06-05"),
        ("Sans autorisation signée le 27 mars, elle ne partira pas.", "le 27 mars", "2015-03-27"),
        ("Faute de nouvelles de vous au 15 mai, nous classerons le dossier.", "au 15 mai", "2015-05-15"),
        ("Les lots non retirés le 30 juin seront vendus.", "le 30 juin", "2015-06-30"),
        ("Si, au 15 avril, vous n'avez rien demandé, elle sera annulée.", "au 15 avril", "2015-04-15"),
        ("Plus aucune commande ne partira après le 18 mars.", "après le 18 mars", "2015-03-18"),
        ("Après le 20 mars, il ne nous sera plus possible de vous inscrire.", "Après le 20 mars", "2015-03-20"),
        ("Les pièces remises à l'agence après le 27 mars sont perdues.", "après le 27 mars", "2015-03-27"),
        ("Les réservations s'arrêtent le 22 avril.", "le 22 avril", "2015-04-22"),
        ("Nous fermerons la liste des convives le 9 mars.", "le 9 mars", "2015-03-09"),
        ("Le dernier versement est attendu le 4 mars.", "le 4 mars", "2015-03-04"),
        ("La moitié nous est due le 15 mars.", "le 15 mars", "2015-03-15"),
        ("Il nous faut les pièces du dossier pour le 5 mai.", "pour le 5 mai", "2015-05-05"),
        ("Nous repoussons le retour au 25 mars.", "au 25 mars", "2015-03-25"),
        ("La clé reste ici le 3 mars, dernière limite.", "3 mars, dernière limite", "2015-03-03"),
        ("Les inscriptions se closent le 20 mars.", "le 20 mars", "2015-03-20"),
        ("Les bulletins doivent nous parvenir le 14 avril.", "le 14 avril", "2015-04-14"),
        ("Vous êtes tenu de libérer les lieux le 20 mars.", "le 20 mars", "2015-03-20"),
        ("Le logement devra être libre de toute occupation le 20 mars.", "le 20 mars", "2015-03-20"),
        ("Tout retour postérieur au 20 mars sera facturé.", "au 20 mars", "2015-03-20"),
        ("Il faut que votre dossier soit complet le 20 mars.", "le 20 mars", "2015-03-20"),
        ("Déposez votre dossier entre le 2 et le 20 mars.", "et le 20 mars", "2015-03-20"),
        ("Les dossiers sont recevables du 2 au 20 mars.", "au 20 mars", "2015-03-20"),
        ("Le bulletin doit nous parvenir le 4 février 2015.", "le 4 février 2015", "2015-02-04"),
        ("Choisissez d'ici au 21.", "d'ici au 21", "2015-02-21"),
        ("Passez votre commande avant le 10, merci.", "avant le 10", "2015-03-10"),
        ("Vous pouvez vous rétracter jusqu'au 15.", "jusqu'au 15", "2015-02-15"),
    ],
)
def test_days(sentence: str, printed: str, day: str) -> None:
    assert limits_in(sentence) == [(printed, day)]


@pytest.mark.parametrize(
    ("sentence", "printed", "time"),
    [
        ("Un opposant a deux mois pour saisir le tribunal.", "deux mois", "2 month"),
        ("La loi laisse à la famille dix jours pour se décider.", "dix jours", "10 day"),
        ("Vous aurez ensuite 48 heures pour rapporter les clés.", "48 heures", "48 hour"),
        ("Pour convenir d'un plan, il vous est laissé quinze jours.", "quinze jours", "15 day"),
        ("Un recours est ouvert pendant quatre mois.", "pendant quatre mois", "4 month"),
        ("Nous conservons le colis pendant 12 jours. Passé ce terme, il repartira.", "pendant 12 jours", "12 day"),
        (
            "Votre place vous est gardée pendant 10 jours à compter de ce courrier.",
            "pendant 10 jours à compter de ce courrier",
            "10 day",
        ),
        ("Vous pouvez y renoncer durant trente jours.", "durant trente jours", "30 day"),
        ("Ce devis est valable un mois.", "un mois", "1 month"),
        ("L'offre tient trois mois.", "trois mois", "3 month"),
        ("Vous pouvez partir moyennant un mois de préavis.", "un mois", "1 month"),
        ("Prévenez-nous deux jours avant.", "deux jours avant", "2 day"),
        ("Donnez-nous congé un mois avant de partir.", "un mois avant", "1 month"),
        ("La résiliation doit être posée trois semaines plus tôt.", "trois semaines plus tôt", "3 week"),
        ("L'action n'est plus recevable après trois mois.", "après trois mois", "3 month"),
        ("Après deux mois, la décision sera définitive.", "Après deux mois", "2 month"),
        ("La place vous est gardée dix jours ; au-delà, elle ira à un autre.", "dix jours", "10 day"),
        ("Le silence gardé deux mois vaut refus.", "deux mois", "2 month"),
        ("L'opposition se forme dans le mois de la signification.", "dans le mois de la signification", "1 month"),
        ("Tout changement doit nous être dit dans le mois.", "dans le mois", "1 month"),
        ("Passé huit jours, il sera vendu.", "Passé huit jours", "8 day"),
    ],
)
def test_times(sentence: str, printed: str, time: str) -> None:
    assert limits_in(sentence) == [(printed, time)]


@pytest.mark.parametrize(
    "sentence",
    [
        # days of events
        "La réunion de rentrée aura lieu le 3 mars.",
        "Vous êtes attendus le 13 juin à la mairie.",
        "Si vous n'êtes pas libre le 3 mars, dites-le-nous.",
        "Nous repoussons la réunion au 25 mars.",
        "Le technicien doit être chez vous à 9 heures.",
        "La bibliothèque ferme le 24 avril.",
        "Sans frais, le prélèvement aura lieu le 5 mars.",
        "La lettre n'a pas été reçue le 3 février 2015.",
        "Je suis absent jusqu'au 25.",
        "N'y allez pas avant le 20.",
        "Ne téléphonez pas avant le 15, merci.",
        # times that pass, waits, hours of a day
        "Vous verserez 60 euros chaque mois, avant le 12.",
        "Nous confirmons le rendez-vous convenu pour le 23 avril 2015.",
        "L'option vous est offerte pendant trois mois, après quoi elle se paie.",
        "Vous aurez la box une semaine avant.",
        "Vous avez passé deux heures sur le palier.",
        "Vous avez déjà passé trois jours chez nous.",
        "Passé vingt heures, appelez la loge.",
        "Rendez-vous à deux heures pour signer.",
        "Il y a trois ans, nous avons signé un contrat pour notre chaudière.",
        "L'enfant a trois ans.",
        "Laissez sécher le plâtre trois semaines avant de peindre.",
        "Attendez deux jours avant de rallumer.",
        "Nous conservons vos données pendant 24 mois. Passé ce délai, elles sont effacées.",
        "Vous ne pouvez pas demander un nouveau prêt pendant douze mois.",
        "Le séjour dure trois semaines.",
        "Votre carte est valable deux ans.",
        "La garantie court deux ans.",
        "Un technicien passera dans la semaine.",
        "dans le mois de mai",
    ],
)
def test_no_limit(sentence: str) -> None:
    assert limits_in(sentence) == []
