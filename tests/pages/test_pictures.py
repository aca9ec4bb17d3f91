"""Picture files of every kind -> scans: upright, 8 bits, square pixels, and a dpi only where it is honest."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from pipeline.errors import DocumentError
from pipeline.pages import count_pages, fingerprint_file, load_page
from pipeline.records import Scan
from pipeline.settings import PageSettings

SETTINGS = PageSettings()

# dark above, light below, and a mark in the top left corner, so that every turn shows
PICTURE = np.full((40, 60), 200, dtype=np.uint8)
PICTURE[:20] = 50
PICTURE[:10, :15] = 0


def scan_of(path: Path, page: int = 1, settings: PageSettings = SETTINGS) -> Scan:
    loaded = load_page(path, fingerprint_file(path).media_type, page, settings)
    assert isinstance(loaded, Scan)
    return loaded


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif", "bmp", "webp", "gif"])
def test_every_format_is_one_page_with_its_pixels(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.fromarray(PICTURE).save(path, quality=100)  # only JPEG and WebP listen to it
    assert count_pages(path, fingerprint_file(path).media_type, SETTINGS) == 1
    image = scan_of(path).image
    grey = image if image.ndim == 2 else image.mean(axis=2)
    assert np.abs(grey.astype(float) - PICTURE).mean() < 6


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "tif", "png"])
def test_exif_orientation_is_undone(tmp_path: Path, orientation: int, suffix: str) -> None:
    undo = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}[orientation]  # Pillow's transpositions
    upright = Image.fromarray(PICTURE)
    # stored so that undoing the orientation gives the picture back
    inverse = {None: None, 0: 0, 3: 3, 1: 1, 5: 5, 4: 2, 6: 6, 2: 4}[undo]
    stored = upright if inverse is None else upright.transpose(Image.Transpose(inverse))
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"a.{suffix}"
    stored.save(path, exif=exif)
    image = scan_of(path).image
    assert image.shape[:2] == PICTURE.shape
    assert np.abs(image.astype(float) - PICTURE).mean() < 6


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (Image.fromarray(PICTURE > 100), np.where(PICTURE > 100, 255, 0)),
        (Image.fromarray(PICTURE).convert("RGB").quantize(8), PICTURE),
        (Image.fromarray(PICTURE).convert("LA"), PICTURE),
        (Image.fromarray(PICTURE).convert("RGBA"), PICTURE),
        (Image.fromarray(PICTURE.astype(np.uint16) * 257), PICTURE),
    ],
    ids=["1 bit", "palette", "grey and alpha", "alpha", "16 bits"],
)
def test_every_mode_becomes_8_bits(tmp_path: Path, image: Image.Image, expected: NDArray[np.uint8]) -> None:
    path = tmp_path / "a.png"
    image.save(path)
    pixels = scan_of(path).image
    assert pixels.dtype == np.uint8
    grey = pixels if pixels.ndim == 2 else pixels.mean(axis=2)
    assert np.abs(grey - expected.astype(float)).max() <= 2


def test_transparent_paper_is_white(tmp_path: Path) -> None:
    ink = np.zeros((40, 60, 4), dtype=np.uint8)  # black and see-through, but for one stroke
    ink[10:20, 10:50, 3] = 255
    Image.fromarray(ink, "RGBA").save(tmp_path / "a.png")
    image = scan_of(tmp_path / "a.png").image
    assert image[0, 0].min() == 255
    assert image[15, 30].max() == 0


def test_cmyk_has_dark_ink_on_light_paper(tmp_path: Path) -> None:
    Image.fromarray(PICTURE).convert("CMYK").save(tmp_path / "a.jpg", quality=95)
    grey = scan_of(tmp_path / "a.jpg").image.mean(axis=2)
    assert grey[:8, :12].mean() < 30
    assert grey[30:].mean() > 180


@pytest.mark.parametrize(("brightest", "depth"), [(1023, 10), (4095, 12), (65535, 16)])
def test_deep_grey_is_scaled_by_its_true_depth(tmp_path: Path, brightest: int, depth: int) -> None:
    deep = (np.linspace(0, brightest, 256).reshape(16, 16)).astype(np.uint16)
    Image.fromarray(deep).save(tmp_path / "a.tif")
    image = scan_of(tmp_path / "a.tif").image
    assert (image[0, 0], image[15, 15]) == (0, 255)
    assert abs(int(image[8, 0]) - 128) <= 1


@pytest.mark.parametrize(
    ("claimed", "honest"), [(300, 300.0), (200, 200.0), (72, None), (96, None), (1, None), (30000, None), (20, None)]
)
def test_dpi_is_kept_where_it_is_honest(tmp_path: Path, claimed: int, honest: float | None) -> None:
    Image.new("L", (1700, 2200), 255).save(tmp_path / "a.jpg", dpi=(claimed, claimed))
    dpi = scan_of(tmp_path / "a.jpg").dpi
    assert dpi is None if honest is None else dpi == pytest.approx(honest)


def test_a_page_larger_than_a2_has_a_wrong_dpi(tmp_path: Path) -> None:
    Image.new("L", (2480, 3508), 255).save(tmp_path / "a.jpg", dpi=(100, 100))
    assert scan_of(tmp_path / "a.jpg").dpi is None


def test_fax_pixels_become_square(tmp_path: Path) -> None:
    Image.new("1", (1728, 1078), 1).save(tmp_path / "a.tif", dpi=(204, 98), compression="group4")
    scan = scan_of(tmp_path / "a.tif")
    assert scan.dpi == pytest.approx(204)
    assert scan.image.shape == (round(1078 * 204 / 98), 1728)


def test_dpi_turns_with_the_page(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("L", (1078, 1728), 255).save(tmp_path / "a.jpg", dpi=(98, 204), exif=exif)
    scan = scan_of(tmp_path / "a.jpg")
    assert scan.dpi == pytest.approx(204)
    assert scan.image.shape == (round(1078 * 204 / 98), 1728)


def test_a_page_of_600_dpi_is_halved_and_says_so(tmp_path: Path) -> None:
    Image.new("L", (4960, 7016), 255).save(tmp_path / "a.tif", dpi=(600, 600), compression="tiff_lzw")
    scan = scan_of(tmp_path / "a.tif")
    assert scan.image.shape == (3508, 2480)
    assert scan.dpi == pytest.approx(300, rel=0.01)


def write_tiff(path: Path, shades: list[int]) -> None:
    first, *rest = (Image.new("L", (60, 40), shade) for shade in shades)
    first.save(path, save_all=True, append_images=rest)


def test_every_page_of_a_tiff_counts_but_thumbnails_do_not(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    pages = [Image.new("L", (60, 40), shade) for shade in (10, 20, 30)]
    pages[1].encoderinfo = {"tiffinfo": {254: 1}}
    pages[0].save(path, save_all=True, append_images=pages[1:])
    assert count_pages(path, "image/tiff", SETTINGS) == 2
    assert [int(scan_of(path, page).image[0, 0]) for page in (1, 2)] == [10, 30]


def test_pages_of_all_sizes_and_kinds_in_one_tiff_are_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    upright, flat, label = (
        Image.new("L", (166, 234), 240),
        Image.new("RGB", (234, 166), "white"),
        Image.new("1", (90, 40), 1),
    )
    upright.save(path, save_all=True, append_images=[flat, label, upright.convert("CMYK"), upright.quantize(4)])
    count = count_pages(path, "image/tiff", SETTINGS)
    assert [scan_of(path, page).image.shape[1::-1] for page in range(1, count + 1)] == [
        (166, 234),
        (234, 166),
        (90, 40),
        (166, 234),
        (166, 234),
    ]
    assert all(scan_of(path, page).image.min() > 200 for page in range(1, count + 1))


def test_an_animation_is_its_first_picture(tmp_path: Path) -> None:
    first, second = Image.new("L", (60, 40), 10), Image.new("L", (60, 40), 200)
    first.save(tmp_path / "a.gif", save_all=True, append_images=[second])
    assert count_pages(tmp_path / "a.gif", "image/gif", SETTINGS) == 1
    assert scan_of(tmp_path / "a.gif").image.max() < 20


def test_one_bad_page_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    first, second, third = (Image.new("L", (600, 400), shade) for shade in (10, 20, 30))
    first.save(path, save_all=True, append_images=[second, third], compression="tiff_adobe_deflate")
    with Image.open(path) as image:
        image.seek(1)
        tags = image.tag_v2  # type: ignore[attr-defined]
        offset, length = tags[273][0], sum(tags[279])  # the strips of the second page
    data = bytearray(path.read_bytes())
    data[offset : offset + length] = b"\xff" * length
    path.write_bytes(data)
    assert count_pages(path, "image/tiff", SETTINGS) == 3
    with pytest.raises(DocumentError) as caught:
        scan_of(path, 2)
    assert caught.value.code == "page_failed"
    assert [int(scan_of(path, page).image[0, 0]) for page in (1, 3)] == [10, 30]


@pytest.mark.parametrize("page", [0, 4, -1])
def test_a_page_that_is_not_there_fails(tmp_path: Path, page: int) -> None:
    write_tiff(tmp_path / "a.tif", [10, 20, 30])
    with pytest.raises(DocumentError, match="page_failed"):
        scan_of(tmp_path / "a.tif", page)


def test_half_a_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 300)).astype(np.uint8)).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DocumentError) as caught:
        scan_of(path)
    assert caught.value.code == "corrupt"


def test_a_picture_of_400_megapixels_is_refused_by_its_header(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(header)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    path = tmp_path / "bomb.png"
    path.write_bytes(png + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT")))
    for act in (lambda: count_pages(path, "image/png", SETTINGS), lambda: scan_of(path)):
        with pytest.raises(DocumentError) as caught:
            act()
        assert caught.value.code == "too_large"


def test_one_page_too_large_in_a_tiff_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    Image.new("1", (60, 40)).save(path, save_all=True, append_images=[Image.new("1", (2000, 1500))])
    small = PageSettings(max_megapixels=1)
    assert count_pages(path, "image/tiff", small) == 2
    assert scan_of(path, 1, small).image.shape == (40, 60)
    with pytest.raises(DocumentError, match="too_large"):
        scan_of(path, 2, small)
