"""A path → what is known of the file before it is opened: hash, size, media type by content."""

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import Final

import puremagic

from pipeline.errors import DocumentError
from pipeline.records import FileFacts

_HEAD_BYTES: Final = 4096
_CHUNK_BYTES: Final = 1 << 20
# readers accept a PDF whose header stands anywhere in the first kilobyte, after a mail header or printer commands
_PDF_HEADER_WITHIN: Final = 1024
_NO_CONTENT: Final = "application/x-empty"
_UNKNOWN: Final = "application/octet-stream"
_NOT_TEXT: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),  # BigTIFF
    (b"MM\x00+", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def fingerprint_file(path: Path) -> FileFacts:
    """Hash, size and media type of a file; `DocumentError` `unreadable` for what is no regular, readable file."""
    digest = hashlib.sha256()
    size = 0
    head = b""
    try:
        # O_NONBLOCK: opening a fifo that nobody writes to must not wait for a writer
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise DocumentError("unreadable", "not a regular file")
            while chunk := file.read(_CHUNK_BYTES):
                head = head or chunk[:_HEAD_BYTES]
                digest.update(chunk)
                size += len(chunk)
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        raise DocumentError("unreadable", getattr(error, "strerror", None) or type(error).__name__) from error
    return FileFacts(digest.hexdigest(), size, sniff_media_type(head))


def sniff_media_type(head: bytes) -> str:
    """The media type that the first bytes of a file tell, whatever its name."""
    if not head:
        return _NO_CONTENT
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":  # two reserved words: plain text may begin with «BM» too
        return "image/bmp"
    if b"%PDF-" in head[:_PDF_HEADER_WITHIN]:
        return "application/pdf"
    if not _NOT_TEXT.search(head):  # «BMW, Audi et Renault» is no bitmap, though puremagic takes it for one
        return "text/plain"
    try:
        return str(puremagic.from_string(head, mime=True)) or _UNKNOWN
    except (puremagic.PureError, ValueError):
        return _UNKNOWN
