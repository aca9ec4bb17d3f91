"""Rows of a letter's head, in their parts → those that make its subject: titles of acts, subjects without label."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.letters.clues import ADDRESS, Clue, read_clues
from pipeline.letters.layout import Layout, find_blocks, is_aligned, is_aside, is_centred_under, is_prose, is_tight
from pipeline.letters.rows import Row
from pipeline.letters.spelling import WORD, fold
from pipeline.records import Zone

_ABOVE_SUBJECT: Final = (Zone.RECIPIENT, Zone.DATE_LINE, Zone.REFERENCES, Zone.SENDER_ADDRESS)
_ADDRESSES: Final = (Zone.RECIPIENT, Zone.SENDER_ADDRESS)
_LONGEST_SUBJECT: Final = 3  # lines
_FEW_WORDS: Final = 1  # behind a label: a name has as many, but begins with a capital
_FEW_LETTERS: Final = 5
_TITLE_GAP: Final = 3.5  # cap heights between the lines of a title
# «Le Préfet de l'Orne,» below the title decides; he is no part of it
_NO_TITLE_REST: Final = ADDRESS | {
    Clue.FUNCTION,
    Clue.CONTACT,
    Clue.DATE_LINE,
    Clue.REFERENCES,
    Clue.CIVILITY,
    Clue.ACT,
}
# what tells how and when to reach the sender: a number, an address, hours; «Ouverture de vos droits» tells of something
_REACHED: Final = re.compile(
    r"\d|@|www|http|:|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|jours?|heures?|horaires)\b"
)
_FEWEST_WORDS: Final = 3
_CENTRE: Final = 0.42  # a subject begins left of it
_COLUMN: Final = 0.03  # of the page's width, between the left edges of a subject and of the salutation under it
_RESEMBLED: Final = (Zone.LETTERHEAD, Zone.REFERENCES, Zone.SENDER_ADDRESS)
_NO_SUBJECT: Final = ADDRESS | {Clue.DATE_LINE, Clue.RECIPIENT_LABEL, Clue.SENDER_LABEL, Clue.ENCLOSURES}
_OURS: Final = frozenset(["votre", "vos", "notre", "nos"])  # «Votre commande» is no «recommandé»
_NUMBERS: Final = re.compile(
    r"\W*(?:[nv]/?\s?|nos |vos |notre |votre )?(?:ref|numero|n°|identifiant|code|compte client)"
)
_RECALLED: Final = re.compile(r"\W*(?:vos|v)[/ .]{0,2}ref")  # «Vos réf. : votre courrier du 5 mai»
_LONG_WORD: Final = 4  # letters
_LONG_LABEL: Final = 3  # words: «Votre voyage en Écosse : inscription»
_LONG, _SHORT, _MOST_WORDS = 0.55, 0.8, 14  # width of a line of text; of a title, in that; words of a title
_STOPPED: Final = re.compile(r"[.,;:?!…]\W*$|^\W*(?:[-–•*]|\d)")
_FEW_DIGITS: Final = 4  # of a year


def find_title_rest(rows: Sequence[Row], zones: dict[int, Zone]) -> list[int]:
    """The title of an act goes on below it, set wide: «ARRÊTÉ COMPLÉMENTAIRE» / «Commune de ...»."""
    titles = [i for i, zone in zones.items() if zone is Zone.SUBJECT and Clue.TITLE in read_clues(rows[i].text)]
    if not titles or not any(Clue.ACT in read_clues(row.text) for row in rows):
        return []
    last, rest = rows[titles[-1]], list[int]()
    for i in sorted(zones, key=lambda i: (rows[i].page, rows[i].box.y0)):
        row = rows[i]
        if row.page != last.page or row.box.y0 <= last.box.y0:
            continue
        clues = read_clues(row.text)
        named = zones[i] in (Zone.LETTERHEAD, Zone.SUBJECT) and not clues & _NO_TITLE_REST and not is_prose(row)
        if not (named and is_tight(last, row, _TITLE_GAP) and is_centred_under(last, row)):
            break
        rest.append(i)
        last = row
    return rest if len(rest) <= _LONGEST_SUBJECT else []


def find_numbers(rows: Sequence[Row], zones: dict[int, Zone]) -> list[int]:
    """«Circulaire n° 8», apart from the subject proper, is what the letter is filed under."""
    blocks = find_blocks(rows, [i for i, zone in zones.items() if zone is Zone.SUBJECT])
    numbers = [b for b in blocks if len(b) == 1 and {Clue.TITLE, Clue.CODE} <= read_clues(rows[b[0]].text)]
    return [i for block in numbers for i in block] if len(numbers) < len(blocks) else []


def find_bare_subject(rows: Sequence[Row], zones: dict[int, Zone], layout: Layout) -> list[int]:
    """A subject without label: the line that stands alone between the addresses and the salutation."""
    first_page = min((row.page for row in rows), default=1)
    greeting = next((rows[i] for i in sorted(zones) if zones[i] is Zone.SALUTATION), None)
    if greeting is None or Zone.SUBJECT in zones.values() or greeting.page != first_page:
        return []
    above = [i for i in zones if rows[i].page == first_page and rows[i].box.y0 < greeting.box.y0]
    above = [i for i in above if not is_aside(rows[i], layout)]
    if alone := _find_alone(rows, zones, above, greeting):
        return alone
    for parts in (_ABOVE_SUBJECT, _ADDRESSES):  # the date and the references may stand under it
        end = max((rows[i].box.y0 for i in above if zones[i] in parts), default=1.0)
        bare = [i for i in above if zones[i] is Zone.LETTERHEAD and rows[i].box.y0 > end and _may_be_subject(rows[i])]
        bare = [i for i in bare if not _is_cell(rows, zones, i)]
        blocks = find_blocks(rows, bare)
        if blocks and len(blocks[-1]) <= _LONGEST_SUBJECT:
            return blocks[-1]
    return _find_unknown_label(rows, zones, above) or _find_below(rows, zones, greeting)


def _is_cell(rows: Sequence[Row], zones: dict[int, Zone], i: int) -> bool:
    """Whether a name has a label on its height: «Votre contact | Samira Gherbi» is a row of a table."""
    row = rows[i]
    if Clue.NAME not in read_clues(row.text):
        return False
    level = (
        j for j in zones if rows[j].page == row.page and rows[j].box.y0 < row.box.y1 and rows[j].box.y1 > row.box.y0
    )
    return any(zones[j] is Zone.REFERENCES and rows[j].box.x1 < row.box.x0 for j in level)


def _find_below(rows: Sequence[Row], zones: dict[int, Zone], greeting: Row) -> list[int]:
    """A title right under the salutation: words without a stop, on lines of their own, the text apart below."""
    under = sorted(
        (i for i in zones if rows[i].page == greeting.page and rows[i].box.y0 > greeting.box.y0),
        key=lambda i: rows[i].box.y0,
    )
    under = [i for i in under if rows[i].box.x1 > greeting.box.x0 and zones[i] is not Zone.FOOTER]
    wide = next((n for n, i in enumerate(under) if is_prose(rows[i]) and rows[i].box.width > _LONG), 0)
    title, text = under[:wide], " ".join(rows[i].text for i in under[:wide])
    if not 0 < wide <= _LONGEST_SUBJECT or any(zones[i] is not Zone.BODY for i in title):
        return []
    short = all(rows[i].box.width < _SHORT * rows[under[wide]].box.width for i in title)
    apart = rows[under[wide]].text[:1].isupper() and text[:1].isupper() and not _STOPPED.search(text)
    return title if short and apart and _FEWEST_WORDS <= len(WORD.findall(text)) <= _MOST_WORDS else []


def _find_alone(rows: Sequence[Row], zones: dict[int, Zone], above: Sequence[int], greeting: Row) -> list[int]:
    """What stands apart right above the salutation and begins where it does, whatever its words resemble.

    «Succession de Madame Odile ROUX» resembles a name, «Votre voyage : nouvel horaire» a label with its value.
    """
    lowest = max(above, key=lambda i: rows[i].box.y1, default=None)
    if lowest is None or not (_in_column(rows[lowest], greeting) or _is_middle(rows[lowest])):
        return []
    block = [lowest]
    for i in sorted(above, key=lambda i: -rows[i].box.y1):
        if i != lowest and is_tight(rows[i], rows[block[0]]) and is_aligned(rows[i], rows[block[0]]):
            block.insert(0, i)
    told = all(zones[i] in _RESEMBLED and _may_be_subject(rows[i]) for i in block) and _is_told(rows, block)
    return block if told and len(block) <= _LONGEST_SUBJECT else []


def _in_column(row: Row, greeting: Row) -> bool:
    return abs(row.box.x0 - greeting.box.x0) <= _COLUMN


def _is_middle(row: Row) -> bool:
    """Set in the middle of the page, as titles are; a block at the right is not."""
    return abs(row.box.x0 + row.box.x1 - 1) / 2 < _COLUMN and row.box.x0 < _CENTRE


def _is_told(rows: Sequence[Row], block: Sequence[int]) -> bool:
    """Words that tell of something, not a number under its label, nor who takes care of it."""
    text = " ".join(rows[i].text for i in block)
    clues = read_clues(text)
    if (clues & _NO_SUBJECT and not _is_works(text, clues)) or (
        Clue.SENT_BY in clues and fold(text).split()[0] not in _OURS
    ):
        return False
    label, colon, rest = text.partition(":")
    told = WORD.findall(rest if colon else label)
    if any(sum(sign.isdigit() for sign in word) > _FEW_DIGITS for word in (rest if colon else text).split()):
        return False
    if not colon:
        named = clues & {Clue.REFERENCES, Clue.CIVILITY} and not any(map(_is_small, told))
        return len(told) > 1 and not named
    if text.isupper():  # «RÉPARATION DE VOTRE VÉHICULE : FACTURE ACQUITTÉE»
        text, label, rest, told = text.lower(), label.lower(), rest.lower(), [word.lower() for word in told]
        if Clue.CIVILITY in read_clues(rest.strip().title()) or len(label.split()) < _LONG_LABEL:
            return False
    whole = len(told) > 1 or (rest.strip()[:1].islower() and len(label.split()) >= _LONG_LABEL)
    return whole and any(map(_is_small, told)) and not (Clue.SENT_BY in clues or _NUMBERS.match(fold(label)))


def _is_works(text: str, clues: frozenset[Clue]) -> bool:
    """«Résidence Les Tilleuls - travaux de façade», «Passage de votre ligne à la fibre» begin like an address."""
    _, _, rest = text.replace("–", "-").partition(" - ")
    told = any(map(_is_small, WORD.findall(rest))) or any(word in _OURS for word in fold(text).split())
    return bool(told) and clues & _NO_SUBJECT == {Clue.STREET} and not any(sign.isdigit() for sign in text)


def _is_small(word: str) -> bool:
    """A word that tells, in small letters."""
    return word[0].islower() and len(word) >= _LONG_WORD


def _find_unknown_label(rows: Sequence[Row], zones: dict[int, Zone], above: Sequence[int]) -> list[int]:
    """«Affaire : dégât des eaux de mai», the lowest line of the head: its label is none elsewhere."""
    last = max(above, key=lambda i: rows[i].box.y0, default=None)
    if last is None or zones[last] is not Zone.REFERENCES:
        return []
    row = rows[last]
    label, _, rest = row.text.partition(":")
    words = [word for word in rest.split() if not any(sign.isdigit() for sign in word)]
    told = bool(label) and len(words) > _FEW_WORDS and Clue.SENT_BY not in read_clues(row.text)
    return [last] if told and rest.strip()[:1].islower() and not _RECALLED.match(fold(label)) else []


def _may_be_subject(row: Row) -> bool:
    """Words, at the left or in the middle, and no telephone number; «Notre numéro de téléphone change» has none."""
    letters = sum(sign.isalpha() for sign in row.text)
    left = row.box.x0 < _CENTRE
    reached = bool(read_clues(row.text) & {Clue.CONTACT, Clue.OPENING}) and (
        len(row.texts) < _FEWEST_WORDS or bool(_REACHED.search(fold(row.text)))
    )
    return left and letters > _FEW_LETTERS and not reached
