"""Subject lines → what the letter says it is about: «Objet : Résiliation de votre abonnement», label removed."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile, zip_longest
from statistics import median
from typing import Final

from pipeline.mentions.found import Example, Found, Kind, Reading
from pipeline.mentions.layout import is_closing, is_prose, is_salutation, printed_lines, without_strokes
from pipeline.mentions.plain import plain
from pipeline.mentions.postal import POSTCODE_TOWN, is_street
from pipeline.records import Letter, Line, Zone

# «Objet :», «OBJET», «0bjet», «Ob jet», «Obiet», «Ohjet», «Obj.», «Réf./Objet», «Concerne», «Sujet», «Objet de
# votre demande»
_LABEL: Final = re.compile(
    r"^\W*(?:(?:v\.?/?|n\.?/?)?ref(?:erences?|s)?\s*\.?\s*[/&]\s*)?"
    r"(?:(?:[vn]\s?/\s?|votre |notre )?(?:[o0qcgd]\s?[bh6]\s?[jiy]\s?[ec]\s?[t1lf]|obj(?=\s*\.|"
    r"\s*:))(?:\s+d[eu]\s+(?:la|l'|votre|notre|ce)?\s*(?:demande|courrier|lettre|presente?|message|litige|"
    r"appel))?(?:\s*\(a rappeler\))?"
    r"|concerne|sujet|intitule|affaire(?=\s*:)|aff(?=\s*[.:]))\s*\.?\s*(?P<mark>[:;=.>]|-(?=\s)|"
    r"(?=\s))\s*(?:[:>-]\s*)?(?=\S)"
)
# What heads a subject only above the text: «Concernant :», «Conc. :», «Re :», «Motif :», «A/S :»
_WEAK_LABEL: Final = re.compile(
    r"^\W*(?:concernant|conc|re|motif(?: d[eu] \w+)?|nature d[eu] \w+|theme|a\s?[/.]\s?s)\s?\.?\s?:\s?(?=\S)"
)
# Without a colon the word must stand at the head of its line with a capital: «Objet Résiliation», not «objet de
# la demande»
_BARE_LABEL: Final = re.compile(r"^\W*(?:Objet|OBJET|Concerne|CONCERNE|0bjet|Obiet|Ohjet)\s+[A-ZÀ-Ý\"«V]")
_DIRTY: Final = " :;-–—_*•|=@°~"
_DIRT: Final = re.compile(r"(?:\S{1,2}\s){1,2}(?=\W*[O0Cc][bobBO]\s?[jieonJIEON])")  # «e OBJET :», «È © Objet :»
_LONE_LABEL: Final = re.compile(r"^\W*(?:[o0]\s?bjet|concerne|sujet)\s*[:;.]?\s*$")
# Another label of the reference block ends the subject: «P.J. : 1», «N/Réf. : ...», «Dossier suivi par :»
_OTHER_LABEL: Final = re.compile(
    r"^\W*(?:p\.?\s?-?j\b|pieces?\b|(?:[vn](?:/|os?\s|otre\s))?\s?ref|n[°o]\s|numero|dossier|affaire|suivi|contact|"
    r"tel|fax|date|client|contrat"
    r"|compte\s*(?:n|:|de contrat|client)|e-?mail|courriel|lettre recommandee|lrar|par courriel|[\w' ./]{2,25}\s:\s)"
)
# «ARRÊTÉ n° 23/09/2021-3», «ARRÊTÉ du 8 juin 2022», «DÉCISION N° 2022 - 518»: what follows is the title of the act
_ACT: Final = re.compile(
    r"^\W*(?:arrete|decision|deliberation|decret|circulaire|ordonnance|avis)\b(?:\s+(?:prefectoral|municipal|"
    r"ministeriel|interministeriel))?"
    r"(?:\s*(?:n[°ro.*]{1,2}|numero)\s*[\w/.-]*\d[\w/.]*(?:\s?[-–]\s?[\w/]+)*)?"
    r"(?:\s*,?\s*(?:en date )?du\s+\d{1,2}(?:er)?\s+[a-z]+\s+\d{4})?\s*[:-]?\s*"
)
# A line that is a title by its words, also where it stands bare: «FACTURE 2019-047», «Avis d'échéance»
_TITLE: Final = re.compile(
    r"^\W*(?:facture|avoir|devis|note|avis (?:d['e]|de)|mise en demeure|attestation|convocation|relance|rappel"
    r"|compte[- ]rendu|certificat"
    r"|notification|quittance|releve|bulletin|bon de|bordereau|commandement|sommation|injonction|contrainte"
    r"|echeancier|appel de (?:fonds|cotisation)"
    r"|information|invitation|proces[- ]verbal|accuse de reception|confirmation|decompte|dernier (?:rappel|avis)"
    r"|proposition|resiliation)\b"
)
_HEADING: Final = re.compile(
    r"^\W*(?:ordre du jour|article|page|annexe|republique|liberte|le |la |les |monsieur|madame|vu\b)"
)
_HEADED: Final = frozenset((Zone.SUBJECT, Zone.REFERENCES))
_NO_TITLE: Final = frozenset(
    (Zone.RECIPIENT, Zone.DATE_LINE, Zone.SENDER_ADDRESS, Zone.FOOTER, Zone.SALUTATION, Zone.SIGNATURE)
)
_NUMBERED: Final = re.compile(r"(?:n\s?[°o]|:)[^:]{0,20}\d", re.IGNORECASE)
_TOLD: Final = re.compile(r":\s*[a-zà-ÿ]{3,}\s+[a-zà-ÿ']")  # words in small letters behind a colon tell something
_CODE: Final = re.compile(r"\b(?:[nN]\s?[°º]|[Nn]um[ée]ro|[Rr][ée]f)")
_DIRTY_START: Final = re.compile(r"^(?:[\W\d_]|\w(?=\s)){1,3}\s+(?=[A-ZÀ-Ý])")  # «e Monsieur,»
# below a subject, and no part of it: «Matricule n° 946325», «Nîmes, le 16 avril 2008»
_OTHER_LINE: Final = re.compile(
    r"\W*(?:(?:votre |vos |notre |nos )?[a-z]+(?: [a-z']+){0,3} (?:n\s?[°o]|:|ref\.? ?:?)\s?[\w./ -]{0,25}\d[\w./ -]*"
    r"|(?:[a-z][\w' -]{1,40}, ?)?le \d{1,2}(?:er)? [a-z]{3,9} \d{4})\W*$"
)
_WORD: Final = re.compile(r"[^\W_]{2}|\d")
_MAX_LINES: Final = 4  # of one subject
_MAX_TITLE_WORDS: Final = 20
_LARGE: Final = 1.2  # times the usual height of the letters: a title
_TIGHT: Final = 2.2  # times the height of the letters, between two lines of one subject


def find_subject(reading: Reading) -> Iterator[Found]:
    """The subject with its label; else the lines zoned as subject; else a title above the text. At most one."""
    letter = printed_lines(reading.letter)
    for lines, confidence in (
        (_labelled(letter), 0.97),
        (_zoned(letter), 0.85),
        (_titled(letter), 0.6),
    ):
        if lines and (found := _found(letter, lines, confidence)):
            yield found
            return


def _labelled(letter: Letter) -> list[tuple[int, int]]:
    for i, line in enumerate(letter.lines):
        text = letter.line_text(line)
        dirt = _DIRT.match(text)
        folded = " " * dirt.end() + plain(text)[dirt.end() :] if dirt else plain(text)
        amid = (
            text.lstrip(" *_|.-")[:1].islower() and ":" not in text
        )  # «... considérer cette lettre comme sans / objet.»
        if _LONE_LABEL.match(folded) and not amid and i + 1 < len(letter.lines):
            following = letter.lines[i + 1]
            if following.page == line.page and not is_salutation(letter.line_text(following)):
                return [(following.start, following.end), *_run_on(letter, letter.lines[i + 1 :])]
            continue
        if line.zone in _HEADED and (weak := _WEAK_LABEL.match(folded)):
            return [(line.start + weak.end(), line.end), *_run_on(letter, letter.lines[i:])]
        match = _LABEL.match(folded)
        headed = match and (match["mark"] in (":", ";", "=") or not text.lstrip(" *_|.-")[:1].islower())
        if match and headed and (match["mark"] or _BARE_LABEL.match(text)) and not is_prose(text[: match.end()]):
            return [(line.start + match.end(), line.end), *_run_on(letter, letter.lines[i:])]
    return []


def _run_on(letter: Letter, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The lines after the first of `lines` into which the subject goes on."""
    for before, line in pairwise(lines[:_MAX_LINES]):
        text = letter.line_text(line).strip()
        if not _WORD.search(text) and line.zone is not Zone.SALUTATION:
            continue
        upper = letter.line_text(before).rstrip()
        ends = upper.endswith((".", "!", "?")) and not upper.endswith("...")
        greets = line.zone is Zone.SALUTATION or is_salutation(_DIRTY_START.sub("", text))
        if line.page != before.page or greets or is_prose(text) or ends or _OTHER_LABEL.match(plain(text)):
            return
        if _OTHER_LINE.match(plain(text)) and not _is_unfinished(upper):
            return
        if line.block != before.block and not (line.zone is Zone.SUBJECT or _is_unfinished(upper)):
            return
        gap = line.box.y0 - before.box.y1
        tight = gap <= _TIGHT * max(line.height, before.height) and line.box.x0 >= lines[0].box.x0 - 0.02
        if not (
            line.zone is Zone.SUBJECT or (before.zone is Zone.SUBJECT and tight) or (tight and _goes_on(upper, text))
        ):
            return
        yield line.start, line.end


def _goes_on(upper: str, text: str) -> bool:
    return (text[:1].islower() or text[:1].isdigit() or _is_unfinished(upper)) and not is_prose(text)


def _is_unfinished(upper: str) -> bool:
    return bool(
        re.search(
            r"(?:\b(?:de|du|des|la|le|les|l'|d'|et|à|au|aux|votre|vos|notre|n°|pour|sur|en|par)|[,–-])$", plain(upper)
        )
    )


def _zoned(letter: Letter) -> list[tuple[int, int]]:
    """The lines zoned as subject on the first page, the number and date of an act cut off its head."""
    lines = [line for line in letter.lines_in(Zone.SUBJECT) if line.page == letter.page_start]
    spans: list[tuple[int, int]] = []
    # «Compte de contrat : 12 345 Facture n° 678» above the subject is a reference
    told = [line for line in lines if not _is_reference(letter.line_text(line))]
    for line in told[:_MAX_LINES]:
        text = letter.line_text(line)
        cut = 0 if spans else _head_of_act(text)
        if cut < len(text) and not (spans and _OTHER_LABEL.match(plain(text))):
            spans.append((line.start + cut, line.end))
    return spans or [(line.start, line.end) for line in told[:1]]


def _is_reference(text: str) -> bool:
    """«N° client : 12 345», not «Prêt à taux révisable : échéance de mai 2025»."""
    told = bool(_TOLD.search(text)) and not _CODE.search(text.partition(":")[0])
    return bool(_OTHER_LABEL.match(plain(text)) and _NUMBERED.search(text)) and not told


def _head_of_act(text: str) -> int:
    """Length of «ARRÊTÉ du 8 juin 2022» before its title; 0 for «ARRÊTÉ RECTIFICATIF», which is the title."""
    act = _ACT.match(plain(text))
    if not act:
        return 0
    named = text[act.end() : act.end() + 1].isupper() and not any(c.isdigit() for c in act[0])
    return 0 if named else act.end()


def _titled(letter: Letter) -> list[tuple[int, int]]:
    """A line above the text that is a title by its words, in capitals, large or short."""
    heights = [line.height for line in letter.lines]
    usual = median(heights) if heights else 0.0
    top = [*takewhile(lambda line: line.page == letter.page_start and not _is_text(letter, line), letter.lines)]
    for line, below in zip_longest(top, top[1:]):
        text = letter.line_text(line).strip()
        if line.zone in _NO_TITLE or len(text.split()) > _MAX_TITLE_WORDS or ":" in text:
            continue
        if POSTCODE_TOWN.search(text) or is_street(text):
            continue
        if _ACT.match(plain(text)) and text[:1].isupper():
            cut = _head_of_act(letter.line_text(line))
            return (
                [(line.start + cut, line.end)]
                if line.start + cut < line.end
                else [(b.start, b.end) for b in [below] if b]
            )
        if _TITLE.match(plain(text)) and (text.isupper() or line.height >= _LARGE * usual or len(text.split()) <= 4):
            return [(line.start, line.end)]
    return []


def _is_text(letter: Letter, line: Line) -> bool:
    text = letter.line_text(line)
    return is_salutation(text) or is_prose(text) or is_closing(text)


def _found(letter: Letter, spans: list[tuple[int, int]], confidence: float) -> Found | None:
    spans = [without_strokes(letter, *span) for span in spans]
    pieces = [" ".join(letter.text[start:end].split()) for start, end in spans]
    value = " ".join(p for p in pieces if p).lstrip(_DIRTY + ".").rstrip(_DIRTY + ",")
    if sum(c.isalpha() for c in value) < 3 or (_HEADING.match(plain(value)) and len(spans) == 1 and confidence < 0.8):
        return None
    start, end = spans[0][0], spans[-1][1]
    return Found("subject", start, start + len(letter.text[start:end].rstrip()), value, confidence, role="line")


KIND: Final = Kind(
    name="subject",
    description="the subject line, label removed",
    find=find_subject,
    examples=(
        Example("Objet : votre dossier", (("votre dossier", "votre dossier"),), role="line"),
        Example("OBJET   Votre dossier", (("Votre dossier", "Votre dossier"),), role="line"),
        Example(
            "Concerne : vos papiers\nde l'année\n\nMadame,",
            (("vos papiers\nde l'année", "vos papiers de l'année"),),
            role="line",
        ),
        Example(
            "Réf. : 15-098\nObj. : Votre dossier n° 7\nP.J. : 1",
            (("Votre dossier n° 7", "Votre dossier n° 7"),),
            role="line",
        ),
        Example("0bjet ; Votre dossier", (("Votre dossier", "Votre dossier"),), role="line"),
        Example("Ob jet : Votre dossier", (("Votre dossier", "Votre dossier"),), role="line"),
        Example("Le dossier a pour objet la location d'un hangar."),
        Example("Objet trouvé dans le train."),
    ),
)
