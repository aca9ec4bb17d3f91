"""What a run tells other programs and whoever stops it: events, `run.json`, the plan, what is left."""

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.chaos.killing import descendants, outlive
from tests.conftest import Courrier

_PATIENCE = 240


def _draw(path: Path, number: int) -> None:
    picture = Image.new("L", (900, 500), 255)
    draw = ImageDraw.Draw(picture)
    draw.text((60, 60), f"Toulon, le {number + 1} mars 2015", fill=0, font=ImageFont.load_default(40))
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, dpi=(150, 150))


@pytest.mark.slow
def test_events_summary_and_plan(tmp_path: Path, courrier: Courrier) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    for number in range(2):
        _draw(raw / "m" / f"{number}\n.png", number)
    (raw / "m/empty.pdf").touch()
    plan = courrier("run", raw, out, "--dry-run")
    assert (plan.returncode, plan.stdout) == (0, "m: 3 of 3 files to read\n")
    assert not out.exists()
    done = courrier("run", raw, out, "--log-json")
    assert done.returncode == 1
    events = [json.loads(line) for line in done.stderr.splitlines()]
    pages = [(e["source"], e["page"]) for e in events if e.get("stage") == "read"]
    assert pages == [("m/0\n.png", 1), ("m/1\n.png", 1)]
    assert {e["stage"] for e in events if e.get("mailing") == "m"} == {"read", "extract", "check", "report"}
    told = json.loads((out / "run.json").read_text())
    assert told["ended"] == "whole"
    assert told["pages"] == {"found": 2, "read": 2}
    assert (told["rows"]["documents"], told["rows"]["letters"]) == (3, 2)
    assert told["failures_by_code"] == {"empty": 1}
    assert sum(e["seconds"] for e in events if e.get("stage") == "read") == pytest.approx(
        told["seconds_by_stage"]["read"], abs=0.01
    )
    assert courrier("run", raw, out, "--dry-run").stdout == "m: nothing to read\n"
    (raw / "m/1\n.png").unlink()
    _draw(raw / "m/2.png", 2)
    assert courrier("run", raw, out, "--dry-run").stdout == "m: 1 of 3 files to read, 1 no longer there\n"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_who_is_told_to_stop_does_and_says_what_is_left(
    number: int, code: int, tmp_path: Path, courrier: Courrier
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    for page in range(12):
        _draw(raw / "m" / f"{page}.png", page)
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "run", raw, out],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list(out.glob("pictures/*/*.jpg")):  # a page is read, others are not
        assert process.poll() is None
        threading.Event().wait(0.01)
    family = descendants(process.pid)
    process.send_signal(number)
    _, stderr = process.communicate(timeout=_PATIENCE)
    assert process.returncode == code, stderr
    assert "Stopped. 0 of 1 mailings are done; of " in stderr
    assert "goes on from here" in stderr
    assert "Traceback" not in stderr
    assert outlive(family) == []
    assert json.loads((out / "run.json").read_text())["ended"] == "stopped"
    assert courrier("run", raw, out).returncode == 0
