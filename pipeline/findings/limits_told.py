"""Mentions that set limits of one thing → the sentence that tells who sets which."""

from pipeline.findings import english, french
from pipeline.findings.conflicts import Said, by_value, letters_of
from pipeline.findings.limits import is_same_limit
from pipeline.findings.wording import Says, capital
from pipeline.records import Mention


def say_limits(group: tuple[Said, ...]) -> Says:
    """«Le courrier du ... fixe 7 jours après mise en demeure, celui du ... en fixe 10.»"""
    fr, en = french.Names(letters_of(group)), english.Names(letters_of(group))
    (first, letters), *others = by_value(group, is_same_limit)
    fixes, sets = ("fixe", "sets") if len(letters) == 1 else ("fixent", "set")
    rest = "".join(f", {fr.those(held)} {_set_too(limit, first, many=len(held) > 1)}" for limit, held in others)
    rest_en = "".join(
        f", {en.those(held)} {'set' if len(held) > 1 else 'sets'} {english.say_limit(limit)}" for limit, held in others
    )
    limit, limit_en = french.set_limit(first), english.say_limit(first)
    return Says(
        fr=f"{capital(fr.letters(letters))} {fixes} {limit}{french.say_trigger(first.trigger)}{rest}.",
        en=f"{capital(en.letters(letters))} {sets} {limit_en}{english.say_trigger(first.trigger)}{rest_en}.",
    )


def _set_too(limit: Mention, first: Mention, *, many: bool) -> str:
    """After «fixe 7 jours»: «en fixe 10», «fixe 2 semaines»; after «fixe la limite au 3/4»: «la fixe au 5/4»."""
    fixes = "fixent" if many else "fixe"
    if limit.quantity is not None and limit.unit == first.unit:
        return f"en {fixes} {limit.quantity}"
    if limit.date and limit.quantity is None and first.date and first.quantity is None:
        return f"la {fixes} au {french.say_date(limit.date)}"
    return f"{fixes} {french.set_limit(limit)}"
