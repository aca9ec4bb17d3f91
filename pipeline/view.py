"""Tables and pictures → what one sees of them: pages with their words and mentions drawn, time lines, who gives what.

Pictures are Pillow images. Figures are matplotlib's, an extra to install: pip install 'courrier[view]'; French unless
`language` is "en". The words are those of the report, and mentions stand on the lines on which it marks them
(docs/decisions/0009-drawings.md).

>>> from pipeline import view
>>> one = pipeline.letter("courrier-3.tif#1")
>>> page = view.page_image("courrier-3.tif#1", 1)
>>> drawn = view.draw_mentions(page, [m for m in one.mentions if m.page == 1])
>>> drawn.size == page.size
True
>>> figure = view.timeline(pipeline.load("letters"))
>>> [axis.get_title() for axis in figure.axes]
['5\xa0courriers, du 13/02/2015 au 15/02/2015']
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PIL import Image, ImageDraw

from pipeline.desk import page_image
from pipeline.errors import RunError
from pipeline.records import Box, Language, Mention, Word
from pipeline.report.scans import is_placed, lines_of
from pipeline.report.tongue import Tongue, say_phone, tongue_of

__all__ = ["COLOURS", "contact_matrix", "draw_mentions", "draw_words", "page_image", "timeline"]

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

# told apart also by those who do not see red and green (Okabe and Ito)
COLOURS: Final[dict[str, str]] = {
    "date": "#0072B2",
    "place": "#56B4E9",
    "sender": "#009E73",
    "recipient": "#8DA0CB",
    "subject": "#E69F00",
    "signatory": "#CC79A7",
    "phone": "#D55E00",
    "email": "#D55E00",
    "url": "#D55E00",
    "reference": "#7F7F7F",
    "amount": "#B8860B",
    "deadline": "#A50026",
    "instruction": "#542788",
}
_SURE, _UNSURE = (0, 114, 178), (213, 94, 0)
_VEIL: Final = 70  # of 255: print stays readable under the colour
_LEAST: Final = 0.4  # confidence from which down a word is as unsure as can be
_MOST_ROWS: Final = 40  # letters of a time line that are named
_MARGIN: Final = 3  # pixels around what is marked


def draw_mentions(picture: Image.Image, mentions: Iterable[Mention], words: Sequence[Word] = ()) -> Image.Image:
    """The page with a frame around each mention, in the colour of its kind; what a person added nowhere is left out.

    With the `words` of the page, a mention that runs over the end of a line has a frame on each of its lines.
    """
    drawn, frames = _layers(picture)
    for mention in filter(is_placed, mentions):
        for box in lines_of(mention, words):
            frames.rectangle(_pixels(box, picture), outline=COLOURS[mention.kind], width=3)
    return _flat(picture, drawn)


def draw_words(picture: Image.Image, words: Iterable[Word]) -> Image.Image:
    """The page with each word under a colour: blue where it was surely read, orange where not."""
    drawn, marks = _layers(picture)
    for word in words:
        share = min(1.0, max(0.0, (word.confidence - _LEAST) / (1 - _LEAST)))
        red, green, blue = (round(a + (b - a) * share) for a, b in zip(_UNSURE, _SURE, strict=True))
        marks.rectangle(_pixels(word.box, picture), fill=(red, green, blue, _VEIL))
    return _flat(picture, drawn)


def timeline(letters: "pd.DataFrame", language: Language = "fr") -> "Figure":
    """The letters on a line of time, each with its limits: a row a letter, or a row a sender where they are many."""
    tongue = tongue_of(language)
    known = letters[letters.letter_date.notna()].sort_values(["letter_date", "letter_id"], ascending=False)
    many = len(known) > _MOST_ROWS
    named = [_place(source, page) for source, page in zip(known.source, known.page_start, strict=True)]
    rows = list(known.sender_organisation.fillna("?")) if many else named
    figure, axes = _figure(9.0, 1.2 + 0.3 * max(1, len(set(rows))))
    axes.plot(known.letter_date, rows, "o", color=COLOURS["date"], label=tongue("courrier"))
    held = zip(known.deadlines, rows, strict=True)
    due = [(limit["due_date"], row) for limits, row in held for limit in limits if limit["due_date"]]
    if due:
        days, whose = zip(*due, strict=True)
        axes.plot(days, whose, "|", color=COLOURS["deadline"], ms=14, label=tongue("échéance datée"))
        axes.legend(loc="best", frameon=False)
    told = [tongue.date(day.date()) for day in known.letter_date]
    count = tongue.count(len(known), "courrier", "courriers")
    span = tongue("du {} au {}").format(told[-1], told[0]) if told else ""
    axes.set_title(f"{count}, {span}" if told else tongue("Aucun courrier daté."))
    axes.margins(y=0.3 if len(known) < 3 else 0.08)
    if told:
        _whole_days(axes)
    return figure


def _place(source: str, page: int) -> str:
    """«courrier-1.jpg», «bulk.pdf#7»."""
    return source.rpartition("/")[2] + (f"#{page}" if page > 1 else "")


def _whole_days(axes: Any) -> None:
    from matplotlib.dates import DateFormatter
    from matplotlib.ticker import MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(7, integer=True))
    axes.xaxis.set_major_formatter(DateFormatter("%d/%m/%Y"))  # type: ignore[no-untyped-call]


def contact_matrix(letters: "pd.DataFrame", language: Language = "fr") -> "Figure":
    """Which letter gives which telephone number, e-mail or web address: a row a contact, a column a letter by date."""
    tongue = tongue_of(language)
    ordered = letters.sort_values(["letter_date", "letter_id"])
    contacts = list(dict.fromkeys(c for _, row in ordered.iterrows() for c in _contacts(row)))
    figure, axes = _figure(2.0 + 0.6 * max(1, len(ordered)), 1.6 + 0.3 * max(1, len(contacts)))
    for column, (_, row) in enumerate(ordered.iterrows()):
        given = [contacts.index(contact) for contact in dict.fromkeys(_contacts(row))]
        axes.plot([column] * len(given), given, "s", color=COLOURS["phone"], ms=9)
    axes.set_xticks(range(len(ordered)), [_name(row, tongue) for _, row in ordered.iterrows()], rotation=60, ha="right")
    axes.set_yticks(range(len(contacts)), map(say_phone, contacts))
    axes.set_xlim(-0.6, max(0, len(ordered) - 1) + 0.6)
    axes.set_ylim(max(0, len(contacts) - 1) + 0.6, -0.6)
    axes.grid(alpha=0.25)
    counts = tongue.count(len(contacts), "contact", "contacts"), tongue.count(len(ordered), "courrier", "courriers")
    axes.set_title(", ".join(counts))
    return figure


def _contacts(row: Any) -> list[str]:
    return [*row.phones, *row.emails, *row.urls]


def _name(row: Any, tongue: Tongue) -> str:
    date = tongue.date(row.letter_date.date() if row.letter_date == row.letter_date else None)  # NaT is not itself
    return f"{_place(row.source, row.page_start)}\n{date}"


def _figure(width: float, height: float) -> "tuple[Figure, Any]":
    """Without pyplot: nothing is kept open, and no window is asked for."""
    try:
        from matplotlib.figure import Figure
    except ImportError as missing:
        raise RunError("matplotlib is not installed: pip install 'courrier[view]'.") from missing
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()


def _layers(picture: Image.Image) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    drawn = Image.new("RGBA", picture.size)
    return drawn, ImageDraw.Draw(drawn)


def _flat(picture: Image.Image, drawn: Image.Image) -> Image.Image:
    return Image.alpha_composite(picture.convert("RGBA"), drawn).convert("RGB")


def _pixels(box: Box, picture: Image.Image) -> Sequence[float]:
    width, height = picture.size
    corners = box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height
    return [corners[0] - _MARGIN, corners[1] - _MARGIN, corners[2] + _MARGIN, corners[3] + _MARGIN]
