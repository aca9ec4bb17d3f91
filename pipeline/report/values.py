"""Values of the tables → how one reads them."""

from pipeline.records import Amount, Deadline, Mention, Reference
from pipeline.report import codes
from pipeline.report.tongue import NBSP, Tongue, say_phone


def say_amount(amount: Amount, tongue: Tongue) -> str:
    """«300 € (pénalité)»."""
    role = codes.AMOUNT_ROLES.get(amount.role, amount.role)
    return f"{tongue.money(amount.value, amount.currency)} ({tongue(role)})"


def say_deadline(deadline: Deadline, tongue: Tongue) -> str:
    """«7 jours après mise en demeure», «15 jours, soit le 28/02/2015», «le 15/03/2015»; else as printed."""
    parts = []
    if deadline.quantity is not None and deadline.unit in codes.UNITS:
        unit = codes.UNITS[deadline.unit][deadline.quantity > 1]
        trigger = codes.TRIGGERS.get(deadline.trigger or "")
        parts.append(f"{deadline.quantity}{NBSP}{tongue(unit)}" + (f" {tongue(trigger)}" if trigger else ""))
    if deadline.due_date:
        parts.append(f"{tongue('soit le') if parts else tongue('le')} {tongue.date(deadline.due_date)}")
    return ", ".join(parts) or deadline.text


def deadline_of(mention: Mention) -> Deadline:
    """The limit a mention of that kind tells of."""
    return Deadline(
        "absolute" if mention.quantity is None else "relative",
        mention.date,
        mention.quantity,
        mention.unit,
        mention.trigger,
        mention.text,
    )


def say_reference(reference: Reference) -> str:
    """«N° client 0571264938»."""
    return f"{reference.label} {reference.value}".strip()


def say_act(value: str, tongue: Tongue) -> str:
    """«not:call» -> «ne pas appeler»."""
    act = value.removeprefix("not:")
    said = tongue(codes.ACTS.get(act, act))
    return said if act == value else f"{tongue('ne pas')} {said}"


def say_value(mention: Mention, tongue: Tongue) -> str:
    """The normalised value of a mention as one reads it."""
    if mention.kind == "deadline":
        return say_deadline(deadline_of(mention), tongue)
    if mention.amount is not None:
        return tongue.money(mention.amount, mention.currency)
    if mention.date is not None:
        return tongue.date(mention.date)
    if mention.kind == "instruction":
        return say_act(mention.value, tongue)
    if mention.kind == "subject" and mention.role == "topic":
        return tongue(codes.TOPICS.get(mention.value, mention.value))
    if mention.role == "mark":
        return tongue("signature manuscrite")
    return say_phone(mention.value) if mention.kind == "phone" else mention.value


def say_role(mention: Mention, tongue: Tongue) -> str:
    """The role of a mention; nothing where it has none, or where the value tells it."""
    silent = mention.kind == "deadline" or mention.role == "mark" or (mention.kind, mention.role) == ("date", "other")
    role = "" if silent else mention.role or ""
    return tongue((codes.AMOUNT_ROLES if mention.kind == "amount" else codes.ROLES).get(role, role))
