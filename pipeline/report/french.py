"""Codes and values of the tables → the French words of the report."""

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from pipeline.records import Amount, Deadline, Mention

NBSP: Final = "\N{NO-BREAK SPACE}"

SEVERITIES: Final[dict[str, tuple[str, str]]] = {  # worst first; a sign beside the colour
    "error": ("▲", "Erreur"),
    "warning": ("■", "Avertissement"),
    "info": ("●", "À savoir"),
}
CHECKS: Final[dict[str, str]] = {
    "contradictory_instruction": "Consignes contraires",
    "conflicting_deadline": "Délais différents",
    "conflicting_amount": "Sommes différentes",
    "missing_amount": "Somme absente",
    "near_duplicate": "Courriers presque identiques",
    "conflicting_reference": "Numéros de client différents",
    "conflicting_recipient": "Destinataires différents",
    "redundant_topic": "Même annonce deux fois",
    "scattered_contacts": "Numéros dispersés",
    "scattered_places": "Lieux dispersés",
    "missing_contact": "Aucun moyen de répondre",
    "premium_number": "Numéro surtaxé",
    "impossible_date": "Date impossible",
    "short_deadline": "Délai trop court",
    "burst": "Courriers en rafale",
    "inconsistent_signatory": "Signataire changeant",
    "orphan_signature": "Signature seule sur sa page",
    "hard_to_read": "Difficile à lire",
    "ambiguous_order": "Ordre des courriers incertain",
    "announced_already_sent": "Annonce d'un courrier déjà envoyé",
    "anonymous_signatory": "Signature sans nom",
    "cannot_tell": "Lecture à vérifier",
}
REVIEW_REASONS: Final[dict[str, str]] = {
    "no_text": "aucun texte lu",
    "page_failed": "une page illisible",
    "no_date": "date introuvable",
    "two_dates": "deux dates possibles",
    "doubtful_date": "date mal lue",
    "no_sender": "expéditeur introuvable",
    "doubtful_sender": "expéditeur incertain",
    "no_signatory": "signataire introuvable",
    "doubtful_signatory": "signataire mal lu ou illisible",
    "doubtful_amount": "somme mal lue",
    "doubtful_deadline": "délai mal lu",
    "doubtful_phone": "téléphone mal lu",
    "low_confidence": "page difficile à lire",
    "doubtful_split": "limites du courrier incertaines",
}
KINDS: Final[dict[str, str]] = {
    "date": "date",
    "place": "lieu",
    "sender": "expéditeur",
    "recipient": "destinataire",
    "subject": "objet",
    "signatory": "signataire",
    "phone": "téléphone",
    "email": "courriel",
    "url": "site",
    "reference": "référence",
    "amount": "somme",
    "deadline": "délai",
    "instruction": "consigne",
}
LETTER_KINDS: Final[dict[str, str]] = {
    "letter": "courrier",
    "envelope": "enveloppe",
    "enclosure": "pièce jointe",
    "other": "autre document",
}
AMOUNT_ROLES: Final[dict[str, str]] = {
    "capital": "capital social",
    "tariff": "tarif d'appel",
    "penalty": "pénalité",
    "total_due": "à payer",
    "recurring": "périodique",
    "refund": "remboursement",
    "fee": "frais",
    "other": "autre",
}
# role of a mention that is no sum
ROLES: Final[dict[str, str]] = {
    "letter": "du courrier",
    "other_letter": "d'un autre courrier",
    "deadline": "limite",
    "appointment": "rendez-vous",
    "debit": "prélèvement",
    "invoice": "facture",
    "effect": "prise d'effet",
    "contract": "contrat",
    "period": "période",
    "birth": "naissance",
    "law": "texte de loi",
    "impossible": "n'existe pas",
    "sender": "de l'expéditeur",
    "recipient": "du destinataire",
    "fax": "télécopie",
    "organisation": "organisme",
    "department": "service",
    "name": "nom",
    "title": "fonction",
    "address": "adresse",
    "mark": "signature manuscrite",
    "line": "ligne d'objet",
    "topic": "thème",
}
TOPICS: Final[dict[str, str]] = {
    "termination_confirmed": "résiliation confirmée",
    "termination_request": "demande de résiliation",
    "final_invoice": "facture de clôture",
    "invoice": "facture",
    "payment_reminder": "rappel de paiement",
    "formal_notice": "mise en demeure",
    "equipment_return": "restitution du matériel",
    "do_not_contact": "ne plus contacter",
    "offer": "offre commerciale",
    "claim": "réclamation",
    "claim_answer": "réponse à une réclamation",
    "reimbursement": "remboursement",
    "welcome": "bienvenue",
    "contract_confirmed": "contrat confirmé",
    "service_interruption": "interruption de service",
    "supporting_documents": "pièces demandées",
    "address_change": "changement d'adresse",
    "legal_order": "acte officiel",
    "tax": "impôts et cotisations",
    "benefits": "prestations sociales",
    "insurance_claim": "sinistre",
    "contact_invited": "invitation à contacter",
    "contract_change": "modification du contrat",
    "price_change": "changement de prix",
    "appointment": "rendez-vous",
    "meeting": "réunion",
    "employment": "emploi",
}
_ACTS: Final[dict[str, str]] = {
    "call": "appeler",
    "contact": "prendre contact",
    "write": "écrire",
    "send": "envoyer",
    "return": "renvoyer",
    "pay": "payer",
    "sign": "signer",
    "visit": "se déplacer",
    "fill_in": "remplir",
    "reply": "répondre",
    "keep": "conserver",
    "cancel": "résilier",
    "inform": "informer",
    "check": "vérifier",
    "unplug": "débrancher",
    "wait": "attendre",
    "ignore": "laisser sans suite",
}
STATUSES: Final[dict[str, str]] = {
    "ok": "lu",
    "partial": "lu en partie",
    "failed": "non lu",
    "duplicate": "copie",
}
# error_code -> what happened and what to do; the table's own (English) sentence where a code is not here
FAILURES: Final[dict[str, str]] = {
    "empty": "Le fichier est vide : le numériser ou le copier à nouveau.",
    "unsupported": "Ce n'est ni un PDF ni une image lisible : le convertir en PDF, TIFF, PNG ou JPEG.",
    "encrypted": "Le PDF est protégé par un mot de passe : en enregistrer une copie sans mot de passe.",
    "corrupt": "Le fichier est endommagé : le numériser ou l'exporter à nouveau.",
    "no_pages": "Le fichier ne contient aucune page : le numériser ou l'exporter à nouveau.",
    "too_large": "L'image est trop grande pour un courrier : la numériser à 300 points par pouce.",
    "unreadable": "Le fichier ne peut être lu sur le disque : vérifier les droits d'accès.",
    "timeout": "La lecture a été arrêtée, trop longue : numériser la page à nouveau à 300 points par pouce.",
    "crashed": "Le programme de lecture s'est interrompu sur cette page : la numériser ou l'exporter à nouveau.",
    "out_of_memory": "La page demande trop de mémoire : la numériser à 300 points par pouce.",
    "page_failed": "Cette page ne peut être lue ; les autres pages du fichier ne sont pas touchées.",
}
_UNITS: Final[dict[str, tuple[str, str]]] = {
    "hour": ("heure", "heures"),
    "day": ("jour", "jours"),
    "working_day": ("jour ouvré", "jours ouvrés"),
    "week": ("semaine", "semaines"),
    "month": ("mois", "mois"),
    "year": ("an", "ans"),
}
_TRIGGERS: Final[dict[str, str]] = {
    "formal_notice": "après mise en demeure",
    "receipt": "après réception",
    "letter_date": "après la date du courrier",
    "termination": "après la résiliation",
    "invoice": "après la facture",
}
_SIGNS: Final[dict[str, str]] = {"EUR": "€", "USD": "$", "GBP": "£", "FRF": "F"}
_FIGURES: Final = str.maketrans(",.", f"{NBSP},")  # 1,234.50 -> 1 234,50


def say_date(date: dt.date | None) -> str:
    """14/02/2015; «sans date»."""
    return f"{date:%d/%m/%Y}" if date else "sans date"


def say_share(share: float | None) -> str:
    """«95 %»; nothing where there is none."""
    return "" if share is None else f"{round(100 * share)}{NBSP}%"


def say_phone(number: str) -> str:
    """«+33494123456» -> «04 94 12 34 56»; short and foreign numbers as they are."""
    if not re.fullmatch(r"\+33\d{9}", number):
        return number
    return NBSP.join(re.findall("..", "0" + number[3:]))


def say_money(value: Decimal, currency: str | None) -> str:
    """«1 234,50 €»."""
    return f"{f'{value:,.2f}'.translate(_FIGURES)}{NBSP}{_SIGNS.get(currency or 'EUR', currency)}"


def say_amount(amount: Amount) -> str:
    """«300,00 € (pénalité)»."""
    return f"{say_money(amount.value, amount.currency)} ({AMOUNT_ROLES.get(amount.role, amount.role)})"


def say_deadline(deadline: Deadline) -> str:
    """«7 jours après mise en demeure», «15 jours, soit le 28/02/2015», «le 15/03/2015»; else as printed."""
    parts = []
    if deadline.quantity is not None and deadline.unit in _UNITS:
        counted = f"{deadline.quantity}{NBSP}{_UNITS[deadline.unit][deadline.quantity > 1]}"
        parts.append(f"{counted} {_TRIGGERS.get(deadline.trigger or '', '')}".rstrip())
    if deadline.due_date:
        parts.append(f"{'soit ' if parts else ''}le {say_date(deadline.due_date)}")
    return ", ".join(parts) or deadline.text


def say_value(mention: Mention) -> str:
    """The normalised value of a mention as one reads it in French."""
    if mention.kind == "deadline":
        absolute = mention.quantity is None
        kind = "absolute" if absolute else "relative"
        return say_deadline(
            Deadline(kind, mention.date, mention.quantity, mention.unit, mention.trigger, mention.text)  # type: ignore[arg-type]
        )
    if mention.amount is not None:
        return say_money(mention.amount, mention.currency)
    if mention.date is not None:
        return say_date(mention.date)
    if mention.kind == "instruction":
        act = mention.value.removeprefix("not:")
        return f"{'ne pas ' if act != mention.value else ''}{_ACTS.get(act, act)}"
    if mention.kind == "subject" and mention.role == "topic":
        return TOPICS.get(mention.value, mention.value)
    return say_phone(mention.value) if mention.kind == "phone" else mention.value


def say_role(mention: Mention) -> str:
    """The role of a mention; nothing where it has none, or where the value tells it."""
    role = "" if mention.kind == "deadline" else mention.role or ""
    return (AMOUNT_ROLES if mention.kind == "amount" else ROLES).get(role, role)


def say_count(count: int, one: str, many: str) -> str:
    """«1 courrier», «3 courriers», «0 courrier»."""
    return f"{count:,}".replace(",", NBSP) + f"{NBSP}{many if count > 1 else one}"
