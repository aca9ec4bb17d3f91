"""Letter → its web addresses."""

import re
from collections.abc import Iterator
from typing import Final

import tldextract

from pipeline.mentions.found import Example, Found, Kind, Reading

# the list of public suffixes that comes with the package: nothing is asked of the network
_SUFFIXES: Final = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

_SPACE: Final = r"[ ](?=(?:fr|com|org|net|eu)(?![a-z]))"
# "www .orange.fr", "www.orange. fr", "www,orange.fr", "www, orange.fr", "www.orange fr"
_DOT: Final = rf"(?:\.|[ ]\.|\.[ ]|,[ ]?|{_SPACE})"
_PATH: Final = r"(?:[/?#][a-z0-9/?#&=%._~+:@-]{0,200})?"
# "https://www.impots.gouv.fr/portail", "http: //assistance.orange.fr", "www.0range.fr", "wwvv.orange.fr"
_MARKED: Final = re.compile(
    rf"(?<![a-z0-9@.])(?P<scheme>https?[ ]?:[ ]?/[ ]?/[ ]?)?(?P<host>(?P<www>(?:wwww?|wwvv|vvww|wvvw|w ww|"
    rf"ww w)(?:{_DOT}|(?=[a-z0-9-]{{3,63}}{_DOT}[a-z])))?"
    rf"[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{2,63}}){{0,5}})(?P<path>{_PATH})"
)
# "orange.fr", "mediation-telecom.org/saisir": no mark but an ending that means nothing else
_BARE: Final = re.compile(
    rf"(?<![a-z0-9@._/-])(?P<host>(?:(?!\d+\.)[a-z0-9-]{{1,63}}\.){{1,4}}(?:fr|com|org|net|eu|info|bzh|paris|alsace|corsica|(?<=\bbit\.)ly|(?<=\byoutu\.)be|"
    rf"re|nc|pf|be|ch|lu|mc))"
    rf"(?![a-z0-9@-]|\.[a-z])(?P<path>{_PATH})"
)
# "lumivert fr/espace-client": the lost dot betrays itself by the path
_DOTLESS: Final = re.compile(
    r"(?<![a-z0-9@._/-])(?P<host>[a-z0-9-]{3,63}[ ](?:fr|com|org|net))(?P<path>/[a-z0-9/?#&=%._~+:@-]{1,200})"
)
_GLUED: Final = re.compile(r"(?<=[a-z0-9]{2})(?=(?:fr|com|org)$)")  # "www.amelifr"
_ENDINGS: Final = frozenset({"fr", "com", "org", "net", "eu", "gouv", "info", "be", "ch", "lu", "re", "bzh", "paris"})
# "www.0range.fr": no name of a domain begins so
_ZERO: Final = re.compile(r"(?<![a-z0-9])0(?=[a-z]{3})")
_MARKED_SURE, _BARE_SURE, _REPAIRED = 0.98, 0.93, 0.9


def find_urls(reading: Reading) -> Iterator[Found]:
    """Every address that no earlier kind claimed, whose ending exists."""
    last = 0
    for m in sorted(
        [*_marked(reading.plain), *_BARE.finditer(reading.plain), *_DOTLESS.finditer(reading.plain)],
        key=lambda m: (m.start(), -m.end()),
    ):
        end = _end_of(m)
        value = _read(reading.plain[m.start("host") : end])
        if m.start() < last or not value or not reading.is_free(m.start(), end):
            continue
        if m.re is _BARE and _is_two_sentences(reading.letter.text, m):
            continue
        last = end
        sure = _MARKED_SURE if m.re is _MARKED else _BARE_SURE
        yield Found("url", m.start(), end, value, sure if value in reading.plain[m.start() : end] else _REPAIRED)


def _marked(text: str) -> Iterator[re.Match[str]]:
    return (m for m in _MARKED.finditer(text) if m["scheme"] or m["www"])


def _end_of(m: re.Match[str]) -> int:
    """The end without the sentence's own punctuation, and without the next words that a stray space drew in."""
    if m["path"]:
        return m.start("path") + len(m["path"].rstrip(".,:;?/"))
    pieces = re.split(r"([ ]\.|\.[ ]|\.|,[ ]?|[ ])", m["host"])
    while len(pieces) > 3 and pieces[-2] != "." and pieces[-1] not in _ENDINGS:
        pieces = pieces[:-2]
    return m.start("host") + len("".join(pieces))


def _read(printed: str) -> str | None:
    host, slash, path = printed.partition("/")
    host = re.sub(r"^(?:wwww|wwvv|vvww|wvvw|w ww|ww w)", "www", host)
    host = re.sub(r"^www(?=[a-z0-9])", "www.", host)  # "wwwexemple.fr"
    host = re.sub(r"[ ]?[.,][ ]?|[ ]", ".", host)
    if host.startswith("www.") and host.count(".") == 1:
        host = _GLUED.sub(".", host)
    host = _ZERO.sub("o", host)
    bare = re.sub(r"^www\.", "", host)
    if not _SUFFIXES(bare).suffix or not _SUFFIXES(bare).domain:
        return None
    return f"{host}{slash}{path}".rstrip("/")


def _is_two_sentences(printed: str, m: re.Match[str]) -> bool:
    """ "Merci de votre confiance.Le service": a capital after the dot begins a sentence, unless all are capitals."""
    host = printed[m.start("host") : m.end("host")]
    ending = host.rpartition(".")[2]
    return ending != ending.lower() and host != host.upper()


URLS: Final = Kind(
    name="url",
    description="Every web address, marked («https://», «www.») or bare («orange.fr/resiliation»). `value` is in "
    "lower case, "
    "without scheme and trailing slash.",
    find=find_urls,
    examples=(
        Example("Rendez-vous sur www.Orange.fr.", (("www.Orange.fr", "www.orange.fr"),)),
        Example(
            "https://www.impots.gouv.fr/portail/",
            (("https://www.impots.gouv.fr/portail", "www.impots.gouv.fr/portail"),),
        ),
        Example("sur orange.fr > espace client", (("orange.fr", "orange.fr"),)),
        Example(
            "www.bloctel.gouv.fr ou www.cnil.fr",
            (("www.bloctel.gouv.fr", "www.bloctel.gouv.fr"), ("www.cnil.fr", "www.cnil.fr")),
        ),
        # as Tesseract damages them
        Example("www .orange. fr", (("www .orange. fr", "www.orange.fr"),)),
        Example("wwvv,orange.fr", (("wwvv,orange.fr", "www.orange.fr"),)),
        Example("http: //assistance.orange.fr", (("http: //assistance.orange.fr", "assistance.orange.fr"),)),
        Example("sur www, telecom-horizon fr.", (("www, telecom-horizon fr", "www.telecom-horizon.fr"),)),
        Example(
            "en ligne sur lumivert fr/espace-client.", (("lumivert fr/espace-client", "lumivert.fr/espace-client"),)
        ),
        Example("vos démarches sur www.amelifr ou au guichet", (("www.amelifr", "www.ameli.fr"),)),
        # not web addresses
        Example("Merci de votre confiance.Le service clients"),
        Example("Écrivez à accueil@mairie-sablons.com, S.A. au capital de 10.000 euros"),
        Example("Fait en 2 ex.La suite au verso, cf. art.Re 3"),
    ),
)
