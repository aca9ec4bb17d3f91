"""The tables' columns, types and meanings, as Arrow schemas: the published contract in code.

`docs/tables.md` is generated from here. `mailing` is the partition key of every table and stands in the path, not in
the files. A column is nullable unless it says otherwise.
"""

from typing import Final

import pyarrow as pa

SCHEMA_VERSION: Final = "1"


def _column(name: str, kind: pa.DataType, meaning: str, *, null: bool = True) -> pa.Field:
    return pa.field(name, kind, nullable=null, metadata={"meaning": meaning})


_TEXT, _INT, _FLOAT, _BOOL = pa.string(), pa.int32(), pa.float64(), pa.bool_()
_TEXTS = pa.list_(pa.string())

_SOURCE = _column("source", _TEXT, "path relative to the input root, `/`-separated", null=False)
_BOX = [
    _column(name, _FLOAT, meaning, null=False)
    for name, meaning in (
        ("x0", "left edge, fraction 0-1 of the upright, deskewed page"),
        ("y0", "top edge, fraction 0-1, origin top left"),
        ("x1", "right edge"),
        ("y1", "bottom edge"),
    )
]
MARK: Final = pa.struct([("x0", _FLOAT), ("y0", _FLOAT), ("x1", _FLOAT), ("y1", _FLOAT), ("score", _FLOAT)])
REFERENCE: Final = pa.struct([("label", _TEXT), ("value", _TEXT)])
AMOUNT: Final = pa.struct([("value", pa.decimal128(18, 2)), ("currency", _TEXT), ("role", _TEXT)])
DEADLINE: Final = pa.struct(
    [
        ("kind", _TEXT),
        ("due_date", pa.date32()),
        ("quantity", _INT),
        ("unit", _TEXT),
        ("trigger", _TEXT),
        ("text", _TEXT),
    ]
)
FIELD_CONFIDENCE: Final = pa.struct([("field", _TEXT), ("confidence", _FLOAT)])

DOCUMENTS: Final = pa.schema(
    [
        _SOURCE,
        _column("sha256", _TEXT, "of the bytes; null when the file cannot be read from the disk"),
        _column("bytes", pa.int64(), "size of the file", null=False),
        _column("media_type", _TEXT, "sniffed from content, not from the name"),
        _column("pages", _INT, "pages found; null when unreadable"),
        _column("status", _TEXT, "`ok`, `partial` (some pages failed), `failed`, `duplicate`", null=False),
        _column("duplicate_of", _TEXT, "`source` of the first copy of the same bytes in the mailing"),
        _column("error_code", _TEXT, "stable code, see docs/errors.md"),
        _column("error", _TEXT, "one sentence naming what to do"),
    ]
)

PAGES: Final = pa.schema(
    [
        _SOURCE,
        _column("page", _INT, "1-based in the source file", null=False),
        _column("width", _INT, "pixels of the page image that was read, upright; 0 when the page failed", null=False),
        _column("height", _INT, "pixels of the page image that was read, upright; 0 when the page failed", null=False),
        _column("dpi", _FLOAT, "true or estimated resolution of the scan; null when the page failed"),
        _column("text_origin", _TEXT, "`ocr` or `embedded` (a usable text layer)", null=False),
        _column("rotation", _INT, "clockwise quarter turns applied, in degrees: 0, 90, 180, 270", null=False),
        _column(
            "skew_degrees",
            _FLOAT,
            "skew that was removed, after the quarter turns; positive = the page was turned counter-clockwise",
            null=False,
        ),
        _column("blank", _BOOL, "nothing is printed on the page", null=False),
        _column("confidence", _FLOAT, "mean word confidence 0-1, weighted by word length; null when blank"),
        _column("error_code", _TEXT, "as in documents, for this page"),
        _column("error", _TEXT, "as in documents, for this page"),
        _column("marks", pa.list_(MARK), "hand-drawn ink that no printed word explains: where, and how sure"),
        _column(
            "rotation_known",
            _BOOL,
            "whether its print, its words or the pages around it tell which side is up; false = left as it came; "
            "null when blank or failed",
        ),
        _column(
            "read_again",
            _FLOAT,
            "share of the page that was read a second time, because the first reading was poor: 0 = read once; more "
            "than 1 where a sparse page was also read the other way up",
            null=False,
        ),
        _column(
            "separator", _BOOL, "a sheet that parts documents (Patch code, QR code); it is in no letter", null=False
        ),
    ]
)

WORDS: Final = pa.schema(
    [
        _SOURCE,
        _column("page", _INT, "1-based in the source file", null=False),
        _column("block", _INT, "number of the block on the page, reading order", null=False),
        _column("line", _INT, "number of the line on the page, reading order", null=False),
        _column("word", _INT, "number of the word on the page, reading order", null=False),
        _column("text", _TEXT, "as read", null=False),
        _column("confidence", _FLOAT, "0-1", null=False),
        *_BOX,
    ]
)

LETTERS: Final = pa.schema(
    [
        _column("letter_id", _TEXT, "`<source>#<page_start>`: stable from run to run", null=False),
        _SOURCE,
        _column("page_start", _INT, "first page in the source file, 1-based", null=False),
        _column("page_end", _INT, "last page, inclusive", null=False),
        _column("kind", _TEXT, "`letter`, `envelope`, `enclosure`, `other`", null=False),
        _column("letter_date", pa.date32(), "the date the letter bears (date line), not dates in the body"),
        _column("letter_place", _TEXT, "place in the date line"),
        _column("sender_organisation", _TEXT, "who writes: the organisation, or the person for private letters"),
        _column("sender_department", _TEXT, "e.g. `Service Clients`"),
        _column("sender_address", _TEXT, "the sender's postal address, lines joined by `, `"),
        _column("recipient_name", _TEXT, "whom the letter is addressed to"),
        _column("recipient_address", _TEXT, "lines joined by `, `"),
        _column("subject", _TEXT, "text of `Objet :` or the bold subject line, label removed, one line"),
        _column("signatory_name", _TEXT, "person who signs, without civility; null when no person is named"),
        _column("signatory_title", _TEXT, "function or collective signature"),
        _column(
            "signatory_anonymous", _BOOL, "true when a function or service signs, no person; null when nothing signs"
        ),
        _column("signature_mark", _BOOL, "a handwritten-looking mark stands with the signature block"),
        _column("signature_page", _INT, "page of the source file on which the signature block stands"),
        _column("phones", _TEXTS, "distinct, E.164 or the bare short number", null=False),
        _column("emails", _TEXTS, "lower-case", null=False),
        _column("urls", _TEXTS, "lower-case, without scheme and trailing `/`", null=False),
        _column("references", pa.list_(REFERENCE), "label and value as printed, no spaces in the value", null=False),
        _column("amounts", pa.list_(AMOUNT), "distinct by value, currency (ISO 4217) and role", null=False),
        _column("deadlines", pa.list_(DEADLINE), "limits by which somebody must act", null=False),
        _column("topics", _TEXTS, "what the letter is about, from the lexicon", null=False),
        _column("text", _TEXT, "full text in reading order, lines by `\\n`, pages by `\\f`", null=False),
        _column("confidence", _FLOAT, "mean of its pages; null when no page has text"),
        _column("needs_review", _BOOL, "something decisive is missing, doubtful or contradictory", null=False),
        _column("review_reasons", _TEXTS, "stable codes, see below", null=False),
        _column(
            "field_confidences",
            pa.list_(FIELD_CONFIDENCE),
            "of each field that holds something, how likely it is right, 0-1; of a list, its least sure value",
            null=False,
        ),
        _column("corrected", _TEXTS, "the fields of which a person has said what they hold", null=False),
    ]
)

MENTIONS: Final = pa.schema(
    [
        _column("mention_id", _TEXT, "`<letter_id>/<n>`", null=False),
        _column("letter_id", _TEXT, "the letter it stands in", null=False),
        _SOURCE,
        _column("page", _INT, "page of the source file", null=False),
        _column("kind", _TEXT, "what it is, e.g. `date`, `amount`, `deadline`", null=False),
        _column("text", _TEXT, "as printed", null=False),
        _column("value", _TEXT, "normalised, as a string", null=False),
        _column("date", pa.date32(), "the value where it is a date"),
        _column("amount", pa.decimal128(18, 2), "the value where it is a sum"),
        _column("currency", _TEXT, "ISO 4217"),
        _column("quantity", _INT, "of a relative deadline"),
        _column("unit", _TEXT, "of a relative deadline"),
        _column("role", _TEXT, "what it is there for, per kind"),
        *_BOX,
        _column("confidence", _FLOAT, "how likely the value is right, 0-1", null=False),
        _column("sentence", _TEXT, "the sentence or line it stands in", null=False),
        _column("start", _INT, "offset in `letters.text` where it begins", null=False),
        _column("end", _INT, "offset where it ends, exclusive", null=False),
        _column("trigger", _TEXT, "what starts a relative deadline"),
        _column("tariff", _TEXT, "of a short or 08 number: `emergency`, `free`, `normal`, `shared`, `premium`"),
        _column(
            "contradicts",
            _TEXT,
            "what in the letter it does not agree with: `weekday`, `words`, `limit`, `total`, `check_digit`",
        ),
        _column(
            "origin",
            _TEXT,
            "`machine`, or `human` where a person corrected or confirmed the value; then `text` is what the machine "
            "had read there, and a box of size 0 says that it had read nothing",
            null=False,
        ),
        _column("corrected_by", _TEXT, "who corrected it"),
        _column("note", _TEXT, "why"),
    ]
)

FINDINGS: Final = pa.schema(
    [
        _column("finding_id", _TEXT, "stable within the mailing", null=False),
        _column("check", _TEXT, "stable code of the check", null=False),
        _column("severity", _TEXT, "`info`, `warning`, `error`", null=False),
        _column("letter_ids", _TEXTS, "letters concerned", null=False),
        _column("mention_ids", _TEXTS, "evidence", null=False),
        _column("message", _TEXT, "one plain sentence naming letters, dates and values, French by default", null=False),
        _column("language", _TEXT, "of the message: `fr`, or `en` where asked for", null=False),
        _column("message_en", _TEXT, "the sentence in English, whatever the language of the message", null=False),
    ]
)

TABLES: Final[dict[str, pa.Schema]] = {
    "documents": DOCUMENTS,
    "pages": PAGES,
    "words": WORDS,
    "letters": LETTERS,
    "mentions": MENTIONS,
    "findings": FINDINGS,
}
