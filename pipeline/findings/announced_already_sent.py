"""A letter announces instructions → an earlier or same-day letter has given them already."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, get_args

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed
from pipeline.findings.encoded import Read
from pipeline.findings.examples import amount, date_line, example, letter, topic
from pipeline.findings.instructions_given import announced_in, has_given, sentences_that_give
from pipeline.findings.mailing import Mailing, days_apart, is_doubtful
from pipeline.findings.matter import ACCOUNT, corrects, may_be_same_matter
from pipeline.findings.meanings import plain_letters
from pipeline.findings.outcomes import decision_in, decisions_promised
from pipeline.findings.papers import is_after, papers_promised, what_brings
from pipeline.findings.promises import name_paper, words_to_come
from pipeline.findings.values_to_come import values_promised, values_told
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention, MentionKind


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
                by = {one.letter_id: sentences_that_give(one, purpose) for one in earlier}
                yield _noticed(mailing, row, sentence, earlier, by, _say(row, earlier, words_to_come(sentence)))
        for find in (_papers, _values, _decisions):
            for noticed in find(mailing, [row for row in block if row.letter_id not in told], charter):
                told.add(noticed.letters[0].letter_id)
                yield noticed


def _papers(mailing: Mailing, block: Sequence[LetterRow], charter: Days) -> Iterator[Noticed]:
    read = charter.reads(mailing)
    for row in block:
        for announced, things in papers_promised(row):
            others = (one for one in block if one is not row)
            brought = [
                (one, by) for one in others if (by := what_brings(one, row, announced, things, charter.days, read=read))
            ]
            if brought:
                earlier = [one for one, _ in brought]
                says = _say_paper(row, earlier, name_paper(announced, things))
                yield _noticed(mailing, row, announced, earlier, {one.letter_id: [by] for one, by in brought}, says)
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
                    *_dated(mailing, row),
                    *_mentions_in(mailing, row, [promised.sentence]),
                    *(mention for _, found in told.values() for mention in found),
                )
                says = _say_paper(row, earlier, promised.named)
                yield Noticed((row, *earlier), mentions, says, tuple(filter(is_doubtful, mentions)))
                break


def _decisions(mailing: Mailing, block: Sequence[LetterRow], charter: Days) -> Iterator[Noticed]:
    """«Sa décision vous sera communiquée», and another letter has told it."""
    for row in block:
        for sentence, named in decisions_promised(row):
            near = (one for one in block if one is not row and _is_near(one, row, charter.days))
            told = [(one, by) for one in near if (by := decision_in(one, row))]
            if told and not decision_in(row, row):
                earlier = [one for one, _ in told]
                by_letter = {one.letter_id: [by] for one, by in told}
                yield _noticed(mailing, row, sentence, earlier, by_letter, _say_paper(row, earlier, named))
                break


def _is_near(earlier: LetterRow, row: LetterRow, days: int) -> bool:
    """Whether the letter is of the same day or of few before, and of one matter that nothing has changed since."""
    apart = days_apart(earlier, row)
    if apart is None or apart > days or is_after(earlier, row):
        return False
    return may_be_same_matter(earlier, row, ACCOUNT) and not corrects(row)


def _noticed(
    mailing: Mailing,
    row: LetterRow,
    announced: str,
    earlier: Sequence[LetterRow],
    brought_by: Mapping[str, Sequence[str]],
    says: Says,
) -> Noticed:
    """`brought_by`: the sentences of each earlier letter that bring what the announcement says will come."""
    mentions = [*_dated(mailing, row), *_mentions_in(mailing, row, [announced])]
    for one in earlier:
        titles = (m for m in mailing.mentions_of(one, "subject") if m.role != "topic")
        brings = [m for m in _mentions_in(mailing, one, brought_by[one.letter_id]) if m.kind != "subject"]
        first = [m for m in brings if m.kind == "instruction"] or brings
        mentions += [*_dated(mailing, one), *titles, *first[:1]]
    return Noticed((row, *earlier), tuple(mentions), says, tuple(filter(is_doubtful, mentions)))


def _dated(mailing: Mailing, one: LetterRow) -> Iterator[Mention]:
    return (mention for mention in mailing.mentions_of(one, "date") if mention.role in (None, "letter"))


def _mentions_in(mailing: Mailing, one: LetterRow, sentences: Sequence[str]) -> Iterator[Mention]:
    """What stands in these sentences and is well read, in their order; of a part of one the whole counts."""
    every = [mention for kind in get_args(MentionKind) for mention in mailing.mentions_of(one, kind)]
    for sentence in map(plain_letters, sentences):
        for mention in every:
            held = plain_letters(mention.sentence)
            most_of_it = len(held) >= len(sentence) / 2 and held in sentence  # not «Orange» of the letterhead
            if (most_of_it or sentence in held) and not is_doubtful(mention):
                yield mention


def _say(row: LetterRow, earlier: Sequence[LetterRow], words: str) -> Says:
    what = Says(
        f"des instructions à venir ({french.quote(words)})", f"instructions will follow ({english.quote(words)})"
    )
    return _tell(row, earlier, what, ("les donne", "les donnent"), ("gives them", "give them"))


def _say_paper(row: LetterRow, earlier: Sequence[LetterRow], paper: str) -> Says:
    what = Says(f"un envoi à venir ({french.quote(paper)})", f"something will follow ({english.quote(paper)})")
    return _tell(row, earlier, what, ("l'apporte", "l'apportent"), ("brings it", "bring it"))


def _tell(
    row: LetterRow, earlier: Sequence[LetterRow], what: Says, gives: tuple[str, str], gives_en: tuple[str, str]
) -> Says:
    """«..., celui du 14/02 l'apporte déjà», «..., celui du 15/02 l'apporte le même jour»; or both."""
    fr, en = french.Names((row, *earlier)), english.Names((row, *earlier))
    said: list[str] = []
    said_en: list[str] = []
    before = [one for one in earlier if one.letter_date != row.letter_date]
    if before:
        many = len(before) > 1
        said.append(f"{fr.those(before)} {gives[many]} déjà")
        said_en.append(f"{en.those(before)} already {gives_en[many]}")
    if same := [one for one in earlier if one not in before]:
        many = len(same) > 1
        said.append(f"{fr.those(same)} {gives[many]} le même jour")
        said_en.append(f"{en.those(same)} {gives_en[many]} on the same day")
    return Says(
        f"{capital(fr.letters([row]))} annonce {what.fr}, {' et '.join(said)}.",
        f"{capital(en.letters([row]))} says that {what.en}, {' and '.join(said_en)}.",
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
            message=(
                "Le courrier du 15/02/2015 annonce des instructions à venir (« vous seront adressées prochainement »), "
                "celui du 14/02/2015 les donne déjà."
            ),
            english=(
                "The letter of 15 February 2015 says that instructions will follow (“vous seront adressées "
                "prochainement”), the one of 14 February 2015 already gives them."
            ),
        ),
        example(
            "given the day before and the same day",
            letter("14/02/2015", text=_HOW, subject=_RETURN),
            letter("15/02/2015", text=_TO_FOLLOW),
            letter("15/02/2015", text=_HOW, subject=_RETURN),
            message=(
                "Le courrier du 15/02/2015 (2.pdf, page 1) annonce des instructions à venir (« vous seront adressées "
                "prochainement »), celui du 14/02/2015 les donne déjà et celui du 15/02/2015 (3.pdf, page 1) les donne "
                "le même jour."
            ),
            english=(
                "The letter of 15 February 2015 (2.pdf, page 1) says that instructions will follow (“vous seront "
                "adressées prochainement”), the one of 14 February 2015 already gives them and the one of 15 February "
                "2015 (3.pdf, page 1) gives them on the same day."
            ),
        ),
        example(
            "a paper sent the same day",
            letter("14/02/2015", text="Vous trouverez ci-dessous votre échéancier.", subject="Votre échéancier"),
            letter("14/02/2015", text="Votre échéancier vous sera envoyé séparément.", subject="Bienvenue"),
            message=(
                "Le courrier du 14/02/2015 (2.pdf, page 1) annonce un envoi à venir (« échéancier »), celui du "
                "14/02/2015 (1.pdf, page 1) l'apporte le même jour."
            ),
            english=(
                "The letter of 14 February 2015 (2.pdf, page 1) says that something will follow (“échéancier”), the "
                "one of 14 February 2015 (1.pdf, page 1) brings it on the same day."
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
