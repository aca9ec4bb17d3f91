"""docs/cluster.md as it stands there, on two hosts with a network between them: two namespaces of the kernel."""

import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conftest import ROOT, Courrier
from tests.run.together import fill, hashes, program, wait_for

PAGE = (ROOT / "docs/cluster.md").read_text(encoding="utf-8")
SCRIPTS = Path(sysconfig.get_path("scripts"))
HEAD, OTHER = "10.213.77.1", "10.213.77.2"

pytestmark = pytest.mark.slow


def _ip(*args: str) -> None:
    subprocess.run(["ip", *args], check=True, capture_output=True)


@pytest.fixture
def hosts() -> Iterator[tuple[str, str]]:
    """The names of two hosts that see each other and nothing else."""
    if not shutil.which("ip") or os.geteuid() != 0:
        pytest.skip("network namespaces need `ip` (Debian: iproute2) and root")
    head, other = f"head-{os.getpid()}", f"other-{os.getpid()}"
    with ExitStack() as taken_down:
        for host in (head, other):
            try:
                _ip("netns", "add", host)
            except subprocess.CalledProcessError as refused:
                pytest.skip(f"this machine makes no network namespaces: {refused.stderr.decode().strip()}")
            taken_down.callback(_ip, "netns", "del", host)
        _ip("link", "add", "wire0", "netns", head, "type", "veth", "peer", "name", "wire1", "netns", other)
        for host, wire, address in ((head, "wire0", HEAD), (other, "wire1", OTHER)):
            _ip("-n", host, "addr", "add", f"{address}/24", "dev", wire)
            _ip("-n", host, "link", "set", "lo", "up")
            _ip("-n", host, "link", "set", wire, "up")
        yield head, other


def _on(host: str, begin: str) -> list[str]:
    """The command of the page that begins so, on this host; its workers get one thread, for a small machine's sake."""
    found = re.search(rf"^ +({begin}.*?)(  +#.*)?$", PAGE, re.MULTILINE)
    assert found, f"docs/cluster.md says no `{begin}`"
    name, *args = found[1].replace("head:", f"{HEAD}:").replace("--nthreads 4", "--nthreads 1").split()
    return ["ip", "netns", "exec", host, str(SCRIPTS / name), *args]


def test_two_hosts_do_what_the_page_says(tmp_path: Path, courrier: Courrier, hosts: tuple[str, str]) -> None:
    fill(tmp_path / "data/raw", files=6)
    assert courrier("run", "data/raw", "home", cwd=tmp_path).returncode == 1  # one file is broken
    head, other = hosts
    workers = tmp_path / "b", tmp_path / "c"
    with (
        program(*_on(head, "dask scheduler"), folder=tmp_path / "a"),
        program(*_on(head, "dask worker"), folder=workers[0]),
        program(*_on(other, "dask worker"), folder=workers[1]),
    ):
        wait_for(lambda: all("Registered to" in (folder / "said.txt").read_text() for folder in workers))
        done = subprocess.run(_on(head, "courrier run"), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert hashes(tmp_path / "data/processed") == hashes(tmp_path / "home")
