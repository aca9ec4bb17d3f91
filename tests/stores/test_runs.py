"""From a store of objects into one: the same bytes as at home, killed or not; nothing twice."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Courrier
from tests.stores.server import Store, at_home, draw

pytestmark = pytest.mark.slow


def test_the_same_bytes_as_at_home_and_nothing_twice(tmp_path: Path, courrier: Courrier, store: Store) -> None:
    raw, home = draw(tmp_path / "raw"), tmp_path / "home"
    assert courrier("run", raw, home).returncode == 1  # one file is broken
    store.fill(raw, "scans")
    store.files.mkdir("tables")
    done = courrier("run", "s3://scans", "s3://tables/out", "--workers", "2")
    assert done.returncode == 1, done.stderr
    assert store.hashes("tables/out") == at_home(home)
    assert all(Path(name).parent.name == ".marks" or name.endswith("run.json") for name in store.hidden("tables/out"))
    fetched, written = re.compile("GET /scans/.*(png|pdf)$"), re.compile("PUT /tables/out/([^.r]|report/mailing)")
    assert {line[-5:] for line in store.asked if fetched.match(line)} == {"0.png", "1.png", "2.png", "3.png", "n.pdf"}
    assert any(map(written.match, store.asked))

    store.asked.clear()
    assert courrier("run", "s3://scans", "s3://tables/out").returncode == 1
    assert not [line for line in store.asked if fetched.match(line) or written.match(line)]
    assert store.hashes("tables/out") == at_home(home)

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
    assert store.hashes("tables/out") == at_home(home)


def test_killed_the_next_run_takes_over_and_ends_with_the_same_bytes(
    tmp_path: Path, courrier: Courrier, store: Store
) -> None:
    raw, home = draw(tmp_path / "raw"), tmp_path / "home"
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
    assert store.hashes("tables/out") == at_home(home)
    assert all(Path(name).parent.name == ".marks" or name.endswith("run.json") for name in store.hidden("tables/out"))
