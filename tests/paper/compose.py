"""A corpus and a seed -> one letter on paper, and the row of the letters table that is right for it."""

import datetime as dt
import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from stdnum import luhn

from tests.paper.corpus import Corpus, Organisation, Situation
from tests.paper.layouts import Content, lay_out
from tests.paper.pen import Dice
from tests.paper.sheet import Sheet, draw_letter
from tests.paper.wording import HARD_SPACE, Facts, Style, Writer, choose, fill_pattern, pick, print_date

FIRST_DAY: Final = dt.date(2008, 1, 2)
LAST_OFFSET: Final = 6400  # days: to the middle of 2025

CIVILITY: Final = re.compile(r"^(Maître|Me|Mme|M\.) ")  # before the name of who signs, and no part of it

Row = dict[str, Any]


@dataclass(frozen=True)
class DrawnLetter:
    """A letter on paper and the row of the letters table it should give, pages counted from 1."""

    sheets: list[Sheet]
    row: Row


def make_letter(corpus: Corpus, seed: int, dpi: int) -> DrawnLetter:
    """Choose who writes what to whom in which layout, write it, draw it."""
    dice = Dice(seed)
    situation = corpus.situations[dice.between(0, len(corpus.situations) - 1)]
    layout = corpus.layouts[pick(dice, list(corpus.layouts))]
    day = FIRST_DAY + dt.timedelta(days=dice.between(0, LAST_OFFSET))
    private = "person" in situation.sectors
    everybody = situation.sectors == ["person"]
    writers = [o for o in corpus.organisations if everybody or o.sector in situation.sectors]
    organisation = writers[dice.between(0, len(writers) - 1)]
    style = Style(*(pick(dice, corpus.phrases[k]) for k in ("date_styles", "money", "phone_marks")))  # type: ignore[arg-type]
    write = _write_private if private else _write_official
    content, row, facts = write(corpus, organisation, situation, style, day, dice)
    date_line, place = _date_line(corpus, layout, style, day, row.pop("city"), dice)
    label = pick(dice, corpus.phrases["subject_labels"])
    about = choose(dice, situation.subject)
    subject = label + (about if label and dice.between(0, 1) else _capital(about))
    sheets = draw_letter(lay_out(Content(**content, date_line=date_line, subject=subject), layout), dpi)
    signed = row["signatory_name"] or row["signatory_title"]
    row |= {"page_start": 1, "page_end": len(sheets), "kind": "letter", "letter_date": day.isoformat()}
    row |= {"letter_place": place, "subject": about, "topics": situation.topics}
    facts.optional["topics"] = list(situation.also)
    row["signatory_anonymous"] = row["signatory_name"] is None
    row["signature_mark"] = content["pen"] is not None
    row["signature_page"] = max(i for i, s in enumerate(sheets, 1) if signed in " ".join(s.lines))
    return DrawnLetter(sheets, row | asdict(facts))


def _write_official(
    corpus: Corpus, sender: Organisation, situation: Situation, style: Style, day: dt.date, dice: Dice
) -> tuple[dict[str, Any], Row, Facts]:
    """An organisation writes to a person."""
    civility, name, address = _person(corpus, dice)
    shown = corpus.people.shown.get(civility)
    recipient = f"{pick(dice, shown) if shown else civility} {name}"
    writer = Writer(dice, day, style, sender.phones, sender.email, sender.url, pick(dice, corpus.people.phones))
    label = pick(dice, corpus.phrases["phone_labels"])
    contacts = [label + writer.phone(sender.phones[-1])] if dice.between(0, 2) else []
    if sender.email and dice.between(0, 1):
        contacts.append(writer.web("emails", sender.email))
    if sender.url and dice.between(0, 1):
        contacts.append(writer.web("urls", sender.url))
    if sender.fax and dice.between(0, 1):
        contacts.append("Fax : " + writer.other_phone(sender.fax))
    signatory, title = pick_pair(dice, sender)
    department = pick(dice, sender.departments) if dice.between(0, 4) else None
    content = {
        "organisation": sender.name,
        "department": department,
        "address": sender.address,
        "contacts": contacts,
        "recipient": [recipient, *address],
        "references": _references(sender, writer.facts, dice),
        "salutation": pick(dice, corpus.phrases["salutations"]).replace("C,", f"{civility},"),
        "paragraphs": [*writer.write(situation.body).strip().split("\n"), *_padding(corpus, dice)],
        "closing": pick(dice, corpus.phrases["closings"]).replace(" C,", f" {civility},"),
        "signatory": signatory,
        "title": title,
        "legal": print_legal(sender, writer.facts),
        "enclosure": pick(dice, corpus.phrases["enclosures"]),
        "logo": sender.logo,
        "pen": dice.between(0, 10**6) if signatory and dice.between(0, 2) else None,
        "stamp": _stamp(sender) if sender.sector in ("town", "bailiff", "school") and dice.between(0, 1) else "",
    }
    row = {
        "sender_organisation": sender.name,
        "sender_department": department,
        "sender_address": ", ".join(sender.address),
        "recipient_name": recipient,
        "recipient_address": ", ".join(address),
        "signatory_name": signatory and CIVILITY.sub("", signatory),
        "signatory_title": title,
        "city": sender.city,
    }
    return content, row, writer.facts


def _write_private(
    corpus: Corpus, receiver: Organisation, situation: Situation, style: Style, day: dt.date, dice: Dice
) -> tuple[dict[str, Any], Row, Facts]:
    """A person writes to an organisation."""
    _, name, address = _person(corpus, dice)
    writer = Writer(dice, day, style, [pick(dice, corpus.people.phones)], None, None, "")
    department = pick(dice, receiver.departments)
    content = {
        "organisation": name,
        "department": None,
        "address": address,
        "contacts": [writer.phone()] if dice.between(0, 1) else [],
        "recipient": [receiver.name, department, *receiver.address],
        "references": _references(receiver, writer.facts, dice),
        "salutation": "Madame, Monsieur,",
        "paragraphs": writer.write(situation.body).strip().split("\n"),
        "closing": pick(dice, corpus.phrases["person_closings"]),
        "signatory": name,
        "title": None,
        "legal": [],
        "pen": dice.between(0, 10**6) if dice.between(0, 3) else None,
    }
    row = {
        "sender_organisation": name,
        "sender_department": None,
        "sender_address": ", ".join(address),
        "recipient_name": receiver.name,
        "recipient_address": ", ".join(receiver.address),
        "signatory_name": name,
        "signatory_title": None,
        "city": address[-1].split(" ", 1)[1],
    }
    return content, row, writer.facts


def _padding(corpus: Corpus, dice: Dice) -> list[str]:
    """Paragraphs that say nothing: none in most letters, enough for a second page in some."""
    count = (0, 0, 1, 2, 3, len(corpus.phrases["padding"]))[dice.between(0, 5)]
    first = dice.between(0, len(corpus.phrases["padding"]) - 1)
    return (corpus.phrases["padding"] * 2)[first : first + count]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _person(corpus: Corpus, dice: Dice) -> tuple[str, str, list[str]]:
    """Civility, name, and the lines of the address."""
    people = corpus.people
    civility = pick(dice, list(people.first))
    last = pick(dice, people.last)
    postcode, town = people.towns[dice.between(0, len(people.towns) - 1)]
    shout = dice.between(0, 1)  # «63000 CLERMONT-FERRAND»
    name = f"{pick(dice, people.first[civility])} {last.upper() if dice.between(0, 1) else last}"
    street = pick(dice, people.streets).split("\n")
    return civility, name, [*street, f"{postcode:05d} {town.upper() if shout else town}"]


def pick_pair(dice: Dice, sender: Organisation) -> tuple[str | None, str]:
    """Name and title of who signs; one letter in four, where the house has a name for it, is signed by nobody."""
    if sender.anonymous and dice.between(0, 3) == 0:
        return None, pick(dice, sender.anonymous)
    name, title = sender.people[dice.between(0, len(sender.people) - 1)]
    return name, title


def _references(sender: Organisation, facts: Facts, dice: Dice) -> list[tuple[str, str]]:
    """Labels and values as printed; a label without a pattern takes a person's name and is no reference."""
    printed = []
    for label, pattern in sender.references.items():
        if not pattern:
            printed.append((label, sender.people[-1][0]))
            continue
        value = fill_pattern(dice, pattern)
        facts.add("references", {"label": label, "value": value.replace(" ", "")})
        printed.append((label, value.replace(" ", HARD_SPACE)))
    return printed


def print_legal(sender: Organisation, facts: Facts) -> list[str]:
    """«Télécom Horizon, SA au capital de 12 450 000 € - 512 345 678 RCS Rennes»."""
    if not sender.form or not sender.siren:
        return []
    digits = str(sender.siren) + luhn.calc_check_digit(str(sender.siren))
    capital = ""
    if sender.capital:
        facts.add("amounts", {"value": f"{sender.capital}.00", "currency": "EUR", "role": "capital"})
        capital = f" au capital de {sender.capital:,} €".replace(",", " ")
    label = f"RCS {sender.city}"
    facts.add("references", {"label": label, "value": digits})
    siren = f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    return [sender.legal.format(name=sender.name, form=sender.form, capital=capital, siren=siren, label=label)]


def _stamp(sender: Organisation) -> str:
    return {"town": "MAIRIE\nle Maire", "bailiff": "HUISSIERS\nDE JUSTICE", "school": "GESTION\nIntendance"}[
        sender.sector
    ]


def _date_line(
    corpus: Corpus, layout: dict[str, Any], style: Style, day: dt.date, city: str, dice: Dice
) -> tuple[str, str | None]:
    """The date line and the place it names."""
    pattern = layout["date"].get("end") or pick(dice, corpus.phrases["date_lines"])
    place = city.title() if city.isupper() else city
    line = pattern.replace("D", print_date(day, style.date)).replace("P", place)
    return line, place if "P" in pattern else None
