"""The command that walks through the doubtful fields and writes down each answer at once."""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline import correcting, screen, tables
from pipeline.cli.app import app
from pipeline.cli.corrections import By, apply_corrections, make_correction
from pipeline.cli.going import exits, mailings_in
from pipeline.cli.options import OUT, RAW, Mailing, Out, Raw
from pipeline.cli.refused import wrong_usage
from pipeline.cli.said import Said
from pipeline.errors import UsageError
from pipeline.inbox import corrections_path, find_mailings
from pipeline.records import Box, LetterRow
from pipeline.report.codes import REVIEW_REASONS

if TYPE_CHECKING:
    from PIL import Image

    from pipeline.mentions import Doubt

KEYS: Final = "[k]eep  [c]hange  [s]kip  [q]uit"
_WHAT: Final = "k: it is right; c: type what is right; s: leave it for later; q: stop here, all answers are kept"
_LETTERS: Final = "kcsq"  # of these, in their order
_SKIP: Final = _LETTERS.index("s")  # also what the empty line says
_AROUND: Final = 0.03  # of the page's height, above and below the words
_AT_THE_FOOT: Final = frozenset({"signatory_name", "signatory_title", "signature_mark"})
_ON_TOP: Final = frozenset(
    ("letter_date", "letter_place", "sender_organisation", "sender_department", "recipient_name", "subject")
)


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful field of a letter."""

    mailing: str
    row: LetterRow
    doubt: "Doubt"


@app.command()
def review(raw: Raw = RAW, out: Out = OUT, mailing: Mailing = None, by: By = None) -> None:
    """Walk through the doubtful fields: keep what was read, change it, or skip it.

    Each answer is written to corrections.csv at once: stop when you like, nothing is lost.

    For example: courrier review --mailing my-bank-2024 --by Anne
    """
    Said().set_logging()
    with exits():
        known = mailings_in([out], "letters", mailing, "run")[1]
        if absent := [name for name in known if name not in find_mailings(raw)]:
            wrong_usage(f"There is no mailing {absent[0]!r} in {raw}: name the folder of its scans, or one --mailing.")
        for name in known:
            if corrections_path(raw, name).is_file():  # of a walk that was killed, or of a spreadsheet
                with tables.hold_folder(out):
                    apply_corrections(raw, out, name)
        questions = [question for name in known for question in _questions(out, name)]
        if not questions:
            screen.print_plain(screen.say("Nothing is doubtful: no letter needs review."))
            return
        answered = _ask_all(questions, raw, out, by)
        for name in sorted(answered):
            with tables.hold_folder(out):
                apply_corrections(raw, out, name)


def _questions(out: Path, mailing: str) -> Iterator[Question]:
    from pipeline.mentions import find_doubts

    mentions = [tables.mention_of(row) for row in tables.read_rows(out, "mentions", mailing)]
    for row in map(tables.letter_of, tables.read_rows(out, "letters", mailing)):
        if row.needs_review:
            own = [mention for mention in mentions if mention.letter_id == row.letter_id]
            yield from (Question(mailing, row, doubt) for doubt in find_doubts(row, own))


def _ask_all(questions: list[Question], raw: Path, out: Path, by: str | None) -> set[str]:
    """Ask until all is answered, or the person stops; the mailings of which something was said."""
    answered: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="courrier-review-") as folder:
        try:
            for nth, question in enumerate(questions, start=1):
                show_question(question, screen.say("{} of {}", nth, len(questions)), out, Path(folder) / f"{nth}.png")
                if _ask(question, raw, out, by):
                    answered.add(question.mailing)
        except (EOFError, KeyboardInterrupt):
            screen.print_plain("\n" + screen.say("Stopped: what you answered is written down."))
        except _Quit:
            pass
    return answered


class _Quit(Exception):  # noqa: N818 - no error
    """The person has had enough."""


def _ask(question: Question, raw: Path, out: Path, by: str | None) -> bool:
    """Whether something was written."""
    while True:
        answer = input(f"{screen.say(KEYS)} > ").strip().lower()
        match screen.say(_LETTERS).find(answer) if len(answer) == 1 else _SKIP if not answer else None:
            case 0:
                value = question.doubt.candidate
            case 1:
                value = input(screen.say("{}: ", screen.say_field(question.doubt.field))).strip()
            case 2:
                return False
            case 3:
                raise _Quit
            case _:
                screen.print_plain(f"  {screen.say(_WHAT)}")
                continue
        row = tables.letter_row(question.row)
        correction = make_correction(out, question.mailing, row, question.doubt.field, value, by)
        try:
            correcting.add_correction(raw, question.mailing, correction)
        except UsageError as problem:
            screen.say_error(str(problem))
            continue
        return True


def show_question(question: Question, count: str, out: Path, path: Path) -> None:
    """What is asked, with the strip of the page: in the terminal, or as a file at `path`."""
    row, doubt = question.row, question.doubt
    screen.print_plain(f"\n{count}  {row.letter_id}  {screen.say_field(doubt.field)}")
    if doubt.field == "needs_review":
        reasons = ", ".join(screen.spoken()(REVIEW_REASONS[reason]) for reason in row.review_reasons)
        screen.print_plain("  " + screen.say("to be looked at: {}; keep: it has been looked at", reasons))
    else:
        share = screen.spoken().share(doubt.confidence)
        sure = f"  ({screen.say('{} sure', share)})" if share else ""
        screen.print_plain(f"  {screen.visible(doubt.candidate)}{sure}")
    for sentence in dict.fromkeys(" ".join(m.sentence.split()) for m in doubt.evidence):
        screen.print_plain(f"  « {screen.visible(sentence)} »")
    strip = _strip(question, out)
    if strip is None:
        return
    shown = screen.inline_picture(strip, os.environ) if sys.stdout.isatty() else None
    if shown:
        sys.stdout.write(shown)
        return
    strip.save(path)
    screen.print_plain(f"  {path}")


def _strip(question: Question, out: Path) -> "Image.Image | None":
    """The part of the page in which the value was read, or where it would stand; None where no picture is kept."""
    from PIL import Image

    row, doubt = question.row, question.doubt
    placed = [m for m in doubt.evidence if m.box.width > 0]
    page = placed[0].page if placed else row.page_end if doubt.field in _AT_THE_FOOT else row.page_start
    picture = tables.picture_of(out, question.mailing, row.source, page)
    if picture is None or not picture.is_file():
        return None
    if placed:
        box = Box.around(m.box for m in placed if m.page == page)
    elif doubt.field in _AT_THE_FOOT:
        box = Box(0, 0.5, 1, 1)
    else:
        box = Box(0, 0, 1, 0.5 if doubt.field in _ON_TOP else 1)
    top, foot = max(0.0, box.y0 - _AROUND), min(1.0, box.y1 + _AROUND)
    with picture.open("rb") as file, Image.open(file) as whole:
        return whole.crop((0, int(top * whole.height), whole.width, int(foot * whole.height)))
