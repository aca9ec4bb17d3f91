"""What a path holds, told by its bytes; what is no file never hangs."""

import contextlib
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.pages import count_pages, fingerprint_file, load_page
from pipeline.pages.files import sniff_media_type
from pipeline.settings import PageSettings
from tests.pages.pdf_of import PdfPage, pdf_of, text

SETTINGS = PageSettings()
PDF = pdf_of(PdfPage(text(72, 700, "Bonjour")))


def code_of(path: Path, settings: PageSettings = SETTINGS) -> str:
    """The code of the error that opening the file raises; "" for none."""
    try:
        count_pages(path, fingerprint_file(path).media_type, settings)
    except DocumentError as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"From: scanner@example.org\r\n\r\n" + b" " * 900 + b"%PDF-1.4\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"II*\0\x08\0\0\0", "image/tiff"),
        (b"MM\0*\0\0\0\x08", "image/tiff"),
        (b"II+\0\x08\0\0\0", "image/tiff"),
        (b"GIF89a\x01\0\x01\0", "image/gif"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
        (b"BM\x36\0\x0c\0\0\0\0\0\x36\0\0\0", "image/bmp"),
        (b"BMW, Audi et Renault : nos offres", "text/plain"),
        ("Cher client, voilà".encode("cp1252"), "text/plain"),
        (b"\x00\x01\x02\x03 no magic", "application/octet-stream"),
        (b"", "application/x-empty"),
    ],
)
def test_media_type_is_told_by_content(head: bytes, media_type: str) -> None:
    assert sniff_media_type(head) == media_type


def test_fingerprint_has_hash_size_and_type_whatever_the_name(tmp_path: Path) -> None:
    path = tmp_path / "lettre\n\u202egpj.doc"
    path.write_bytes(PDF)
    facts = fingerprint_file(path)
    assert (facts.sha256, facts.bytes) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    assert facts.media_type == "application/pdf"


def test_what_is_no_regular_file_is_unreadable_and_never_hangs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "broken link").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path, tmp_path / "fifo", tmp_path / "broken link", tmp_path / "missing", Path("/dev/zero")):
        with pytest.raises(DocumentError) as caught:
            fingerprint_file(path)
        assert caught.value.code == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    path.chmod(0)
    with pytest.raises(DocumentError, match="unreadable"):
        fingerprint_file(path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"Madame, Monsieur,\n", "unsupported"),
        (b"PK\x03\x04" + b"\0" * 60, "unsupported"),
        (b"%PDF-1.4\nnothing more", "corrupt"),
        (b"\x89PNG\r\n\x1a\n", "corrupt"),
        (b"\xff\xd8\xff\xe0", "corrupt"),
        (b"II*\0\x08\0\0\0", "corrupt"),
        (pdf_of(), "no_pages"),
        (pdf_of(PdfPage(b""), password="sésame"), "encrypted"),
        (pdf_of(PdfPage(b""), password=""), ""),
        (PDF, ""),
        (b"junk before the header\n" + PDF, ""),
    ],
)
def test_a_file_that_cannot_be_opened_has_its_code(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    assert code_of(path) == code


def test_a_locked_pdf_with_an_empty_password_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(PdfPage(text(72, 700, "Bonjour Madame", 20)), password=""))
    page = load_page(path, "application/pdf", 1, SETTINGS)
    assert [word.text for word in getattr(page, "words", ())] == ["Bonjour", "Madame"]


def test_a_file_beyond_the_limit_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    assert code_of(path, PageSettings(max_bytes=len(PDF) - 1)) == "too_large"


def test_a_file_that_vanished_is_unreadable(tmp_path: Path) -> None:
    for media_type in ("application/pdf", "image/png"):
        with pytest.raises(DocumentError, match="unreadable"):
            count_pages(tmp_path / "gone", media_type, SETTINGS)
        with pytest.raises(DocumentError, match="unreadable"):
            load_page(tmp_path / "gone", media_type, 1, SETTINGS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from(
        [b"", b"%PDF-1.4\n", b"II*\0\x08\0\0\0", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM"]
    ),
    rest=st.binary(max_size=300),
)
def test_any_bytes_are_pages_or_a_document_error(tmp_path: Path, start: bytes, rest: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(start + rest)
    read_all(path)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(PDF) - 1), new=st.binary(min_size=1, max_size=12), cut=st.integers(0, len(PDF)))
def test_a_damaged_pdf_is_pages_or_a_document_error(tmp_path: Path, at: int, new: bytes, cut: int) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes((PDF[:at] + new + PDF[at + len(new) :])[: max(cut, 9)])
    read_all(path)


def read_all(path: Path) -> None:
    with contextlib.suppress(DocumentError):  # any other exception fails the test
        media_type = fingerprint_file(path).media_type
        for page in range(1, min(count_pages(path, media_type, SETTINGS), 3) + 1):
            load_page(path, media_type, page, PageSettings(render_dpi=50))
