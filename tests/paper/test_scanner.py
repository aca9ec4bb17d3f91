"""The software scanner turns pages the way it says, and writes files that say how many pages they hold."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from tests.paper.scanner import Scanner, rotate, save_scan, scan_colour, scan_page


@pytest.fixture
def page() -> Image.Image:
    image = Image.new("L", (200, 300), 255)
    ImageDraw.Draw(image).rectangle((20, 30, 120, 60), fill=0)
    return image


@pytest.mark.parametrize("degrees", [-4.0, -0.7, 1.3, 3.9])
def test_rotation_is_that_of_pillow(page: Image.Image, degrees: float) -> None:
    ours = rotate(np.asarray(page, dtype=np.int32), degrees, 255)
    theirs = page.rotate(degrees, Image.Resampling.BILINEAR, fillcolor=255)
    # half a pixel at the rim of the rectangle is all that may differ
    assert np.abs(ours - np.asarray(theirs, dtype=np.int32)).mean() < 1.0


def test_a_quarter_turn_is_clockwise(page: Image.Image) -> None:
    scan = scan_page(page, Scanner(seed=1, turn=90, blur=0, grain=0, paper=255))
    assert np.array_equal(np.asarray(scan), np.asarray(page.transpose(Image.Transpose.ROTATE_270)))


def test_grain_and_light_keep_the_paper_bright_and_the_ink_dark(page: Image.Image) -> None:
    grey = np.asarray(scan_page(page, Scanner(seed=1, grain=5, light=20, specks=5)), dtype=np.int32)
    assert grey[200:].mean() > 220
    assert grey[40:50, 40:100].mean() < 15
    assert grey[200:].std() > 1


@pytest.mark.parametrize(("suffix", "one_bit"), [(".tif", False), (".tif", True), (".pdf", False)])
def test_files_hold_every_page(page: Image.Image, tmp_path: Path, suffix: str, one_bit: bool) -> None:
    scans = [scan_page(page, Scanner(seed=i, one_bit=one_bit)) for i in range(3)]
    path = tmp_path / f"scan{suffix}"
    save_scan(scans, path, dpi=200)
    if suffix == ".pdf":
        assert len(pypdfium2.PdfDocument(path)) == 3
    else:
        with Image.open(path) as image:
            assert (getattr(image, "n_frames", 1), image.info["dpi"][0]) == (3, 200)


def test_a_jpeg_holds_one_page(page: Image.Image, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one page"):
        save_scan([page, page], tmp_path / "scan.jpg", dpi=200)


def test_salt_and_pepper_turn_over_as_many_pixels_as_said(page: Image.Image) -> None:
    plain, dirty = (np.asarray(scan_page(page, Scanner(seed=1, one_bit=True, pepper=p))) for p in (0, 20))
    assert np.mean(plain != dirty) == pytest.approx(0.02, abs=0.004)


def test_the_colours_of_a_page_are_scanned_alike(page: Image.Image) -> None:
    scan = np.asarray(scan_colour(page.convert("RGB"), Scanner(seed=1, skew=2, grain=4, specks=5)))
    assert np.array_equal(scan[..., 0], scan[..., 2])
