"""Addresses, listings and locks of a store that lives in this process."""

import datetime as dt
import threading
import uuid
from pathlib import Path

import pytest

from pipeline import places, tables
from pipeline.errors import BusyError, DocumentError, RunError, UsageError
from pipeline.inbox import find_mailings
from pipeline.places import as_place, fetch, is_remote, stores_told
from pipeline.tables import lease

NAMES = (
    *("z.png", "charter.yaml", ".DS_Store", "a/2.png", "a/10.png", "a/deeper/1.png", "a/deeper/corrections.csv"),
    *("a/corrections.csv", "a/.~lock.corrections.csv#", "a/charter.yaml", "a/été.pdf", "default/b.png", "é è/x y.pdf"),
    *("b/.gitkeep", "b/Z/1.png", "b/y.png", "b/a'\"b.png", f"{'long' * 50}/1.png"),
)


@pytest.fixture
def out() -> Path:
    return as_place(f"memory://{uuid.uuid4()}")


def test_an_address_leads_to_a_folder_or_into_a_store(tmp_path: Path) -> None:
    assert as_place("data/raw") == as_place(Path("data/raw")) == Path("data/raw")
    assert as_place(f"file://{tmp_path}/été") == tmp_path / "été"
    assert not is_remote(as_place(f"file://{tmp_path}"))
    assert is_remote(as_place("memory://a"))


@pytest.mark.parametrize("address", ["s3://key:hush@bucket/x", "ftp://me:hush@host/x"])
def test_a_password_in_an_address_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(UsageError, match="password") as caught:
        as_place(address)
    assert "hush" not in str(caught.value)


def test_what_no_store_is_called_is_said() -> None:
    with pytest.raises(UsageError, match="nosuch"):
        as_place("nosuch://a/b")


def test_a_store_is_listed_as_a_folder_of_the_same_names(tmp_path: Path, out: Path) -> None:
    for name in NAMES:
        for folder in (tmp_path, out):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
    at_home, there = find_mailings(tmp_path), find_mailings(out)
    sources = {mailing: [file.source for file in files] for mailing, files in at_home.items()}
    assert sources == {mailing: [file.source for file in files] for mailing, files in there.items()}
    assert list(at_home) == list(there)
    marks = [file.mark for files in there.values() for file in files]
    assert all(marks)
    assert len(set(marks)) == len(marks)


def test_an_object_is_fetched_anew_when_it_has_changed_and_not_when_it_is_too_large(out: Path) -> None:
    path = out / "a.pdf"
    path.write_bytes(b"first")
    assert fetch(path, "1", 100).read_bytes() == b"first"
    path.write_bytes(b"second")
    assert fetch(path, "1", 100).read_bytes() == b"first"
    assert fetch(path, "2", 100).read_bytes() == b"second"
    with pytest.raises(DocumentError, match="too_large"):
        fetch(path, "3", 5)
    with pytest.raises(DocumentError, match="unreadable"):
        fetch(out / "b.pdf", "4", 100)


def test_copies_of_objects_go_with_the_next_ones(out: Path) -> None:
    copies = []
    for number in range(5):
        (out / f"{number}").write_bytes(b"x")
        copies.append(fetch(out / f"{number}", "", 100))
    assert [path.exists() for path in copies] == [False, False, False, True, True]


def test_the_second_run_is_told_who_the_first_is_until_that_ends(out: Path) -> None:
    with tables.hold_folder(out):
        assert "process" in (tables.busy_owner(out) or "")
        with pytest.raises(BusyError, match="process"), tables.hold_folder(out):
            pass
    assert tables.busy_owner(out) is None
    with tables.hold_folder(out):
        pass
    assert [path.name for path in out.glob(".*")] == []


def _left_behind(out: Path, owner: bytes, age: dt.timedelta) -> None:
    path = out / ".lock-000007"
    path.write_bytes(owner)
    store, name = places.store_of(path)
    store.store[name].modified -= age


@pytest.mark.parametrize(
    ("pid", "home", "age", "free"),
    [
        (2**22 + 1, lease.home(), 0, True),  # no process has such a number
        (2**22 + 1, "elsewhere", 0, False),
        (2**22 + 1, "elsewhere", 299, False),
        (2**22 + 1, "elsewhere", 301, True),
        (1, lease.home(), 0, False),
    ],
)
def test_a_dead_owners_lock_is_taken_over(out: Path, pid: int, home: str, age: float, free: bool) -> None:
    owner = f'{{"host": "h", "pid": {pid}, "user": "u", "since": "2026-01-01T00:00:00+00:00", "home": "{home}"}}'
    _left_behind(out, owner.encode(), dt.timedelta(seconds=age))
    if free:
        with tables.hold_folder(out):
            assert [path.name for path in out.glob(".lock-*")] == [".lock-000008"]
    else:
        with pytest.raises(BusyError), tables.hold_folder(out):
            pass


def test_of_many_who_find_a_dead_owners_lock_at_once_one_gets_it(out: Path) -> None:
    _left_behind(out, b"{}", dt.timedelta(hours=1))
    got: list[int] = []
    start, end = threading.Barrier(8), threading.Barrier(8)

    def ask(number: int) -> None:
        start.wait()
        try:
            with tables.hold_folder(out):
                got.append(number)
                end.wait()
        except RunError:  # busy; or the store in memory, made for one thread, has lost what another wrote
            end.wait()
        except BaseException:
            end.abort()  # the others do not wait for one that has failed
            raise

    askers = [threading.Thread(target=ask, args=[number]) for number in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert not end.broken
    assert len(got) <= 1  # of two who are in each other's way, both may step back


def test_a_run_whose_lock_was_taken_ends(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "_EVERY_SECONDS", 0.05)
    with pytest.raises(KeyboardInterrupt):
        _hold_and_lose(out)


def _hold_and_lose(out: Path) -> None:
    with tables.hold_folder(out):
        next(out.glob(".lock-*")).unlink()
        threading.Event().wait(20)


def test_what_a_store_answers_is_told_and_a_mistake_of_ours_is_not_hidden() -> None:
    refused = type("Refused", (Exception,), {"__module__": "botocore.exceptions"})
    with pytest.raises(RunError, match=r"refuses \(Access Denied\)"), stores_told():
        raise PermissionError("Access Denied") from refused()
    with pytest.raises(PermissionError), stores_told():
        raise PermissionError("a folder at home")
