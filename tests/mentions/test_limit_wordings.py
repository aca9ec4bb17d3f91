"""Limits in the words of offices: «pour le 25», «il sera trop tard», «deux jours auparavant»; and what is like them."""

import datetime as dt

import pytest

from pipeline.mentions import find_mentions, load_language
from pipeline.records import Mention, Zone
from tests.mentions.letter_of import letter_from_lines

OWN_DATE = ("Toulon, le 13 février 2015", Zone.DATE_LINE)


def deadlines_in(sentence: str) -> list[Mention]:
    letter = letter_from_lines([OWN_DATE, (sentence, Zone.BODY)])
    return [m for m in find_mentions(letter, load_language()) if m.kind == "deadline"]


@pytest.mark.parametrize(
    ("sentence", "printed", "day"),
    [
        # by when something is told
        ("Dites-nous quels créneaux vous conviennent pour le 25 mars.", "pour le 25 mars", "2015-03-25"),
        ("Faites-nous connaître votre choix pour le 25 mars.", "pour le 25 mars", "2015-03-25"),
        ("Chacun annonce ses parcelles au bureau, pour le 8 mai.", "pour le 8 mai", "2015-05-08"),
        ("Chaque exposant nous signale son choix pour le 25 mars.", "pour le 25 mars", "2015-03-25"),
        ("Nous attendons votre réponse pour le 25.", "pour le 25", "2015-02-25"),
        ("Le formulaire est à rendre pour le 25.", "pour le 25", "2015-02-25"),
        ("Nous comptons recevoir le certificat pour la mi-avril.", "pour la mi-avril", "2015-04-15"),
        # until when one may
        ("Vous avez jusqu'à vendredi 20 inclus pour vous inscrire.", "jusqu'à vendredi 20", "2015-02-20"),
        ("Vous avez jusqu'à vendredi 20 mars pour répondre.", "jusqu'à vendredi 20 mars", "2015-03-20"),
        ("Vous avez jusqu'à vendredi pour vous inscrire.", "jusqu'à vendredi", "2015-02-20"),
        ("Nos vendeurs reprennent les skis jusqu'au vendredi 20 au soir.", "jusqu'au vendredi 20", "2015-02-20"),
        ("Vous pouvez échanger la vôtre à la loge du 3 au 14 mars.", "au 14 mars", "2015-03-14"),
        # the last day is the one before it is too late
        ("À compter du 21 mars, il sera trop tard pour voter.", "À compter du 21 mars", "2015-03-20"),
        ("Il sera trop tard à partir du 1er mars.", "à partir du 1er mars", "2015-02-28"),
        ("Dès le 21 mars, plus aucune inscription ne sera prise.", "Dès le 21 mars", "2015-03-20"),
        # the last of all
        (
            "Dernier délai pour les candidatures : le 20 mars.",
            "Dernier délai pour les candidatures : le 20 mars",
            "2015-03-20",
        ),
        ("Dernier délai pour répondre : 20 mars.", "Dernier délai pour répondre : 20 mars", "2015-03-20"),
        # what lacks on that day
        ("Si la somme n'est pas créditée à la date du 20 mars, on saisira.", "à la date du 20 mars", "2015-03-20"),
        ("Si vos choix ne nous sont pas connus samedi 14 mars, tant pis.", "samedi 14 mars", "2015-03-14"),
        ("Les admis qui ne se seront pas prononcés le 16 juin partiront.", "le 16 juin", "2015-06-16"),
        (
            "Toute pièce qui n'aura pas été portée à la connaissance de l'adversaire le 11 mars sera écartée.",
            "le 11 mars",
            "2015-03-11",
        ),
        ("Le dossier est à rendre au secrétariat vendredi 20 mars.", "vendredi 20 mars", "2015-03-20"),
        # what is fixed
        ("Le terme est fixé au 22 avril.", "fixé au 22 avril", "2015-04-22"),
        ("Le délai est fixé au 22 avril.", "délai est fixé au 22 avril", "2015-04-22"),
        ("L'échéance en est fixée au 22 avril.", "fixée au 22 avril", "2015-04-22"),
        ("La remise des plans est fixée au 22 avril.", "fixée au 22 avril", "2015-04-22"),
        ("Il est dû 90 €, pour lesquels un terme est fixé au 3 mai.", "fixé au 3 mai", "2015-05-03"),
        ("La date limite approche. Elle est fixée au 22 avril.", "fixée au 22 avril", "2015-04-22"),
        ("Les inscriptions se poursuivent jusqu'au 15 avril.", "jusqu'au 15 avril", "2015-04-15"),
        ("Ce délai court jusqu'au 15 avril.", "jusqu'au 15 avril", "2015-04-15"),
    ],
)
def test_days(sentence: str, printed: str, day: str) -> None:
    (found,) = deadlines_in(sentence)
    assert (found.text, found.value, found.date) == (printed, day, dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("sentence", "printed", "time"),
    [
        ("Une séance non décommandée 24 heures avant sera facturée.", "24 heures avant", "24 hour"),
        (
            "Il faut avoir prévenu au moins deux jours ouvrés auparavant.",
            "deux jours ouvrés auparavant",
            "2 working_day",
        ),
        ("Il convient de nous avertir une semaine en amont.", "une semaine en amont", "1 week"),
        ("Un report se demande une semaine à l'avance.", "une semaine à l'avance", "1 week"),
        ("Le restant est à payer six semaines avant que vous n'arriviez.", "six semaines avant", "6 week"),
        ("C'est dans le mois du début qu'il convient de la déposer.", "dans le mois du début", "1 month"),
        (
            "Elle est à déposer dans les huit jours du début des travaux.",
            "dans les huit jours du début des travaux",
            "8 day",
        ),
        ("Le bon est valable six mois.", "six mois", "6 month"),
        ("Le bulletin est recevable pendant un mois.", "pendant un mois", "1 month"),
        ("Le solde se paie à trente jours.", "à trente jours", "30 day"),
    ],
)
def test_times(sentence: str, printed: str, time: str) -> None:
    assert [(m.text, m.value) for m in deadlines_in(sentence)] == [(printed, time)]


@pytest.mark.parametrize(
    "sentence",
    [
        # what is told is of that day
        "Dites-nous si vous serez disponible pour le 25 mars.",
        "Annoncez votre venue pour le 25 mars.",
        "Réservez vos places pour le 25 mars.",
        "Les prévisions annoncent de la pluie pour le 25 mars.",
        "Les familles apportent un gâteau pour le 25 mars.",
        "Une réunion est prévue pour le 25.",
        "Le loyer est à verser pour le 5 de chaque mois.",
        "Nous espérons vous recevoir pour la mi-avril.",
        "Le rendez-vous est prévu pour la mi-avril.",
        # periods
        "La garde est assurée jusqu'au 30 juin.",
        "Vous êtes couvert jusqu'au 30 juin.",
        "Vous êtes couvert du 1er mars au 30 juin.",
        "Les travaux se poursuivront jusqu'au 30 mars.",
        "Le contrat court jusqu'au 30 juin.",
        "Le contrat court pendant un an.",
        "Je suis en congé jusqu'au vendredi 20 au soir.",
        "Nous avons été fermés jusqu'à vendredi.",
        "Le docteur reprend ses consultations jusqu'au 20.",
        "Vous pouvez visiter l'exposition du 3 au 14 avril.",
        # changes
        "À compter du 21 mars, nous serons dans nos nouveaux locaux.",
        "À compter du 21 mars, le guichet ne sera plus ouvert le samedi.",
        "À compter du 21 mars, les demandes ne seront plus traitées au guichet.",
        # days of something else, history
        "Dernier délai pour répondre à notre lettre reçue le 20 mars.",
        "Si vous n'avez pas signalé votre absence à la réunion prévue le 20 mars, venez.",
        "Les personnes qui ne sont pas présentes le 20 mars seront excusées.",
        "La cotisation n'a pas été réglée à la date du 13 février 2015.",
        # meetings
        "Le rendez-vous est fixé au 22 avril.",
        "Le départ est fixé au 25 mars à 7 h 45.",
        "Passé ce délai, la visite est fixée au 22 avril.",
        "La remise des prix est fixée au 22 avril.",
        "La fête de fin d'année est fixée au 22 avril.",
        "Le retour est fixé au 25 mars à 18 heures.",
        "La réunion est reportée au 22 avril.",
        # times that are nobody's duty
        "Nous vous avions prévenu deux jours auparavant.",
        "Il faut dire que vous étiez venu deux jours auparavant.",
        "La séance annulée 24 heures avant a été remboursée.",
        "La rue sera fermée dans le mois du début des travaux.",
        "À huit jours du début des travaux, tout est prêt.",
        "Votre abonnement est valable six mois à compter de la date d'anniversaire.",
        "Le bulletin n'est pas recevable pendant un mois.",
        "Le solde se règle à huit heures.",
    ],
)
def test_no_limit(sentence: str) -> None:
    assert deadlines_in(sentence) == []
