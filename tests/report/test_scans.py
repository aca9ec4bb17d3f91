"""Windows on a page show the words in their lines; words that run over a line's end are marked line by line."""

from dataclasses import replace

from pipeline.records import Box, Mention, Page, Word
from pipeline.report.scans import ACROSS, Scans, lines_of
from tests.report.orange import letter, mention, page

TEXT = "Sans retour dans un délai de 7 jours après mise en demeure, une somme de 300 € vous sera facturée."
ROW = letter("m/a.jpg", None, TEXT)


def lay_out(text: str, words_a_line: int = 6) -> tuple[Word, ...]:
    """Words on lines, 0.1 wide, 0.01 high."""
    words = []
    for n, word in enumerate(text.split()):
        line, column = divmod(n, words_a_line)
        box = Box(0.1 + 0.12 * column, 0.3 + 0.015 * line, 0.2 + 0.12 * column, 0.31 + 0.015 * line)
        words.append(Word(word, 0.9, box, line=line, word=n))
    return tuple(words)


WORDS = lay_out(TEXT)
PAGE: Page = replace(page("m/a.jpg"), words=WORDS)
SCANS = Scans({("m/a.jpg", 1): PAGE}, {("m/a.jpg", 1): "./m.pages/a.jpg"})


def marked(text: str, first: int, last: int, number: int = 1) -> Mention:
    """A mention of the words from `first` to `last`."""
    return replace(mention(ROW, number, "deadline", text, text), box=Box.around(w.box for w in WORDS[first : last + 1]))


def test_words_over_a_line_end_are_marked_line_by_line() -> None:
    over = marked("dans un délai de\n7 jours après", 2, 8)
    assert lines_of(over, WORDS) == (
        Box.around(w.box for w in WORDS[2:6]),
        Box.around(w.box for w in WORDS[6:9]),
    )


def test_a_hyphen_at_the_line_end_hides_no_word() -> None:
    words = lay_out("votre demande de rési- liation est bien reçue", 4)
    split = replace(marked("x", 0, 0), text="de\nrésiliation", box=Box.around(w.box for w in words))
    assert lines_of(split, words) == (Box.around(w.box for w in words[2:4]), words[4].box)


def test_words_that_are_not_found_leave_the_whole_box() -> None:
    other = marked("dans un délai de\nsept jours après", 2, 8)
    assert lines_of(other, WORDS) == (other.box,)
    assert lines_of(other, ()) == (other.box,)


def test_a_window_holds_the_lines_of_the_words_whole() -> None:
    ((strip, held),) = SCANS.strips([marked("délai", 4, 4)])
    assert strip
    assert [m.text for m in held] == ["délai"]
    window, height = strip.window, strip.height
    assert height == round(ACROSS * PAGE.height / PAGE.width)
    assert window.x <= 1000 * WORDS[0].box.x0
    assert window.x + window.width >= 1000 * WORDS[5].box.x1
    assert window.y <= height * WORDS[0].box.y0
    assert window.y + window.height >= height * WORDS[6].box.y1  # the sentence goes on in the next line


def test_close_mentions_share_a_strip_and_far_ones_do_not() -> None:
    near, nearer = marked("délai", 4, 4, 1), marked("7", 6, 6, 2)
    far = replace(near, mention_id="far", box=Box(0.1, 0.8, 0.2, 0.81))
    strips = SCANS.strips([far, near, nearer])
    assert [[m.mention_id for m in held] for _, held in strips] == [[near.mention_id, nearer.mention_id], ["far"]]


def test_a_mention_without_a_picture_is_still_told() -> None:
    blind = replace(marked("délai", 4, 4), page=2)
    assert SCANS.strips([blind]) == [(None, [blind])]
    assert Scans({}, {}).strips([blind]) == [(None, [blind])]
    assert SCANS.page("m/a.jpg", 2, [blind]) is None


def test_a_sign_stands_before_the_words_only_where_nothing_is_printed() -> None:
    drawn = SCANS.page("m/a.jpg", 1, [marked("Sans", 0, 0), marked("délai", 4, 4), marked("7 jours", 6, 7)])
    assert drawn
    assert drawn.beside == (True, False, True)  # the third begins its line


def test_windows_stay_on_the_page() -> None:
    for box in (Box(0, 0, 0.01, 0.01), Box(0.97, 0.99, 1, 1), Box(0, 0, 1, 1)):
        ((strip, _),) = SCANS.strips([replace(marked("x", 0, 0), box=box)])
        assert strip
        window = strip.window
        assert window.x >= 0
        assert window.y >= 0
        assert window.x + window.width <= ACROSS + 0.1
        assert window.y + window.height <= strip.height + 0.1
        assert window.width > 0
        assert window.height > 0
