"""A store that cannot be reached, refuses or goes away: one sentence, no key in it, and nothing half-written."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Courrier
from tests.stores.server import KEYS, Store, at_home, draw

pytestmark = pytest.mark.slow


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
    store.fill(draw(tmp_path / "raw", 1), "scans")
    store.files.mkdir("tables")
    done = courrier("run", raw, out, **env)
    assert done.returncode == code, done.stderr
    assert told in _words(done.stderr)
    assert "dontprintme" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def _words(told: str) -> str:
    return " ".join(told.replace("│", " ").split())


ALL = "refuses (The AWS Access Key Id you provided does not exist in our records)"


@pytest.mark.parametrize(
    ("refuses", "words", "told"),
    [
        ("", ("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."), ALL),
        ("", ("SignatureDoesNotMatch", "The request signature we calculated does not match."), "does not match"),
        ("[A-Z]+ /tables", ("AccessDenied", "Access Denied."), "refuses (Access Denied)"),
        ("(PUT|POST|DELETE) /tables", ("AccessDenied", "Access Denied."), "refuses (Access Denied)"),
        ("(PUT|POST|DELETE) /tables/out/letters", ("AccessDenied", "Access Denied."), "refuses (Access Denied)"),
        ("(PUT|POST|DELETE) /tables/out/report", ("AccessDenied", "Access Denied."), "refuses (Access Denied)"),
    ],
)
def test_who_may_not_is_told_and_no_table_is_half_written(
    tmp_path: Path, courrier: Courrier, store: Store, refuses: str, words: tuple[str, str], told: str
) -> None:
    raw = draw(tmp_path / "raw", 1)
    store.fill(raw, "scans")
    store.files.mkdir("tables")
    store.refuse(refuses, words)
    done = courrier("run", "s3://scans", "s3://tables/out", "--verbose")
    store.refuse()
    assert done.returncode == 3, done.stderr
    assert told in _words(done.stderr)
    assert not any(secret in done.stderr + done.stdout for secret in KEYS.values())
    assert "Traceback" not in done.stderr
    _goes_on(raw, tmp_path, courrier, store)


def test_a_scan_that_may_not_be_fetched_is_a_row_and_the_others_are_read(
    tmp_path: Path, courrier: Courrier, store: Store
) -> None:
    raw = draw(tmp_path / "raw")
    store.fill(raw, "scans")
    store.files.mkdir("tables")
    store.refuse("GET /scans/.*/0.png", ("AccessDenied", "Access Denied."))
    done = courrier("run", "s3://scans", "s3://tables/out", "--json")
    store.refuse()
    assert done.returncode == 1, done.stderr
    failed = {row["source"]: row["error"] for told in json.loads(done.stdout) for row in told["failed"]}
    assert failed.keys() == {"mailing é-0/0.png", "mailing é-0/zz broken.pdf"}
    assert failed["mailing é-0/0.png"].startswith("The file cannot be read from the disk (Access Denied)")
    _ends_well(raw, tmp_path, courrier, store)


@pytest.mark.parametrize("moment", ["GET /scans/.*png", "PUT /tables/out/pictures", "PUT /tables/out/letters"])
def test_a_store_that_goes_away_ends_the_run_and_the_next_goes_on(
    tmp_path: Path, courrier: Courrier, store: Store, moment: str
) -> None:
    raw = draw(tmp_path / "raw")
    store.fill(raw, "scans")
    store.files.mkdir("tables")
    command = [sys.executable, "-m", "pipeline", "run", "s3://scans", "s3://tables/out", "--workers", "2"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not any(re.match(moment, line) for line in list(store.asked)) and run.poll() is None:
        time.sleep(0.005)
    assert run.poll() is None, f"the run was over before {moment}"
    store.stop()
    _, told = run.communicate(timeout=300)
    store.start(store.port)
    assert run.returncode == 3, told
    assert "The store cannot be reached" in _words(told)
    assert "Traceback" not in told
    _goes_on(raw, tmp_path, courrier, store)


def _goes_on(raw: Path, tmp_path: Path, courrier: Courrier, store: Store) -> None:
    """What lies in the store is whole, and the next run goes on from it."""
    left = store.hashes("tables/out")
    undisturbed = _ends_well(raw, tmp_path, courrier, store)
    assert not [name for name in left if name.endswith(".parquet") and left[name] != undisturbed[name]]


def _ends_well(raw: Path, tmp_path: Path, courrier: Courrier, store: Store) -> dict[str, str]:
    """The next run makes the tables of an undisturbed one."""
    assert courrier("run", raw, tmp_path / "home").returncode == 1  # one file is broken
    undisturbed = at_home(tmp_path / "home")
    done = courrier("run", "s3://scans", "s3://tables/out")
    assert done.returncode == 1, done.stderr
    assert store.hashes("tables/out") == undisturbed
    return undisturbed
