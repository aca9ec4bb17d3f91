"""Letter → what it announces for a day or of a sum, so that another letter that announces the same can be found."""

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.findings import english, french
from pipeline.findings.announcing import announces, says_firmly, will_not_be
from pipeline.findings.bodies import body_of
from pipeline.findings.distinctions import are_named_apart, are_told_apart
from pipeline.findings.figures import figures_in
from pipeline.findings.mailing import Mailing
from pipeline.findings.meanings import is_anything, is_somebody, is_telling, is_transaction, meanings_in, plain_letters
from pipeline.findings.nouns import are_qualified_apart, nouns_in_order
from pipeline.findings.passages import Passage, passage_of, sentence_ahead, sentence_before, sentences_around
from pipeline.findings.two_things import are_for_two_things, say_alike_of_two_things
from pipeline.findings.wording import Says
from pipeline.records import LetterRow, Mention

# Of two that stand against each other: what is cut off and what is put back are two things
_OPPOSITES: Final = tuple(
    (re.compile(rf"\b(?:{one})"), re.compile(rf"\b(?:{other})"))
    for one, other in (
        ("suspen|interrom|interrup|coup|arret|etein", "retabli|repri|remise? en |rallum|de nouveau"),
        ("ferm|clos|clotur", "ouvr|ouvert|rouvr"),
        ("debut|commenc|debutera|entree", "fin |finir|termin|s'achev|achev|expir|sortie"),
        ("annul|supprim|abandon", "maint|confirm"),
        ("quitt|sort|disparai", "rejoin|arriv|entr|rejoign"),
        ("hauss|augment", "baiss|diminu"),
        ("vers|percev|credit", "retenu|retien|prelev|dedui|recuper"),
    )
)
WEEKDAY: Final = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?! \d)")
_NO_MORE: Final = re.compile(r"\bn(?:e |')(?:se |s')?[a-z]+ plus(?: \w+){0,3}")  # «ne paraîtra plus sur papier»
# «sera déduit de votre prochain avis» comes to the reader
_TAKEN_FROM_BILL: Final = re.compile(
    r"\bdedui\w* (?:du|de (?:l[ae] |l'|votre |vos )?)[^.;]{0,20}\b(?:avis|facture|loyer|quitt|echeance|cotisation)"
)
_DENIED: Final = re.compile(
    r"\bn(?:e |')(?:se |s')?[a-z]+ (?:(?:donc|alors|ainsi) )?(?:plus|pas)\b"
)  # «n'ouvrira plus» closes
# Words said of anything that will be
FRAME: Final = meanings_in(
    "compter partir effet prendre prendra interviendra interviendront aura auront lieu porte portee passera sera "
    "definitive definitivement matin matinee apres-midi midi journee somme virement compte bancaire procede opere "
    "effectue votre date regret plaisir joie honneur nouvelle part informons informer annoncer confirmer confirmons "
    "terme nouveau nouvelle equipe entreprise"
)
_FEWEST_HOURS: Final = 2
_FEWEST_SHARED: Final = 2  # things, where one of the letters names a day and says no more
_PRICE: Final = "price_change"
_OF_PRICES: Final = frozenset(
    word[:5]
    for word in meanings_in(
        "augmente augmentation hausse evolue evolution change changement modifie modification revise revision tarif "
        "prix mensuel annuel montant conditions facture prelevement service client gestion cout couts"
    )
)
_FEWEST_TOLD: Final = 2  # telling words in and around the two sentences
_THIS: Final = re.compile(r"\W{0,3}c(?:e|et|ette|es) ")
_STEM: Final = 5  # letters of a telling word: «fermera» and «fermeture» are one
# «La distribution sera interrompue» is «vous n'aurez pas d'eau»
_ENDS: Final = re.compile(
    r"\b(?:interr[ou]|coup|suspen|ferm|arret|supprim|cess|fin\b|finir|priv|disparai|interdi|annul|condamn|remplac|quitt|etei|retir|expir|achev)"
)


@dataclass(frozen=True, slots=True)
class Event:
    """What a sentence of a letter says will be: on a day, or that a sum comes to the reader."""

    letter: LetterRow
    mention: Mention
    sentence: str
    about: Passage
    ground: Passage  # what the subject line and the sentences around name besides
    told: Passage  # every telling word of these, and of the sentence
    beside: frozenset[str]  # sums, rates, hours and other days, in the sentence and those around
    firm: bool = True  # a verb says that it will be; else a day is named and no more: «Pas de gaz le 24 mars»

    @property
    def value(self) -> object:
        """The day or the sum."""
        return self.mention.amount if self.mention.kind == "amount" else self.mention.date


def events_of(mailing: Mailing, row: LetterRow) -> Iterator[Event]:
    """What the body of a letter announces with a day that is to come, or with a sum that comes to its reader."""
    body = " ".join(plain_letters(body_of(row.text)).split())
    for mention in (*mailing.mentions_of(row, "date"), *mailing.mentions_of(row, "amount")):
        sentence = plain_letters(mention.sentence)
        if not announces(row, mention) or sentence not in body:
            continue
        firm = mention.kind == "amount" or says_firmly(sentence)
        around = _about(mention, row), _ground(mention, row), _told(mention, row), _beside(mailing, mention, row)
        yield Event(row, mention, sentence, *around, firm)


def _about(mention: Mention, row: LetterRow) -> Passage:
    """What the sentence is about; by the subject line too where that is hardly a word: «Elle prendra effet le ...»."""
    about = passage_of(mention.sentence, row.text)
    return about if len(meanings_in(mention.sentence) - FRAME) > 1 else about | meanings_in(row.subject or "")


def _ground(mention: Mention, row: LetterRow) -> Passage:
    """What the subject line and the sentences around it name, but for words that may stand for anything."""
    named = frozenset(nouns_in_order(f"{row.subject or ''}. {sentences_around(mention.sentence, row.text)}"))
    return frozenset(meaning for meaning in named if not is_anything(meaning) and not is_transaction(meaning))


def _told(mention: Mention, row: LetterRow) -> Passage:
    around = meanings_in(f"{row.subject or ''} {mention.sentence} {sentences_around(mention.sentence, row.text)}")
    own = FRAME | meanings_in(row.sender_organisation or "")
    return frozenset(m[:_STEM] for m in around - own if not is_anything(m) and not is_transaction(m))


def _beside(mailing: Mailing, mention: Mention, row: LetterRow) -> frozenset[str]:
    around = plain_letters(f"{mention.sentence} {sentences_around(mention.sentence, row.text)}")
    dates = (m for m in mailing.mentions_of(row, "date") if m.date and plain_letters(m.sentence) in around)
    days = frozenset(str(m.date) for m in dates if m.date not in (mention.date, row.letter_date))
    return days | frozenset(figure for figure in figures_in(around) if figure[-1] != "h")


def may_be_same_event(one: Event, other: Event) -> bool:
    """Whether both are of one day or sum, and neither the words nor the figures tell them apart."""
    if one.mention.kind != other.mention.kind or one.value != other.value:
        return False
    if are_opposed(one.sentence, other.sentence) or _are_denied_apart(one.sentence, other.sentence):
        return False
    if not _are_at_one_hour(one, other) and are_told_apart(*(_NO_MORE.sub(" ", e.sentence) for e in (one, other))):
        return False
    said, again = one.mention.sentence, other.mention.sentence
    if say_alike_of_two_things(one.letter, said, other.letter, again):
        return False
    return one.mention.kind == "amount" or not (_are_priced_apart(one, other) or _is_furniture(one, other))


def is_same_event(one: Event, other: Event) -> bool:
    """Whether two letters announce one thing: the same day or sum, the same things, nothing that tells them apart."""
    if not may_be_same_event(one, other):
        return False
    said, again = one.mention.sentence, other.mention.sentence
    if one.mention.kind == "amount":
        return not are_for_two_things(said, again)  # both say that it comes to the reader
    if _are_at_one_hour(one, other):
        return True
    if _is_of_price(one, other) or _is_of_price(other, one):
        return False  # «la cotisation du club passera à 45 €», «le club ouvrira à 14 heures»
    if are_qualified_apart(said, again) or are_named_apart(said, again) or _are_titled_apart(one, other):
        return False
    # what one names, not only what happens to it: «la piscine rouvrira», «le gymnase rouvrira»
    here, there = (frozenset(nouns_in_order(event.mention.sentence)) for event in (one, other))
    shared = ((here & other.about) | (there & one.about)) - FRAME
    if _are_titled_alike(one, other):
        return True
    if one.beside & other.beside and (shared or len(one.told & other.told) >= _FEWEST_TOLD):
        return True  # «du 1er avril au 31 mai», «à 12 €»
    if one.firm and other.firm:
        around = (here & other.ground) | (there & one.ground)
        days = (frozenset(WEEKDAY.findall(event.sentence)) for event in (one, other))
        found = shared | (around - FRAME) | frozenset.intersection(*days)
        if len(found) >= _FEWEST_SHARED:
            return True
        if is_of_one_thing(one.letter, said, other.letter, again):
            return _is_told_alike(one, other, shared, found)
        return False  # «votre dentiste ferme son cabinet», «votre kinésithérapeute ferme son cabinet»
    return bool(shared) and len((one.about & other.about) - FRAME) >= _FEWEST_SHARED


def _are_at_one_hour(one: Event, other: Event) -> bool:
    return one.mention.kind == "date" and _share_figures(one.sentence, other.sentence)


def _are_priced_apart(one: Event, other: Event) -> bool:
    """«Le loyer du logement sera de 574 €», «celui du box sera de 58 €»: from one day on, things of their own."""
    here, there = (figures_in(event.sentence) for event in (one, other))
    if not (here and there) or here & there or {f[-1] for f in here} != {f[-1] for f in there}:
        return False
    return all(_own_of(event, than) for event, than in ((one, other), (other, one)))


def _own_of(event: Event, other: Event) -> Passage:
    said = f"{sentence_before(event.mention.sentence, event.letter.text)} {event.mention.sentence}"
    return frozenset(filter(is_telling, nouns_in_order(said))) - FRAME - _everything(other.letter, other.sentence)


def _is_furniture(one: Event, other: Event) -> bool:
    """Whether one sentence stands in both, word for word, and neither title takes it up: «Horaires d'été : du ...»."""
    short, long = sorted((one, other), key=lambda event: len(event.sentence))
    said = frozenset(nouns_in_order(short.mention.sentence)) - FRAME
    titles = (meanings_in(event.letter.subject or "") for event in (one, other))
    return short.sentence in long.sentence and all(said.isdisjoint(title) for title in titles)


def _is_told_alike(one: Event, other: Event, shared: Passage, found: Passage) -> bool:
    """Whether two sentences of one thing tell one piece of news of it, by all that is told with them."""
    told = len(one.told & other.told) >= _FEWEST_TOLD and _are_told_of(one, other)
    if all(_PRICE in event.letter.topics and has_price(event.sentence) for event in (one, other)):
        return bool(shared or found or (one.told & other.told) - _OF_PRICES)  # two prices from one day on
    if has_price(one.sentence) != has_price(other.sentence):
        told = False
    return bool(found or told) if _is_rare(one.value) else bool(shared or (found and told))


def _are_told_of(one: Event, other: Event) -> bool:
    """Whether each tells something of what the other's sentence is about, and not only one of them."""
    here, there = (frozenset(m[:_STEM] for m in event.about | _pointed_at(event)) for event in (one, other))
    return not (here.isdisjoint(other.told) or there.isdisjoint(one.told))


def _pointed_at(event: Event) -> Passage:
    """«Cette nouvelle tournée commence le ...»: what the sentence before it tells."""
    before = sentence_ahead(event.mention.sentence, event.letter.text) if _THIS.match(event.sentence) else ""
    return meanings_in(before)


def _are_denied_apart(one: str, other: str) -> bool:
    """Whether one says that something will not be, and the other neither says so nor that it ends."""
    denied = will_not_be(one), will_not_be(other)
    return denied[0] != denied[1] and not _ENDS.search(other if denied[0] else one)


def _are_titled_apart(one: Event, other: Event) -> bool:
    """Whether each letter has a title that its sentence takes up and the other does not name: «Verre», «Papier»."""
    titles = (
        frozenset(nouns_in_order(e.letter.subject or "")) & frozenset(nouns_in_order(e.mention.sentence))
        for e in (one, other)
    )
    first, second = titles
    return bool(first - FRAME - other.about - other.ground) and bool(second - FRAME - one.about - one.ground)


def _are_titled_alike(one: Event, other: Event) -> bool:
    """Whether both say that something will be on a day that few things are on, under titles that name one thing."""
    titles = (frozenset(nouns_in_order(event.letter.subject or "")) for event in (one, other))
    named = {m for m in frozenset.intersection(*titles) - FRAME if not (is_anything(m) or is_transaction(m))}
    return (
        bool(named) and one.firm and other.firm and _is_rare(one.value) and len(one.told & other.told) >= _FEWEST_TOLD
    )


def _is_of_price(one: Event, other: Event) -> bool:
    """Whether the one tells a price or a rate, and the other letter has none at all."""
    body = plain_letters(body_of(other.letter.text))
    return has_price(one.sentence) and not has_price(body)


def has_price(plain: str) -> bool:
    """Whether a sum or a rate stands in it, and not hours alone."""
    return any("h" not in figure for figure in figures_in(plain))


def is_of_one_thing(here: LetterRow, said: str, there: LetterRow, again: str) -> bool:
    """Whether what each sentence names first, or points back to, is named anywhere in the other letter too."""
    heads = _heads_of(here, said), _heads_of(there, again)
    return not all(heads) or bool(heads[0] & _everything(there, again) or heads[1] & _everything(here, said))


def _everything(row: LetterRow, sentence: str) -> Passage:
    return meanings_in(f"{row.subject or ''} {body_of(row.text)} {sentence}")


def _heads_of(row: LetterRow, sentence: str) -> Passage:
    """«notre association change de local»: the sender is nothing that it announces."""
    own = FRAME | meanings_in(row.sender_organisation or "")
    named = (m for m in nouns_in_order(sentence) if m not in own and not is_somebody(m))
    before = sentence_before(sentence, row.text)
    back = nouns_in_order(f"{sentence_before(before, row.text)} {before}")
    return frozenset((*itertools.islice(named, 1), *back)) - own


def _share_figures(one: str, other: str) -> bool:
    """Whether both name one rate or one sum, or the hours from which to which."""
    shared = figures_in(one) & figures_in(other)
    hours = [mark for mark in shared if "h" in mark]
    return len(shared) > len(hours) or len(hours) >= _FEWEST_HOURS or any(hour[-1] != "h" for hour in hours)


def _is_rare(day: object) -> bool:
    """Whether two things are unlikely to begin on it by chance: no first or last day of a month."""
    return isinstance(day, dt.date) and 1 not in (day.day, (day + dt.timedelta(1)).day)


def name_event(event: Event) -> Says:
    """«ce qui aura lieu le 15/05/2015», «un remboursement de 64,20 €»."""
    if event.mention.date is None:
        sum_fr, sum_en = (words.name_sum(event.mention) for words in (french, english))
        return Says(sum_fr, sum_en)
    day, day_en = french.say_date(event.mention.date), english.say_date(event.mention.date)
    return Says(f"ce qui aura lieu le {day}", f"what will happen on {day_en}")


def are_opposed(one: str, other: str) -> bool:
    """Whether one begins what the other ends, in plain letters: «sera coupée», «sera rétablie»."""
    one, other = (_TAKEN_FROM_BILL.sub(" ", _DENIED.sub(" ", plain)) for plain in (one, other))
    held = (((a.search(one), b.search(one)), (a.search(other), b.search(other))) for a, b in _OPPOSITES)
    return any((a and not b and d and not c) or (b and not a and c and not d) for (a, b), (c, d) in held)
