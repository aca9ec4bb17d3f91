"""PDF pages -> the picture and, where a page is truly digital, its words on the ink."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import DocumentError
from pipeline.pages import count_pages, load_page
from pipeline.records import DigitalPage, Picture, Scan
from pipeline.settings import PageSettings
from tests.pages.pdf_of import PdfPage, pdf_of, picture, text

PDF = "application/pdf"
SETTINGS = PageSettings()
LETTER = (
    text(300, 760, "Madame Claire Dumas")
    + text(72, 640, "Objet : résiliation de votre contrat")
    + text(72, 600, "Nous avons bien reçu votre demande du 13 février 2015.")
    + text(72, 584, "Elle prendra effet à la fin de la période en cours.")
)


def load(tmp_path: Path, *pages: PdfPage, page: int = 1, settings: PageSettings = SETTINGS) -> Scan | DigitalPage:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(*pages))
    return load_page(path, PDF, page, settings)


def words_of(loaded: Scan | DigitalPage) -> list[str]:
    assert isinstance(loaded, DigitalPage)
    return [word.text for word in loaded.words]


def test_a_digital_page_brings_its_words(tmp_path: Path) -> None:
    loaded = load(tmp_path, PdfPage(LETTER))
    assert words_of(loaded)[:3] == ["Madame", "Claire", "Dumas"]
    assert "février" in words_of(loaded)
    assert isinstance(loaded, DigitalPage)
    assert loaded.scan.dpi == 300
    assert loaded.scan.image.shape[:2] == (3509, 2480)
    assert {word.confidence for word in loaded.words} == {1.0}


def ink_box(image: Picture) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the ink, as fractions."""
    rows, columns = np.nonzero(image.min(axis=2) < 128)
    height, width = image.shape[:2]
    return columns.min() / width, rows.min() / height, (columns.max() + 1) / width, (rows.max() + 1) / height


@pytest.mark.parametrize("crop", [None, (100, 200, 500, 700), (60, 590, 595, 842)])
@pytest.mark.parametrize("media", [(0, 0, 595, 842), (-50, -30, 545, 812)])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_boxes_lie_on_the_ink_whatever_the_turn_and_the_crop(
    tmp_path: Path,
    rotate: int,
    media: tuple[float, float, float, float],
    crop: tuple[float, float, float, float] | None,
) -> None:
    # the text is turned the other way, so that the page as shown is upright
    turn = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[rotate]
    page = PdfPage(text(300, 640, "Monsieur", 30, turn=turn), media=media, crop=crop, rotate=rotate)
    loaded = load(tmp_path, page, settings=PageSettings(render_dpi=100))
    assert words_of(loaded) == ["Monsieur"]
    assert isinstance(loaded, DigitalPage)
    box, ink = loaded.words[0].box, ink_box(loaded.scan.image)
    height, width = loaded.scan.image.shape[:2]
    assert (box.x0, box.x1) == pytest.approx((ink[0], ink[2]), abs=6 / width)
    # the box of a font reaches above and below its letters
    assert box.y0 <= ink[1] + 2 / height
    assert box.y1 >= ink[3] - 2 / height
    assert box.height < 3 * (ink[3] - ink[1])


def test_text_outside_the_crop_box_is_not_seen(tmp_path: Path) -> None:
    page = PdfPage(text(72, 700, "Madame Monsieur") + text(72, 100, "caché"), crop=(0, 400, 595, 842))
    assert words_of(load(tmp_path, page)) == ["Madame", "Monsieur"]


def test_bold_made_by_printing_twice_is_read_once(tmp_path: Path) -> None:
    content = text(72, 700, "FACTURE du mois") + text(72.3, 700, "FACTURE du mois")
    assert words_of(load(tmp_path, PdfPage(content))) == ["FACTURE", "du", "mois"]


def test_an_accent_printed_over_its_letter_joins_it(tmp_path: Path) -> None:
    # TeX sets «é» as «´» and «e» at one place: Helvetica's acute is 333 wide, its e 556 (thousandths of the size)
    content = text(72, 700, "r", 20) + text(72 + 6.66 + 2.2, 700, "´", 20) + text(72 + 6.66, 700, "esiliation", 20)
    assert words_of(load(tmp_path, PdfPage(content))) == ["résiliation"]


def test_a_stray_space_does_not_split_a_word(tmp_path: Path) -> None:
    content = text(72, 700, "ASSURÉ", 20) + text(72 + 50, 700, " ", 20) + text(172, 700, "social", 20)
    assert words_of(load(tmp_path, PdfPage(content))) == ["ASSURÉ", "social"]


def test_a_word_set_in_two_pieces_is_one(tmp_path: Path) -> None:
    # Helvetica's «résili» at 20 points is 41.1 wide (r 333, é 556, s 500, i 222, l 222, i 222, thousandths of the size)
    content = text(72, 700, "résili", 20) + text(72 + 41.1, 700, "ation", 20) + text(200, 700, "confirmée", 20)
    assert words_of(load(tmp_path, PdfPage(content))) == ["résiliation", "confirmée"]


def test_a_layer_whose_words_lie_off_the_ink_is_not_trusted(tmp_path: Path) -> None:
    covered = b"1 g 0 580 595 90 re f 0 g "  # a white sheet over three of its lines
    assert isinstance(load(tmp_path, PdfPage(LETTER + covered)), Scan)


def test_each_page_is_judged_by_itself(tmp_path: Path) -> None:
    scan = PdfPage(
        text(72, 700, "Nous avons bien recu", mode=3) + picture("Im", 0, 0, 595, 842), pictures={"Im": grey(827, 1169)}
    )
    scrambled = PdfPage(
        b"".join(text(72, 700 - 16 * i, "Qrxv dyrqv elhq uhfx yrwuh ghpdqgh gx prlv") for i in range(9))
    )
    landscape = PdfPage(text(72, 400, "Nous avons bien reçu votre demande."), media=(0, 0, 842, 595))
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(PdfPage(LETTER), scan, scrambled, landscape, PdfPage(b"")))
    loaded = [load_page(path, PDF, page, SETTINGS) for page in range(1, count_pages(path, PDF, SETTINGS) + 1)]
    assert [isinstance(page, DigitalPage) for page in loaded] == [True, False, False, True, False]


def grey(width: int, height: int, shade: int = 210) -> tuple[int, int, bytes]:
    return width, height, bytes([shade]) * (width * height)


@pytest.mark.parametrize(
    ("pixels", "dpi"), [((1654, 2339), 200), ((827, 1169), 100), ((4961, 7016), 300), ((400, 565), 100)]
)
def test_a_scan_is_drawn_at_its_own_resolution_within_bounds(tmp_path: Path, pixels: tuple[int, int], dpi: int) -> None:
    page = PdfPage(picture("Im", 0, 0, 595, 842), pictures={"Im": grey(*pixels)})
    scan = load(tmp_path, page)
    assert isinstance(scan, Scan)
    assert scan.dpi == pytest.approx(dpi, rel=0.01)
    assert scan.image.shape[0] == pytest.approx(842 / 72 * dpi, rel=0.002)


@pytest.mark.parametrize("mode", [0, 3])
def test_the_ocr_layer_of_a_scan_is_not_trusted(tmp_path: Path, mode: int) -> None:
    layer = text(72, 700, "Nous avons bien recu votre dcmande", mode=mode)
    page = PdfPage(layer + picture("Im", 0, 0, 595, 842), pictures={"Im": grey(827, 1169)})
    assert isinstance(load(tmp_path, page), Scan)


def test_invisible_text_is_not_trusted(tmp_path: Path) -> None:
    assert isinstance(load(tmp_path, PdfPage(text(72, 700, "Nous avons bien reçu", mode=3))), Scan)


def test_a_logo_does_not_make_a_scan(tmp_path: Path) -> None:
    page = PdfPage(LETTER + picture("Im", 40, 780, 120, 50), pictures={"Im": grey(300, 125, 60)})
    assert "résiliation" in words_of(load(tmp_path, page))


def test_words_printed_white_on_white_are_not_on_the_page(tmp_path: Path) -> None:
    hidden = b"1 g " + text(72, 300, "caché") + b"0 g "
    assert "caché" not in words_of(load(tmp_path, PdfPage(LETTER + hidden)))


@pytest.mark.parametrize("turn", ["0 1 -1 0", "-1 0 0 -1"])
def test_text_that_does_not_stand_upright_is_read_as_a_picture(tmp_path: Path, turn: str) -> None:
    content = b"".join(text(300 + 20 * i, 400, "Nous avons bien reçu", turn=turn) for i in range(4))
    assert isinstance(load(tmp_path, PdfPage(content)), Scan)


def test_scrambled_text_is_read_as_a_picture(tmp_path: Path) -> None:
    content = b"".join(text(72, 700 - 16 * i, "Qrxv dyrqv elhq uhfx yrwuh ghpdqgh gx prlv") for i in range(9))
    assert isinstance(load(tmp_path, PdfPage(content)), Scan)


@pytest.mark.parametrize("media", [(0, 0, 14400, 14400), (0, 0, 200_000, 300), (0, 0, 3, 2)])
def test_an_odd_page_box_does_not_explode(tmp_path: Path, media: tuple[float, float, float, float]) -> None:
    scan = load(tmp_path, PdfPage(b"", media=media))
    assert isinstance(scan, Scan)
    assert 1 <= scan.image.shape[0] * scan.image.shape[1] <= 21e6


def test_a_page_in_pixels_tells_nothing_of_the_paper(tmp_path: Path) -> None:
    page = PdfPage(picture("Im", 0, 0, 2480, 3508), media=(0, 0, 2480, 3508), pictures={"Im": grey(2480, 3508)})
    scan = load(tmp_path, page)
    assert isinstance(scan, Scan)
    assert scan.dpi is None
    assert scan.image.shape[:2] == (3508, 2480)


def test_pages_are_counted_and_a_missing_one_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(PdfPage(LETTER), PdfPage(b""), PdfPage(LETTER)))
    assert count_pages(path, PDF, SETTINGS) == 3
    for page in (0, 4):
        with pytest.raises(DocumentError, match="page_failed"):
            load_page(path, PDF, page, SETTINGS)


def test_one_page_that_cannot_be_loaded_fails_alone(tmp_path: Path) -> None:
    data = pdf_of(PdfPage(LETTER), PdfPage(LETTER), PdfPage(LETTER))
    (tmp_path / "a.pdf").write_bytes(data.replace(b"/Kids [4 0 R 6 0 R 8 0 R]", b"/Kids [4 0 R 99 0 R 8 0 R]"))
    for page in (1, 3):
        assert load_page(tmp_path / "a.pdf", PDF, page, SETTINGS)
    with pytest.raises(DocumentError) as caught:
        load_page(tmp_path / "a.pdf", PDF, 2, SETTINGS)
    assert caught.value.code == "page_failed"


@pytest.mark.slow
def test_nasty_files_give_pages_or_a_document_error() -> None:
    folder = Path(__file__).parents[3] / "shared/nasty"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/nasty is not here")
    program = (
        "import sys; from pathlib import Path\n"
        "from pipeline.pages import count_pages, fingerprint_file, load_page\n"
        "from pipeline.errors import DocumentError; from pipeline.settings import PageSettings\n"
        "path, s = Path(sys.argv[1]), PageSettings()\n"
        "try:\n"
        "    kind = fingerprint_file(path).media_type; n = count_pages(path, kind, s)\n"
        "except DocumentError: sys.exit()\n"
        "for i in range(1, min(n, 4) + 1):\n"
        "    try: load_page(path, kind, i, s)\n"
        "    except DocumentError: pass\n"
    )
    for path in sorted(folder.iterdir()):
        done = subprocess.run(
            [sys.executable, "-c", program, path], capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, f"{path.name}: {done.stderr[-500:]}"
