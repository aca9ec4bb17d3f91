"""A letter announces instructions → an earlier or same-day letter has given them already."""

from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed
from pipeline.findings.encoded import Read
from pipeline.findings.examples import amount, date_line, example, letter, topic
from pipeline.findings.instructions_given import announced_in, has_given
from pipeline.findings.mailing import Mailing, days_apart, is_doubtful
from pipeline.findings.matter import ACCOUNT, corrects, may_be_same_matter
from pipeline.findings.outcomes import decisions_promised, has_decided
from pipeline.findings.papers import has_brought, is_after, papers_promised
from pipeline.findings.promises import name_paper
from pipeline.findings.values_to_come import values_promised, values_told
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention


class Days(Read):
    """How long before the announcement the instructions may have come."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    for block in mailing.blocks:
        announced = [(row, *found) for row in block if (found := announced_in(row))]
        tell = {row.letter_id for row, _, _ in announced}
        given = [row for row in block if row.letter_id not in tell]
        told = set()
        for row, sentence, purpose in announced:
            earlier = [one for one in given if _is_near(one, row, charter.days) and has_given(one, purpose)]
            if earlier:
                told.add(row.letter_id)
                mentions = tuple(m for one in (row, *earlier) for m in _evidence(mailing, one, row, sentence))
                yield Noticed((row, *earlier), mentions, _say(row, earlier), tuple(filter(is_doubtful, mentions)))
        for find in (_papers, _values, _decisions):
            for noticed in find(mailing, [row for row in block if row.letter_id not in told], charter):
                told.add(noticed.letters[0].letter_id)
                yield noticed


def _papers(mailing: Mailing, block: Sequence[LetterRow], charter: Days) -> Iterator[Noticed]:
    read = charter.reads(mailing)
    for row in block:
        for announced, things in papers_promised(row):
            others = (one for one in block if one is not row)
            brought = [one for one in others if has_brought(one, row, announced, things, charter.days, read=read)]
            if brought:
                mentions = tuple(m for one in (row, *brought) for m in _evidence(mailing, one, row, announced))
                says = _say_paper(row, brought, name_paper(announced, things))
                yield Noticed((row, *brought), mentions, says, tuple(filter(is_doubtful, mentions)))
                break


def _values(mailing: Mailing, block: Sequence[LetterRow], charter: Days) -> Iterator[Noticed]:
    """«La date de son intervention vous sera indiquée», and another letter has told it."""
    for row in block:
        for promised in values_promised(row):
            near = (one for one in block if one is not row and _is_near(one, row, charter.days))
            told = {one.letter_id: (one, found) for one in near if (found := values_told(mailing, one, promised))}
            if told and not values_told(mailing, row, promised):
                earlier = [one for one, _ in told.values()]
                mentions = (
                    *_evidence(mailing, row, row, promised.sentence),
                    *(mention for _, found in told.values() for mention in found),
                )
                says = _say_paper(row, earlier, promised.named)
                yield Noticed((row, *earlier), mentions, says, tuple(filter(is_doubtful, mentions)))
                break


def _decisions(mailing: Mailing, block: Sequence[LetterRow], charter: Days) -> Iterator[Noticed]:
    """«Sa décision vous sera communiquée», and another letter has told it."""
    for row in block:
        for sentence, named in decisions_promised(row):
            told = [
                one for one in block if one is not row and _is_near(one, row, charter.days) and has_decided(one, row)
            ]
            if told and not has_decided(row, row):
                mentions = tuple(m for one in (row, *told) for m in _evidence(mailing, one, row, sentence))
                yield Noticed(
                    (row, *told), mentions, _say_paper(row, told, named), tuple(filter(is_doubtful, mentions))
                )
                break


def _is_near(earlier: LetterRow, row: LetterRow, days: int) -> bool:
    """Whether the letter is of the same day or of few before, and of one matter that nothing has changed since."""
    apart = days_apart(earlier, row)
    if apart is None or apart > days or is_after(earlier, row):
        return False
    return may_be_same_matter(earlier, row, ACCOUNT) and not corrects(row)


def _say_paper(row: LetterRow, earlier: Sequence[LetterRow], paper: str) -> Says:
    fr, en = french.Names((row, *earlier)), english.Names((row, *earlier))
    has, has_en = ("l'apporte", "brings") if len(earlier) == 1 else ("l'apportent", "bring")
    return Says(
        fr=f"{capital(fr.letters([row]))} annonce un envoi à venir ({french.quote(paper)}), "
        f"{fr.those(earlier)} {has} déjà.",
        en=f"{capital(en.letters([row]))} says that something will follow ({english.quote(paper)}), "
        f"{en.those(earlier)} already {has_en} it.",
    )


def _evidence(mailing: Mailing, one: LetterRow, row: LetterRow, sentence: str) -> Iterator[Mention]:
    """Dates and subjects; of the announcing letter also the phrase that announces."""
    for mention in mailing.mentions_of(one, "date"):
        if mention.role in (None, "letter"):
            yield mention
    for mention in mailing.mentions_of(one, "subject"):
        in_sentence = " ".join(mention.sentence.split()) in sentence
        if (in_sentence and not is_doubtful(mention)) if one is row else mention.role != "topic":
            yield mention


def _say(row: LetterRow, earlier: list[LetterRow]) -> Says:
    fr, en = french.Names((row, *earlier)), english.Names((row, *earlier))
    gives, give = ("les donne", "gives") if len(earlier) == 1 else ("les donnent", "give")
    return Says(
        fr=f"{capital(fr.letters([row]))} annonce des instructions à venir, {fr.those(earlier)} {gives} déjà.",
        en=f"{capital(en.letters([row]))} says that instructions will follow, {en.those(earlier)} already {give} them.",
    )


_TO_FOLLOW = "Les modalités de restitution de votre matériel vous seront adressées prochainement."
_HOW = "Ces appareils doivent nous être rendus. Voici comment procéder."
_RETURN = "Restitution de votre Livebox"
_SLIP = "Vous trouverez ci-joint le bon de retour, à remettre au livreur."
_TO_COME = "Un bon de retour vous sera envoyé dans les prochains jours."

CHECK: Final = Check(
    code="announced_already_sent",
    description=Says(
        fr="Un courrier annonce que des instructions suivront (restitution, paiement, résiliation) ; un autre, du même "
        "jour ou du mois précédent, les donne déjà. De même d'un papier unique (un échéancier, un décompte annuel) "
        "joint peu avant, et d'une date, d'une somme ou d'une décision déjà dite. "
        "Qu'une facture annoncée soit celle qui est arrivée, les courriers seuls ne le disent pas. "
        "Dans un envoi de peu de courriers, un réseau de neurones reconnaît un papier nommé en d'autres mots.",
        en="A letter announces that instructions (for a return, a payment, a termination) will follow; another letter "
        "of the same day or of the month before gives them. So with a paper of which there is one (a payment plan, a "
        "yearly account) enclosed shortly before, and with a day, a sum or a decision already told. "
        "Whether an announced invoice or contract is the one that came cannot be told from the letters alone. "
        "In mailings of few letters a neural network knows a paper that is named in other words.",
    ),
    section=Days,
    unsure_if=frozenset({"two_dates", "doubtful_date"}),
    severity="warning",
    notice=_notice,
    fires=(
        example(
            "given the day before",
            letter("14/02/2015", date_line("14/02/2015"), text=_HOW, subject=_RETURN),
            letter("15/02/2015", topic("equipment_return", "modalités de restitution", _TO_FOLLOW)),
            message="Le courrier du 15/02/2015 annonce des instructions à venir, celui du 14/02/2015 les donne déjà.",
            english=(
                "The letter of 15 February 2015 says that instructions will follow, the one of 14 February 2015 "
                "already gives them."
            ),
        ),
        example(
            "given the day before and the same day",
            letter("14/02/2015", text=_HOW, subject=_RETURN),
            letter("15/02/2015", text=_TO_FOLLOW),
            letter("15/02/2015", text=_HOW, subject=_RETURN),
            message=(
                "Le courrier du 15/02/2015 (2.pdf, page 1) annonce des instructions à venir, ceux du 14/02/2015 "
                "et du "
                "15/02/2015 (3.pdf, page 1) les donnent déjà."
            ),
        ),
        example(
            "a paper sent the same day",
            letter("14/02/2015", text="Vous trouverez ci-dessous votre échéancier.", subject="Votre échéancier"),
            letter("14/02/2015", text="Votre échéancier vous sera envoyé séparément.", subject="Bienvenue"),
            message=(
                "Le courrier du 14/02/2015 (2.pdf, page 1) annonce un envoi à venir (« échéancier »), celui du "
                "14/02/2015 (1.pdf, page 1) l'apporte déjà."
            ),
        ),
        example(
            "the slip for one order, weeks before",
            letter("14/02/2015", text=_SLIP, refs=[("Commande", "K-4087")]),
            letter("12/03/2015", text=_TO_COME, refs=[("Commande", "K-4087")]),
            message="Le courrier du 12/03/2015 annonce un envoi à venir (« bon de retour »), celui du 14/02/2015 "
            "l'apporte déjà.",
        ),
        example(
            "a sum already told",
            letter("14/02/2015", amount("Votre bourse s'élève à 1 042 €.", "1042", "other")),
            letter("15/02/2015", date_line("15/02/2015"), text="Le montant de la bourse vous sera notifié sous peu."),
            message=(
                "Le courrier du 15/02/2015 annonce un envoi à venir (« montant de la bourse »), celui du 14/02/2015 "
                "l'apporte déjà."
            ),
        ),
    ),
    silent=(
        example("they follow", letter("15/02/2015", text=_TO_FOLLOW), letter("18/02/2015", text=_HOW, subject=_RETURN)),
        example(
            "given for something else",
            letter("14/02/2015", text=_HOW, subject="Règlement"),
            letter("15/02/2015", text=_TO_FOLLOW),
        ),
        example(
            "announced twice",
            letter("14/02/2015", text=_TO_FOLLOW, subject=_RETURN),
            letter("15/02/2015", text=_TO_FOLLOW),
        ),
        example(
            "half a year before",
            letter("14/08/2014", text=_HOW, subject=_RETURN),
            letter("15/02/2015", text=_TO_FOLLOW),
        ),
        example("no date", letter(None, text=_HOW, subject=_RETURN), letter("15/02/2015", text=_TO_FOLLOW)),
        example(
            "two senders",
            letter("14/02/2015", text=_HOW, subject=_RETURN),
            letter("15/02/2015", text=_TO_FOLLOW, sender_organisation="SFR"),
        ),
        example(
            "two contracts",
            letter("14/02/2015", text=_HOW, refs=[("Contrat", "111")], subject=_RETURN),
            letter("15/02/2015", text=_TO_FOLLOW, refs=[("Contrat", "222")]),
        ),
    ),
)
