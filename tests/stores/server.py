"""A server of objects on loopback that tells what it was asked for, and may refuse."""

import hashlib
import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageDraw

from tests.paper.fonts import load_font

LINES = ("Lille, le 2 mars 2016", "Nous vous confirmons la clôture de votre contrat.", "Veuillez régler 12,50 euros.")
KEYS: Final = {
    "AWS_ACCESS_KEY_ID": "somebody",
    "AWS_SECRET_ACCESS_KEY": "dontprintme",
}


class Store(logging.Handler):
    """A server of objects on loopback that tells what it was asked for, and may refuse."""

    files: Any  # an fsspec file system

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.asked: list[str] = []
        self._refuses: re.Pattern[str] | None = None
        self._words = ("", "")

    def emit(self, record: logging.LogRecord) -> None:
        if told := re.search(r"((?:GET|PUT|POST|HEAD|DELETE) /\S.*) HTTP/", record.getMessage()):
            self.asked.append(told[1])

    def fill(self, folder: Path, bucket: str) -> None:
        self.files.mkdir(bucket)
        for path in folder.rglob("*"):
            if path.is_file():
                self.files.put_file(str(path), f"{bucket}/{path.relative_to(folder)}")

    def hashes(self, root: str) -> dict[str, str]:
        """Of all that is in sight under a folder."""
        held = {path.removeprefix(f"{root}/"): path for path in self.files.find(root)}
        return {name: hash_of(self.files.cat_file(path)) for name, path in held.items() if is_shown(name)}

    def hidden(self, root: str) -> list[str]:
        """What tells of a run alone."""
        return [path for path in self.files.find(root) if not is_shown(path)]

    def start(self, port: int = 0) -> str:
        """Answer, at a port of its own or at one; what it holds outlives `stop`."""
        from moto.server import ThreadedMotoServer

        server: Any = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
        server.start()
        self._server = server
        inner: Any = server._server
        inner.app = self._wrap(inner.app)
        host, self.port = self._server.get_host_and_port()
        return f"http://{host}:{self.port}"

    def stop(self) -> None:
        """Be gone: nobody answers at the port."""
        self._server.stop()
        self._server._server.server_close()

    def refuse(self, asked: str | None = None, words: tuple[str, str] = ("", "")) -> None:
        """Answer what begins like that with a code and a sentence, until told otherwise."""
        self._refuses, self._words = re.compile(asked) if asked is not None else None, words

    def _wrap(self, app: Any) -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
        def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
            asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
            if not self._refuses or not self._refuses.match(asked):
                answered: Iterable[bytes] = app(environ, start)
                return answered
            start("403 Forbidden", [("Content-Type", "application/xml")])
            code, told = self._words
            return [f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{told}</Message></Error>".encode()]

        return answer


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def is_shown(name: str) -> bool:
    return not any(part.startswith(".") or part == "run.json" for part in name.split("/"))


def at_home(out: Path) -> dict[str, str]:
    files = {str(path.relative_to(out)): path for path in out.rglob("*") if path.is_file()}
    return {name: hash_of(path.read_bytes()) for name, path in files.items() if is_shown(name)}


def draw(raw: Path, files: int = 4) -> Path:
    for number in range(files):
        sheet = Image.new("L", (1240, 1754), 250)
        for at, line in enumerate((f"Dossier n° {1000 + number}", *LINES)):
            ImageDraw.Draw(sheet).text((200, 300 + 90 * at), line, font=load_font("roboto", 36), fill=20)
        path = raw / f"mailing é-{number % 2}/{'deeper/' * (number > 2)}{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        sheet.save(path, dpi=(150, 150))
    (raw / "mailing é-0/zz broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    (raw / "mailing é-0/corrections.csv").write_text(
        "letter_id,field,value\nmailing é-0/0.png#1,recipient_name,Jeanne Dupont\n", encoding="utf-8"
    )
    (raw / "charter.yaml").write_text("unlisted_contact: {run: false}\n", encoding="utf-8")
    return raw
