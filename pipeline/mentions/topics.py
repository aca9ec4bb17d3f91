"""Subject and text → what the letter is about: codes from the editable lexicon `topics.yaml`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.spelling import blur
from pipeline.mentions.topic_lexicon import TOKEN, Phrase, Place, load_lexicon, meanings_of
from pipeline.records import Zone

# Zones that say who writes and to whom: «Service Résiliation» in the letterhead is no topic
_SILENT: Final = frozenset(
    (
        Zone.LETTERHEAD,
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
_LABEL: Final = re.compile(rf"\W*(?:{blur('objet')}|{blur('concerne')})\s*[:;]")
_WEIGHTS: Final = {Place.TEXT: 0.85, Place.OPENING: 0.85, Place.SUBJECT: 0.95}


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the letter: what it may stand for in the lexicon, where it is, and in which sentence."""

    words: frozenset[str]
    start: int
    end: int
    sentence: int
    place: Place


def find_topics(reading: Reading) -> Iterator[Found]:
    """Each topic once, at the words that show it first: the subject's before the text's."""
    tokens = _tokens(reading)
    places: dict[str, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        for word in token.words:
            places[word].append(i)
    asides = _find_asides(tokens, places)
    for topic in load_lexicon().topics:
        hits = [
            hit
            for place, phrases in topic.phrases.items()
            for hit in _spans(phrases, tokens, places)
            if tokens[hit[0]].place >= place and (topic.in_asides or hit[1] not in asides)
        ]
        if not hits:
            continue
        refused = list(_spans(topic.unless, tokens, places))
        kept = [hit for hit in hits if not any(_takes_back(tokens, r, hit) for r in refused)]
        if kept:
            first, last = min(kept, key=lambda hit: (-_WEIGHTS[tokens[hit[0]].place], hit))
            weight = _WEIGHTS[tokens[first].place]
            yield Found("subject", tokens[first].start, tokens[last].end, topic.code, weight, role="topic")


def _find_asides(tokens: list[_Token], places: dict[str, list[int]]) -> set[int]:
    """The words said in passing: «En cas de retard, ...», «Si vous avez déjà réglé, ...»; a subject is none."""
    lexicon = load_lexicon()
    begins: dict[int, int] = {}  # sentence → the first word of it that is said in passing
    for first, _ in _spans(lexicon.asides, tokens, places):
        sentence = tokens[first].sentence
        begins[sentence] = min(first, begins.get(sentence, first))
    for first, _ in _spans(lexicon.boilerplate, tokens, places):
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
    all_silent = all(line.zone in _SILENT for line in letter.lines)
    tokens: list[_Token] = []
    opening = _OPENING
    for number, (start, end) in enumerate(reading.sentences):
        titled = any(a < end and start < b for a, b in subjects)
        zone = reading.zone_at(start)
        if zone in _SILENT and not titled and not all_silent:
            continue
        place = Place.SUBJECT if titled else Place.OPENING if opening and zone in _TELLING else Place.TEXT
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


def _takes_back(tokens: list[_Token], refused: tuple[int, int], hit: tuple[int, int]) -> bool:
    """Whether the `unless` phrase overlaps the hit, or closely precedes it in the same sentence."""
    same = tokens[refused[0]].sentence == tokens[hit[0]].sentence
    return same and refused[0] <= hit[1] and hit[0] <= refused[1] + _TAKES_BACK


def _spans(phrases: Iterable[Phrase], tokens: list[_Token], places: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """(first, last) index of the words of each place where a phrase stands, within one sentence."""
    for phrase in phrases:
        for way in phrase[0][1]:
            for i in places.get(way[0], ()):
                after = _after((way,), tokens, i, tokens[i].sentence)
                if after and (end := _follow(phrase, tokens, after, tokens[i].sentence)):
                    yield i, end - 1


def _follow(phrase: Phrase, tokens: list[_Token], here: int, sentence: int) -> int:
    """The index after the last step, where each next step stands within its gap; 0 where one is missing."""
    for gap, ways in phrase[1:]:
        nearest = (end for j in range(here, here + gap + 1) if (end := _after(ways, tokens, j, sentence)))
        here = next(nearest, 0)
        if not here:
            return 0
    return here


def _after(ways: tuple[tuple[str, ...], ...], tokens: list[_Token], i: int, sentence: int) -> int:
    """The index after one of the ways to say a step, where it stands at `i`; 0 where none does."""
    for words in ways:
        row = tokens[i : i + len(words)]
        if len(row) == len(words) and all(
            w in t.words and t.sentence == sentence for w, t in zip(words, row, strict=True)
        ):
            return i + len(words)
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
