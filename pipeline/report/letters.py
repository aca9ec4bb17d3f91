"""The mailing's letters and their mentions → what is shown of each, in order of dates and in the reader's words."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.records import LetterRow, Mention
from pipeline.report import codes
from pipeline.report.scans import Drawing, Scans, is_placed
from pipeline.report.tongue import Tongue, say_phone
from pipeline.report.values import say_amount, say_deadline, say_reference, say_role, say_value

_LETTERHEAD_AMOUNTS: Final = frozenset({"capital", "tariff"})
_NOT_IN_ANCHOR: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class MentionView:
    """A mention with its sentence cut around the printed words."""

    mention: Mention
    kind: str
    sign: str
    value: str
    role: str
    confidence: str
    before: str
    marked: str
    after: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter, numbered from 1 in the order of dates; `anchor` stays its own when letters are added."""

    number: int
    anchor: str
    row: LetterRow
    name: str
    signatory: str
    phones: tuple[str, ...]
    amounts: tuple[str, ...]  # without those of the letterhead: share capital, call tariffs
    deadlines: tuple[str, ...]
    references: tuple[str, ...]
    topics: tuple[str, ...]
    reasons: tuple[str, ...]
    kind: str
    mentions: tuple[MentionView, ...]
    pages: tuple[Drawing, ...]


def view_letters(
    rows: Sequence[LetterRow], mentions: Sequence[Mention], scans: Scans, tongue: Tongue
) -> tuple[LetterView, ...]:
    """The letters of the page, in the order given."""
    by_letter: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_letter[mention.letter_id].append(mention)
    return tuple(_letter(n, row, by_letter[row.letter_id], scans, tongue) for n, row in enumerate(rows, start=1))


def _letter(number: int, row: LetterRow, mentions: Sequence[Mention], scans: Scans, tongue: Tongue) -> LetterView:
    kind = tongue(codes.LETTER_KINDS[row.kind])
    sender = row.sender_organisation or row.sender_department
    date = f"{tongue('du')} {tongue.date(row.letter_date)}" if row.letter_date else tongue("sans date")
    ordered = sorted(mentions, key=lambda m: (m.page, m.start, m.end))
    drawn = (
        scans.page(row.source, page, [m for m in ordered if m.page == page and is_placed(m)])
        for page in range(row.page_start, row.page_end + 1)
    )
    return LetterView(
        number=number,
        anchor=f"lettre-{anchor_of(row.letter_id)}",
        row=row,
        name=f"{kind.capitalize()} {date}" + (f", {sender}" if sender else ""),
        signatory=", ".join(part for part in (row.signatory_name, row.signatory_title) if part),
        phones=tuple(map(say_phone, row.phones)),
        amounts=tuple(say_amount(a, tongue) for a in row.amounts if a.role not in _LETTERHEAD_AMOUNTS),
        deadlines=tuple(say_deadline(deadline, tongue) for deadline in row.deadlines),
        references=tuple(map(say_reference, row.references)),
        topics=tuple(tongue(codes.TOPICS.get(topic, topic)) for topic in row.topics),
        reasons=tuple(tongue(codes.REVIEW_REASONS.get(one, one.replace("_", " "))) for one in row.review_reasons),
        kind=kind,
        mentions=tuple(_mention(mention, tongue) for mention in ordered),
        pages=tuple(page for page in drawn if page),
    )


def say_pages(pages: Collection[int], tongue: Tongue) -> str:
    """«page 2», «pages 1 à 3», «pages 1, 3»."""
    first, last = min(pages), max(pages)
    if first == last:
        return f"{tongue('page')} {first}"
    ordered = sorted(set(pages))
    whole = len(ordered) == last - first + 1
    return f"{tongue('pages')} " + (f"{first} {tongue('à')} {last}" if whole else ", ".join(map(str, ordered)))


def anchor_of(name: str) -> str:
    """A name as the end of an address within the page: readable, without odd characters, different for each name."""
    plain = _NOT_IN_ANCHOR.sub("-", name.rsplit("/", 1)[-1].lower()).strip("-")[-40:]
    digest = hashlib.blake2s(name.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return f"{plain}-{digest}"


def _mention(mention: Mention, tongue: Tongue) -> MentionView:
    before, marked, after = cut_around(mention.sentence, mention.text)
    return MentionView(
        mention=mention,
        kind=tongue(codes.KINDS[mention.kind]),
        sign=codes.KIND_SIGNS[mention.kind],
        value=say_value(mention, tongue),
        role=say_role(mention, tongue),
        confidence=_how_sure(mention, tongue),
        before=before,
        marked=marked,
        after=after,
    )


def _how_sure(mention: Mention, tongue: Tongue) -> str:
    if mention.origin == "machine":
        return tongue.share(mention.confidence)
    return f"{codes.PEN} {mention.corrected_by or tongue('corrigé à la main')}"


def cut_around(sentence: str, words: str) -> tuple[str, str, str]:
    """The sentence before, at and after the words, which are whole; all of it before where they do not stand in it."""
    line, sought = " ".join(sentence.split()), " ".join(words.split())
    alone = re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", line) if sought else None
    start = alone.start() if alone else line.find(sought) if sought else -1
    if start < 0:
        return line, "", ""
    end = start + len(sought)
    while start and line[start].isalnum() and line[start - 1].isalnum():
        start -= 1
    while end < len(line) and line[end - 1].isalnum() and line[end].isalnum():
        end += 1
    return line[:start], line[start:end], line[end:]
