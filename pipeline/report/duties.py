"""Instructions, limits and sums due of all letters → what the reader must do, one row an act."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from pipeline.records import Mention
from pipeline.report import codes
from pipeline.report.letters import LetterView, MentionView, cut_around
from pipeline.report.notices import FindingView
from pipeline.report.shown import WORST_FIRST
from pipeline.report.spared import spared_in
from pipeline.report.tongue import Tongue

# How the acts are written beside a limit or a sum: «si le matériel n'est pas rendu dans un délai de 7 jours»
_WRITTEN: Final[dict[str, str]] = {
    "return": r"rend(?:re|u|ez)|restitu|retour|renvo|rapport|remett|remise",
    "pay": r"pa[iy]e|regl|acquitt|vers[eé]|solder|prelev|exigib|echeance(?! (?:d[e']|du [a-z]))",
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
_OWED: Final = frozenset({"total_due", "penalty", "fee"})
_RENDEZVOUS: Final = frozenset({"appointment", "other"})  # roles of a day on which one is to come
_OTHER_LIMITS: Final = "other_limits"  # no act: limits that no act explains


@dataclass(frozen=True, slots=True)
class Said:
    """What one or more letters say of an act: a limit, a sum, a number."""

    text: str
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence that tells the reader to act, or names a sum due, and the letters in which it stands."""

    before: str
    marked: str
    after: str
    letters: tuple[LetterView, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """One act, or the limits that no act explains. `alerts`: the findings that bite here.

    `asked`, `forbidden` and `spared` hold the letters that say so: to do, not to be done, nothing to do.
    """

    act: str
    letters: tuple[LetterView, ...]
    asked: tuple[LetterView, ...]
    forbidden: tuple[LetterView, ...]
    spared: tuple[LetterView, ...]
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
    said: dict[str, dict[int, LetterView]] = field(default_factory=lambda: defaultdict(dict))
    of_kind: dict[str, dict[str, dict[int, LetterView]]] = field(default_factory=lambda: defaultdict(dict))
    words: dict[str, tuple[str, MentionView, dict[int, LetterView]]] = field(default_factory=dict)
    mention_ids: set[str] = field(default_factory=set)

    def tell(self, how: str, letter: LetterView, told: MentionView) -> None:
        self.said[how][letter.number] = letter
        self.words.setdefault(told.mention.sentence, (how, told, {}))[2][letter.number] = letter
        self.mention_ids.add(told.mention.mention_id)

    def add(self, column: str, letter: LetterView, mention: MentionView) -> None:
        role = "" if column == "means" or mention.mention.role == "other" else mention.role
        text = f"{mention.value} ({role})" if role else mention.value
        self.of_kind[column].setdefault(text, {})[letter.number] = letter
        self.mention_ids.add(mention.mention.mention_id)

    def letters(self, how: str) -> tuple[LetterView, ...]:
        return tuple(self.said[how].values())

    def column(self, name: str) -> tuple[Said, ...]:
        return tuple(Said(text, tuple(letters.values())) for text, letters in self.of_kind[name].items())

    def quoted(self, bitten: Set[str]) -> tuple[Quoted, ...]:
        """One for what is to be done and one for what is not, then one a letter, then the rest.

        Those that findings are about come first.
        """
        held = sorted(self.words.values(), key=lambda told: told[1].mention.mention_id not in bitten)
        seen: set[int | str] = set()
        ranks = []
        for how, _, among in held:
            ranks.append(0 if how not in seen else 1 if seen.isdisjoint(among) else 2)
            seen.update(among, (how,))
        ordered = sorted(zip(ranks, held, strict=True), key=lambda pair: pair[0])
        return tuple(_quote(how, told, tuple(among.values())) for _, (how, told, among) in ordered)


def _quote(how: str, told: MentionView, letters: tuple[LetterView, ...]) -> Quoted:
    if how == "spared":
        return Quoted(*cut_around(told.mention.sentence, spared_in(told.mention.sentence)), letters)
    return Quoted(told.before, told.marked or told.mention.text, told.after, letters)


def gather_duties(letters: Sequence[LetterView], findings: Sequence[FindingView], tongue: Tongue) -> tuple[Duty, ...]:
    """One row for each act that letters ask or forbid: contradicted ones first, then those with a limit.

    Last the limits that belong to none of them.
    """
    by_act: dict[str, _Gathered] = defaultdict(_Gathered)
    for letter in letters:
        _gather(letter, by_act)
    biting = [f for f in findings if f.finding.check in _BITES]
    rest = by_act.pop(_OTHER_LIMITS, None)
    duties = sorted((_duty(act, held, biting, tongue) for act, held in by_act.items()), key=_weight)
    return (*duties, *([_duty(_OTHER_LIMITS, rest, biting, tongue)] if rest else []))


def _gather(letter: LetterView, by_act: dict[str, _Gathered]) -> None:
    instructions = [m for m in letter.mentions if m.mention.kind == "instruction"]
    instructions += _sums_to_pay(letter.mentions, {one.mention.sentence for one in instructions})
    for told in instructions:
        act, forbids = _act_of(told.mention)
        how = "asked" if not forbids else "spared" if spared_in(told.mention.sentence) else "forbidden"
        by_act[act].tell(how, letter, told)
    names_total = any(one.mention.role == "total_due" for one in letter.mentions)
    for other in letter.mentions:
        kind, role = other.mention.kind, other.mention.role
        beside = [_act_of(t.mention)[0] for t in instructions if t.mention.sentence == other.mention.sentence]
        if kind in _MEANS and role != "recipient":
            for act in beside:
                if act != "call" or kind == "phone":
                    by_act[act].add("means", letter, other)
        elif kind == "deadline":
            behind = _act_behind(other.mention, [t.mention for t in instructions])
            if not behind:
                by_act[_OTHER_LIMITS].tell("named", letter, other)
            by_act[behind or _OTHER_LIMITS].add("limits", letter, other)
        elif kind == "amount" and role not in _NO_STAKE:
            behind = _act_behind(other.mention, [t.mention for t in instructions])
            if behind and (behind != "pay" or role in _OWED or not (names_total or role == "refund")):
                by_act[behind].add("stakes", letter, other)
        elif kind == "date" and "visit" in beside and _is_day_to_come(other, letter):
            by_act["visit"].add("limits", letter, other)


def _is_day_to_come(day: MentionView, letter: LetterView) -> bool:
    """Whether it is the one day of its sentence, and after the letter: «à la réunion du 12 février à 17h00»."""
    beside = [m.mention for m in letter.mentions if m.mention.sentence == day.mention.sentence]
    if any(m.kind == "deadline" for m in beside) or len({m.value for m in beside if m.kind == "date"}) > 1:
        return False
    date, written = day.mention.date, letter.row.letter_date
    return day.mention.role in _RENDEZVOUS and date is not None and written is not None and date >= written


def _sums_to_pay(mentions: Sequence[MentionView], told: Set[str]) -> list[MentionView]:
    """Sums due with a day to pay, in sentences that tell nothing else: «Montant à payer : 84,20 €, avant le 12/03»."""
    limits = [m.mention.sentence for m in mentions if m.mention.kind == "deadline"]
    of_payment = any(_is_written("pay", sentence) for sentence in limits)
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
    known = dict.fromkeys(_act_of(one)[0] for one in instructions)
    return next((act for act in known if _is_written(act, mention.sentence)), None)


def _is_written(act: str, sentence: str) -> bool:
    return act in _WRITTEN and bool(re.search(rf"\b(?:{_WRITTEN[act]})", _plain(sentence)))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _duty(act: str, held: _Gathered, findings: Iterable[FindingView], tongue: Tongue) -> Duty:
    alerts = tuple(f for f in findings if held.mention_ids.intersection(f.finding.mention_ids))
    return Duty(
        act=tongue(codes.OTHER_LIMITS if act == _OTHER_LIMITS else codes.ACTS.get(act, act)),
        letters=tuple({letter.number: letter for among in held.said.values() for letter in among.values()}.values()),
        asked=held.letters("asked"),
        forbidden=held.letters("forbidden"),
        spared=held.letters("spared"),
        limits=held.column("limits"),
        means=held.column("means"),
        stakes=held.column("stakes"),
        words=held.quoted({one for f in alerts for one in f.finding.mention_ids}),
        alerts=alerts,
    )


def _weight(duty: Duty) -> tuple[int, bool, int]:
    worst = min((WORST_FIRST.index(f.finding.severity) for f in duty.alerts), default=len(WORST_FIRST))
    return worst, not duty.limits, -len(duty.asked) - len(duty.forbidden) - len(duty.spared)
