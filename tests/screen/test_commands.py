"""The commands in French and in English, on a terminal and in a pipe."""

import os
import pty
import re
import subprocess
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import SAMPLE, Courrier

PROGRAM = Path(sysconfig.get_path("scripts")) / "courrier"
FRENCH = {"LC_ALL": "fr_FR.UTF-8"}
COLOUR = re.compile(r"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7])(?:;[\d;]*)?m")

# a command -> what it says in French, and in English; RAW and OUT stand for the folders of the sample
TABLE: list[tuple[str, list[str], list[str]]] = [
    ("check OUT", ["Dossier orange-2015 : 5 fichiers, 7 pages", "expéditeur", "300 € (pénalité)", "13/02/2015",
                   "7 jours après mise en demeure", "Consignes contraires : Le courrier du 13/02/2015"],
     ["Mailing orange-2015: 5 files, 7 pages", "sender", "€300 (penalty)", "2015-02-13",
      "7 days after formal notice", "contradictory_instruction: The letter of 13 February 2015"]),
    ("run RAW OUT --dry-run", ["orange-2015 : rien à lire"], ["orange-2015: nothing to read"]),
    ("show courrier-3.tif#1 OUT", ["champ", "dans la phrase", "14/02/2015", "300 € (pénalité)", "100 %", "oui"],
     ["field", "in the sentence", "2015-02-14", "€300 (penalty)", "100%", "yes"]),
    ("show courier-3.tif#1 OUT", ["Il n'y a pas de courrier 'courier-3.tif#1'", "peut-être courrier-3.tif#1"],
     ["There is no letter 'courier-3.tif#1'", "did you mean courrier-3.tif#1"]),
    ("doctor RAW OUT", ["modèle de langue :", "1 entrée", "Go libres dans"],
     ["French language model:", "1 entry", "GB free in"]),
    ("verify RAW OUT", ["orange-2015 : rien à signaler"], ["orange-2015: nothing wrong"]),
    ("verify RAW no-such-folder", ["tables, orange-2015"], ["tables, orange-2015"]),
    ("correct courrier-1.jpg#1 sujet x RAW OUT", ["Il n'y a pas de champ 'sujet' à corriger : peut-être subject"],
     ["There is no field 'sujet' to correct: did you mean subject"]),
    ("correct courrier-1.jpg#1 letter_date hier RAW OUT", ["'hier' n'est pas une date : écrire 13/02/2015"],
     ["'hier' is no date: write 13/02/2015"]),
    ("review RAW no-such-folder", ["Il n'y a pas de tableau letters", "lancer d'abord `courrier run`"],
     ["There is no table letters", "run `courrier run` first"]),
    ("run no-such-folder OUT", ["no-such-folder n'est pas un dossier : y mettre"],
     ["no-such-folder is not a folder: put"]),
    ("export OUT --table leters", ["Il n'y a pas de tableau 'leters' : peut-être letters ?"],
     ["There is no table 'leters': did you mean letters?"]),
    ("config show", ["réglage", "origine", "valeur par défaut"], ["setting", "from", "default"]),
    ("run --help", ["Toutes les étapes", "Par exemple : courrier run", "Arguments", "[par défaut : data/raw]"],
     ["All stages", "For example: courrier run", "Arguments", "[default: data/raw]"]),
    ("rnu", ["Il n'y a pas de commande 'rnu' : peut-être 'run' ?"], ["No such command 'rnu'. Did you mean 'run'?"]),
    ("export OUT --format xls", ["Valeur refusée pour '--format' / '-f' : 'xls' n'est pas l'un de 'csv'"],
     ["Invalid value for '--format' / '-f': 'xls' is not one of 'csv'"]),
    ("show courrier-3.tif#1 no-such-folder", ["Il n'y a pas de tableaux dans no-such-folder : lancer d'abord"],
     ["There are no tables in no-such-folder: run `courrier run` first."]),
    ("run --workers 0", ["Valeur refusée pour '--workers'"], ["Invalid value for '--workers'"]),
]  # fmt: skip


@pytest.fixture
def places(own_sample: Path) -> dict[str, str]:
    return {"RAW": str(SAMPLE), "OUT": str(own_sample)}


def flat(text: str) -> str:
    """What is printed, without the lines of boxes and the breaks between words."""
    return " ".join(re.sub(r"[│╭╮╰╯─┃]", " ", text).replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.slow
@pytest.mark.parametrize(("command", "french", "english"), TABLE, ids=[row[0] for row in TABLE])
def test_a_command_speaks_the_language_of_the_locale_or_the_one_that_is_asked_for(
    command: str, french: list[str], english: list[str], courrier: Courrier, places: dict[str, str]
) -> None:
    words = [places.get(word, word) for word in command.split()]
    for said, ran in (
        (french, courrier(*words, COLUMNS="200", **FRENCH)),
        (english, courrier(*words, "--lang=en", COLUMNS="200", **FRENCH)),
    ):
        told = flat(ran.stdout + ran.stderr)
        assert [one for one in said if one not in told] == [], told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("env", "asked", "said"),
    [
        ({"LC_ALL": "en_GB.UTF-8"}, [], "There is no table"),
        ({"LC_ALL": "C.UTF-8"}, [], "There is no table"),
        ({"LC_ALL": "", "LANG": "fr_CA.UTF-8"}, [], "Il n'y a pas de tableau"),
        ({"LC_ALL": "en_GB.UTF-8"}, ["--lang", "fr"], "Il n'y a pas de tableau"),
        ({"LC_ALL": "en_GB.UTF-8", "COURRIER_LANG": "fr"}, [], "Il n'y a pas de tableau"),
        ({"LC_ALL": "fr_FR.UTF-8", "COURRIER_LANG": "fr"}, ["--lang=en"], "There is no table"),
    ],
)
def test_the_language_is_that_of_the_command_then_what_is_set_then_the_locale(
    env: dict[str, str], asked: list[str], said: str, courrier: Courrier, tmp_path: Path
) -> None:
    ran = courrier("review", SAMPLE, tmp_path, *asked, **env)
    assert (ran.returncode, said in ran.stderr) == (3, True), ran.stderr


def on_a_terminal(*command: str, **env: str) -> str:
    """What a terminal is sent."""
    ours, theirs = pty.openpty()
    settings = {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLUMNS": "160", **env}
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen([PROGRAM, *command], stdin=theirs, stdout=theirs, stderr=theirs, env=kept | settings) as ran:
        os.close(theirs)
        held = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the program has ended
                break
            if not piece:
                break
            held += piece
        ran.wait(60)
    os.close(ours)
    return held.decode()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check OUT", "show courrier-9.jpg#1 OUT", "run --help", "rnu", "config show"])
def test_colours_are_for_terminals_that_want_them(command: str, places: dict[str, str], courrier: Courrier) -> None:
    words = [places.get(word, word) for word in command.split()]
    shown = on_a_terminal(*words)
    assert COLOUR.search(shown) or command == "config show"  # which has nothing to warn of
    assert not COLOUR.search(on_a_terminal(*words, NO_COLOR="1"))
    assert "\x1b" not in on_a_terminal(*words, TERM="dumb")
    ran = courrier(*words)
    assert "\x1b" not in ran.stdout + ran.stderr
