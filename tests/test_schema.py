import pytest

from pipeline.schema import TABLES
from tests.docs import DOCS, PAGES, type_name

# The published contract, column by column, as its page words it. Columns may be added, none changed or dropped.
CONTRACT = {
    "documents": {
        "source": "string", "sha256": "string", "bytes": "int64", "media_type": "string", "pages": "int32",
        "status": "string", "duplicate_of": "string", "error_code": "string", "error": "string",
    },
    "pages": {
        "source": "string", "page": "int32", "width": "int32", "height": "int32", "dpi": "float",
        "text_origin": "string", "rotation": "int32", "skew_degrees": "float", "blank": "bool", "confidence": "float",
        "error_code": "string", "error": "string",
    },
    "words": {
        "source": "string", "page": "int32", "block": "int32", "line": "int32", "word": "int32", "text": "string",
        "confidence": "float", "x0": "float", "y0": "float", "x1": "float", "y1": "float",
    },
    "letters": {
        "letter_id": "string", "source": "string", "page_start": "int32", "page_end": "int32", "kind": "string",
        "letter_date": "date32", "letter_place": "string", "sender_organisation": "string",
        "sender_department": "string", "sender_address": "string", "recipient_name": "string",
        "recipient_address": "string", "subject": "string", "signatory_name": "string", "signatory_title": "string",
        "signatory_anonymous": "bool", "signature_mark": "bool", "signature_page": "int32", "phones": "list<string>",
        "emails": "list<string>", "urls": "list<string>",
        "references": "list<struct<label: string, value: string>>",
        "amounts": "list<struct<value: decimal(18,2), currency: string, role: string>>",
        "deadlines": "list<struct<kind: string, due_date: date32, quantity: int32, unit: string, trigger: string, "
        "text: string>>",
        "topics": "list<string>", "text": "string", "confidence": "float", "needs_review": "bool",
        "review_reasons": "list<string>",
    },
    "mentions": {
        "mention_id": "string", "letter_id": "string", "source": "string", "page": "int32", "kind": "string",
        "text": "string", "value": "string", "date": "date32", "amount": "decimal(18,2)", "currency": "string",
        "quantity": "int32", "unit": "string", "role": "string", "x0": "float", "y0": "float", "x1": "float",
        "y1": "float", "confidence": "float", "sentence": "string",
    },
    "findings": {
        "finding_id": "string", "check": "string", "severity": "string", "letter_ids": "list<string>",
        "mention_ids": "list<string>", "message": "string",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRACT)
def test_every_published_column_has_its_type(name: str) -> None:
    ours = {field.name: type_name(field.type) for field in TABLES[name]}
    assert {column: ours.get(column) for column in CONTRACT[name]} == CONTRACT[name]


def test_there_are_just_the_published_tables() -> None:
    assert set(TABLES) == set(CONTRACT)


@pytest.mark.parametrize("file_name", PAGES)
def test_the_reference_says_what_the_code_says(file_name: str) -> None:
    assert (DOCS / file_name).read_text(encoding="utf-8") == PAGES[file_name](), "run `make docs`"
