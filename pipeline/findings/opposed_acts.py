"""An act that one letter forbids and another bids → what is said of it."""

from typing import Final

from pipeline.findings import english, french
from pipeline.findings.conflicts import Said, letters_of
from pipeline.findings.wording import Says, capital

NOT: Final = "not:"  # before an act that is forbidden

# What the reader is told, and forbidden; other acts are named by their code
_SAID: Final[dict[str, tuple[str, str]]] = {
    "call": ("ne pas appeler", "call"),
    "write": ("ne pas écrire", "write"),
    "send": ("ne pas envoyer de document", "send a document"),
    "return": ("ne rien rendre ni renvoyer", "give something back"),
    "pay": ("ne pas payer", "pay"),
    "sign": ("ne pas signer", "sign"),
    "visit": ("ne pas se déplacer", "come"),
    "fill_in": ("ne pas remplir de document", "fill in a document"),
    "reply": ("ne pas répondre", "reply"),
    "keep": ("ne pas conserver", "keep"),
    "cancel": ("ne pas résilier", "terminate"),
    "destroy": ("ne pas détruire", "destroy"),
    "inform": ("ne pas informer le service", "inform the service"),
    "check": ("ne pas vérifier", "check"),
    "unplug": ("ne pas débrancher", "unplug"),
    "wait": ("ne pas attendre", "wait"),
    "use": ("ne pas s'en servir", "use it"),
    "ignore": ("ne pas laisser sans suite", "ignore it"),
}
_UNSAID: Final = frozenset({"keep", "destroy"})  # acts that forbid another without naming it


def say_opposed(act: str, bans: list[Said], orders: list[Said]) -> Says:
    """In the words of the letters; `bans` and `orders` in order of date."""
    banning, ordering = letters_of(bans), letters_of(orders)
    fr, en = french.Names((*banning, *ordering)), english.Names((*banning, *ordering))
    if act == "send":  # in the words of the letter that forbids it, or of the one that asks for it
        act = next(told for one in (*bans, *orders) if (told := one.mention.value.removeprefix(NOT)) not in _UNSAID)
    what, what_en = _SAID.get(act) or (f"ne pas faire {french.quote(act)}", f"do {english.quote(act)}")
    asks, asks_en = ("demande", "asks") if len(banning) == 1 else ("demandent", "ask")
    invites, invites_en = ("invite", "invites") if len(ordering) == 1 else ("invitent", "invite")
    return Says(
        fr=f"{capital(fr.letters(banning))} {asks} de {what}, {fr.those(ordering)} {invites} à le faire.",
        en=f"{capital(en.letters(banning))} {asks_en} the reader not to {what_en}, {en.those(ordering)} {invites_en} "
        "the reader to do so.",
    )
