"""PDFs that attack whoever opens them, written object by object: name → bytes."""

import zlib
from collections.abc import Mapping
from typing import Final

from tests.nasty.bombs import MIB, packed
from tests.pages.pdf_of import PdfPage, pdf_of, text

_CATALOG: Final = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES: Final = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE: Final = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>"
_LETTER: Final = PdfPage(text(72, 700, "Toulon, le 3 mars 2015") + text(72, 600, "Votre contrat est clos."))


def _pdf(changed: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of one empty page with some of its objects changed or added; readers find them without a table."""
    objects = {1: _CATALOG, 2: _PAGES, 3: _PAGE % b"", **changed}
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in objects.items())
    return b"%PDF-1.7\n" + body + b"trailer << /Size %d %s >>\n%%%%EOF\n" % (max(objects) + 1, trailer)


def _stream(data: bytes, header: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), header, data)


def _drawn(content: bytes, resources: bytes = b"", header: bytes = b"") -> dict[int, bytes]:
    return {3: _PAGE % (b"/Contents 4 0 R /Resources << %s >>" % resources), 4: _stream(content, header)}


def _zeros(mebibytes: int) -> bytes:
    """So much nothing, deflated."""
    return packed(b"\0" * MIB, mebibytes)


def _deep_tree(depth: int) -> bytes:
    nodes = {n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(10, 10 + depth)}
    return _pdf({2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", **nodes, 10 + depth: _PAGE % b""})


def _picture(width: int, height: int, data: bytes, filters: bytes) -> bytes:
    header = b"/Type /XObject /Subtype /Image /Width %d /Height %d" % (width, height)
    picture = _stream(data, header + b" /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter " + filters)
    return _pdf({**_drawn(b"q 500 0 0 700 50 50 cm /I Do Q", b"/XObject << /I 5 0 R >>"), 5: picture})


def nasty_pdfs() -> dict[str, tuple[bytes, str]]:
    """Name → the file, and the code of its row; "" where it can be read for what it shows."""
    whole = pdf_of(_LETTER)
    shown = b"BT /F 20 Tf 50 700 Td (Toulon, le 3 mars 2015) Tj ET"
    font = (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 255 /Widths 7 /FontDescriptor 6 0 R >>"
    )
    type3 = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 84 /LastChar 84"
    type3 += b" /Widths [9] /Encoding << /Differences [84 /T] >> /CharProcs << /T 6 0 R >>"
    type3 += b" /Resources << /Font << /F 5 0 R >> >> >>"
    descriptor = b"<< /Type /FontDescriptor /FontName /X /FontFile2 7 0 R /Flags 4 /Ascent 1e99 >>"
    return {
        "tree that is its own child.pdf": (_pdf({2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}), "page_failed"),
        "tree in a circle.pdf": (
            _pdf(
                {
                    2: b"<< /Type /Pages /Kids [10 0 R] /Count 2 >>",
                    10: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>",
                }
            ),
            "page_failed",
        ),
        "tree 3,000 deep.pdf": (_deep_tree(3_000), "page_failed"),
        "claims 2,000,000,000 pages.pdf": (
            _pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"}),
            "",
        ),
        "table that points at itself.pdf": (whole.replace(b"trailer << ", b"trailer << /Prev 9 /XRefStm 9 "), ""),
        "length that is its own length.pdf": (
            _pdf({3: _PAGE % b"/Contents 4 0 R", 4: b"<< /Length 4 0 R >>\nstream\nendstream"}),
            "",
        ),
        "content of 256 MiB.pdf": (_pdf(_drawn(_zeros(256), header=b"/Filter /FlateDecode")), ""),
        "content of 1 GiB, packed twice.pdf": (
            _pdf(_drawn(zlib.compress(_zeros(1024), 9), header=b"/Filter [/FlateDecode /FlateDecode]")),
            "",
        ),
        "picture of 900 megapixels.pdf": (_picture(30_000, 30_000, _zeros(860), b"/FlateDecode"), ""),
        "picture that claims 10^18 pixels.pdf": (_picture(10**9, 10**9, _zeros(1), b"/FlateDecode"), ""),
        "page of 10,000 km.pdf": (_pdf({3: _PAGE.replace(b"595 842", b"28000000000 28000000000") % b""}), ""),
        "page inside out.pdf": (_pdf({3: _PAGE.replace(b"[0 0 595 842]", b"[1e39 -1e39 -1e39 nan]") % b""}), ""),
        "drawing that draws itself.pdf": (
            _pdf(
                {
                    **_drawn(b"/M Do", b"/XObject << /M 5 0 R >>"),
                    5: _stream(
                        b"/M Do /M Do",
                        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /M 5 0 R >> >>",
                    ),
                }
            ),
            "crashed",  # pdfium draws until its stack is full
        ),
        "100,000 states saved.pdf": (_pdf(_drawn(b"q " * 100_000)), ""),
        "font that is no font.pdf": (
            _pdf({**_drawn(shown, b"/Font << /F 5 0 R >>"), 5: font, 6: descriptor, 7: _stream(b"\0\1\0\0" * 99)}),
            "",
        ),
        "font that prints with itself.pdf": (
            _pdf({**_drawn(shown, b"/Font << /F 5 0 R >>"), 5: type3, 6: _stream(b"BT /F 9 Tf (T) Tj ET")}),
            "",
        ),
        "script.pdf": (
            _pdf(
                {
                    1: _CATALOG.replace(b">>", b"/OpenAction 5 0 R /AA << /WC 6 0 R >> >>"),
                    5: b"<< /S /JavaScript /JS (app.launchURL\\('http://example.org'\\); while\\(true\\){}) >>",
                    6: b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> /Next 6 0 R >>",
                }
            ),
            "",
        ),
        "attachment.pdf": (
            _pdf(
                {
                    1: _CATALOG.replace(b">>", b"/Names << /EmbeddedFiles << /Names [(x) 5 0 R] >> >> >>"),
                    5: b"<< /Type /Filespec /F (../../../tmp/evil.sh) /EF << /F 6 0 R >> >>",
                    6: _stream(b"#!/bin/sh\ntouch /tmp/evil\n", b"/Type /EmbeddedFile"),
                }
            ),
            "",
        ),
        "picture that lies elsewhere.pdf": (
            _pdf(
                {
                    **_drawn(b"/I Do", b"/XObject << /I 5 0 R >>"),
                    5: _stream(b"", b"/Subtype /Image /Width 9 /Height 9 /F (/etc/passwd) /FFilter /DCTDecode"),
                }
            ),
            "",
        ),
        "locked.pdf": (pdf_of(_LETTER, password="geheim"), "encrypted"),
        "locked with nothing.pdf": (pdf_of(_LETTER, password=""), ""),
        "locked in an unknown way.pdf": (
            _pdf({5: b"<< /Filter /Other /V 9 /R 9 >>"}, b"/Root 1 0 R /Encrypt 5 0 R /ID [<00> <00>]"),
            "encrypted",
        ),
        "cut.pdf": (whole[: len(whole) // 4], "corrupt"),
        "head alone.pdf": (b"%PDF-1.7\n", "corrupt"),
        "no page.pdf": (pdf_of(), "no_pages"),
        "nested 100,000 deep.pdf": (_pdf({1: b"[" * 100_000 + b"]" * 100_000}), "corrupt"),
    }
