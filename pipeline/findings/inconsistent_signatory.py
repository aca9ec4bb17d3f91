"""One person signs under several titles, or one title is signed by several persons."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import Field
from rapidfuzz.distance import Levenshtein

from pipeline.findings import english, french
from pipeline.findings.check import Check, Noticed, Section
from pipeline.findings.examples import Written, example, letter, signatory
from pipeline.findings.mailing import Mailing, days_apart, is_doubtful
from pipeline.findings.meanings import plain_letters
from pipeline.findings.parties import may_be_one_name
from pipeline.findings.posts import has_one_holder, works_for_another
from pipeline.findings.word_lists import words_in
from pipeline.findings.wording import Says, capital, plain
from pipeline.records import LetterRow

# «je suis depuis le 13 janvier responsable de votre agence», «M. Petit succède à Mme Martin»
_NEW_POST: Final = re.compile(
    rf"\b(?:{words_in('new_posts')}|je suis,? (?:desormais|depuis)"
    r"|je dirige [^.;]{2,60} depuis|mon predecesseur|ma predecesseure?|me voici|j'assure (?:desormais|l'interim)"
    r"|m'a ete confiee?|j'ai ete (?:nomme|promu|charge|designe)e?"
    r"|votre nouve(?:au|lle) (?:interlocut\w+|directeur|directrice|responsable|conseill\w+)"
    r"|(?:devenue?|deviens|deviendr\w+|nommee?s?|promue?s?|elue?s?) (?:\w+ ){0,2}(?:responsable|chef\w*|direct\w+"
    r"|president\w*|maire|gerant\w*|tresori\w+|conseill\w+|gestionnaire|referente?|principale?|proviseur\w*))\b"
)
# Words that make no other title: «Directrice de la relation clients», «La Directrice Relation Client»
_ARTICLE: Final = re.compile(r"^(?:le|la) |^l['’]", re.IGNORECASE)
_EMPTY: Final = frozenset({"de", "du", "des", "la", "le", "les", "l", "d", "et", "monsieur", "madame", "m", "mme"})
_CIVILITIES: Final = frozenset({"mr", "mme", "mlle", "monsieur", "madame", "me", "maitre", "dr", "docteur"})
_FULL_NAME: Final = 2  # words
_STEM: Final = 6  # «directeur» and «directrice» are one title, «client» and «clients» one word


class Days(Section):
    """Over how many days a post is thought to have one holder, and a person one post."""

    days: int = Field(ge=0)


def _notice(mailing: Mailing, charter: Days) -> Iterator[Noticed]:
    for block in mailing.blocks:
        signed = [row for row in block if row.signatory_name and row.signatory_title]
        yield from _opposed(mailing, signed, charter.days, by_person=True)
        yield from _opposed(mailing, signed, charter.days, by_person=False)


def _opposed(mailing: Mailing, signed: Sequence[LetterRow], days: int, *, by_person: bool) -> Iterator[Noticed]:
    """Letters of one person (or of one post) whose titles (or persons) differ."""
    groups: list[list[LetterRow]] = []
    for row in signed:
        if not by_person and not has_one_holder(row.signatory_title or ""):
            continue
        same = _is_surely_person if by_person else _is_title
        known = next((group for group in groups if same(group[0], row) and _is_near(group, row, days)), None)
        if known is None:
            groups.append([row])
        else:
            known.append(row)
    for group in groups:
        apart: dict[str, list[LetterRow]] = defaultdict(list)
        for row in group:
            same = _is_title if by_person else _is_person
            key = next((key for key, held in apart.items() if same(held[0], row)), row.letter_id)
            apart[key].append(row)
        if len(apart) > 1 and not any(_NEW_POST.search(plain_letters(row.text)) for row in group):
            mentions = tuple(
                m for row in group for m in mailing.mentions_of(row, "signatory") if m.role in ("name", "title")
            )
            says = _say(list(apart.values()), by_person=by_person)
            yield Noticed(tuple(group), mentions, says, tuple(filter(is_doubtful, mentions)))


def _is_near(group: Sequence[LetterRow], row: LetterRow, days: int) -> bool:
    apart = days_apart(group[-1], row)
    return apart is not None and apart <= days


def _is_surely_person(one: LetterRow, other: LetterRow) -> bool:
    """First name and name stand in both: «Mme Martin» and «Paul Martin» may be two."""
    here, there = (set(re.findall(r"[a-z]{2,}", plain_letters(row.signatory_name or ""))) for row in (one, other))
    return len((here & there) - _CIVILITIES) >= _FULL_NAME


def _is_person(one: LetterRow, other: LetterRow) -> bool:
    return may_be_one_name(one.signatory_name, other.signatory_name)


def _is_title(one: LetterRow, other: LetterRow) -> bool:
    """The same telling words, or one title says more than the other: «Directrice», «Directrice Relation Clients»."""
    titles = [plain_letters(row.signatory_title or "") for row in (one, other)]
    if len(set(map(works_for_another, titles))) > 1:
        return False
    here, there = (
        {word[:_STEM] for word in re.findall(r"[a-z]+", title.replace("cheffe", "chef")) if word not in _EMPTY}
        for title in titles
    )
    if here <= there or there <= here:
        return True
    joined = [" ".join(sorted(words)) for words in (here, there)]
    return Levenshtein.normalized_similarity(joined[0], joined[1]) >= 0.85


def _say(apart: Sequence[Sequence[LetterRow]], *, by_person: bool) -> Says:
    letters = [row for held in apart for row in held]
    fr, en = french.Names(letters), english.Names(letters)
    first = letters[0]
    cells = [plain((held[0].signatory_title if by_person else held[0].signatory_name) or "") for held in apart]
    where = [fr.letters(held) for held in apart]
    where_en = [en.letters(held) for held in apart]
    if by_person:
        each = [f"{french.quote(cell)} ({there})" for cell, there in zip(cells, where, strict=True)]
        each_en = [f"{english.quote(cell)} ({there})" for cell, there in zip(cells, where_en, strict=True)]
        name = capital(plain(first.signatory_name or ""))
        return Says(
            fr=f"{name} signe à plusieurs titres\N{NO-BREAK SPACE}: {french.say_list(each)}.",
            en=f"{name} signs under several titles: {english.say_list(each_en)}.",
        )
    each = [f"{cell} ({there})" for cell, there in zip(cells, where, strict=True)]
    each_en = [f"{cell} ({there})" for cell, there in zip(cells, where_en, strict=True)]
    title = capital(_ARTICLE.sub("", first.signatory_title or ""))
    return Says(
        fr=f"Plusieurs personnes signent sous le titre {french.quote(title)}\N{NO-BREAK SPACE}: "
        f"{french.say_list(each)}.",
        en=f"Several persons sign as {english.quote(title)}: {english.say_list(each_en)}.",
    )


def _signed(
    date: str, name: str, title: str, *, confidence: float = 0.95, sender: str = "Orange", text: str = ""
) -> Written:
    return letter(
        date,
        signatory(name, "name", confidence=confidence),
        signatory(title, "title"),
        text=text,
        signatory_name=name,
        signatory_title=title,
        sender_organisation=sender,
    )


_HEAD = "Directrice Relation Clients"

CHECK: Final = Check(
    code="inconsistent_signatory",
    description=Says(
        fr="Une personne signe à plusieurs titres, ou plusieurs personnes signent sous un titre qu'une seule porte "
        "(directeur, président, maire ...), d'un même expéditeur et en peu de temps. Ne comptent pas : "
        "un titre plus ou moins complet, les conseillers, adjoints, délégués et intérimaires.",
        en="One person signs under several titles, or several persons under a title that one person holds (director, "
        "president, mayor ...), for one sender and within a short time. Left out: a title more or less complete, "
        "advisers, deputies, delegates and stand-ins.",
    ),
    severity="warning",
    section=Days,
    unsure_if=frozenset({"doubtful_signatory"}),
    notice=_notice,
    fires=(
        example(
            "one person, two titles",
            _signed("13/02/2015", "Laurence Thouveny", _HEAD),
            _signed("15/02/2015", "Laurence THOUVENY", "Responsable du recouvrement"),
            message=(
                "Laurence Thouveny signe à plusieurs titres : « Directrice Relation Clients » (le courrier du "
                "13/02/2015) et « Responsable du recouvrement » (le courrier du 15/02/2015)."
            ),
            english=(
                "Laurence Thouveny signs under several titles: “Directrice Relation Clients” (the letter of 13 "
                "February 2015) and “Responsable du recouvrement” (the letter of 15 February 2015)."
            ),
        ),
        example(
            "one title, two persons",
            _signed("13/02/2015", "Laurence Thouveny", _HEAD),
            _signed("15/02/2015", "Paul Martin", "Directeur de la Relation Client"),
            message=(
                "Plusieurs personnes signent sous le titre « Directrice Relation Clients » : Laurence Thouveny (le "
                "courrier du 13/02/2015) et Paul Martin (le courrier du 15/02/2015)."
            ),
            english=(
                "Several persons sign as “Directrice Relation Clients”: Laurence Thouveny (the letter of 13 February "
                "2015) and Paul Martin (the letter of 15 February 2015)."
            ),
        ),
        example(
            "a title, and that of who works for it",
            _signed("13/02/2015", "Anne Petit", "Notaire"),
            _signed("23/02/2015", "Anne Petit", "Clerc de notaire"),
            message=(
                "Anne Petit signe à plusieurs titres : « Notaire » (le courrier du 13/02/2015) et « Clerc de notaire » "
                "(le courrier du 23/02/2015)."
            ),
        ),
        example(
            "one school, two heads",
            _signed("13/02/2015", "Anne Petit", "Cheffe d'établissement"),
            _signed("23/02/2015", "Paul Martin", "Chef d'établissement"),
            message=(
                "Plusieurs personnes signent sous le titre « Cheffe d'établissement » : Anne Petit (le courrier du "
                "13/02/2015) et Paul Martin (le courrier du 23/02/2015)."
            ),
        ),
        example(
            "one regional office, two heads",
            _signed("13/02/2015", "Anne Petit", "Cheffe de l'atelier régional"),
            _signed("23/02/2015", "Paul Martin", "Chef de l'atelier régional"),
            message=(
                "Plusieurs personnes signent sous le titre « Cheffe de l'atelier régional » : Anne Petit (le courrier "
                "du 13/02/2015) et Paul Martin (le courrier du 23/02/2015)."
            ),
        ),
        example(
            "a name that is hard to read",
            _signed("13/02/2015", "Laurence Thouveny", _HEAD, confidence=0.4),
            _signed("15/02/2015", "Paul Martin", _HEAD),
            message=(
                "À vérifier, car la lecture de « Laurence Thouveny » (1.pdf, page 1) est incertaine : plusieurs "
                "personnes signent sous le titre « Directrice Relation Clients » : Laurence Thouveny (le courrier "
                "du 13/02/2015) et Paul Martin (le courrier du 15/02/2015)."
            ),
        ),
    ),
    silent=(
        example(
            "several regional directors",
            _signed("13/02/2015", "Anne Petit", "Directrice régionale"),
            _signed("15/02/2015", "Paul Martin", "Directeur régional"),
        ),
        example(
            "a title more complete",
            _signed("13/02/2015", "Laurence Thouveny", _HEAD),
            _signed("15/02/2015", "L. Thouveny", "La Directrice"),
        ),
        example(
            "a name misread",
            _signed("13/02/2015", "Laurence Thouveny", _HEAD),
            _signed("15/02/2015", "Laurenee Thouveny", _HEAD),
        ),
        example(
            "many advisers",
            _signed("13/02/2015", "Anne Petit", "Votre conseillère clientèle"),
            _signed("15/02/2015", "Paul Martin", "Votre conseillère clientèle"),
        ),
        example(
            "a deputy",
            _signed("13/02/2015", "Anne Petit", "Directrice adjointe"),
            _signed("15/02/2015", "Paul Martin", "Directeur adjoint"),
        ),
        example(
            "two persons, two titles",
            _signed("13/02/2015", "Anne Petit", "Directrice financière"),
            _signed("15/02/2015", "Paul Martin", "Chef du service juridique"),
        ),
        example(
            "a promotion, announced",
            _signed("13/02/2015", "Anne Petit", "Conseillère"),
            _signed("15/02/2015", "Anne Petit", "Responsable d'agence", text="Je suis, depuis le 14, responsable."),
        ),
        example(
            "a new function, told in the subject line",
            _signed("13/02/2015", "Anne Petit", "Conseillère"),
            _signed("15/02/2015", "Anne Petit", "Responsable d'agence", text="Objet : mes nouvelles fonctions"),
        ),
        example(
            "an election, told by who was elected",
            _signed("13/02/2015", "Anne Petit", "Monitrice"),
            _signed("15/02/2015", "Anne Petit", "Présidente", text="L'assemblée m'a confié la présidence du club."),
        ),
        example(
            "a promotion to come",
            _signed("13/02/2015", "Anne Petit", "Gestionnaire", text="Le mois prochain, je deviendrai responsable."),
            _signed("15/03/2015", "Anne Petit", "Responsable d'agence"),
        ),
        example(
            "two senders",
            _signed("13/02/2015", "Anne Petit", "La Directrice"),
            _signed("15/02/2015", "Paul Martin", "La Directrice", sender="SFR"),
        ),
        example(
            "a year later",
            _signed("13/02/2015", "Anne Petit", "La Directrice"),
            _signed("15/02/2016", "Paul Martin", "Le Directeur"),
        ),
    ),
)
