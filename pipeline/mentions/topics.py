"""Subject and text → what the letter is about: codes from the editable lexicon `topics.yaml`."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.spelling import blur
from pipeline.mentions.topic_lexicon import TOKEN, Phrase, Place, Row, Strength, Topic, load_lexicon, meanings_of
from pipeline.records import Zone

# Zones that say who writes and to whom: «Service Résiliation» in the letterhead is no topic
_SILENT: Final = frozenset(
    (
        Zone.SENDER_ADDRESS,
        Zone.RECIPIENT,
        Zone.REFERENCES,
        Zone.DATE_LINE,
        Zone.SALUTATION,
        Zone.SIGNATURE,
        Zone.FOOTER,
    )
)
_MAX_SUBJECTS: Final = 8  # lines
_OPENING: Final = 3  # sentences in which a letter comes to the point
_TELLING: Final = (Zone.BODY, Zone.CLOSING)  # the zones in which it does
_TAKES_BACK: Final = 15  # words between an `unless` phrase and the hit it takes back
_NEAR: Final = 16  # words within which the parts of a phrase stand, in whatever order
_LABEL: Final = re.compile(rf"\W{{0,9}}(?:{blur('objet')}|{blur('concerne')})\s*[:;]")
# What a phrase is worth, by where it stands: 1 is enough for its topic
_WORTH: Final[dict[Strength, dict[Place, float]]] = {
    Strength.ANYWHERE: {Place.SUBJECT: 1.0, Place.OPENING: 1.0, Place.TEXT: 1.0},
    Strength.OPENING: {Place.SUBJECT: 1.0, Place.OPENING: 1.0, Place.TEXT: 0.5},
    Strength.SUBJECT: {Place.SUBJECT: 1.0, Place.OPENING: 0.5, Place.TEXT: 0.34},
    Strength.HINT: {Place.SUBJECT: 0.5, Place.OPENING: 0.5, Place.TEXT: 0.34},
    Strength.SENDER: {Place.SENDER: 1.0},
}
_ENOUGH: Final = 0.99
_GUESS: Final = 1.3  # hints for one topic where nothing tells what the letter is about
_CONTACT: Final = frozenset(("contact_invited", "do_not_contact"))  # said beside whatever the letter is about
# How sure: told by the subject, by one clear phrase, by several weak ones, by hardly anything
_IN_SUBJECT, _CLEAR, _GATHERED, _GUESSED = 0.95, 0.85, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the letter: what it may stand for in the lexicon, where it is, and in which sentence."""

    words: frozenset[str]
    start: int
    end: int
    sentence: int
    place: Place


@dataclass(frozen=True, slots=True)
class _Hit:
    """A phrase of a topic at the words `first` to `last`, and what it is worth there."""

    worth: float
    first: int
    last: int
    hint: bool


def find_topics(reading: Reading) -> Iterator[Found]:
    """Each topic once, at the words that show it best: the subject's before the text's."""
    tokens = _tokens(reading)
    places: dict[str, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        for word in token.words:
            places[word].append(i)
    asides = _find_asides(tokens, places)
    hits = {topic.code: _hits(topic, tokens, places, asides) for topic in load_lexicon().topics}
    told = {code for code, found in hits.items() if _worth(found, hints=False) >= _ENOUGH}
    told -= {topic.code for topic in load_lexicon().topics if _goes_unsaid(topic, told, hits[topic.code], tokens)}
    if not told - _CONTACT:
        guess = max((code for code in hits if code not in _CONTACT), key=lambda code: _worth(hits[code]))
        told |= {guess} if _worth(hits[guess]) >= _GUESS else set()
    for topic in load_lexicon().topics:
        if topic.code in told:
            best = hits[topic.code][0]
            sure = _how_sure(hits[topic.code], tokens)
            yield Found("subject", tokens[best.first].start, tokens[best.last].end, topic.code, sure, role="topic")


def _hits(topic: Topic, tokens: list[_Token], places: dict[str, list[int]], asides: set[int]) -> list[_Hit]:
    """Each phrase of the topic at its best place, best first, no word counted twice, no more than is enough."""
    refused: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in topic.unless:
        for span in _row_spans(row, tokens, places):
            refused[tokens[span[0]].sentence].append(span)
    found: list[_Hit] = []
    for phrase in topic.phrases:
        worth = _WORTH[phrase.strength]
        hint = phrase.strength is Strength.HINT
        hits = (_Hit(worth.get(tokens[a].place, 0), a, b, hint) for a, b in _spans(phrase, tokens, places))
        held = (
            hit
            for hit in hits
            if hit.worth
            and (topic.in_asides or hit.last not in asides)
            and not any(_takes_back(span, hit) for span in refused[tokens[hit.first].sentence])
        )
        found += sorted(held, key=lambda h: (-h.worth, -tokens[h.first].place, h.first, h.last))[:1]
    kept: list[_Hit] = []
    for hit in sorted(found, key=lambda h: (h.hint, -h.worth, -tokens[h.first].place, h.first, h.last)):
        if all(hit.last < k.first or k.last < hit.first for k in kept) and _worth(kept) < _GUESS:
            kept.append(hit)
    return kept


def _goes_unsaid(topic: Topic, told: set[str], hits: list[_Hit], tokens: list[_Token]) -> bool:
    """Whether the letter is about a matter beside which this one is not told: no invoice where one is overdue."""
    in_subject = any(hit.worth >= _ENOUGH and tokens[hit.first].place is Place.SUBJECT for hit in hits)
    return bool(topic.yields_to & told) and not in_subject


def _worth(hits: list[_Hit], *, hints: bool = True) -> float:
    return sum(hit.worth for hit in hits if hints or not hit.hint)


def _how_sure(hits: list[_Hit], tokens: list[_Token]) -> float:
    if hits[0].worth < _ENOUGH:
        return _GATHERED if _worth(hits, hints=False) >= _ENOUGH else _GUESSED
    return _IN_SUBJECT if tokens[hits[0].first].place is Place.SUBJECT else _CLEAR


def _find_asides(tokens: list[_Token], places: dict[str, list[int]]) -> set[int]:
    """The words said in passing: «En cas de retard, ...», «Si vous avez déjà réglé, ...»; a subject is none."""
    lexicon = load_lexicon()
    begins: dict[int, int] = {}  # sentence → the first word of it that is said in passing
    for first, _ in (span for row in lexicon.asides for span in _row_spans(row, tokens, places)):
        sentence = tokens[first].sentence
        begins[sentence] = min(first, begins.get(sentence, first))
    for first, _ in (span for row in lexicon.boilerplate for span in _row_spans(row, tokens, places)):
        begins[tokens[first].sentence] = 0
    return {
        i
        for i, token in enumerate(tokens)
        if token.place is not Place.SUBJECT and i >= begins.get(token.sentence, len(tokens))
    }


def _tokens(reading: Reading) -> list[_Token]:
    """The words of the sentences that may tell a topic."""
    letter = reading.letter
    blurred = blur(letter.text)
    subjects = _subjects(reading, blurred)
    all_silent = all(line.zone in (*_SILENT, Zone.LETTERHEAD) for line in letter.lines)
    tokens: list[_Token] = []
    opening = _OPENING
    for number, (start, end) in enumerate(reading.sentences):
        titled = any(a < end and start < b for a, b in subjects)
        zone = reading.zone_at(start)
        if zone in _SILENT and not titled and not all_silent:
            continue
        place = Place.OPENING if opening and zone in _TELLING else Place.TEXT
        if titled or zone is Zone.LETTERHEAD:
            place = Place.SUBJECT if titled else Place.SENDER
        opening -= place is Place.OPENING
        tokens += [
            _Token(meanings_of(m[0].replace("’", "'")), m.start(), m.end(), number, place)
            for m in TOKEN.finditer(blurred, start, end)
        ]
    return tokens


def _subjects(reading: Reading, blurred: str) -> list[tuple[int, int]]:
    """The subject's lines, and titles that stand for one."""
    found = [(f.start, f.end) for f in reading.found if f.kind == "subject" and f.role == "line"]
    lines = [x for x in reading.letter.lines if x.zone is Zone.SUBJECT or _LABEL.match(blurred, x.start, x.end)]
    return found + [(x.start, x.end) for x in lines[:_MAX_SUBJECTS]]


def _takes_back(refused: tuple[int, int], hit: _Hit) -> bool:
    """Whether an `unless` phrase of its sentence overlaps the hit, or closely precedes it."""
    return refused[0] <= hit.last and hit.first <= refused[1] + _TAKES_BACK


def _spans(phrase: Phrase, tokens: list[_Token], places: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """(first, last) index of the words of each place where all of the phrase stands, in whatever order."""
    if not all(any(word in places for word in ways) for ways in phrase.needs):
        return
    spans = list(_row_spans(phrase.rows[0], tokens, places))
    for row in phrase.rows[1:]:
        if spans:
            spans = list(_together(spans, sorted(_row_spans(row, tokens, places)), tokens))
    if spans and phrase.barred:
        barred = {tokens[i].sentence for row in phrase.barred for i, _ in _row_spans(row, tokens, places)}
        spans = [span for span in spans if tokens[span[0]].sentence not in barred]
    yield from spans


def _together(
    spans: list[tuple[int, int]], others: list[tuple[int, int]], tokens: list[_Token]
) -> Iterator[tuple[int, int]]:
    """Each span with the nearest other of its sentence that stands near and apart from it."""
    for first, last in spans:
        after = bisect_left(others, (first, 0))
        for a, b in others[max(0, after - 1) : after + 2]:
            apart = b < first or last < a
            start, end = min(first, a), max(last, b)
            if apart and end - start <= _NEAR and tokens[a].sentence == tokens[first].sentence:
                yield start, end
                break


def _row_spans(row: Row, tokens: list[_Token], places: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """(first, last) index of the words of each place where a row stands, within one sentence."""
    for way in row[0][1]:
        for i in places.get(way[0], ()):
            after = _after((way,), tokens, i, tokens[i].sentence)
            if after and (end := _follow(row, tokens, after, tokens[i].sentence)):
                yield i, end - 1


def _follow(row: Row, tokens: list[_Token], here: int, sentence: int) -> int:
    """The index after the last step, where each next step stands within its gap; 0 where one is missing."""
    for gap, ways in row[1:]:
        nearest = (end for j in range(here, here + gap + 1) if (end := _after(ways, tokens, j, sentence)))
        here = next(nearest, 0)
        if not here:
            return 0
    return here


def _after(ways: tuple[tuple[str, ...], ...], tokens: list[_Token], i: int, sentence: int) -> int:
    """The index after one of the ways to say a step, where it stands at `i`; 0 where none does."""
    for words in ways:
        here = i
        for word in words:
            if here >= len(tokens) or word not in tokens[here].words or tokens[here].sentence != sentence:
                break
            here += 1
        else:
            return here
    return 0


KIND: Final = Kind(
    name="subject",
    description="`topic`: what the letter is about, a code of the lexicon",
    find=find_topics,
    examples=(
        Example(
            "Nous vous confirmons la résiliation de votre abonnement.",
            (("confirmons la résiliation", "termination_confirmed"),),
            role="topic",
        ),
        Example(
            "Votre résil1ation cst effectve depuis lundi.",
            (("résil1ation cst effectve", "termination_confirmed"),),
            role="topic",
        ),
        Example(
            "Nous vous prions de ne plus appeler ce numéro.", (("ne plus appeler", "do_not_contact"),), role="topic"
        ),
        Example(
            "Merci de restituer sous dix jours la Livebox.",
            (("restituer sous dix jours la Livebox", "equipment_return"),),
            role="topic",
        ),
        Example("La pénalité est due dans les 7 jours après mise en demeure."),
        Example("Il fait beau à Toulon."),
    ),
)
