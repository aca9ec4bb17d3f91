"""Dates that cannot be: a limit before its letter, a day no calendar has, a letter not older than its receipt stamp."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import at, date_line, dated, due, example, letter
from pipeline.findings.mailing import DOUBTFUL, Mailing
from pipeline.findings.meanings import plain_letters
from pipeline.findings.received_early import received_before_written, say_early
from pipeline.findings.set_limits import is_set_now
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

_LONGEST_BACK_DAYS: Final = 366  # a date further back is not meant as a limit of this letter
_TO_KEEP: Final = frozenset({"deadline", "appointment"})
# «REÇU LE 12 FEV. 2015», «Cachet du courrier : arrivé le 12/02/2015»: a stamp, on a line of its own
_STAMP: Final = re.compile(
    r"^\W*(?:courriers? |date d[e'] ?)?(?:recue?|arrivee?|entree?|reception|enregistree?)\b[^;]*$"
)
_STAMP_LEAD: Final = re.compile(r"^\W*(?:cachet|tampon|timbre)\b[^:]{0,24}: *", re.IGNORECASE)
# «# OURRIER REÇU»: what a rim of the stamp or its frame has cost a letter or two, in capitals as stamps are
_STAMP_ABOVE: Final = re.compile(r"^.{0,16}\b(?:RE[CÇ]U|ARRIV[EÉ]|ENTR[EÉ])E?(?: LE)?\W*$")
_DOUBTFUL_PAST: Final = 0.5
_LONGEST_STAMP: Final = 40  # characters of the line


def _notice(mailing: Mailing, _: Section) -> Iterator[Noticed]:
    for row in mailing.letters:
        for mention in mailing.mentions_of(row, "date"):
            if mention.role == "impossible":
                yield _noticed(mailing, row, mention, _say_no_day(row, mention))
            elif row.letter_date and mention.date and row.letter_date >= mention.date and _is_stamp(row, mention):
                yield _noticed(mailing, row, mention, _say_stamp(row, mention))
        for written, received in received_before_written(mailing, row):
            doubtful = tuple(m for m in (written, received) if _is_doubtful(m))
            yield Noticed((row,), (written, received), say_early(row, written, received), doubtful)
        yield from _limits(mailing, row)


def _limits(mailing: Mailing, row: LetterRow) -> Iterator[Noticed]:
    seen = set()
    dates = (m for m in mailing.mentions_of(row, "date") if m.role in _TO_KEEP)
    for mention in (*mailing.mentions_of(row, "deadline"), *dates):
        if mention.date and mention.date not in seen and _is_over(mailing, row, mention):
            seen.add(mention.date)
            yield _noticed(mailing, row, mention, _say_limit(row, mention))


def _is_over(mailing: Mailing, row: LetterRow, mention: Mention) -> bool:
    """A limit to be kept, which lies before the letter that sets it."""
    if mention.quantity is not None or row.letter_date is None or mention.date is None:
        return False
    told = any(m.sentence == mention.sentence for m in mailing.mentions_of(row, "instruction"))
    back = (row.letter_date - mention.date).days
    return 0 < back <= _LONGEST_BACK_DAYS and is_set_now(mention.sentence, mention.text, told=told)


def _is_stamp(row: LetterRow, mention: Mention) -> bool:
    """Nothing but «reçu le» and the date stands on its line, or «reçu le» alone on the line above."""
    if (mention.role == "letter" and mention.date == row.letter_date) or not row.text:
        return False
    start = row.text.rfind("\n", 0, mention.start) + 1
    end = row.text.find("\n", mention.end)
    line = _STAMP_LEAD.sub("", row.text[start : end if end >= 0 else len(row.text)].strip(" \f"))
    above = row.text[row.text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)].strip(" \f")
    alone = not row.text[start : mention.start].strip(" \f")
    if alone and _STAMP_ABOVE.match(above):
        return True
    lines = (line, above) if alone else (line,)
    return len(line) <= _LONGEST_STAMP and any(
        len(one) <= _LONGEST_STAMP and _STAMP.match(plain_letters(one)) for one in lines
    )


def _noticed(mailing: Mailing, row: LetterRow, mention: Mention, says: Says) -> Noticed:
    own = tuple(m for m in mailing.mentions_of(row, "date") if m.date == row.letter_date and m.role in (None, "letter"))
    mentions = (*own, mention) if row.letter_date and mention.role != "impossible" else (mention,)
    return Noticed((row,), mentions, says, tuple(m for m in mentions if _is_doubtful(m)))


def _is_doubtful(mention: Mention) -> bool:
    """Whether more speaks against the reading than that the limit has passed, which the reading itself marks down."""
    return mention.confidence < (_DOUBTFUL_PAST if mention.kind == "deadline" else DOUBTFUL)


def _say_no_day(row: LetterRow, mention: Mention) -> Says:
    fr, en = french.Names([row]).letters([row]), english.Names([row]).letters([row])
    return Says(
        fr=f"{capital(fr)} donne une date qui n'existe pas\N{NO-BREAK SPACE}: {french.quote(mention.text)}.",
        en=f"{capital(en)} gives a date that does not exist: {english.quote(mention.text)}.",
    )


def _say_stamp(row: LetterRow, mention: Mention) -> Says:
    fr, en = french.Names([row]).letters([row]), english.Names([row]).letters([row])
    assert mention.date  # noqa: S101 asked for by the caller
    on, on_en = french.say_date(mention.date), english.say_date(mention.date)
    same = mention.date == row.letter_date
    return Says(
        fr=f"{capital(fr)} porte un tampon de réception du {on}, {'le jour même' if same else 'antérieur à sa date'}.",
        en=f"{capital(en)} bears a receipt stamp of {on_en}, {'the same day' if same else 'before its own date'}.",
    )


def _say_limit(row: LetterRow, mention: Mention) -> Says:
    fr, en = french.Names([row]).letters([row]), english.Names([row]).letters([row])
    return Says(
        fr=f"{capital(fr)} fixe une limite déjà passée\N{NO-BREAK SPACE}: {french.say_limit(mention)}.",
        en=f"{capital(en)} sets a limit that has already passed: {english.say_limit(mention)}.",
    )


_STAMPED = "Toulon, le 14/02/2015\n{}\nMadame,"
_PAY = "Merci de régler votre facture avant le {}."

CHECK: Final = Check(
    code="impossible_date",
    description=Says(
        fr="Une limite tombe avant la date du courrier qui la fixe, une date n'existe pas au calendrier, un "
        "courrier est daté du jour de son tampon de réception ou d'après, ou dit reçue une lettre avant le jour où "
        "elle fut écrite. Ne comptent pas : les échéances passées que rappelle une relance, les autres courriers reçus "
        "dont parle le texte.",
        en="A limit lies before the date of the letter that sets it, a date stands in no calendar, a letter is dated "
        "on or after its receipt stamp, or tells of one received before it was written. Left out: past due dates that "
        "a reminder recalls, other letters received that the text speaks of.",
    ),
    severity="warning",
    section=Section,
    unsure_if=frozenset({"two_dates"}),
    notice=_notice,
    fires=(
        example(
            "a limit before the letter",
            letter("14/02/2015", date_line("14/02/2015"), due(_PAY.format("10/02/2015"), "10/02/2015")),
            message="Le courrier du 14/02/2015 fixe une limite déjà passée : le 10/02/2015.",
            english="The letter of 14 February 2015 sets a limit that has already passed: 10 February 2015.",
        ),
        example(
            "a day that no calendar has",
            letter("14/02/2015", dated("31/02/2015", "impossible", "Votre contrat prend fin le 31/02/2015.")),
            message="Le courrier du 14/02/2015 donne une date qui n'existe pas : « 31/02/2015 ».",
            english="The letter of 14 February 2015 gives a date that does not exist: “31/02/2015”.",
        ),
        example(
            "received before it was written",
            letter(
                "14/02/2015",
                at(dated("12/02/2015", "other", "REÇU LE 12/02/2015"), _STAMPED.format("REÇU LE 12/02/2015")),
                text=_STAMPED.format("REÇU LE 12/02/2015"),
            ),
            message="Le courrier du 14/02/2015 porte un tampon de réception du 12/02/2015, antérieur à sa date.",
            english=("The letter of 14 February 2015 bears a receipt stamp of 12 February 2015, before its own date."),
        ),
        example(
            "received the day it was written, the stamp on two lines",
            letter(
                "14/02/2015",
                at(
                    dated("14 FEV. 2015", "other", "14 FEV. 2015", day="14/02/2015"),
                    _STAMPED.format("ARRIVÉ LE\n14 FEV. 2015"),
                ),
                text=_STAMPED.format("ARRIVÉ LE\n14 FEV. 2015"),
            ),
            message="Le courrier du 14/02/2015 porte un tampon de réception du 14/02/2015, le jour même.",
        ),
        example(
            "received before it was written, what stands before the word on the stamp misread",
            letter(
                "14/02/2015",
                at(
                    dated("11 FEV. 2015", "letter", "11 FEV. 2015", day="11/02/2015"),
                    _STAMPED.format("|o) URRIER REÇU\n11 FEV. 2015"),
                ),
                text=_STAMPED.format("|o) URRIER REÇU\n11 FEV. 2015"),
            ),
            message="Le courrier du 14/02/2015 porte un tampon de réception du 11/02/2015, antérieur à sa date.",
        ),
        example(
            "a limit that is hard to read",
            letter("14/02/2015", due(_PAY.format("10/02/2015"), "10/02/2015", confidence=0.3)),
            message=(
                "À vérifier, car la lecture de « avant le 10/02/2015 » (1.pdf, page 1) est incertaine : le courrier du "
                "14/02/2015 fixe une limite déjà passée : le 10/02/2015."
            ),
        ),
    ),
    silent=(
        example("a limit to come", letter("14/02/2015", due(_PAY.format("28/02/2015"), "28/02/2015"))),
        example(
            "a reminder looks back",
            letter("14/03/2015", due("Votre facture à régler avant le 15/02/2015 reste impayée.", "15/02/2015")),
        ),
        example(
            "a letter says what it asked for before",
            letter("14/03/2015", due("Nous vous demandions de payer votre facture avant le 15/02/2015.", "15/02/2015")),
        ),
        example(
            "the due date of what the reader owed",
            letter("14/03/2015", due("Vous étiez redevable de 80 € à verser avant le 15/02/2015.", "15/02/2015")),
        ),
        example(
            "a limit that is said to be over",
            letter("14/03/2015", due("La limite du 15/02/2015 est révolue et le formulaire manque.", "15/02/2015")),
        ),
        example(
            "received after it was written",
            letter(
                "14/02/2015",
                at(dated("17/02/2015", "other", "REÇU LE 17/02/2015"), _STAMPED.format("REÇU LE 17/02/2015")),
                text=_STAMPED.format("REÇU LE 17/02/2015"),
            ),
        ),
        example(
            "the reader's own letter was received",
            letter(
                "14/02/2015",
                at(
                    dated("10/02/2015", "other_letter", "Votre courrier reçu le 10/02/2015 a retenu notre attention."),
                    "Votre courrier reçu le 10/02/2015 a retenu notre attention.",
                ),
                text="Votre courrier reçu le 10/02/2015 a retenu notre attention.",
            ),
        ),
        example("an undated letter", letter(None, due(_PAY.format("10/02/2015"), "10/02/2015"))),
    ),
)
