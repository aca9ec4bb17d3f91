"""The rows of a mailing, written by hand: a closing account told in five letters that do not agree."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pipeline.records import (
    Amount,
    Box,
    Deadline,
    Document,
    Finding,
    LetterRow,
    Mention,
    MentionKind,
    Page,
    Reference,
    Severity,
)

MAILING = "orange-2015"


@dataclass
class Rows:
    """All rows of one mailing."""

    documents: list[Document] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    letters: list[LetterRow] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def as_arguments(self) -> dict[str, Any]:
        return vars(self)


def page(source: str, number: int = 1, error_code: str | None = None) -> Page:
    return Page(
        source, number, 1654, 2339, 200.0, "ocr", 0, 0.0, False, None if error_code else 0.94, (), (), error_code,
        "This page cannot be read." if error_code else None,
    )  # fmt: skip


def letter(source: str, date: dt.date | None, text: str, **cells: Any) -> LetterRow:
    return LetterRow(f"{source}#1", source, 1, 1, "letter", letter_date=date, text=text, confidence=0.94, **cells)


def mention(
    row: LetterRow, number: int, kind: MentionKind, text: str, value: str, sentence: str = "", **typed: Any
) -> Mention:
    start = max(0, row.text.find(text))
    return Mention(
        f"{row.letter_id}/{number}", row.letter_id, row.source, 1, kind, text, value, Box(0.1, 0.2, 0.4, 0.22),
        typed.pop("confidence", 0.93), sentence or text, start, start + len(text), **typed,
    )  # fmt: skip


def finding(check: str, severity: Severity, letters: list[str], mentions: list[str], message: str) -> Finding:
    return Finding(f"{check}/1", check, severity, tuple(letters), tuple(mentions), message)


CAPITAL = Amount(Decimal("10595541532.00"), "EUR", "capital")
ORANGE: dict[str, Any] = {
    "sender_organisation": "Orange",
    "sender_department": "Service Clients",
    "recipient_name": "Madame Odile Ferrandis",
    "recipient_address": "14 chemin des Restanques, 83200 Toulon",
    "references": (Reference("N° client", "0571264938"), Reference("RCS Paris", "380129866")),
}
PERSON: dict[str, Any] = {
    "signatory_name": "Laurence Thouveny",
    "signatory_title": "Directrice Relation Clients",
    "signatory_anonymous": False,
    "signature_page": 1,
}
DO_NOT_CALL = "Nous vous demandons de ne plus appeler nos services."
CALL = "Pour toute question, un conseiller vous répond au 3000."
SEVEN = "Sans retour dans un délai de 7 jours après mise en demeure, une somme de 300 € vous sera facturée."
TEN = "Sans retour dans un délai de 10 jours après mise en demeure, il vous sera facturé."


def orange_rows() -> Rows:
    """Five letters, one file that failed, one copy, one page that failed; four findings."""
    feb = [dt.date(2015, 2, day) for day in (13, 14, 14, 15, 15)]
    one = letter(
        "orange-2015/courrier-1.jpg", feb[0], f"Madame,\n{DO_NOT_CALL}\nSalutations", letter_place="Toulon",
        signatory_title="Directeur du Service Clients Opérateurs Tiers", signatory_anonymous=True, signature_page=1,
        subject="votre changement d'opérateur", amounts=(CAPITAL,), **ORANGE,
    )  # fmt: skip
    two = letter(
        "orange-2015/courrier-2.jpg", feb[1], CALL, phones=("1014", "3000"), subject="votre facture de clôture",
        amounts=(CAPITAL,), topics=("final_invoice", "offer"), **ORANGE, **PERSON,
    )  # fmt: skip
    seven = Deadline("relative", None, 7, "day", "formal_notice", "dans un délai de 7 jours après mise en demeure")
    ten = Deadline("relative", None, 10, "day", "formal_notice", "dans un délai de 10 jours après mise en demeure")
    three = letter(
        "orange-2015/courrier-3.tif", feb[2], SEVEN, phones=("3970",), subject="restitution de votre Livebox",
        amounts=(Amount(Decimal("300.00"), "EUR", "penalty"), CAPITAL), deadlines=(seven,), signature_mark=True,
        topics=("equipment_return",), **ORANGE, **PERSON,
    )  # fmt: skip
    four = letter(
        "orange-2015/courrier-4.jpg", feb[3], "Nous confirmons la résiliation.", letter_place="Bordeaux",
        phones=("3900",), subject="confirmation de votre résiliation", needs_review=True,
        review_reasons=("low_confidence",),
        deadlines=(Deadline("absolute", dt.date(2015, 3, 1), None, None, None, "avant le 1er mars 2015"),),
        **ORANGE, **PERSON,
    )  # fmt: skip
    five = letter(
        "orange-2015/courrier-5.pdf", feb[4], TEN, letter_place="Bordeaux", phones=("3900",), deadlines=(ten,),
        subject="restitution de votre Livebox", signatory_title="Votre service client Orange", signatory_anonymous=True,
        signature_page=1, **ORANGE,
    )  # fmt: skip
    rows = Rows(letters=[one, two, three, four, five])
    rows.mentions = [
        mention(one, 1, "instruction", "ne plus appeler", "not:call", DO_NOT_CALL),
        mention(two, 1, "instruction", "un conseiller vous répond", "call", CALL),
        mention(two, 2, "phone", "3000", "3000", CALL, role="sender"),
        mention(three, 1, "deadline", seven.text, "7 day", SEVEN, quantity=7, unit="day", trigger="formal_notice"),
        mention(three, 2, "amount", "300 €", "300.00", SEVEN, amount=Decimal("300.00"), currency="EUR", role="penalty"),
        mention(five, 1, "deadline", ten.text, "10 day", TEN, quantity=10, unit="day", trigger="formal_notice"),
    ]
    ids = [row.letter_id for row in rows.letters]
    rows.findings = [
        finding("ambiguous_order", "warning", ids[1:3], [], "Les courriers portent la même date."),
        finding(
            "contradictory_instruction",
            "error",
            ids[:2],
            [f"{ids[0]}/1", f"{ids[1]}/1"],
            "Le courrier du 13/02/2015 demande de ne pas appeler, celui du 14/02/2015 invite à le faire.",
        ),
        finding(
            "conflicting_deadline",
            "error",
            [ids[2], ids[4]],
            [f"{ids[2]}/1", f"{ids[4]}/1"],
            "Le courrier du 14/02/2015 fixe 7 jours après mise en demeure, celui du 15/02/2015 en fixe 10.",
        ),
        finding("cannot_tell", "info", ids[3:4], [], "À vérifier : la date du courrier."),
    ]
    rows.pages = [page(row.source) for row in rows.letters] + [page("orange-2015/courrier-6.tif", 2, "page_failed")]
    rows.documents = [
        *(Document(row.source, f"{n:064x}", 1000, "image/jpeg", 1, "ok") for n, row in enumerate(rows.letters)),
        Document("orange-2015/courrier-6.tif", "a" * 64, 1000, "image/tiff", 2, "partial"),
        Document("orange-2015/photo.pdf", "b" * 64, 0, None, None, "failed", None, "empty", "The file is empty."),
        Document("orange-2015/copie.jpg", "c" * 64, 9, "image/jpeg", 1, "duplicate", "orange-2015/courrier-1.jpg"),
    ]
    return rows
