"""Date line → the place where the letter was written: «Toulon, le 13 février 2015»."""

import re
from collections.abc import Iterator, Set
from itertools import pairwise
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.layout import Stretch, printed_lines, stretches, top_lines
from pipeline.mentions.plain import plain
from pipeline.mentions.postal import POSTCODE_TOWN, TOWN
from pipeline.mentions.spelling import WordList, mend, words_of
from pipeline.records import Letter, Zone

# «le», «ce», «LE», «Ie», «ie», «en date du»
_ARTICLE: Final = r"(?:[lLIi1|][eE]|[cC][eE]|(?:[eE]n )?[dD]ate du)"
_WEEKDAY: Final = r"(?i:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
# «13», «1er», «ler», «l3», «I3», «premier», also without its day: «Nolay, le» (filled in by hand)
# «03.03.2015», «2015-03-03»; no telephone number
_DATE: Final = r"(?:[0-3]?\d[/.-](?:0?[1-9]|1[0-2])[/.-](?:(?:19|20)\d\d|\d\d)|\d{4}-\d\d-\d\d)(?![\w/-]|\.\d)"
_MONTHS: Final = "janv|f[eé]v|mars|avr|mai|juin|juil|ao[uû]|sept|oct|nov|d[eé]c"
_DAY: Final = rf"(?:[0-9IlO|]{{1,2}}(?:er|ER|°|e)?\b|(?i:premier|[a-zé-]{{4,12}}\s+(?:{_MONTHS})))"
_DONE: Final = (
    r"(?:Date\s*:\s*)?(?P<done>(?i:fait|sign[eé]|[eé]tabli|r[eé]dig[eé]|[eé]crit)\s+)?(?:(?P<at>[àaÀA]|en|En)\s+)?"
    r"(?:(?:F-)?\d{5}\s+)?"  # «69003 Lyon, le ...»
)
# «Toulon (83), le ...», «Lyon Cedex 03, le ...», «Paris 12e, le ...»
_TAIL: Final = r"(?:\s*\(\s?\d{2,3}\s?\)|\s+(?i:cedex)(?:\s\d{1,2})?|\s+(?:\d{1,2}|[XVI]{1,4})\s?(?:e|er|ème|eme))?"
# «Le 3 mars 2015, Lyon», «3 mars 2015 – Lyon»
_AFTER_DATE: Final = re.compile(
    rf"^\W*(?:[lLI][eE]\s+)?(?:{_WEEKDAY}\s+)?\d{{1,2}}(?:er)?\s+(?i:{_MONTHS})\w{{0,6}}\.?\s+\d{{4}}"
    rf"\s*[,|·•–—-]\s*(?P<town>{TOWN})\s*\W?$"
)
_PATTERNS: Final = (
    # «Fait à Rennes, le 4 juin 2022», «À Brest, ce 18 novembre», «Saint-Étienne, le 11/6/2015», «Nantes le 2 ...»
    (re.compile(rf"^\W*{_DONE}(?P<town>{TOWN}){_TAIL}\s*[,.;:|·•–—-]?\s*{_ARTICLE}\s+(?:{_WEEKDAY}\s+)?{_DAY}"), 0.95),
    # «DIEPPE, I7 Juin 1864», «Lyon - 3 mars 2015»
    (
        re.compile(
            rf"^\W*{_DONE}(?P<town>{TOWN}){_TAIL}\s*[,|·•–—-]\s*(?:{_WEEKDAY}\s+)?[0-9IlO|"
            rf"]{{1,2}}(?:er)?\s+(?i:{_MONTHS})"
        ),
        0.9,
    ),
    # «Lyon, 03/03/2015», «Lyon, 2015-03-03»
    (
        re.compile(rf"^\W*{_DONE}(?P<town>{TOWN}){_TAIL}\s*[,|·•–—-]\s*(?:{_WEEKDAY}\s+)?{_DATE}"),
        0.9,
    ),
    # «le 3 mars 2015 à Lyon», «Fait le 03/03/2015, à Lyon»
    (
        re.compile(
            rf"^\W*(?:(?i:fait|"
            rf"sign[eé])\s+)?[lLI][eE]\s+(?:{_WEEKDAY}\s+)?\d{{1,2}}(?:er)?[\s/.-]\s?\w{{2,9}}\.?[\s/.-]\s?\d{{2,4}}"
            rf"\s*,?\s*(?P<at>[àaÀA])\s+(?P<town>{TOWN})"
        ),
        0.85,
    ),
    (_AFTER_DATE, 0.8),
    # «Nolay, le» with the date stamped or written by hand, or not read
    (re.compile(rf"^\W*{_DONE}(?P<town>{TOWN}){_TAIL}\s*,\s*(?:le|LE|Le)\b"), 0.8),
    (re.compile(rf"^\W*(?i:fait)\s+(?P<at>[àaÀA])\s+(?P<town>{TOWN}){_TAIL}\s*[,.]?\s*$"), 0.8),
)
_LABELLED: Final = re.compile(r"^\W*(?:date\b|(?:f-)?\d{5}\b)")  # «Date : Lyon, le ...», «69003 Lyon, le ...»
_RULED: Final = re.compile(r"^[^\w,]*[|·•–—-]")  # no comma: a town only where the letter's addresses name it
_WARD: Final = re.compile(r"(?<!\s)\s+[XVI]{1,5}(?:e|ème)?$")  # «Paris XVe»
_BESIDE: Final = re.compile(r"\s[–—|·•/-]\s")
_DATE_ONLY: Final = re.compile(rf"^\W*[lL][eE]\s+(?:{_WEEKDAY}\s+)?{_DAY}")
_TOWN_ONLY: Final = re.compile(rf"\W*(?:[ÀàA]\s+)?(?P<town>{TOWN})\s?(?P<comma>,)?\W*")
_SMALL: Final = re.compile(rf"^(?P<town>[a-zà-ÿ]{{2,15}}(?:-[a-zà-ÿ]{{1,15}}){{0,4}}), le {_DAY}")
_ALIGNED, _NEXT_LINE = 0.02, 2.0  # of the page's width; heights of the letters
_OVER: Final = 0.8
_NOT_A_TOWN: Final = WordList("not_a_town")
_MAX_REST: Final = 25  # characters after the day's number: «13 septembre 2015 (83)», not the sentence of a text
_BODY_SHARE: Final = 0.4  # «Fait à Rennes, le ...» of an act stands below this share of its lines


def find_place(reading: Reading) -> Iterator[Found]:
    """The place of the date line; at most one: the date line's, else that of «Fait à ...» at the end."""
    towns = {plain(m["town"]).partition(" cedex")[0] for m in POSTCODE_TOWN.finditer(reading.letter.text)}
    for stretch in _candidates(printed_lines(reading.letter)):
        for pattern, confidence in _PATTERNS:
            match = pattern.search(stretch.text)
            if not match or len(stretch.text) - match.end() > _MAX_REST:
                continue
            ahead = plain(match[0][: match.start("town") - match.start()])
            behind = plain(match[0][match.end("town") - match.start() :])
            weak = pattern is _AFTER_DATE or _RULED.search(behind) or "date du" in behind or _LABELLED.search(ahead)
            if weak and plain(match["town"]).strip() not in towns:
                continue  # «3 mars 2015 - Service Clients», «Hexatel | 3 mars 2015»
            if (town := _WARD.sub("", match["town"]).strip(" .,-")) and not _is_refused(town):
                start = stretch.start + match.start("town")
                yield Found("place", start, start + len(town), mend(town), confidence)
                return
    letter = printed_lines(reading.letter)
    if found := _over_date(letter, towns) or _in_small_letters(letter, towns):
        yield found


def _is_refused(town: str) -> bool:
    words = words_of(town)
    return not words or any(w in _NOT_A_TOWN for w in words[:1]) or len(plain(town).strip("-' .")) < 2


def _candidates(letter: Letter) -> Iterator[Stretch]:
    """Stretches of the date line first, then of the rest of the top, then from the end upwards."""
    dated = letter.lines_in(Zone.DATE_LINE)
    top = [line for line in top_lines(letter) if line.zone is not Zone.DATE_LINE]
    end = [line for line in letter.lines[int(len(letter.lines) * _BODY_SHARE) :] if line.zone is not Zone.DATE_LINE]
    signed = [line for line in reversed(end) if re.match(r"\W*(?:fait|signe|a)\s", plain(letter.line_text(line)))]
    for line in [*dated, *top, *signed]:
        for stretch in stretches(letter, line):
            yield from _parts(stretch) if line.zone is Zone.DATE_LINE else [stretch]


def _parts(stretch: Stretch) -> Iterator[Stretch]:
    """The date line, then what stands between its rules: «Rennes, le 17 juillet 2025 – Dossier n° 2025-038»."""
    yield stretch
    cuts = [m.span() for m in _BESIDE.finditer(stretch.text)]
    for (_, start), (end, _) in pairwise([(0, 0), *cuts, (len(stretch.text),) * 2] if cuts else []):
        yield Stretch(stretch.start + start, stretch.start + end, stretch.text[start:end], stretch.line)


def _over_date(letter: Letter, towns: Set[str]) -> Found | None:
    """The town on the line right over the date: «Saint-Jean-de-Védas,» / «le 10 mars 2025»."""
    for line in letter.lines_in(Zone.DATE_LINE):
        if not _DATE_ONLY.match(letter.line_text(line)):
            continue
        for over in letter.lines:
            gap = line.box.y0 - over.box.y1
            beside = min(abs(over.box.x0 - line.box.x0), abs(over.box.x1 - line.box.x1)) > _ALIGNED
            if over.page != line.page or beside or not -line.height < gap < _NEXT_LINE * line.height:
                continue
            named = _TOWN_ONLY.fullmatch(letter.line_text(over))
            if named and (named["comma"] or plain(named["town"]) in towns) and not _is_refused(named["town"]):
                start = over.start + named.start("town")
                return Found("place", start, start + len(named["town"]), mend(named["town"]), _OVER)
    return None


def _in_small_letters(letter: Letter, towns: Set[str]) -> Found | None:
    """«quimper, le 22 septembre 2025» where an address of the letter names the town."""
    for line in letter.lines_in(Zone.DATE_LINE):
        named = _SMALL.match(letter.line_text(line))
        if named and plain(named["town"]) in towns:
            start = line.start + named.start("town")
            return Found("place", start, start + len(named["town"]), named["town"], _OVER)
    return None


KIND: Final = Kind(
    name="place",
    description="the place in the date line",
    find=find_place,
    examples=(
        Example("Toulon, le 13 février 2015", (("Toulon", "Toulon"),)),
        Example("Fait à Rennes, le 4 juin 2022", (("Rennes", "Rennes"),)),
        Example("A ISSOIRE, le 7 novembre 2011", (("ISSOIRE", "ISSOIRE"),)),
        Example("Bourg la Reine le 12 septembre 2018", (("Bourg la Reine", "Bourg la Reine"),)),
        Example("L'Haÿ-les-Roses, le 1er mars 2015", (("L'Haÿ-les-Roses", "L'Haÿ-les-Roses"),)),
        Example("59000 Lille\nLille - le 16 juillet 2024", (("Lille", "Lille"),)),
        Example("En date du 3 avril 2021"),
        Example("DIEPPE, I7 Juin I864", (("DIEPPE", "DIEPPE"),)),
        Example("Bordeaux, Ie l5 févricr 2015", (("Bordeaux", "Bordeaux"),)),
        Example("Fait à Vichy, ie mercredi 12 janvier 2011", (("Vichy", "Vichy"),)),
        Example("Vendredi, le 13 février 2015"),
        Example("Le 3 mars 2018"),
        Example("Date : le 13 février 2015"),
        Example("Nous avons reçu à Toulon, le 13 février 2015, votre demande de résiliation de contrat."),
    ),
)
