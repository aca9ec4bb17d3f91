"""Drawn sheets → whether they part documents: Patch codes in every position, QR codes, and what only looks like one."""

import cv2
import numpy as np
import pytest

from pipeline.images import is_separator
from pipeline.records import Picture

DPI = 150
CODES = {"2": "WNNW", "3": "WNWN", "T": "NWNW", "1": "WWNN", "4": "NWWN", "6": "NNWW"}


def sheet(
    code: str, *, length: float = 6.0, unit: float = 0.08, inches: tuple[float, float] = (8.27, 11.69)
) -> Picture:
    page = np.full((round(inches[1] * DPI), round(inches[0] * DPI)), 255, np.uint8)
    x, y = page.shape[1] // 2 - round(length * DPI / 2), float(DPI)
    for bar in CODES[code]:
        width = (2.5 if bar == "W" else 1.0) * unit * DPI
        page[round(y) : round(y + width), x : x + round(length * DPI)] = 0
        y += width + unit * DPI
    return page


@pytest.mark.parametrize("code", ["2", "3", "T"])
@pytest.mark.parametrize("turns", range(4))
def test_a_patch_code_parts_documents_however_the_sheet_lies(code: str, turns: int) -> None:
    assert is_separator(np.ascontiguousarray(np.rot90(sheet(code), turns)), DPI)


@pytest.mark.parametrize("code", ["1", "4", "6"])
def test_other_patch_codes_steer_the_scanner_and_part_nothing(code: str) -> None:
    assert not is_separator(sheet(code), DPI)


def test_a_sheet_is_known_smaller_grey_and_blurred() -> None:
    grey = np.where(sheet("T", unit=0.07) < 128, 60, 230).astype(np.uint8)
    page = np.asarray(cv2.GaussianBlur(grey, (5, 5), 0), np.uint8)
    assert is_separator(page, DPI)


@pytest.mark.parametrize(("text", "parts"), [("PATCHT", True), ("ASN00042", False), ("https://exemple.fr", False)])
def test_a_qr_code_parts_documents_where_it_says_so(text: str, parts: bool) -> None:
    code = cv2.resize(cv2.QRCodeEncoder.create().encode(text), None, fx=8, fy=8, interpolation=cv2.INTER_NEAREST)
    page = np.full((1200, 900), 255, np.uint8)
    page[100 : 100 + code.shape[0], 100 : 100 + code.shape[1]] = code
    assert is_separator(page, DPI) is parts


def test_white_paper_short_bars_and_rules_part_nothing() -> None:
    ruled = np.full((1700, 1200), 255, np.uint8)
    ruled[::24] = 0
    for page in (np.full((1700, 1200), 255, np.uint8), sheet("T", length=0.4), ruled, np.zeros((1, 1), np.uint8)):
        assert not is_separator(page, DPI)
