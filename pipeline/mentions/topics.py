"""Subject and text → what the letter is about: codes from the editable lexicon `topics.yaml`.

What its phrases find is held against the n-grams of the letter (`topic_model.py`), which add what no phrase knows.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.spelling import blur
from pipeline.mentions.topic_lexicon import TOKEN, Place, Strength, Topic, load_lexicon, meanings_of
from pipeline.mentions.topic_model import FIRST, Passage, judge_topics, most_telling, tells
from pipeline.mentions.topic_spans import Token, find_spans, row_spans
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
# How sure: told by the subject, by one clear phrase, by n-grams alone, by several weak phrases, by hardly anything
_IN_SUBJECT, _CLEAR, _LEARNED, _GATHERED, _GUESSED = 0.95, 0.85, 0.8, 0.7, 0.5


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
    hits = _all_hits(tokens)
    told = _told(hits, tokens)
    spans, passages = _passages(reading, tokens)
    judged = judge_topics(passages)
    told -= {
        code for code in told & judged.doubted - _CONTACT if not _told_anyhow(reading, code, hits[code], tokens, spans)
    }
    for topic in load_lexicon().topics:
        if topic.code in told:
            best = hits[topic.code][0]
            sure = _how_sure(hits[topic.code], tokens)
            yield Found("subject", tokens[best.first].start, tokens[best.last].end, topic.code, sure, role="topic")
        elif topic.code in judged.sure and not topic.yields_to & (told | judged.sure):
            yield Found("subject", *spans[most_telling(passages, topic.code)], topic.code, _LEARNED, role="topic")


def _told_anyhow(
    reading: Reading, code: str, hits: list[_Hit], tokens: list[Token], spans: list[tuple[int, int]]
) -> bool:
    """Whether a doubted topic is told below what was judged, or by a sentence that speaks for it by itself."""
    numbers = sorted({tokens[hit.first].sentence for hit in hits})
    sentences = [reading.sentences[number] for number in numbers]
    last = max(end for _, end in spans)
    return any(start >= last or tells(reading.letter.text[start:end], code) for start, end in sentences)


def passages_of(reading: Reading) -> list[Passage]:
    """The subject's lines and the first sentences of the text, as the n-grams are taken from them."""
    return _passages(reading, _tokens(reading))[1]


def _passages(reading: Reading, tokens: list[Token]) -> tuple[list[tuple[int, int]], list[Passage]]:
    """Where they stand, and what they say; a label before a subject is no part of it."""
    blurred = blur(reading.letter.text)
    spans, passages, below = [], [], 0
    for sentence, place in {token.sentence: token.place for token in tokens}.items():
        titled = place is Place.SUBJECT
        below += not titled and place is not Place.SENDER
        if titled or (place is not Place.SENDER and below <= FIRST):
            start, end = reading.sentences[sentence]
            label = _LABEL.match(blurred, start, end)
            spans.append((label.end() if label else start, end))
            passages.append(Passage(reading.letter.text[slice(*spans[-1])].strip(), titled))
    return spans, passages


def _all_hits(tokens: list[Token]) -> dict[str, list[_Hit]]:
    places: dict[str, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        for word in token.words:
            places[word].append(i)
    asides = _find_asides(tokens, places)
    return {topic.code: _hits(topic, tokens, places, asides) for topic in load_lexicon().topics}


def _told(hits: dict[str, list[_Hit]], tokens: list[Token]) -> set[str]:
    """What the phrases tell; where they tell nothing, what they hint at most."""
    told = {code for code, found in hits.items() if _worth(found, hints=False) >= _ENOUGH}
    told -= {topic.code for topic in load_lexicon().topics if _goes_unsaid(topic, told, hits[topic.code], tokens)}
    if not told - _CONTACT:
        guess = max((code for code in hits if code not in _CONTACT), key=lambda code: _worth(hits[code]))
        told |= {guess} if _worth(hits[guess]) >= _GUESS else set()
    return told


def _hits(topic: Topic, tokens: list[Token], places: dict[str, list[int]], asides: set[int]) -> list[_Hit]:
    """Each phrase of the topic at its best place, best first, no word counted twice, no more than is enough."""
    refused: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in topic.unless:
        for span in row_spans(row, tokens, places):
            refused[tokens[span[0]].sentence].append(span)
    found: list[_Hit] = []
    for phrase in topic.phrases:
        worth = _WORTH[phrase.strength]
        hint = phrase.strength is Strength.HINT
        hits = (_Hit(worth.get(tokens[a].place, 0), a, b, hint) for a, b in find_spans(phrase, tokens, places))
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


def _goes_unsaid(topic: Topic, told: set[str], hits: list[_Hit], tokens: list[Token]) -> bool:
    """Whether the letter is about a matter beside which this one is not told: no invoice where one is overdue."""
    in_subject = any(hit.worth >= _ENOUGH and tokens[hit.first].place is Place.SUBJECT for hit in hits)
    return bool(topic.yields_to & told) and not in_subject


def _worth(hits: list[_Hit], *, hints: bool = True) -> float:
    return sum(hit.worth for hit in hits if hints or not hit.hint)


def _how_sure(hits: list[_Hit], tokens: list[Token]) -> float:
    if hits[0].worth < _ENOUGH:
        return _GATHERED if _worth(hits, hints=False) >= _ENOUGH else _GUESSED
    return _IN_SUBJECT if tokens[hits[0].first].place is Place.SUBJECT else _CLEAR


def _find_asides(tokens: list[Token], places: dict[str, list[int]]) -> set[int]:
    """The words said in passing: «En cas de retard, ...», «Si vous avez déjà réglé, ...»; a subject is none."""
    lexicon = load_lexicon()
    begins: dict[int, int] = {}  # sentence → the first word of it that is said in passing
    for first, _ in (span for row in lexicon.asides for span in row_spans(row, tokens, places)):
        sentence = tokens[first].sentence
        begins[sentence] = min(first, begins.get(sentence, first))
    for first, _ in (span for row in lexicon.boilerplate for span in row_spans(row, tokens, places)):
        begins[tokens[first].sentence] = 0
    return {
        i
        for i, token in enumerate(tokens)
        if token.place is not Place.SUBJECT and i >= begins.get(token.sentence, len(tokens))
    }


def _tokens(reading: Reading) -> list[Token]:
    """The words of the sentences that may tell a topic."""
    letter = reading.letter
    blurred = blur(letter.text)
    subjects = _subjects(reading, blurred)
    all_silent = all(line.zone in (*_SILENT, Zone.LETTERHEAD) for line in letter.lines)
    tokens: list[Token] = []
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
            Token(meanings_of(m[0].replace("’", "'")), m.start(), m.end(), number, place)
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
