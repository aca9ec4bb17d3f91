"""Findings → what is shown of each: its letters, and the evidence on their pages."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz

from pipeline.records import Finding, Mention
from pipeline.report import codes
from pipeline.report.differences import Passage, compare_texts
from pipeline.report.letters import LetterView, MentionView, anchor_of, say_pages
from pipeline.report.quotes import Quote, find_quotes, letters_of, quoted_in
from pipeline.report.scans import Drawing, Scans
from pipeline.report.shown import worst_first
from pipeline.report.tongue import Tongue

MOST_EVIDENCE: Final = 40  # mentions shown under one finding; all are in the tables
_SAME_PASSAGE: Final = 60  # per cent that two sentences of one form have in common
_WITHOUT: Final = {"amount": "même passage, sans somme", "deadline": "même passage, sans délai"}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A strip of a page, and what is marked in it; without a picture of the page, the words alone.

    `caption`: nothing is marked in its one quote, and that says why it is shown.
    """

    strip: Drawing | None
    mentions: tuple[MentionView, ...]
    quotes: tuple[Quote, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One letter's evidence."""

    letter: LetterView
    exhibits: tuple[Exhibit, ...]
    file: str  # with the pages of what is shown: a letter's first page may hold none of it


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its evidence, letter by letter."""

    finding: Finding
    anchor: str
    sign: str
    severity: str
    title: str
    sides: tuple[Side, ...]
    left_out: int
    difference: tuple[Passage, ...]

    @property
    def letters(self) -> list[LetterView]:
        """Those that are shown, as they are numbered."""
        return sorted((side.letter for side in self.sides), key=lambda letter: letter.number)

    @property
    def kinds(self) -> list[str]:
        """The kinds of mention in its evidence."""
        return sorted({m.mention.kind for side in self.sides for e in side.exhibits for m in e.mentions})


def view_findings(
    findings: Sequence[Finding],
    letters: Sequence[LetterView],
    scans: Scans,
    tongue: Tongue,
    body_of: Callable[[str], str] = str,
) -> tuple[FindingView, ...]:
    """All findings, worst first, else as the checks came; twins differ by what `body_of` leaves of their texts."""
    letter_of = {letter.row.letter_id: letter for letter in letters}
    mention_of = {m.mention.mention_id: m for letter in letters for m in letter.mentions}
    shown = [_finding(finding, letter_of, mention_of, scans, tongue, body_of) for finding in worst_first(findings)]
    taken: Counter[str] = Counter()
    for n, view in enumerate(shown):
        taken[view.anchor] += 1
        if (again := taken[view.anchor]) > 1:  # the same check, letters and evidence: two sentences about them
            shown[n] = replace(view, anchor=f"{view.anchor}-{again}")
    return tuple(shown)


def _finding(
    finding: Finding,
    letter_of: Mapping[str, LetterView],
    mention_of: Mapping[str, MentionView],
    scans: Scans,
    tongue: Tongue,
    body_of: Callable[[str], str],
) -> FindingView:
    sign, severity = codes.SEVERITIES[finding.severity]
    seen = [mention_of[key] for key in finding.mention_ids if key in mention_of]
    shown: dict[str, list[MentionView]] = defaultdict(list)
    for key in finding.letter_ids[:MOST_EVIDENCE]:
        if key in letter_of:
            shown[key] = []
    for mention in seen[:MOST_EVIDENCE]:
        if mention.mention.letter_id in letter_of:
            shown[mention.mention.letter_id].append(mention)
    concerned = [letter_of[key] for key in shown]
    twins = concerned if finding.check == "near_duplicate" and len(concerned) == 2 else []
    return FindingView(
        finding=finding,
        anchor=f"constat-{anchor_of('/'.join((*finding.letter_ids, *finding.mention_ids, finding.check)))}",
        sign=sign,
        severity=tongue(severity),
        title=tongue(codes.CHECKS.get(finding.check, finding.check)),
        sides=tuple(_side(letter_of[key], held, seen, finding.message, scans, tongue) for key, held in shown.items()),
        left_out=max(len(seen), len(finding.letter_ids)) - max(len(seen[:MOST_EVIDENCE]), len(shown)),
        difference=compare_texts(*(body_of(letter.row.text) for letter in twins)) if twins else (),
    )


def _side(
    letter: LetterView,
    held: Sequence[MentionView],
    seen: Sequence[MentionView],
    message: str,
    scans: Scans,
    tongue: Tongue,
) -> Side:
    alike = () if held else _same_passage(letter, seen, scans, tongue)
    exhibits = (*alike, *_exhibits(held, _quotes(message, letter, held, scans), scans))
    pages = {one.mention.page for exhibit in exhibits for one in exhibit.mentions}
    pages.update(one.page for exhibit in exhibits for one in exhibit.quotes)
    said = say_pages(pages or (letter.row.page_start, letter.row.page_end), tongue)
    return Side(letter, exhibits, f"{letter.row.source.rsplit('/', 1)[-1]}, {said}")


def _same_passage(letter: LetterView, seen: Sequence[MentionView], scans: Scans, tongue: Tongue) -> Iterator[Exhibit]:
    """What stands in this letter where another one has what the finding is about: «il vous sera facturé», no sum."""
    sentences = {m.mention.sentence for m in seen}
    alike = [(max((fuzz.ratio(m.mention.sentence, s) for s in sentences), default=0), m) for m in letter.mentions]
    score, best = max(alike, key=lambda pair: pair[0], default=(0, None))
    if best is None or score < _SAME_PASSAGE:
        return
    here = best.mention
    kinds = {m.mention.kind for m in letter.mentions if m.mention.sentence == here.sentence}
    lacking = [_WITHOUT[kind] for kind in dict.fromkeys(m.mention.kind for m in seen) if kind in {*_WITHOUT} - kinds]
    whole = Quote(here.source, here.page, " ".join(here.sentence.split()), here.box)
    quote = next(find_quotes([letters_of(here.sentence)], letter.row, scans), whole)
    for strip, _ in scans.strips([quote]):
        unmarked = replace(strip, marks=()) if strip else None
        yield Exhibit(unmarked, (), (quote,), tongue(lacking[0] if lacking else "même passage"))


def _quotes(message: str, letter: LetterView, held: Sequence[MentionView], scans: Scans) -> list[Quote]:
    """What the finding's sentence quotes of this letter, but what its mentions show as it is."""
    marked = [letters_of(one.mention.text) for one in held]
    passages = [passage for passage in quoted_in(message) if not any(letters_of(passage) in text for text in marked)]
    return list(find_quotes(passages, letter.row, scans))


def _exhibits(mentions: Sequence[MentionView], quotes: Sequence[Quote], scans: Scans) -> tuple[Exhibit, ...]:
    view_of = {m.mention.mention_id: m for m in mentions}
    marked: list[Mention | Quote] = [*(m.mention for m in mentions), *quotes]
    return tuple(
        Exhibit(
            strip,
            tuple(view_of[one.mention_id] for one in held if isinstance(one, Mention)),
            tuple(one for one in held if isinstance(one, Quote)),
        )
        for strip, held in scans.strips(marked)
    )
