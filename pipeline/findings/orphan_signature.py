"""A signature block that stands alone on its page."""

import re
from collections.abc import Collection, Iterator
from typing import Any, Final

from rapidfuzz import fuzz, process

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import example, letter, signatory
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.meanings import plain_letters
from pipeline.findings.wording import Says
from pipeline.records import LetterRow, Mention

# A line of the body is longer than what else stands on a page: numbers, names, legal mentions
_BODY_LINE_WORDS: Final = 6
_FOOTER: Final = re.compile(
    r"\b(?:rcs|siren|siret|capital|siege|tva|ape|naf|cedex|tel|telephone|www|page)\b|\b\d{5}\b"
    r"|@|^\W*(?:p\.? ?j|copie|ref)"
)
_SAME_LINE: Final = 88.0  # likeness of a footer on two pages, as OCR read it
_CLOSING: Final = re.compile(r"\b(?:salutations|sentiments|cordialement|agreer|consideration|respectueu\w+)\b")


def _notice(mailing: Mailing, _: Section) -> Iterator[Noticed]:
    for row in mailing.letters:
        if row.signature_page is None or row.signature_page <= row.page_start:
            continue
        mentions = tuple(m for m in mailing.mentions_of(row, "signatory") if m.page == row.signature_page)
        if mentions and _is_alone(row, mentions):
            doubtful = mentions if all(is_doubtful(m) for m in mentions) else ()
            yield Noticed((row,), mentions, _say(row), doubtful)


def _is_alone(row: LetterRow, signing: tuple[Mention, ...]) -> bool:
    """Whether no line of the body and no closing formula stand on the page of the signature; others must hold some."""
    pages = row.text.split("\f")
    number = (row.signature_page or row.page_start) - row.page_start
    if len(pages) != row.page_end - row.page_start + 1 or not 0 < number < len(pages):
        return False
    printed = {plain_letters(line) for page in pages[:number] for line in page.splitlines()}
    return not _has_body(pages[number], signing, printed) and any(_has_body(page) for page in pages[:number])


def _has_body(page: str, signing: tuple[Mention, ...] = (), printed: Collection[str] = ()) -> bool:
    """Whether a line of the body stands on it, beside the name and the title that sign and what every page prints."""
    for line in page.splitlines():
        plain = plain_letters(line)
        if process.extractOne(plain, printed, scorer=fuzz.ratio, score_cutoff=_SAME_LINE):
            continue
        if _CLOSING.search(plain):
            return True
        for part in (part for m in signing for part in m.text.splitlines() if part):
            plain = plain.replace(plain_letters(part), " ")
        if len(re.findall(r"[a-z]+", plain)) >= _BODY_LINE_WORDS and not _FOOTER.search(plain):
            return True
    return False


def _say(row: LetterRow) -> Says:
    fr, en = french.Names([row]).letters([row]), english.Names([row]).letters([row])
    page = (row.signature_page or row.page_start) - row.page_start + 1
    return Says(
        fr=f"La signature du{fr.removeprefix('le')} est seule sur sa page (page {page} du courrier).",
        en=f"The signature of {en} stands alone on its page (page {page} of the letter).",
    )


_BODY = "Madame,\nNous vous confirmons la fin de votre contrat au 28 février 2015.\n"
_BYE = "Nous vous prions d'agréer, Madame, nos salutations distinguées.\n"
_SIGNED = "Votre service client\nOrange SA - 380 129 866 RCS Paris"
_EACH = "Les objets livrés restent à nous jusqu'au paiement de leur prix."
_CELLS: Final[dict[str, Any]] = {"page_end": 2, "signature_page": 2, "signatory_title": "Votre service client"}

CHECK: Final = Check(
    code="orphan_signature",
    description=Says(
        fr="La signature est seule sur sa page : ni phrase ni formule de politesse avec elle, seulement l'en-tête et "
        "les mentions légales.",
        en="The signature stands alone on its page: no sentence and no closing formula with it, only letterhead and "
        "legal mentions.",
    ),
    severity="info",
    section=Section,
    unsure_if=frozenset({"page_failed", "doubtful_split", "doubtful_signatory", "low_confidence"}),
    notice=_notice,
    fires=(
        example(
            "a page for the signature",
            letter("14/02/2015", signatory("Votre service client", page=2), text=f"{_BODY}{_BYE}\f{_SIGNED}", **_CELLS),
            message="La signature du courrier du 14/02/2015 est seule sur sa page (page 2 du courrier).",
            english="The signature of the letter of 14 February 2015 stands alone on its page (page 2 of the letter).",
        ),
        example(
            "a page for the signature, above a sentence that every page bears",
            letter(
                "14/02/2015",
                signatory("Votre service client", page=2),
                text=f"{_BODY}{_BYE}{_EACH}\fVotre service client\nPage 2/2\n{_EACH}",
                **_CELLS,
            ),
            message="La signature du courrier du 14/02/2015 est seule sur sa page (page 2 du courrier).",
        ),
        example(
            "a letter of which it is not sure where it ends",
            letter(
                "14/02/2015",
                signatory("Votre service client", page=2),
                text=f"{_BODY}{_BYE}\f{_SIGNED}",
                review_reasons=("doubtful_split",),
                **_CELLS,
            ),
            message=(
                "À vérifier, car la lecture de l'étendue (1.pdf, page 1) est incertaine : la signature du courrier du "
                "14/02/2015 est seule sur sa page (page 2 du courrier)."
            ),
        ),
    ),
    silent=(
        example(
            "with the closing formula",
            letter("14/02/2015", signatory("Votre service client", page=2), text=f"{_BODY}\f{_BYE}{_SIGNED}", **_CELLS),
        ),
        example(
            "with the end of the text",
            letter(
                "14/02/2015",
                signatory("Votre service client", page=2),
                text=f"{_BODY}\fLe matériel devra être rendu sous quinze jours à compter de ce jour.\n{_SIGNED}",
                **_CELLS,
            ),
        ),
        example(
            "a letter of one page",
            letter(
                "14/02/2015",
                signatory("Votre service client"),
                text=_SIGNED,
                signature_page=1,
                signatory_title="Votre service client",
            ),
        ),
        example("nothing signs", letter("14/02/2015", text=f"{_BODY}\f", page_end=2)),
    ),
)
