"""What is fuzzed: name → bytes to try, and what must hold for any. An exception is a find."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final

from hypothesis import strategies as st
from spacy.language import Language

from pipeline.errors import DocumentError
from pipeline.mentions import find_mentions, load_language, summarise_letter
from pipeline.mentions.found import Kind, Reading
from pipeline.mentions.kinds import KINDS
from pipeline.pages import count_pages, fingerprint_file, load_page
from pipeline.pages.files import sniff_media_type
from pipeline.records import DigitalPage
from pipeline.settings import PageSettings
from pipeline.words.tsv import parse_words
from tests.mentions.letter_of import letter_from_text
from tests.nasty.pdfs import nasty_pdfs
from tests.nasty.pictures import nasty_pictures
from tests.pages.pdf_of import PdfPage, pdf_of, text

_LIMITS: Final = PageSettings(max_megapixels=4, max_bytes=2**20)
_LARGEST_SEED: Final = 8_000
_HEADS: Final = (
    b"",
    b"%PDF-1.4\n",
    b"II*\0\x08\0\0\0",
    b"MM\0*",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"BM",
    b"RIFF",
)
_PIECES: Final = (
    "le 3 mars 2016", "03/13/20", "31 février", "l'an 2015", "sous 8 jours", "avant le 1er", "30,50 €", "1.000.000",
    "EUR", "FR76 3000 4000", "06 12 34 56 78", "0 899 00 00 00", "+33 (0)1", "a@b.fr", "www.exemple.fr", "http://",
    "réf. :", "n° ", "Objet :", "Madame, Monsieur", "nous vous prions de", "veuillez", "ne pas", "payer", "avant",
    "après", "Le directeur", "Jean DUPONT", "SA au capital de", "RCS Paris", "75001 Paris", "Toulon, le", "SIRET",
    "résilier", "votre contrat", "\n", "\f", " ", "-", "\t", "\u00a0", "\u202e", "e\u0301", "İ", "ﬁ", "\0",
)  # fmt: skip
_CELLS: Final = (
    "5",
    "4",
    "1",
    "0",
    "-1",
    "96.5",
    "nan",
    "inf",
    "1e400",
    "²",
    "",
    "mot",
    "é",
    "\t",
    "\n",
    "99999999999999999999",
)


@dataclass(frozen=True)
class Target:
    """`tries`: strategy for the bytes; `check` raises where one of them breaks what must hold."""

    tries: st.SearchStrategy[bytes]
    check: Callable[[bytes], object]


def check_sniffing(data: bytes) -> None:
    assert sniff_media_type(data).count("/") == 1


def check_decoding(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any"
        path.write_bytes(data)
        try:
            media_type = fingerprint_file(path).media_type
            for page in range(1, min(count_pages(path, media_type, _LIMITS), 2) + 1):
                loaded = load_page(path, media_type, page, _LIMITS)
                scan = loaded.scan if isinstance(loaded, DigitalPage) else loaded
                assert scan.image.size
        except DocumentError:
            return


def check_tsv(data: bytes) -> None:
    try:
        words = parse_words(_text(data), 100, 200)
    except ValueError:
        return
    for word in words:
        assert word.text == word.text.strip() != ""
        assert 0 <= word.confidence <= 1
        assert 0 <= word.box.x0 < word.box.x1 <= 1
        assert 0 <= word.box.y0 < word.box.y1 <= 1


def check_kind(kind: Kind, data: bytes) -> None:
    letter = letter_from_text(_text(data))
    for found in kind.find(Reading(letter, _language())):
        assert 0 <= found.start <= found.end <= len(letter.text)
        assert 0 <= found.confidence <= 1
        assert found.value


def check_letter(data: bytes) -> None:
    letter = letter_from_text(_text(data))
    mentions = find_mentions(letter, _language())
    for mention in mentions:
        assert 0 <= mention.start <= mention.end <= len(letter.text)
    summarise_letter(letter, mentions)


def load_all() -> None:
    """What every target needs and takes long to load."""
    _language()
    _seeds()


@cache
def _language() -> Language:
    return load_language()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _joined(pieces: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    """Pieces of what is expected, between anything at all."""
    one = st.sampled_from(pieces) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    return st.lists(one, max_size=40).map(lambda many: "".join(many).encode())


@st.composite
def _damaged(draw: st.DrawFn) -> bytes:
    """A file with some of its bytes changed, or cut short, or anything behind the first bytes of a format."""
    data = bytearray(draw(st.sampled_from(_seeds())))
    for _ in range(draw(st.integers(0, 6))):
        if data:
            at = draw(st.integers(0, len(data) - 1))
            data[at : at + draw(st.integers(0, 4))] = draw(st.binary(max_size=4))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data) + draw(
        st.binary(max_size=40)
    )


@cache
def _seeds() -> tuple[bytes, ...]:
    page = pdf_of(PdfPage(text(72, 700, "Bonjour"), pictures={"I": (4, 4, b"\x80" * 16)}))
    files = (*nasty_pictures().values(), *nasty_pdfs().values())
    nasty = [data for data, code in files if len(data) < _LARGEST_SEED and code != "crashed"]
    return (*_HEADS, page, *nasty)


def _targets() -> dict[str, Target]:
    mail, rows = (
        _joined(_PIECES),
        _joined(_CELLS)
        | st.lists(st.lists(st.sampled_from(_CELLS), min_size=11, max_size=13).map("\t".join), max_size=5).map(
            lambda lines: "\n".join(lines).encode()
        ),
    )
    kinds = {f"kind {number} {kind.name}": Target(mail, partial(check_kind, kind)) for number, kind in enumerate(KINDS)}
    return {
        "sniffing": Target(st.binary(max_size=64) | _damaged(), check_sniffing),
        "decoding": Target(_damaged(), check_decoding),
        "tsv": Target(rows, check_tsv),
        **kinds,
        "letter": Target(mail, check_letter),
    }


TARGETS: Final = _targets()
