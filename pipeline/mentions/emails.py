"""Letter → its e-mail addresses."""

import re
from collections.abc import Iterator
from typing import Final

from email_validator import EmailNotValidError, validate_email

from pipeline.mentions.found import Example, Found, Kind, Reading

# "@" is read as "©" or "®"; a space creeps in on either side of it or of a dot: "accueil@mairie-sablons .com"
_ADDRESS: Final = re.compile(
    r"(?<![a-z0-9._%+-])(?P<local>(?!(?:(?:e-?)?mail|mel|courriel|adresse|tel|web|"
    r"site)\.[ ])[a-z0-9](?:[a-z0-9_%+'-]|\.(?:[ ](?=[a-z0-9.+-]{1,40}[ ]?[@©®]))?){0,63})"
    r"(?:(?:[ ]|\n)?[@©®]|[ ]?[(\[][ ]?(?:at|arobase|a)[ ]?[)\]]|[ ]arobase[ ])(?:[ ]|\n)?"
    r"(?P<domain>[a-z0-9-]{1,63}(?:-\n[a-z0-9]{1,40})?(?:(?:\.|[ ]\.|\.[ ]|,|"
    r"[ ]?[(\[](?:dot|point)[)\]][ ]?|[ ](?=(?:fr|com|org|"
    r"net)(?![a-z])))[a-z0-9-]{2,63}){1,5})(?![a-z0-9@])"
)
# What may follow a dot and a space and still be the domain: "exemple. fr", but not "exemple.fr. Le service"
_ENDINGS: Final = frozenset(
    {"fr", "com", "org", "net", "eu", "gouv", "info", "be", "ch", "re", "nc", "pf", "bzh", "paris", "lu"}
)
# "c1l@0range.com": no name of a domain begins so
_ZERO: Final = re.compile(r"(?<![a-z0-9])0(?=[a-z]{3})")
# "service clients@lumivert.fr" alone on its line or behind "Courriel :": a dot was lost; but "mail contact@..."
_LOST_DOT: Final = re.compile(
    r"(?:^|\n|(?:\b(?:e-?mail|mail|m[eé]l|courriel)|@)\s?:\s|\s[-–—·•|]\s)"
    r"(?P<first>(?!e?-?mail|m[eé]l\b|courriel|adresse|contact\b|web|site)[a-z]{3,20}) $"
)
# No country has these: "lumivert.ft", "exemple.corn"
_MISREAD_ENDINGS: Final = (
    (re.compile(r"\.(?:corn|c0m|con|coin|eom|cem|corm)$"), ".com"),
    (re.compile(r"\.(?:ft|fv|fn|fr-|ifr|lfr|frr)$"), ".fr"),
)
# The next sentence, which has lost its space: "contact@lumivert.fr.Merci"
_SENTENCE: Final = re.compile(r"(?<=[a-z])\.(?=[A-ZÀ-Ý][a-zà-ÿ]+$)")
_STOP: Final = re.compile(r"^[^.,\s]+\. [A-ZÀ-Ý][a-zà-ÿ]+$")
_AS_PRINTED, _REPAIRED, _GUESSED = 0.98, 0.88, 0.55


def find_emails(reading: Reading) -> Iterator[Found]:
    """Every address that no earlier kind claimed and that could be written to."""
    for m in _ADDRESS.finditer(reading.plain):
        local = _local_of(reading.letter.text[slice(*m.span("local"))])
        domain = _SENTENCE.split(reading.letter.text[slice(*m.span("domain"))])[0]
        if _is_prose(domain):
            continue
        start, end = m.end("local") - len(local), m.start("domain") + len(_domain_of(m["domain"][: len(domain)]))
        if lost := _LOST_DOT.search(reading.letter.text, max(0, start - 40), start):
            start, local = lost.start("first"), f"{lost['first']}.{local}"
        printed = reading.plain[start:end]
        address = _read(local.lower(), reading.plain[m.start("domain") : end])
        if address and reading.is_free(start, end):
            sure = _GUESSED if lost else _AS_PRINTED if printed == address else _REPAIRED
            yield Found("email", start, end, address, sure)


def _local_of(printed: str) -> str:
    """The part before "@" without the end of the sentence before it: of "M. Martin. martin@..." the second name."""
    before, stop, after = printed.rpartition(". ")
    return after if stop and before[:1].isupper() else printed


def _is_prose(printed: str) -> bool:
    """Whether a stop between two sentences is all that makes a domain of it: «leurs @llocataires. Vous pouvez»."""
    return bool(_STOP.search(printed)) and printed.rpartition(" ")[2].lower() not in _ENDINGS


def _domain_of(printed: str) -> str:
    """The domain without the next sentence that a stray space may have drawn in."""
    pieces = re.split(r"([ ]\.|\.[ ]|\.|,|[ ])", printed)
    while len(pieces) > 1 and pieces[-2] != "." and pieces[-1] not in _ENDINGS and not _is_misread(pieces[-1]):
        pieces = pieces[:-2]
    if "," in pieces[3::2]:  # "contact@lumivert.fr,www.lumivert.fr"
        pieces = pieces[: pieces.index(",", 3)]
    return "".join(pieces)


def _is_misread(ending: str) -> bool:
    return any(misread.search(f".{ending}") for misread, _ in _MISREAD_ENDINGS)


def _read(local: str, domain: str) -> str | None:
    """The address meant, or None where nobody could have it."""
    host = _ZERO.sub("o", re.sub(r"[ ]?[(\[](?:dot|point)[)\]][ ]?|[ ]?[.,][ ]?|[ ]", ".", domain.replace("\n", "")))
    address = f"{local.replace(' ', '')}@{host}"
    for misread, meant in _MISREAD_ENDINGS:
        address = misread.sub(meant, address)
    try:
        return validate_email(address, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return None


EMAILS: Final = Kind(
    name="email",
    description="Every e-mail address, in lower case; «@» read as «©» and stray spaces are repaired.",
    find=find_emails,
    examples=(
        Example(
            "Écrivez à Service.Clients@exemple.fr.", (("Service.Clients@exemple.fr", "service.clients@exemple.fr"),)
        ),
        Example("(litiges@mutuest.fr) ou par téléphone", (("litiges@mutuest.fr", "litiges@mutuest.fr"),)),
        Example(
            "ddfip83@dgfip.finances.gouv.fr", (("ddfip83@dgfip.finances.gouv.fr", "ddfip83@dgfip.finances.gouv.fr"),)
        ),
        # as Tesseract damages them
        Example("accueil©mairie-sablons .com", (("accueil©mairie-sablons .com", "accueil@mairie-sablons.com"),)),
        Example("service. clients @exemple.fr", (("service. clients @exemple.fr", "service.clients@exemple.fr"),)),
        Example("Notre mail. contact@exemple.fr", (("contact@exemple.fr", "contact@exemple.fr"),)),
        Example("Écrivez à cil@exemple.com. Merci", (("cil@exemple.com", "cil@exemple.com"),)),
        Example("M. Martin. martin@exemple fr", (("martin@exemple fr", "martin@exemple.fr"),)),
        Example("service clients@lumivert.fr", (("service clients@lumivert.fr", "service.clients@lumivert.fr"),)),
        Example(
            "Tél. 04 — par courriel : agence nolay@lumivert.fr",
            (("agence nolay@lumivert.fr", "agence.nolay@lumivert.fr"),),
        ),
        Example("mail contact@lumivert.fr", (("contact@lumivert.fr", "contact@lumivert.fr"),)),
        # not addresses
        Example("Dites-le à leurs @llocataires. Vous le pouvez."),
        Example("© Orange 2015, @orange, 3 @ 4 €, a@b"),
        Example("de la part de leurs @ssociés. Vous trouverez"),
    ),
)
