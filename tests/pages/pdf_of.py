"""PDFs written by hand: pages with boxes, turns, text and pictures; locked ones too."""

import hashlib
from dataclasses import dataclass, field

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
ALLOWED = -4  # all permissions


@dataclass(frozen=True)
class PdfPage:
    """One page: `content` is its drawing, in points; `pictures` are grey pixels (width, height, bytes) by name."""

    content: bytes
    media: tuple[float, float, float, float] = (0, 0, 595, 842)
    crop: tuple[float, float, float, float] | None = None
    rotate: int = 0
    pictures: dict[str, tuple[int, int, bytes]] = field(default_factory=dict)


def text(x: float, y: float, words: str, size: float = 12, mode: int = 0, turn: str = "1 0 0 1") -> bytes:
    """Helvetica at a place; `mode` 3 is invisible; `turn` the text matrix without its place."""
    shown = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf %d Tr %s %g %g Tm (%s) Tj ET\n" % (size, mode, turn.encode(), x, y, shown)


def picture(name: str, x: float, y: float, width: float, height: float) -> bytes:
    return b"q %g 0 0 %g %g %g cm /%s Do Q\n" % (width, height, x, y, name.encode())


def pdf_of(*pages: PdfPage, password: str | None = None) -> bytes:
    """The file; with a password it is locked (40-bit RC4), with an empty one only against changes."""
    objects: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    objects[3] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    file_id, kids = b"0123456789abcdef", []
    lock = Lock(password, file_id) if password is not None else None
    for page in pages:
        at = max(objects) + 1
        kids.append(at)
        names = b""
        for offset, (name, (width, height, pixels)) in enumerate(page.pictures.items(), start=2):
            header = b"/Type /XObject /Subtype /Image /Width %d /Height %d" % (width, height)
            header += b" /ColorSpace /DeviceGray /BitsPerComponent 8"
            objects[at + offset] = stream(pixels, header, lock, at + offset)
            names += b"/%s %d 0 R " % (name.encode(), at + offset)
        objects[at + 1] = stream(page.content, b"", lock, at + 1)
        crop = b"/CropBox [%g %g %g %g]" % page.crop if page.crop else b""
        objects[at] = b"<< /Type /Page /Parent 2 0 R /MediaBox [%g %g %g %g] %s /Rotate %d /Contents %d 0 R" % (
            *page.media, crop, page.rotate, at + 1,
        )  # fmt: skip
        objects[at] += b" /Resources << /Font << /F1 3 0 R >> /XObject << %s >> >> >>" % names
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out, starts = b"%PDF-1.4\n", {}
    for number, body in sorted(objects.items()):
        starts[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, start in starts.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, start)
    locked = b" /Encrypt << %s >>" % lock.dictionary() if lock else b""
    out += b"trailer << /Size %d /Root 1 0 R /ID [<%s> <%s>]%s >>\n" % (
        max(objects) + 1, file_id.hex().encode(), file_id.hex().encode(), locked,
    )  # fmt: skip
    return out + b"startxref\n%d\n%%%%EOF\n" % table


def stream(data: bytes, header: bytes, lock: "Lock | None", number: int) -> bytes:
    body = lock.encrypt(data, number) if lock else data
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (header, len(body), body)


class Lock:
    """The standard security handler, revision 2."""

    def __init__(self, password: str, file_id: bytes) -> None:
        padded = (password.encode() + PAD)[:32]
        self.owner = rc4(hashlib.md5(PAD).digest()[:5], padded)
        allowed = ALLOWED.to_bytes(4, "little", signed=True)
        self.key = hashlib.md5(padded + self.owner + allowed + file_id).digest()[:5]

    def dictionary(self) -> bytes:
        user = rc4(self.key, PAD)
        return b"/Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d" % (
            self.owner.hex().encode(), user.hex().encode(), ALLOWED,
        )  # fmt: skip

    def encrypt(self, data: bytes, number: int) -> bytes:
        salted = self.key + number.to_bytes(3, "little") + b"\0\0"
        return rc4(hashlib.md5(salted).digest()[:10], data)


def rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
