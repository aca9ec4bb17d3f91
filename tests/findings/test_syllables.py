"""Words of letters -> syllables as they are spoken, counted by hand."""

import pytest

from pipeline.findings.readability import count_syllables

COUNTED = """
vous 1
le 1
dette 1
somme 1
prix 1
eau 1
pays 2
août 1
payer 2
lettre 1
lettres 1
contrat 2
client 2
facture 2
factures 2
relance 2
retard 2
voyage 2
aucune 2
lieu 1
bien 1
fille 1
travail 2
appareil 3
maïs 2
ville 1
famille 2
créé 2
réagir 3
poésie 3
naïf 2
délai 2
dossier 2
paiement 2
règlement 3
abonnement 4
résiliation 4
échéance 3
réclamation 4
mensualité 4
restitution 4
équipement 4
immédiatement 5
conformément 4
quelque 1
blague 1
guide 1
ouvrier 3
noël 2
oubli 2
paysage 3

chaque 1
guichet 2
paye 1
yeux 1
nous 1
"""


@pytest.mark.parametrize(("word", "syllables"), [line.split() for line in COUNTED.split("\n") if line])
def test_syllables_are_those_a_reader_speaks(word: str, syllables: str) -> None:
    assert count_syllables(word) == int(syllables)
