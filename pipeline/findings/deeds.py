"""Sentence → what it bids or forbids its reader, whatever the verb: «purgez vos radiateurs», «seul l'expert y touche».

Only to be held against each other (`undoing.py`), never told as instructions: for these the act must have a name.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.findings import deed_turns as turns
from pipeline.findings.deed_thirds import told_of_reader, told_of_thing
from pipeline.findings.deed_turns import Told
from pipeline.findings.deed_ways import ways_in
from pipeline.findings.meanings import meaning_of
from pipeline.findings.opposites import AT, PUT, carries_state, deeds_of, is_of_body, is_set_apart, stem_of, with_states

_SHORTEST: Final = 5  # characters of a clause
# Each letter as one small letter without its accent, each figure as a 0: places stay what they are
_LETTERS: Final = [chr(code) for code in range(0x41, 0x180) if chr(code).isalpha()]
_PLAIN: Final = str.maketrans(
    {"’": "'"} | dict.fromkeys("123456789", "0") | {c: unicodedata.normalize("NFD", c.lower())[0] for c in _LETTERS}
)
# «portez-les en déchèterie»
_TO_WASTE: Final = re.compile(r"\b(?:a la|en|aux?|dans la|vers la) (?:poubelle|dechett?erie|benne|rebut|ordures)\b")
_TAKEN_DOWN: Final = frozenset({"remove"})
# «Vous déposerez en mairie ...», «déposez une plainte»: handed in, and not taken down
_HANDED_IN: Final = re.compile(
    r"^[^,;:]{0,60}?\b(?:en (?:mairie|prefecture|sous-prefecture|agence|banque|ligne|personne|main)|aupres|guichet"
    r"|(?:a|dans|sur|chez) (?:l[ae] |l'|votre |notre |nos |une? )?(?:accueil|mairie|banque|loge|agence|secretariat"
    r"|greffe|compte|site|portail|espace|boite|urne|bureau|casier|depot|caisse|gardien\w*|commissariat|gendarmerie)"
    r"|(?:au|du) (?:secretariat|greffe|tribunal|bureau|commissariat|service|siege|depot)"
    r"|(?:declaration|plainte|demande|reclamation|candidature|dossier|requete|recours|permis|cheque|argent|demission"
    r"|attestation|reserve|preavis))"
)
# «Gardez l'emballage» bids to pack nothing
_NAMED: Final = re.compile(r"\b(?:(?:l[ae]s?|une?|votre|vos|notre|nos|cette?|ces) |l')[a-z]+(?: d(?:e |')[a-z]+)?")
# «sur le trottoir», «dans le bac jaune»
_WHERE: Final = re.compile(
    r"\b(?:sur|dans|devant|derriere|sous|contre|au pied|au bord|le long)(?: d(?:e |u |es |'))? ?"
    r"(?:l[ae]s? |l'|votre |vos |notre |nos |une? |ces? |cette )?(?P<where>[a-z]{3,})"
)
# «au garage pour réparation»: what somebody else is to do with it
_FOR: Final = re.compile(r"\b(?:pour|en vue de|aux fins de) (?:sa |leur |la )?(?P<verb>[a-z]{4,20})\W*$")
_STATE_ENDS: Final = re.compile(r"\b(?:sans|pour|avant|apres|des)\b")


Kind = tuple[frozenset[str], str, bool]


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb of a sentence, or a noun that says as much; `told`: the words that bid or forbid it, in its `clause`."""

    sentence: str
    clause: str
    told: str
    start: int  # of `told` in the sentence
    what: frozenset[str]
    stem: str
    forbidden: bool

    @property
    def kind(self) -> Kind:
        """By which deeds are opposed, whatever they are done to."""
        return self.what, self.stem, self.forbidden

    @property
    def is_of_body(self) -> bool:
        """Whether somebody does it with nothing: «soyez présent», «attendez»."""
        return is_of_body(self.what)


class _Read(NamedTuple):
    """A deed by its places in the sentence."""

    clause: tuple[int, int]
    told: tuple[int, int]
    what: frozenset[str]
    stem: str
    forbidden: bool


def deeds_in(sentence: str) -> tuple[Deed, ...]:
    """Every deed that the sentence bids or forbids, in order."""
    return tuple(
        Deed(
            sentence,
            sentence[slice(*read.clause)].strip(),
            sentence[slice(*read.told)],
            read.told[0],
            read.what,
            read.stem,
            read.forbidden,
        )
        for read in _read(sentence.translate(_PLAIN))
    )


@lru_cache(maxsize=8192)
def _read(flat: str) -> tuple[_Read, ...]:
    """In form letters only the figures differ: each sentence of them is read once."""
    found: dict[int, _Read] = {}
    for start, end in _clauses(flat):
        clause = flat[start:end]
        if turns.UNDER.match(clause):
            continue
        for told in (told for one in _told_in(clause) for told in _led_on(clause, one)):
            at = start + told.end
            what = _meant(told.verb, clause[told.end :])
            apart = is_set_apart(told.verb) and not (what and carries_state(told.verb))
            if at not in found and not apart:
                found[at] = _Read((start, end), (start + told.start, at), what, stem_of(told.verb), told.forbidden)
    ways = (
        _Read((0, len(flat)), (way.start, way.end), way.what, min(way.what), way.forbidden) for way in ways_in(flat)
    )
    return (*(found[at] for at in sorted(found)), *ways)


def _clauses(flat: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in (*turns.CUT.finditer(flat), None):
        end = cut.start() if cut else len(flat)
        if end - start >= _SHORTEST:
            yield start, end
        start = cut.end() if cut else end


def _told_in(clause: str) -> Iterator[Told]:
    """Each verb that is bidden or forbidden."""
    heads = list(turns.HEADS.finditer(clause))
    for m in heads:
        is_to = turns.IS_TO.search(clause, m.start(), m.start("told") - 1)
        start = is_to.start() if is_to else m.start("told")
        yield Told(start, m.end("told"), m["verb"], bool(m["forbid"]) != bool(m["not"]))
        for more in turns.AND.finditer(clause, m.end()):
            begin = start if is_to else more.start("told")  # «sont à plier et à déposer»
            yield Told(begin, more.end("told"), more["verb"], bool(m["forbid"] or more["not"]))
    if bare := turns.BARE.search(clause):
        yield Told(*bare.span("told"), bare["verb"], forbidden=True)
    if "ez" in clause or "faites" in clause:  # looked for first, as it is cheap
        yield from _imperatives(clause)
    for m in turns.WAITS.finditer(clause) if "atten" in clause or "patien" in clause else ():
        yield Told(*m.span("told"), m["verb"], forbidden=True)
    if "sans " in clause and (heads or turns.IMPERATIVE.search(clause)):
        for m in turns.WITHOUT.finditer(clause):
            if deeds_of(m["verb"]):
                yield Told(*m.span("told"), m["verb"], forbidden=True)
    if "vous" in clause and turns.WISHES.search(clause):
        for m in turns.THAT.finditer(clause):
            needless = bool(turns.NEEDLESS.search(clause[: m.start()]))
            yield Told(*m.span("told"), m["verb"], bool(m["not"]) != needless)
    yield from told_of_reader(clause)
    if not heads:
        yield from _of_anybody(clause)


def _imperatives(clause: str) -> Iterator[Told]:
    for m in turns.IMPERATIVE.finditer(clause):
        verb, before, behind = m["verb"], m["before"], clause[m.end() :]
        of_reader = "vous " in before and not before.startswith("ne vous")
        if turns.NO_IMPERATIVE.fullmatch(verb) or (of_reader and not turns.WILL.fullmatch(verb)):
            continue
        if clause[: m.start()].endswith(("vous ", "que ", "qui ", "vous n'")):
            continue
        if verb == "rendez" and behind.startswith("-vous") and m.start() > 1:
            continue  # «votre rendez-vous»
        negated = before.startswith(("ne ", "n'"))
        if not negated or turns.NO.match(behind) or not turns.BUT.search(behind):
            yield Told(m.start(), m.end(), verb, negated)


def _of_anybody(clause: str) -> Iterator[Told]:
    """What is to be done by whomever: by a noun, in the passive, by somebody else alone."""
    short = turns.SHORT.match(clause)
    if short and (turns.OF_VERB.search(short["verb"]) or deeds_of(short["verb"])):
        yield Told(*short.span("verb"), short["verb"], bool(short["un"]))
        return
    noun = turns.NOUN.match(clause)
    if noun and not (turns.OF_VERB.search(noun["verb"]) or deeds_of(noun["verb"])):
        noun = None
    unwanted = turns.UNWANTED.search(clause)
    if noun and unwanted and "charge" in unwanted[0] and is_of_body(deeds_of(noun["verb"])):
        return  # «le déménagement sera à notre charge»
    if noun and ((noun["none"] and turns.NEGATES.search(clause)) or unwanted):
        yield Told(*noun.span("verb"), noun["verb"], forbidden=True)
    elif noun and turns.WANTED.search(clause):
        yield Told(*noun.span("verb"), noun["verb"], forbidden=False)
    else:
        for m in turns.PASSIVE.finditer(clause):
            if m["not"] or not m["by"]:  # «la porte sera ouverte par le gardien»
                yield Told(*m.span("told"), m["verb"], bool(m["not"]))
                if (too := turns.AND_DONE.match(clause[m.end() :])) and deeds_of(too["verb"]):
                    yield Told(m.start("told"), m.end() + too.end("told"), too["verb"], bool(m["not"]))
        yield from told_of_thing(clause)
    if "seul" in clause:
        for m in turns.ONLY.finditer(clause):
            if deeds_of(m["verb"]):
                yield Told(*m.span("told"), m["verb"], forbidden=True)


def _led_on(clause: str, told: Told) -> Iterator[Told]:
    """«faites réparer», «évitez d'ouvrir», «procédez au retrait»: what the words behind the verb say is done."""
    behind = clause[told.end :]
    away = bool(turns.LEADS_AWAY.fullmatch(told.verb))
    if (away or turns.LEADS.fullmatch(told.verb)) and (m := turns.CHAIN.match(behind)):
        yield from _led_on(clause, Told(told.start, told.end + m.end(), m["verb"], told.forbidden != away))
        return
    light = bool(turns.LIGHT.fullmatch(told.verb))
    m = turns.WITH_NOUN.match(behind) if (away and not turns.KEEPS.match(told.verb + behind)) or light else None
    by_noun = m and bool(turns.OF_VERB.search(m["verb"]) or deeds_of(m["verb"]))
    if m and by_noun:
        yield Told(told.start, told.end + m.end(), m["verb"], told.forbidden != away)
    if not by_noun or (away and deeds_of(told.verb)):
        yield told


def _meant(verb: str, behind: str) -> frozenset[str]:
    """What the verb stands for, or the state that it carries: «laissez ... ouvert», «mettre au rebut»."""
    words = with_states(_STATE_ENDS.split(behind)[0])
    if carries_state(verb):
        said = re.findall(r"[a-z-]+", _NAMED.sub(" ", words))
        states = frozenset(deed for word in said for deed in deeds_of(word) if deed[0] != "=" and deed != PUT)
        if states:
            return states
    if _TO_WASTE.search(words):
        return deeds_of("rebut")
    put = deeds_of(verb)
    if PUT in put:
        where = frozenset(f"{AT}{meaning_of(m['where'])}" for m in _WHERE.finditer(words))
        handed_in = verb.startswith("depos") and _HANDED_IN.search(behind)
        return put - {PUT} - (_TAKEN_DOWN if handed_in else set()) | where
    if "hand_over" in put and (m := _FOR.search(behind)) and turns.OF_VERB.search(m["verb"]):
        return put | deeds_of(m["verb"])
    return put
