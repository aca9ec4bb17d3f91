"""A scenario, a corpus and a seed -> the letters of one mailing on paper, with what was printed in each."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.mailings.notation import LetterPlan, Scenario
from tests.mailings.values import Drawer, Value, fill, print_value
from tests.mailings.window import Recipient, draw_recipient, write_window
from tests.paper.compose import FIRST_DAY, LAST_OFFSET, print_legal
from tests.paper.corpus import Corpus, Organisation
from tests.paper.layouts import Content, lay_out
from tests.paper.pen import Dice
from tests.paper.sheet import Block, Break, Sheet, Together, draw_letter
from tests.paper.wording import CHOICE, HARD_SPACE, SLOT, Style, Writer, pick, print_date

MOST_PADDING: Final = 2  # paragraphs that say nothing
TAKES_BACK: Final = "annule et remplace"  # a paragraph with this would take a planted contradiction back


@dataclass(frozen=True)
class MailingLetter:
    """One letter on paper; `printed`: what its values look like there, by name."""

    day: dt.date
    sheets: list[Sheet]
    printed: dict[str, list[str]]

    @property
    def text(self) -> str:
        """Everything that is printed on it."""
        return "\n".join(sheet.text for sheet in self.sheets)


@dataclass(frozen=True)
class _Sender:
    """One organisation as it appears in this mailing: the same in every letter unless the scenario says otherwise."""

    organisation: Organisation
    layout: dict[str, Any]
    phone: str
    contacts: list[str]
    department: str | None
    signatory: str
    title: str
    references: dict[str, tuple[str, str]]  # by the name of the recipient: label and value
    pen: int | None


@dataclass
class _Maker:
    scenario: Scenario
    corpus: Corpus
    dice: Dice
    days: list[dt.date]
    senders: dict[str, _Sender]
    recipients: dict[str, Recipient]
    held: dict[str, Value]
    say: dict[str, str]
    subject_label: str = ""
    printed: dict[str, list[str]] = field(default_factory=dict)


def make_mailing(scenario: Scenario, corpus: Corpus, seed: int, dpi: int) -> list[MailingLetter]:
    """The letters in the order of the scenario; the same arguments give the same paper."""
    dice = Dice(seed)
    first = _first_day(scenario, dice)
    days = [first + dt.timedelta(days=_within(plan.day, dice)) for plan in scenario.letters]
    main = _choose(corpus, scenario.senders, set(), dice)
    drawer = Drawer(corpus, main, first, dice, used={main.city})
    recipients = {name: draw_recipient(corpus, drawer) for name in ("", *scenario.recipients)}
    drawer.recipient = recipients[""].name
    senders = {"": _cast(main, corpus, drawer, recipients)}
    for name, sectors in scenario.others.items():
        taken = {sender.organisation.name for sender in senders.values()}
        senders[name] = _cast(_choose(corpus, sectors, taken, dice), corpus, drawer, recipients)
    for name, recipe in scenario.values.items():
        drawer.draw(name, recipe)
    say = {name: _resolve(pick(dice, texts), dice) for name, texts in scenario.say.items()}
    maker = _Maker(scenario, corpus, dice, days, senders, recipients, drawer.held, say)
    maker.subject_label = pick(dice, corpus.phrases["subject_labels"])
    return [_make_letter(maker, plan, day, dpi) for plan, day in zip(scenario.letters, days, strict=True)]


def _first_day(scenario: Scenario, dice: Dice) -> dt.date:
    """Of the mailing; 28 days are in every month."""
    earliest = max(FIRST_DAY, dt.date(scenario.since or FIRST_DAY.year, 1, 1))
    last = FIRST_DAY + dt.timedelta(days=LAST_OFFSET)
    day = earliest + dt.timedelta(days=dice.between(0, (last - earliest).days))
    return day.replace(month=scenario.month, day=min(day.day, 28)) if scenario.month else day


def _within(span: str | int, dice: Dice) -> int:
    low, _, high = str(span).partition("..")
    return dice.between(int(low), int(high or low))


def _choose(corpus: Corpus, sectors: list[str], taken: set[str], dice: Dice) -> Organisation:
    fit = [o for o in corpus.organisations if o.sector in sectors and o.name not in taken]
    return fit[dice.between(0, len(fit) - 1)]


def _resolve(text: str, dice: Dice) -> str:
    return CHOICE.sub(lambda m: pick(dice, m[1].split("|")), text)


def _cast(organisation: Organisation, corpus: Corpus, drawer: Drawer, recipients: Iterable[str]) -> _Sender:
    dice = drawer.dice
    signatory, title = organisation.people[dice.between(0, len(organisation.people) - 1)]
    own = [n for n in organisation.phones if len(n) > 6]
    label, pattern = next((label, pattern) for label, pattern in organisation.references.items() if pattern)
    references = {name: (label, fill(pattern.replace("A", "?"), dice)) for name in recipients}
    return _Sender(
        organisation=organisation,
        layout=corpus.layouts[pick(dice, list(corpus.layouts))],
        phone=drawer.fresh(lambda: own[0]) if own else drawer.phone(),
        contacts=["<phone>", "<email>"] if organisation.email and dice.between(0, 1) else ["<phone>"],
        department=pick(dice, organisation.departments) if dice.between(0, 2) else None,
        signatory=signatory,
        title=title,
        references=references,
        pen=dice.between(0, 10**6) if dice.between(0, 3) else None,
    )


def _make_letter(maker: _Maker, plan: LetterPlan, day: dt.date, dpi: int) -> MailingLetter:
    """As much padding as the page holds: a letter has one page where the scenario does not ask for two."""
    dice, sender = maker.dice, maker.senders[plan.sender]
    recipient = maker.recipients[plan.to]
    style = Style(*(pick(dice, maker.corpus.phrases[k]) for k in ("date_styles", "money", "phone_marks")))  # type: ignore[arg-type]
    organisation = sender.organisation
    writer = Writer(dice, day, style, [sender.phone], organisation.email, organisation.url, "")
    content, printed = _content(maker, plan, sender, recipient, style, writer)
    spare = [text for text in maker.corpus.phrases["padding"] if not (maker.scenario.truth and TAKES_BACK in text)]
    first = dice.between(0, len(spare) - 1)
    count = plan.padding if plan.padding is not None else dice.between(0, 0 if plan.private else MOST_PADDING)
    while True:
        padding = (spare * 2)[first : first + count]
        full = Content(**content, paragraphs=[*printed["body"][0].strip().split("\n"), *padding])
        sheets = draw_letter(_paged(lay_out(full, sender.layout), plan, sender.layout), dpi)
        wanted = 2 if plan.orphan or plan.closing_page else 1
        if len(sheets) <= wanted or not count:
            return MailingLetter(day, sheets, printed)
        count -= 1


def _content(
    maker: _Maker, plan: LetterPlan, sender: _Sender, recipient: Recipient, style: Style, writer: Writer
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    dice, phrases, organisation = maker.dice, maker.corpus.phrases, sender.organisation
    printed: dict[str, list[str]] = {}
    built_in: dict[str, Value] = {
        "phone": sender.phone,
        "organisation": organisation.name,
        "this_year": str(writer.day.year),
        "next_year": str(writer.day.year + 1),
        "civility": recipient.civility,
        "recipient": recipient.name,
        "reference": sender.references[plan.to][1].replace(" ", HARD_SPACE),
    }
    known = maker.held | built_in | {f"day {i}": day for i, day in enumerate(maker.days, 1)}

    def print_known(name: str) -> str:
        shown = print_value(known[name], writer, style)
        printed.setdefault(name, []).append(shown)
        return shown

    def write(text: str) -> str:
        for _ in range(3):  # texts of `say` may hold texts of `say`
            text = re.sub(r"<(\w+)>", lambda m: maker.say.get(m[1], m[0]), text)
        text = _resolve(text, dice)
        text = re.sub(r"<(\w+(?: \d+)?)>", lambda m: print_known(m[1]) if m[1] in known else m[0], text)
        return SLOT.sub(lambda m: writer.write(m[0]), text)

    label = pick(dice, phrases["phone_labels"])
    texts = plan.contacts if isinstance(plan.contacts, list) else sender.contacts if plan.contacts else []
    contacts = [write(f"{label}{text}" if text == "<phone>" else text) for text in texts]
    signatory = sender.signatory if plan.signatory is True else write(plan.signatory) if plan.signatory else None
    title = write(plan.title) if plan.title else sender.title
    if not signatory and not plan.title:
        title = pick(dice, organisation.anonymous) if organisation.anonymous else organisation.departments[0]
    own_label, own = sender.references[plan.to]
    references = {own_label: own} | {label or own_label: write(text) for label, text in plan.references.items()}
    subject = write(plan.subject)
    label = maker.subject_label
    town = recipient.address[-1].split(" ", 1)[1] if plan.private else organisation.city
    place = write(plan.place) if plan.place else town
    window = write_window(recipient, plan, write)
    body = write(plan.body)
    printed["body"] = [body]
    content = {
        "organisation": organisation.name,
        "department": sender.department if plan.department is None else write(plan.department),
        "address": organisation.address if plan.contacts is not False else [],
        "contacts": contacts,
        "recipient": window,
        "references": [(label, value.replace(" ", HARD_SPACE)) for label, value in references.items() if value],
        "date_line": _date_line(maker, sender.layout, writer, place),
        "subject": label + (subject if label else subject[0].upper() + subject[1:]),
        "salutation": pick(dice, phrases["salutations"]).replace("C,", f"{recipient.civility},"),
        "closing": pick(dice, phrases["closings"]).replace(" C,", f" {recipient.civility},"),
        "signatory": signatory,
        "title": title,
        "legal": print_legal(organisation, writer.facts) if plan.contacts is not False else [],
        "logo": organisation.logo,
        "pen": sender.pen if signatory else None,
    }
    return content | (_private(maker, recipient, organisation) if plan.private else {}), printed


def _private(maker: _Maker, recipient: Recipient, receiver: Organisation) -> dict[str, Any]:
    """What differs where a person answers the organisation."""
    return {
        "organisation": recipient.name,
        "department": None,
        "address": recipient.address,
        "contacts": [],
        "recipient": [receiver.name, *receiver.address],
        "salutation": "Madame, Monsieur,",
        "closing": pick(maker.dice, maker.corpus.phrases["person_closings"]),
        "signatory": recipient.name.split(" ", 1)[1],
        "title": None,
        "legal": [],
        "logo": "",
        "pen": None,
    }


def _date_line(maker: _Maker, layout: dict[str, Any], writer: Writer, place: str) -> str:
    """With the place in it where the places of this mailing matter."""
    lines = maker.corpus.phrases["date_lines"]
    if any(plan.place for plan in maker.scenario.letters):
        lines = [line for line in lines if "P" in line]
    pattern = layout["date"].get("end") or pick(writer.dice, lines)
    return pattern.replace("D", print_date(writer.day, writer.style.date)).replace("P", place)


def _paged(blocks: list[Block], plan: LetterPlan, layout: dict[str, Any]) -> list[Block]:
    """With the page break that the scenario asks for."""
    if plan.closing_page:
        return [*blocks[:-2], Break(), *blocks[-2:]]
    ending = blocks[-1]
    if plan.orphan and isinstance(ending, Together):
        closing = 2 if "end" in layout["date"] else 1
        return [*blocks[:-1], *ending.blocks[:closing], Break(), Together(blocks=ending.blocks[closing:])]
    return blocks
