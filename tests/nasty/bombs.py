"""Little that unpacks to much."""

import zlib

MIB = 2**20


def packed(unit: bytes, times: int) -> bytes:
    """What deflates `unit * times`, without that ever being there: blocks that know nothing of those before them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)
    total = 1
    for _ in range(times):
        total = zlib.adler32(unit, total)
    return b"\x78\xda" + block * times + b"\x03\x00" + total.to_bytes(4, "big")
