"""What the machine found in a letter, and what a person says of it → the mentions that hold, the person's first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.mentions.bearing_date import find_letter_dates
from pipeline.mentions.fields import LISTS, fill_fields
from pipeline.mentions.found import Found
from pipeline.mentions.human_values import Change, read_changes, read_human
from pipeline.mentions.plain import plain
from pipeline.mentions.sentences import find_sentences
from pipeline.records import Box, Correction, Letter, Mention

_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


def apply_corrections(
    letter: Letter, mentions: Sequence[Mention], corrections: Iterable[Correction]
) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """The mentions with those of origin `human` in the place of what they correct; the fields they speak of.

    Of several corrections of one field the last holds; those that change values of a list add up, from the last that
    writes it whole. Raises ValueError where one cannot be read.
    """
    said: dict[str, list[Correction]] = {}
    for correction in corrections:
        before = said.get(correction.field, []) if read_changes(correction.field, correction.value) else []
        said[correction.field] = [*before, correction]
    if not said:
        return tuple(mentions), ()
    filled = fill_fields(mentions, find_letter_dates(letter, mentions))
    replaced = {m.mention_id for field in said for m in filled.get(field, ())}
    kept = [m for m in mentions if m.mention_id not in replaced]
    for field, own in said.items():
        held = list(filled.get(field, ()))
        for correction in own:
            if changes := read_changes(field, correction.value):
                for change in changes:
                    held = _change(letter, correction, change, held)
            else:
                held = _say(letter, correction, filled)
        kept += held
    ordered = sorted(kept, key=lambda m: (m.start, m.end, m.kind, m.value))
    numbered = (replace(m, mention_id=f"{letter.letter_id}/{n}") for n, m in enumerate(ordered, start=1))
    return tuple(numbered), tuple(said)


def _change(letter: Letter, correction: Correction, change: Change, held: Sequence[Mention]) -> list[Mention]:
    """The values of a list after a change; a value that is not there cannot be taken out, and is not missed."""
    out, new = change.out, change.new
    gone = [m for m in held if out and m.value == out.value and (not out.role or _agree(m, out))]
    left = [m for m in held if m not in gone]
    if new and not any(m.value == new.value and _agree(m, new) for m in left):
        left.append(_mention(letter, correction, new, gone[0] if gone else _find(letter, new)))
    return left


def _say(letter: Letter, correction: Correction, filled: Mapping[str, Collection[Mention]]) -> list[Mention]:
    """A person's values as mentions: where the machine read the same, or another one; else where the text has it."""
    free = list(filled.get(correction.field, ()))
    said = []
    for value in read_human(correction.field, correction.value):
        same = next((m for m in free if m.value == value.value and _agree(m, value)), None)
        instead = same or (free[0] if free and correction.field not in LISTS else None)
        if instead:
            free.remove(instead)
        said.append(_mention(letter, correction, value, instead or _find(letter, value)))
    return said


def _agree(mention: Mention, value: Found) -> bool:
    return value.kind == "phone" or (mention.role, mention.trigger) == (value.role, value.trigger)


def _mention(letter: Letter, correction: Correction, value: Found, at: Mention) -> Mention:
    return replace(
        at,
        letter_id=letter.letter_id,
        source=letter.source,
        kind=value.kind,
        value=value.value,
        confidence=1.0,
        role=value.role,
        date=value.date,
        amount=value.amount,
        currency=value.currency,
        quantity=value.quantity,
        unit=value.unit,
        trigger=value.trigger,
        tariff=value.tariff,
        contradicts=None,
        origin="human",
        corrected_by=correction.by,
        note=correction.note,
    )


def _find(letter: Letter, value: Found) -> Mention:
    """The place where the text has these very words; a box of size 0 on the first page where it has not."""
    words, text = plain(value.value), plain(letter.text)
    start = text.find(words) if len(words) > 1 else -1
    end = start + len(words)
    printed = letter.words_in(start, end) if start >= 0 else ()
    nowhere = Mention("", "", "", letter.page_start, value.kind, "", value.value, _NOWHERE, 1.0, "", 0, 0)
    if not printed:
        return nowhere
    page = printed[0].page
    first, last = next(((a, b) for a, b in find_sentences(letter) if a <= start < b), (start, end))
    return replace(
        nowhere,
        page=page,
        text=letter.text[start:end],
        box=Box.around(w.box for w in printed if w.page == page),
        sentence=letter.text[first:last],
        start=start,
        end=end,
    )
