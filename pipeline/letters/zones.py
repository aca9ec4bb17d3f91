"""Rows of one letter → the zone of each.

What later rooms may count on, and what not:

- RECIPIENT: one block at most, on the first page, name lines and postal lines together, labels («Destinataire :») with
  it; none where nothing looks like an address. In old notes it stands under the text.
- LETTERHEAD: all else at the top that names the sender: logo, organisation, department, person (in private letters),
  telephone, opening hours, mottos; also a side column of departments beside the text, the authority of an act («Le
  Préfet de l'Allier,»), and specks between them. It may repeat on further pages.
- SENDER_ADDRESS: only the postal lines of the head (street, box, postcode, what stands between). An organisation whose
  address is printed at the foot has it in FOOTER; an address on one line with a name is SENDER_ADDRESS as a whole.
- REFERENCES: labelled lines of the head (number, «Affaire suivie par», «Patient :», «Recommandé avec ...») and the
  contact lines that go on below such a label; the number of a circular that stands apart from its title.
- DATE_LINE: lines that are nothing but a date with its place, above the text or under it; there may be two.
- SUBJECT: the label and its further lines; without label the heading of an act, note or invoice, or the line that
  stands alone before the salutation. In an enclosure its title.
- SALUTATION, CLOSING (from the formula's first line, even where a sentence before it begins that line, to the end of
  its sentence), POSTSCRIPT, ENCLOSURES («P.J.», «Copie à»; also in the head).
- SIGNATURE: what stands under the text: names, functions, «Pour le préfet ...», collective signatures, and what OCR
  made of handwriting and stamps there. Two signatories may share a line. It may stand on the next page.
- FOOTER: small or legal lines at the bottom of each page, and page numbers wherever they are.
- COUPON: from the line that tells to tear off, to the end of the page.
- BODY: all the rest, tables, lists, ways of appeal and delivery addresses included.
"""

from collections.abc import Sequence

from pipeline.letters.course import find_course
from pipeline.letters.heads import part_head
from pipeline.letters.layout import find_blocks, is_aside, is_speck, measure_layout
from pipeline.letters.margins import find_footers
from pipeline.letters.rows import Row
from pipeline.records import Zone


def find_zones(rows: Sequence[Row]) -> tuple[Zone, ...]:
    """Footers and side columns first, then the course of the letter, then the parts of its head."""
    layout = measure_layout(rows)
    footers = find_footers(rows, layout)
    specks = {i for i, row in enumerate(rows) if is_speck(row, layout)} - footers
    aside = {i for i, row in enumerate(rows) if is_aside(row, layout)} - footers - specks
    blocks = find_blocks(rows, [i for i in range(len(rows)) if i not in footers | specks | aside])
    blocks.sort(key=lambda block: (rows[block[0]].page, rows[block[0]].box.y0, rows[block[0]].box.x0))
    zones = find_course(rows, blocks) | dict.fromkeys(aside, Zone.LETTERHEAD)
    zones = part_head(rows, zones, layout, [rows[i].text for i in sorted(footers)]) | dict.fromkeys(
        footers, Zone.FOOTER
    )
    return tuple(zones[i] if i in zones else _zone_around(zones, i) for i in range(len(rows)))


def _zone_around(zones: dict[int, Zone], i: int) -> Zone:
    """The zone of the nearest row before a speck, else behind it."""
    near = max((j for j in zones if j < i), default=min(zones, default=None))
    return zones[near] if near is not None else Zone.BODY
