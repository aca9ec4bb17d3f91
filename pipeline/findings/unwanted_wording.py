"""Words that the charter wants avoided → where they stand."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import example, instruction, letter
from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import plain_letters
from pipeline.findings.passages import sentences_of
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

_KINDS: Final = ("instruction", "deadline", "amount", "phone", "date", "subject")


class Avoided(Section):
    """Words and turns to avoid, in any case and with or without accents; `contentieu*` stands for all that begin so."""

    avoid: tuple[str, ...]


def _notice(mailing: Mailing, charter: Avoided) -> Iterator[Noticed]:
    for row in mailing.letters:
        sentences = [(sentence, plain_letters(sentence)) for sentence in sentences_of(body_of(row.text))]
        for wording in charter.avoid:
            pattern = _pattern(wording)
            held = [sentence for sentence, plain in sentences if pattern.search(plain)]
            if held:
                mentions = tuple(m for sentence in held for m in _standing_in(mailing, row, sentence))
                yield Noticed((row,), mentions, _say(row, wording, held[0]))


def _pattern(wording: str) -> re.Pattern[str]:
    words = re.escape(plain_letters(wording)).replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _standing_in(mailing: Mailing, row: LetterRow, sentence: str) -> Iterator[Mention]:
    for kind in _KINDS:
        for mention in mailing.mentions_of(row, kind):
            if mention.sentence.strip() and " ".join(mention.sentence.split()) in sentence:
                yield mention


def _say(row: LetterRow, wording: str, sentence: str) -> Says:
    fr, en = french.Names([row]).letters([row]), english.Names([row]).letters([row])
    return Says(
        fr=f"{capital(fr)} emploie {french.quote(wording)}, que la charte veut éviter\N{NO-BREAK SPACE}: "
        f"{french.quote(sentence)}.",
        en=f"{capital(en)} says {english.quote(wording)}, which the charter wants avoided: {english.quote(sentence)}.",
    )


_PAY: Final = "Sous peine de poursuites, veuillez payer."
_AVOID: Final = "unwanted_wording: {avoid: [sous peine de, contentieu*]}"

CHECK: Final = Check(
    code="unwanted_wording",
    description=Says(
        fr="Un courrier emploie un mot ou une tournure que la charte veut éviter, quels que soient les majuscules et "
        "les accents. Silencieux tant que la charte n'en nomme aucun.",
        en="A letter uses a word or turn that the charter wants avoided, whatever its capitals and accents. Silent as "
        "long as the charter names none.",
    ),
    severity="info",
    section=Avoided,
    notice=_notice,
    fires=(
        example(
            "a threat",
            letter("13/02/2015", instruction("pay", _PAY)),
            message=(
                "Le courrier du 13/02/2015 emploie « sous peine de », que la charte veut éviter : « Sous peine de "
                "poursuites, veuillez payer. »."
            ),
            english=(
                "The letter of 13 February 2015 says “sous peine de”, which the charter wants avoided: “Sous peine de "
                "poursuites, veuillez payer.”."
            ),
            charter=_AVOID,
        ),
        example(
            "a word by its beginning",
            letter("13/02/2015", text="Le dossier passe au CONTENTIEUX."),
            message=(
                "Le courrier du 13/02/2015 emploie « contentieu* », que la charte veut éviter : « Le dossier passe au "
                "CONTENTIEUX. »."
            ),
            charter=_AVOID,
        ),
    ),
    silent=(
        example("nothing named", letter("13/02/2015", text=_PAY)),
        example("other words", letter("13/02/2015", text="Merci de payer."), charter=_AVOID),
        example(
            "a part of a word",
            letter("13/02/2015", text="Un contentement."),
            charter="unwanted_wording: {avoid: [content]}",
        ),
    ),
)
