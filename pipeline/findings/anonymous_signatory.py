"""A letter signed by a function or a service → no person answers for it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import example, letter, signatory
from pipeline.findings.mailing import Mailing, is_doubtful
from pipeline.findings.meanings import plain_letters
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow


def _notice(mailing: Mailing, _: Section) -> Iterator[Noticed]:
    by_title: dict[tuple[str, str], list[LetterRow]] = defaultdict(list)
    for row in mailing.letters:
        if row.signatory_anonymous and not row.signatory_name:
            sender, title = (plain_letters(cell or "") for cell in (row.sender_organisation, row.signatory_title))
            by_title[sender, title].append(row)
    for letters in by_title.values():
        mentions = tuple(
            m for row in letters for m in mailing.mentions_of(row, "signatory") if m.role in (None, "title")
        )
        # a block that is known to be misread may hold a name that nobody saw: none of it accuses
        misread = {row.letter_id for row in letters if "doubtful_signatory" in row.review_reasons}
        doubtful = tuple(m for m in mentions if m.letter_id in misread or is_doubtful(m))
        yield Noticed(tuple(letters), mentions, _say(letters), doubtful)


def _say(letters: list[LetterRow]) -> Says:
    signed, is_signed = ("est signé", "is") if len(letters) == 1 else ("sont signés", "are")
    title = letters[0].signatory_title
    by, by_en = (french.quote(title), english.quote(title)) if title else ("d'un service", "by a service")
    return Says(
        fr=f"{capital(french.Names(letters).letters(letters))} {signed} {by}, sans nom de personne.",
        en=f"{capital(english.Names(letters).letters(letters))} {is_signed} signed {by_en}, without a person's name.",
    )


CHECK: Final = Check(
    code="anonymous_signatory",
    description=Says(
        fr="Une fonction ou un service signe, aucune personne n'est nommée. Les courriers de même signature font un "
        "seul constat.",
        en="A function or a service signs, no person is named. Letters signed by the same one make one finding.",
    ),
    section=Section,
    severity="warning",
    notice=_notice,
    fires=(
        example(
            "a collective signature",
            letter(
                "15/02/2015",
                signatory("Votre service client"),
                signatory_title="Votre service client",
                signatory_anonymous=True,
            ),
            message="Le courrier du 15/02/2015 est signé « Votre service client », sans nom de personne.",
            english="The letter of 15 February 2015 is signed “Votre service client”, without a person's name.",
        ),
        example(
            "the same on two letters",
            letter("15/02/2015", signatory("Le Directeur"), signatory_title="Le Directeur", signatory_anonymous=True),
            letter("16/02/2015", signatory("Le directeur"), signatory_title="Le directeur", signatory_anonymous=True),
            message="Les courriers du 15/02/2015 et du 16/02/2015 sont signés « Le Directeur », sans nom de personne.",
        ),
        example(
            "an undated letter",
            letter(None, signatory("Le Directeur"), signatory_title="Le Directeur", signatory_anonymous=True),
            message="Le courrier sans date (1.pdf, page 1) est signé « Le Directeur », sans nom de personne.",
        ),
        example(
            "a signature block that is hard to read",
            letter(
                "15/02/2015",
                signatory("Le Dir3cteur", confidence=0.3),
                signatory_title="Le Dir3cteur",
                signatory_anonymous=True,
            ),
            message=(
                "À vérifier, car la lecture de « Le Dir3cteur » (1.pdf, page 1) est incertaine : le courrier du "
                "15/02/2015 est signé « Le Dir3cteur », sans nom de personne."
            ),
        ),
        example(
            "a delegate whose name the stamp hides",
            letter(
                "15/02/2015",
                signatory("Pour le maire et par délégation"),
                signatory_title="Pour le maire et par délégation",
                signatory_anonymous=True,
                review_reasons=("doubtful_signatory",),
            ),
            message=(
                "À vérifier, car la lecture de « Pour le maire et par délégation » (1.pdf, page 1) est incertaine : le "
                "courrier du 15/02/2015 est signé « Pour le maire et par délégation », sans nom de personne."
            ),
        ),
    ),
    silent=(
        example(
            "a person signs",
            letter(
                "14/02/2015",
                signatory("Anne Petit"),
                signatory_name="Anne Petit",
                signatory_title="Directrice",
                signatory_anonymous=False,
            ),
        ),
        example("nothing signs", letter("14/02/2015", text="Bonjour.")),
        example(
            "an enclosure",
            letter("14/02/2015", signatory_title="Le service", signatory_anonymous=True, kind="enclosure"),
        ),
    ),
)
