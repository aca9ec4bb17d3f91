"""A letter whose text is harder to read than the charter allows → its measure, and what makes it hard."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pipeline.findings import english, french
from pipeline.findings.bodies import body_of
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import example, letter
from pipeline.findings.mailing import Mailing
from pipeline.findings.readability import Reading, measure
from pipeline.findings.wording import Says, capital
from pipeline.records import LetterRow, Mention

_KINDS: Final = ("deadline", "amount", "date", "instruction", "phone", "reference", "subject")
_READ_WELL: Final = 0.75  # mean confidence of a letter whose words may be counted
_JARGON_NAMED: Final = 3


class Reader(Section):
    """The lowest measure that is allowed, and words that readers outside the house do not know."""

    lowest: float = Field(ge=-100, le=207)
    jargon: tuple[str, ...]


def _notice(mailing: Mailing, charter: Reader) -> Iterator[Noticed]:
    for row in mailing.letters:
        if row.confidence is not None and row.confidence < _READ_WELL:
            continue
        found = measure(body_of(row.text), charter.jargon)
        if found and found.score < charter.lowest:
            yield Noticed((row,), _standing_in(mailing, row, found.longest), _say(row, found, charter.lowest))


def _standing_in(mailing: Mailing, row: LetterRow, sentence: str) -> tuple[Mention, ...]:
    """The letter's mentions that stand in the longest sentence."""
    mentions = (m for kind in _KINDS for m in mailing.mentions_of(row, kind))
    return tuple(m for m in mentions if m.sentence.strip() and " ".join(m.sentence.split()) in sentence)


def _say(row: LetterRow, found: Reading, lowest: float) -> Says:
    fr, en = french.Names([row]).letters([row]), english.Names([row]).letters([row])
    why = [f"une phrase de {found.longest_words} mots"]
    why_en = [f"a sentence of {found.longest_words} words"]
    if found.passives:
        many = found.passives > 1
        why.append(f"{found.passives} phrases au passif" if many else "1 phrase au passif")
        why_en.append(f"{found.passives} sentences in the passive" if many else "1 sentence in the passive")
    if found.jargon:
        named = found.jargon[:_JARGON_NAMED]
        why.append(f"du jargon ({french.say_list([french.quote(word) for word in named])})")
        why_en.append(f"jargon ({english.say_list([english.quote(word) for word in named])})")
    score = f"{found.score:.0f}".replace("-", "\N{MINUS SIGN}")
    return Says(
        fr=f"{capital(fr)} est difficile à lire\N{NO-BREAK SPACE}: {french.say_list(why)}\N{NO-BREAK SPACE}; "
        f"son indice de Kandel et Moles est de {score}, la charte demande au moins {lowest:.0f}.",
        en=f"{capital(en)} is hard to read: {english.say_list(why_en)}; "
        f"its Kandel-Moles score is {score}, the charter asks for at least {lowest:.0f}.",
    )


_HARD = (
    "Madame,\nNonobstant les stipulations contractuelles afférentes à la résiliation anticipée susmentionnée, il vous "
    "est notifié que l'intégralité des équipements terminaux préalablement mis à disposition devra être restituée "
    "conformément aux modalités opérationnelles définies ultérieurement par nos départements compétents. L'inexécution "
    "totale ou partielle de cette obligation déterminera l'application automatique des pénalités forfaitaires "
    "contractuellement prévues. La régularisation administrative interviendra consécutivement. Toute contestation "
    "ultérieure relative à l'exigibilité des sommes comptabilisées sera irrémédiablement écartée."
)
_EASY = (
    "Madame,\nVous quittez Orange et nous le regrettons. Voici ce que vous avez à faire. Mettez la box dans un carton. "
    "Collez dessus le bon de retour que vous trouverez ici. Portez le tout au point relais de votre choix. Gardez bien "
    "la preuve que l'on vous donne. Nous vous écrirons dès que le colis est chez nous. Vous n'avez rien de plus à "
    "faire. Si vous avez une question, nous sommes là pour vous."
)

CHECK: Final = Check(
    code="hard_to_read",
    description=Says(
        fr="Le texte d'un courrier est plus difficile à lire que la charte ne l'admet, à la mesure de Kandel et Moles "
        ": 207 - 1,015 x mots par phrase - 73,6 x syllabes par mot (au-dessous de 30, un texte très difficile). La "
        "phrase la plus longue, le passif et le jargon sont nommés. Ne comptent pas : les textes courts ou mal lus.",
        en="The text of a letter is harder to read than the charter allows, by the measure of Kandel and Moles: 207 - "
        "1.015 x words per sentence - 73.6 x syllables per word (below 30 a text is very difficult). The longest "
        "sentence, the passive and jargon are named. Left out: texts that are short or were read badly.",
    ),
    severity="info",
    section=Reader,
    notice=_notice,
    fires=(
        example(
            "a text of the legal department",
            letter("14/02/2015", text=_HARD),
            message=(
                "Le courrier du 14/02/2015 est difficile à lire : une phrase de 36 mots, 2 phrases au passif et du "
                "jargon (« afférent », « nonobstant » et « stipulation ») ; son indice de Kandel et Moles est de "
                "−25, la charte demande au moins 30."
            ),
            english=(
                "The letter of 14 February 2015 is hard to read: a sentence of 36 words, 2 sentences in the passive "
                "and jargon (“afférent”, “nonobstant” and “stipulation”); its Kandel-Moles score is −25, the "
                "charter asks for at least 30."
            ),
        ),
    ),
    silent=(
        example("plain words", letter("14/02/2015", text=_EASY)),
        example("too short", letter("14/02/2015", text=_HARD[:200])),
        example("read badly", letter("14/02/2015", text=_HARD, confidence=0.6)),
        example("the charter allows it", letter("14/02/2015", text=_HARD), charter="hard_to_read: {lowest: -100}"),
    ),
)
