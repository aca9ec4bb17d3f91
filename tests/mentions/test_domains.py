"""Domains that were misread → as the letter's other spots or the sender's own name have them."""

import pytest

from pipeline.mentions.domains import agree_domains
from pipeline.mentions.found import Found


@pytest.mark.parametrize(
    ("sender", "read", "meant"),
    [
        ("Eaux de la Vorne", "abonnes@eaux-vome.fr", "abonnes@eaux-vorne.fr"),
        ("Eaux de la Vorne", "abonnes@eauxdelavome.fr", "abonnes@eauxdelavorne.fr"),
        ("Eaux de la Vorne", "abonnes@eaux-vorne.fr", "abonnes@eaux-vorne.fr"),
        ("Eaux de la Vorne", "abonnes@eaux-rome.fr", "abonnes@eaux-rome.fr"),
    ],
)
def test_two_letters_read_as_one_are_parted_where_the_senders_name_has_them(sender: str, read: str, meant: str) -> None:
    name = Found("sender", 0, 10, sender, 0.9, role="organisation")
    (_, email) = agree_domains([name, Found("email", 20, 40, read, 0.9)])
    assert email.value == meant
