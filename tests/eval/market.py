"""What an afternoon's gluing of known parts gives: Tesseract, dateparser, phonenumbers, stock spaCy names, regexes.

Scored in the same tables, so that one sees what the work is worth. It is what somebody would write who knows the
libraries and has no rules of letters: each file is one letter, the first date is its date, the first organisation its
sender, the last person its signatory.
"""

import os
import re
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, Final

import phonenumbers
import pypdfium2
import pytesseract
import spacy
from dateparser import parse
from dateparser.search import search_dates
from PIL import Image, ImageSequence
from spacy.language import Language

from pipeline.mentions.language import MODEL
from pipeline.settings import available_cores

_DPI: Final = 200  # at which PDFs are drawn
_HOW: Final = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
_AMOUNT: Final = re.compile(r"(\d{1,3}(?:[ .\u00a0]\d{3})*|\d+)(,\d\d)?\s?(?:€|euros?\b|EUR\b)")
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL: Final = re.compile(r"(?:https?://|www\.)[\w./-]+\w", re.IGNORECASE)
_REFERENCE: Final = re.compile(
    r"(?:n°|r[ée]f[\w.]*|compte|dossier|contrat|client)[^:\n]{0,30}:\s*([\w/. -]*\d[\w/. -]*)", re.IGNORECASE
)
_IBAN: Final = re.compile(r"\bFR\d\d(?: ?\d{4}){5} ?\d{3}\b")
_POSTCODE: Final = re.compile(r"^.*\b\d{5} [A-ZÉ].*$", re.MULTILINE)
_RELATIVE: Final = re.compile(r"\b(\d+) (jours?|semaines?|mois|heures)\b")
_LIMIT: Final = re.compile(r"(?:avant le|jusqu'au|au plus tard le) ([\w /.]{6,20}\d{4})")
_UNITS: Final = {"jour": "day", "semaine": "week", "mois": "month", "heure": "hour"}


def read_market(raw: Path) -> list[dict[str, Any]]:
    """A row for each file under `raw`."""
    files = sorted(path for path in raw.rglob("*") if path.suffix in (".jpg", ".tif", ".pdf"))
    os.environ["OMP_THREAD_LIMIT"] = "1"
    with ThreadPoolExecutor(available_cores()) as pool:
        read = list(pool.map(_read, files))
    return [_row(path.name, pages) for path, pages in zip(files, read, strict=True)]


def _read(path: Path) -> list[str]:
    return [pytesseract.image_to_string(page, lang="fra", config="--psm 1") for page in _pages(path)]


def _pages(path: Path) -> Iterator[Image.Image]:
    if path.suffix == ".pdf":
        for page in pypdfium2.PdfDocument(path):
            yield page.render(scale=_DPI / 72).to_pil()
    else:
        yield from (frame.convert("L") for frame in ImageSequence.Iterator(Image.open(path)))


@cache
def _names() -> Language:
    return spacy.load(MODEL)


def _row(source: str, pages: list[str]) -> dict[str, Any]:
    text = "\n".join(pages)
    entities = _names()(text[:20000]).ents
    persons = [e.text for e in entities if e.label_ == "PER"]
    organisations = [e.text for e in entities if e.label_ == "ORG"]
    addresses = [m[0].strip() for m in _POSTCODE.finditer(text)]
    dated = re.search(r"^(?:À |Fait à )?([A-Z][\w' -]+?),? le \d", text, re.MULTILINE)
    reader = re.search(r"^\s*((?:M\.|Mme|Madame|Monsieur) [A-Z].*)$", text, re.MULTILINE)
    department = re.search(r"^\s*((?:Service|Direction|Agence|Pôle)\b.*)$", text, re.MULTILINE)
    subject = re.search(r"Objet ?: ?(.*)", text, re.IGNORECASE)
    return {
        "source": source,
        "page_start": 1,
        "page_end": len(pages),
        "letter_date": _first_date(text),
        "letter_place": dated and dated[1],
        "sender_organisation": organisations[0] if organisations else None,
        "sender_department": department and department[1],
        "sender_address": addresses[0] if addresses else None,
        "recipient_name": reader and reader[1],
        "recipient_address": addresses[1] if len(addresses) > 1 else None,
        "subject": subject and subject[1],
        "signatory_name": persons[-1] if persons else None,
        "signatory_title": None,
        "signatory_anonymous": not persons,
        "signature_mark": None,
        "signature_page": len(pages),
        "phones": sorted({_e164(m) for m in phonenumbers.PhoneNumberMatcher(text, "FR")}),
        "emails": sorted({m[0].lower() for m in _EMAIL.finditer(text)}),
        "urls": sorted({m[0].lower() for m in _URL.finditer(text)}),
        "references": [{"value": v} for v in (*(m[1] for m in _REFERENCE.finditer(text)), *_IBAN.findall(text))],
        "amounts": list(_amounts(text)),
        "deadlines": list(_deadlines(text)),
        "topics": [],
    }


def _e164(match: Any) -> str:
    return str(phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164))


def _first_date(text: str) -> str | None:
    with warnings.catch_warnings(action="ignore"):
        found = search_dates(text[:3000], languages=["fr"], settings=_HOW)
    return found[0][1].date().isoformat() if found else None


def _amounts(text: str) -> Iterator[dict[str, Any]]:
    for m in _AMOUNT.finditer(text):
        try:
            value = Decimal(re.sub(r"\D", "", m[1]) + (m[2] or "").replace(",", "."))
        except InvalidOperation:
            continue
        yield {"value": value, "currency": "EUR", "role": "other"}


def _deadlines(text: str) -> Iterator[dict[str, Any]]:
    for m in _RELATIVE.finditer(text):
        yield {
            "kind": "relative",
            "due_date": None,
            "quantity": int(m[1]),
            "unit": _UNITS[m[2].removesuffix("s") if m[2] != "mois" else m[2]],
        }
    for m in _LIMIT.finditer(text):
        with warnings.catch_warnings(action="ignore"):
            day = parse(m[1], languages=["fr"], settings=_HOW)
        if day:
            yield {"kind": "absolute", "due_date": day.date().isoformat(), "quantity": None, "unit": None}
