"""A seed -> a layout of chance, so that zones are measured, and learned, on arrangements that nobody drew by hand.

What the layouts of the splits have not: coupons, postscripts, a second column in the letterhead, odd sizes and margins.
"""

from dataclasses import replace
from typing import Any, Final

from tests.paper.compose import DrawnLetter, make_letter
from tests.paper.corpus import Corpus
from tests.paper.pen import Dice
from tests.paper.wording import pick

_FONTS: Final = ["roboto", "source", "caladea"]
_POSTSCRIPTS: Final = [
    "P.-S. : notre accueil est fermé le lundi 3 mai.",
    "PS : n'oubliez pas de joindre un relevé d'identité bancaire à votre réponse.",
    "P.S. Merci de nous indiquer votre nouvelle adresse\nsi vous avez déménagé depuis le dernier envoi.",
    "Post-scriptum : la permanence du mercredi est supprimée jusqu'à la rentrée.",
]
_COUPONS: Final = [
    "Coupon-réponse à détacher et à nous retourner\nNom et prénom : ........................\n"
    "Adresse : ........................\n□ J'accepte la proposition\nDate et signature :",
    "TALON DE PAIEMENT à joindre à votre chèque\nN° client : 4 118 207\nMontant à payer : 84,20 €\nÀ l'ordre du Trésor",
    "- - - - Partie à découper - - - -\nJe soussigné(e) ........................ demeurant à ........................\n"
    "souhaite être rappelé(e) au ........................ entre 9 h et 12 h\nFait à ............ le ............",
    "BULLETIN À RENVOYER\nRéférence du dossier : ZK 20418\nMadame, Monsieur ........................\n"
    "autorise le prélèvement de la somme indiquée",
]


def make_varied(corpus: Corpus, seed: int, dpi: int) -> DrawnLetter:
    """A letter of the corpus in a layout of chance."""
    return make_letter(replace(corpus, layouts={"varied": vary_layout(Dice(seed ^ 0x5EED))}), seed, dpi)


def vary_layout(dice: Dice) -> dict[str, Any]:
    """Millimetres and points as in the layouts of a split; the parts of the head do not overlap."""
    size, left = dice.between(18, 24) / 2, dice.between(14, 30)
    sender, bottom = _sender(dice, size, left)
    beside = sender["x"] < 100 and sender["width"] < 90 and not sender.get("one_line")
    right = dice.between(0, 3) > 0
    top = dice.between(42, 58) if beside and right else max(bottom + dice.between(2, 10), 42)
    recipient = {"x": dice.between(100, 122) if right else left, "y": top}
    other, free = (left, max(bottom + 3, top - 4)) if right else (dice.between(108, 122), max(bottom + 3, top))
    place = dice.between(0, 5)  # of the date: over the address, under it, at the left, under the subject, at the end
    date: dict[str, Any] = {"x": recipient["x"], "y": top + 32}
    head_end = top + 30
    if place == 0 and top - 9 > bottom:
        date["y"] = top - 9
    elif place in (1, 2):
        head_end = top + 37
    elif place == 3:
        date = {"x": left, "y": top + 32}
        head_end = top + 37
    elif place == 4:
        date = {"x": dice.between(0, 1) * 90 + left, "below": True}
    else:
        date = {"x": left, "end": pick(dice, ["Fait à P, le D", "À P, le D", "P, le D"])}
    references: dict[str, Any] = {"x": other, "y": free, "width": 80}
    if dice.between(0, 3) == 0:
        references = {"x": left, "below": True}
    elif dice.between(0, 3) == 0:
        references = {"x": left, "y": head_end + 4, "columns": True}
        head_end += 15
    else:
        head_end = max(head_end, free + 24)
    layout = {
        "font": pick(dice, _FONTS),
        "size": size,
        "sender": sender,
        "recipient": recipient,
        "references": references,
        "date": date,
        "subject": {"x": left + 8 * (dice.between(0, 4) == 0), "y": head_end + dice.between(3, 9)},
        "body": {"x": left, "width": 210 - 2 * left, "justify": dice.between(0, 1) == 1},
        "signature": {"x": (dice.between(0, 2) and dice.between(95, 128)) or left}
        | ({"order": "title"} if dice.between(0, 1) else {}),
        "footer": {"columns": dice.between(1, 2)},
    }
    if dice.between(0, 3) == 0:
        layout["postscript"] = pick(dice, _POSTSCRIPTS)
    if dice.between(0, 3) == 0:
        layout["coupon"] = pick(dice, _COUPONS)
    return layout


def _sender(dice: Dice, size: float, left: int) -> tuple[dict[str, Any], int]:
    """The zone of the letterhead and where it ends."""
    y, line = dice.between(9, 22), size * 0.5
    zone: dict[str, Any] = {"y": y, "size": size + dice.between(0, 6)}
    kind = dice.between(0, 5)
    if kind == 0:  # a banner over the page
        align = pick(dice, ["left", "centre"])
        return zone | {"x": left, "width": 170, "align": align, "one_line": True, "rule": True}, int(y + 5 * line)
    if kind == 1:
        return zone | {"x": 20, "width": 170, "align": "centre"}, int(y + 10 * line)
    if kind == 2:
        return zone | {"x": 105, "width": 85, "align": pick(dice, ["left", "right"])}, int(y + 10 * line)
    if kind == 3:  # its address at the foot
        return zone | {"x": left, "width": 80, "short": True}, int(y + 4 * line)
    if kind == 4:  # name and department at the left, address and telephone at the right
        return zone | {"x": left, "width": 80, "details_x": dice.between(110, 125)}, int(y + 8 * line)
    return zone | {"x": left, "width": dice.between(60, 85)}, int(y + 10 * line)
