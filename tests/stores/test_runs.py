"""From a store of objects into one: the same bytes as at home, killed or not; nothing twice, errors in words."""

import hashlib
import logging
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tests.conftest import Courrier
from tests.paper.fonts import load_font

pytest.importorskip("s3fs", reason="the extra s3 is not installed: make s3")
pytest.importorskip("moto.server", reason="the server of objects is not installed: make s3")
pytestmark = pytest.mark.slow

LINES = ("Lille, le 2 mars 2016", "Nous vous confirmons la clôture de votre contrat.", "Veuillez régler 12,50 euros.")
KEYS = {"AWS_ACCESS_KEY_ID": "somebody", "AWS_SECRET_ACCESS_KEY": "dontprintme", "AWS_DEFAULT_REGION": "us-east-1"}


class Store(logging.Handler):
    """A server of objects on loopback that tells what it was asked for."""

    def __init__(self, files: Any) -> None:
        super().__init__(logging.INFO)
        self.files = files  # an fsspec file system
        self.asked: list[str] = []

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
        return {name: _hash(self.files.cat_file(path)) for name, path in held.items() if _is_shown(name)}

    def hidden(self, root: str) -> list[str]:
        """What tells of a run alone."""
        return [path for path in self.files.find(root) if not _is_shown(path)]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=True)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    urllib.request.urlopen(urllib.request.Request(f"{address}/moto-api/reset", method="POST")).close()
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": address}.items():
        monkeypatch.setenv(name, value)
    made = Store(s3fs.S3FileSystem(use_listings_cache=False, skip_instance_cache=True))
    log = logging.getLogger("werkzeug")
    log.addHandler(made)
    log.setLevel(logging.INFO)
    yield made
    log.removeHandler(made)
    server.stop()


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _is_shown(name: str) -> bool:
    return not any(part.startswith(".") or part == "run.json" for part in name.split("/"))


def _at_home(out: Path) -> dict[str, str]:
    files = {str(path.relative_to(out)): path for path in out.rglob("*") if path.is_file()}
    return {name: _hash(path.read_bytes()) for name, path in files.items() if _is_shown(name)}


def _draw(raw: Path, files: int = 4) -> Path:
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


def test_the_same_bytes_as_at_home_and_nothing_twice(tmp_path: Path, courrier: Courrier, store: Store) -> None:
    raw, home = _draw(tmp_path / "raw"), tmp_path / "home"
    assert courrier("run", raw, home).returncode == 1  # one file is broken
    store.fill(raw, "scans")
    store.files.mkdir("tables")
    done = courrier("run", "s3://scans", "s3://tables/out", "--workers", "2")
    assert done.returncode == 1, done.stderr
    assert store.hashes("tables/out") == _at_home(home)
    assert all(Path(name).parent.name == ".marks" or name.endswith("run.json") for name in store.hidden("tables/out"))
    fetched, written = re.compile("GET /scans/.*(png|pdf)$"), re.compile("PUT /tables/out/([^.r]|report/mailing)")
    assert {line[-5:] for line in store.asked if fetched.match(line)} == {"0.png", "1.png", "2.png", "3.png", "n.pdf"}
    assert any(map(written.match, store.asked))

    store.asked.clear()
    assert courrier("run", "s3://scans", "s3://tables/out").returncode == 1
    assert not [line for line in store.asked if fetched.match(line) or written.match(line)]
    assert store.hashes("tables/out") == _at_home(home)

    assert courrier("verify", "s3://scans", "s3://tables/out").returncode == 0
    assert "Dupont" in courrier("show", "mailing é-0/0.png#1", "s3://tables/out").stdout
    to = tmp_path / "letters"
    assert courrier("export", "s3://tables/out", "--format", "pdf", "--to", to).returncode == 0
    assert len(list(to.rglob("*.pdf"))) == 4
    assert courrier("doctor", "s3://scans", "s3://tables/out").returncode == 0
    program = "import pipeline; print(len(pipeline.load('letters', out='s3://tables/out')))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "4\n"

    (raw / "mailing é-1/1.png").unlink()
    store.files.rm("scans/mailing é-1/1.png")
    assert courrier("run", raw, home).returncode == 1
    assert courrier("run", "s3://scans", "s3://tables/out").returncode == 1
    assert store.hashes("tables/out") == _at_home(home)


def test_killed_the_next_run_takes_over_and_ends_with_the_same_bytes(
    tmp_path: Path, courrier: Courrier, store: Store
) -> None:
    raw, home = _draw(tmp_path / "raw"), tmp_path / "home"
    assert courrier("run", raw, home).returncode == 1
    store.fill(raw, "scans")
    store.files.mkdir("tables")
    moments = ("pictures", ".moves", "letters.parquet", "report")
    for moment in (f"PUT /tables/out/{name}" for name in moments):
        store.asked.clear()
        command = [sys.executable, "-m", "pipeline", "run", "s3://scans", "s3://tables/out", "--workers", "2"]
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        while not any(line.startswith(moment) for line in list(store.asked)) and run.poll() is None:
            time.sleep(0.005)
        assert run.poll() is None, f"the run was over before {moment}"
        if moment.endswith(moments[0]):
            second = courrier("run", "s3://scans", "s3://tables/out")
            assert second.returncode == 4, second.stderr
            assert f"process {run.pid} " in second.stderr
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    done = courrier("run", "s3://scans", "s3://tables/out")
    assert done.returncode == 1, done.stderr
    assert "taken over" in done.stderr
    assert store.hashes("tables/out") == _at_home(home)
    assert all(Path(name).parent.name == ".marks" or name.endswith("run.json") for name in store.hidden("tables/out"))


@pytest.mark.parametrize(
    ("raw", "out", "env", "code", "told"),
    [
        ("s3://nowhere/x", "s3://tables/out", {}, 2, "not a folder"),
        ("s3://scans", "s3://nowhere/x", {}, 3, "bucket does not exist"),
        ("s3://scans", "s3://tables/out", {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, 3, "cannot be reached"),
        ("s3://somebody:dontprintme@scans", "s3://tables/out", {}, 2, "password in the address"),
        ("zzz://scans", "s3://tables/out", {}, 2, "zzz"),
    ],
)
def test_what_cannot_be_is_said(
    tmp_path: Path, courrier: Courrier, store: Store, raw: str, out: str, env: dict[str, str], code: int, told: str
) -> None:
    store.fill(_draw(tmp_path / "raw", 1), "scans")
    store.files.mkdir("tables")
    done = courrier("run", raw, out, **env)
    assert done.returncode == code, done.stderr
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr
    assert "dontprintme" not in done.stderr + done.stdout
