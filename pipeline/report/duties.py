"""Instructions, limits and sums due of all letters → what the reader must do, one row an act."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from pipeline.records import Mention
from pipeline.report import codes
from pipeline.report.letters import LetterView, MentionView
from pipeline.report.notices import FindingView
from pipeline.report.shown import WORST_FIRST
from pipeline.report.tongue import Tongue

# How the acts are written beside a limit or a sum: «si le matériel n'est pas rendu dans un délai de 7 jours»
_WRITTEN: Final[dict[str, str]] = {
    "return": r"rend(?:re|u|ez)|restitu|retour|renvo|rapport|remett|remise",
    "pay": r"pa[iy]e|regl|acquitt|vers[eé]|solder|prelev",
    "send": r"envo[iy]|adress(?:er|ez)|transm|expedi|fourni|parven|produire",
    "call": r"appel|telephon|compos|joindre",
    "contact": r"contact",
    "write": r"ecri(?:re|v)",
    "reply": r"repon",
    "sign": r"sign(?:er|ez|ature)",
    "fill_in": r"rempli|complet",
    "cancel": r"resili|annul",
    "inform": r"inform|signal|declar",
    "keep": r"conserv|gard(?:er|ez)",
}
# acts that go with another one and set no limit of their own: «débranchez la Livebox et rendez-la»
_BESIDE: Final = frozenset({"keep", "unplug", "call", "contact", "check", "wait", "ignore", "visit"})
_MEANS: Final = frozenset({"phone", "email", "url"})
# check -> the column in which its findings bite; others say nothing of what is to be done
_BITES: Final[dict[str, str]] = {
    "contradictory_instruction": "letters",
    "conflicting_deadline": "limits",
    "short_deadline": "limits",
    "impossible_date": "limits",
    "conflicting_amount": "stakes",
    "missing_amount": "stakes",
    "scattered_contacts": "means",
    "missing_contact": "means",
    "premium_number": "means",
}
_NO_STAKE: Final = frozenset({"capital", "tariff"})


@dataclass(frozen=True, slots=True)
class Said:
    """What one or more letters say of an act: a limit, a sum, a number."""

    text: str
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence that tells the reader to act, or names a sum due, and the letters in which it stands."""

    mention: MentionView
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """One act. `asked` and `forbidden` hold the letters that say so; `alerts` the findings that bite here."""

    act: str
    asked: tuple[LetterView, ...]
    forbidden: tuple[LetterView, ...]
    limits: tuple[Said, ...]
    means: tuple[Said, ...]
    stakes: tuple[Said, ...]
    words: tuple[Quoted, ...]
    alerts: tuple[FindingView, ...]

    def alerts_at(self, column: str) -> list[FindingView]:
        """The findings to be shown in that column."""
        return [f for f in self.alerts if _BITES[f.finding.check] == column]


@dataclass(slots=True)
class _Gathered:
    asked: dict[int, LetterView] = field(default_factory=dict)
    forbidden: dict[int, LetterView] = field(default_factory=dict)
    of_kind: dict[str, dict[str, dict[int, LetterView]]] = field(default_factory=lambda: defaultdict(dict))
    words: dict[str, tuple[MentionView, dict[int, LetterView]]] = field(default_factory=dict)
    mention_ids: set[str] = field(default_factory=set)

    def add(self, column: str, letter: LetterView, mention: MentionView) -> None:
        text = f"{mention.value} ({mention.role})" if column == "stakes" and mention.role else mention.value
        self.of_kind[column].setdefault(text, {})[letter.number] = letter
        self.mention_ids.add(mention.mention.mention_id)

    def column(self, name: str) -> tuple[Said, ...]:
        return tuple(Said(text, tuple(letters.values())) for text, letters in self.of_kind[name].items())


def gather_duties(letters: Sequence[LetterView], findings: Sequence[FindingView], tongue: Tongue) -> tuple[Duty, ...]:
    """One row for each act that letters ask or forbid: contradicted ones first, then those with a limit."""
    by_act: dict[str, _Gathered] = defaultdict(_Gathered)
    for letter in letters:
        _gather(letter, by_act)
    biting = [f for f in findings if f.finding.check in _BITES]
    duties = [_duty(act, held, biting, tongue) for act, held in by_act.items()]
    return tuple(sorted(duties, key=_weight))


def _gather(letter: LetterView, by_act: dict[str, _Gathered]) -> None:
    instructions = [m for m in letter.mentions if m.mention.kind == "instruction"]
    instructions += _sums_to_pay(letter.mentions, {one.mention.sentence for one in instructions})
    for told in instructions:
        act, forbids = _act_of(told.mention)
        held = by_act[act]
        (held.forbidden if forbids else held.asked)[letter.number] = letter
        held.words.setdefault(told.mention.sentence, (told, {}))[1][letter.number] = letter
        held.mention_ids.add(told.mention.mention_id)
    for other in letter.mentions:
        kind = other.mention.kind
        if kind in _MEANS and other.mention.role != "recipient":
            same = [t for t in instructions if t.mention.sentence == other.mention.sentence]
            for told in same:
                by_act[_act_of(told.mention)[0]].add("means", letter, other)
        elif kind == "deadline" or (kind == "amount" and other.mention.role not in _NO_STAKE):
            behind = _act_behind(other.mention, [t.mention for t in instructions])
            if behind:
                by_act[behind].add("limits" if kind == "deadline" else "stakes", letter, other)


def _sums_to_pay(mentions: Sequence[MentionView], told: Set[str]) -> list[MentionView]:
    """Sums due with a day to pay, in sentences that tell nothing else: «Montant à payer : 84,20 €, avant le 12/03»."""
    limits = [m.mention.sentence for m in mentions if m.mention.kind == "deadline"]
    of_payment = any(re.search(rf"\b(?:{_WRITTEN['pay']})", _plain(sentence)) for sentence in limits)
    return [
        one
        for one in mentions
        if one.mention.role == "total_due"
        and one.mention.sentence not in told
        and (one.mention.sentence in limits or of_payment)
        and not any(m.mention.role == "debit" and m.mention.sentence == one.mention.sentence for m in mentions)
    ]


def _act_of(told: Mention) -> tuple[str, bool]:
    """What an instruction, or a sum to be paid, asks; whether it forbids it."""
    if told.kind == "amount":
        return "pay", False
    act = told.value.removeprefix("not:")
    return act, act != told.value


def _act_behind(mention: Mention, instructions: Sequence[Mention]) -> str | None:
    """The act a limit or sum belongs to: told in its sentence, or written there in another form; else none."""
    told = [_act_of(one)[0] for one in instructions if one.sentence == mention.sentence]
    acts = [act for act in told if act not in _BESIDE] or told
    if acts:
        return acts[0]
    sentence = _plain(mention.sentence)
    known = dict.fromkeys(_act_of(one)[0] for one in instructions)
    return next((act for act in known if act in _WRITTEN and re.search(rf"\b(?:{_WRITTEN[act]})", sentence)), None)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _duty(act: str, held: _Gathered, findings: Iterable[FindingView], tongue: Tongue) -> Duty:
    return Duty(
        act=tongue(codes.ACTS.get(act, act)),
        asked=tuple(held.asked.values()),
        forbidden=tuple(held.forbidden.values()),
        limits=held.column("limits"),
        means=held.column("means"),
        stakes=held.column("stakes"),
        words=tuple(Quoted(told, tuple(among.values())) for told, among in held.words.values()),
        alerts=tuple(f for f in findings if held.mention_ids.intersection(f.finding.mention_ids)),
    )


def _weight(duty: Duty) -> tuple[int, bool, int]:
    worst = min((WORST_FIRST.index(f.finding.severity) for f in duty.alerts), default=len(WORST_FIRST))
    return worst, not duty.limits, -len(duty.asked) - len(duty.forbidden)
