"""Pickles under the names of scans: whoever unpickled one would be seen asking for what it calls, which nobody has."""

import io
from typing import Final

import numpy as np

from tests.nasty.guard import HARM

PICKLE: Final = f"c{HARM}\nact\n(tR.".encode()  # protocol 0: call it with nothing


def nasty_pickles() -> dict[str, tuple[bytes, str]]:
    """Name -> bytes, and the code that its row should have."""
    array = io.BytesIO()
    np.lib.format.write_array_header_1_0(array, {"descr": "|O", "fortran_order": False, "shape": (1,)})
    return {
        "a pickle.pdf": (PICKLE, "unsupported"),
        "a pickle.png": (PICKLE + b"png", "unsupported"),  # other bytes: it would be a copy
        "an array of objects.npy": (array.getvalue() + PICKLE, "unsupported"),
    }
