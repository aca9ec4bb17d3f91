"""Whoever tells the command to end is heard, also where Python drops what is raised."""

import signal
import threading
import weakref

import pytest
import typer

from pipeline.cli.going import exits


class Noise:
    """Something that Python clears away."""


def _clear_away(noise: list[Noise]) -> None:
    noise.clear()  # what is raised meanwhile is dropped
    threading.Event().wait(20)
    raise AssertionError("nobody has heard it")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_that_comes_while_python_clears_away_is_heard(
    number: signal.Signals, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {which: signal.getsignal(which) for which in (signal.SIGTERM, signal.SIGINT)}
    noise = Noise()
    weakref.finalize(noise, signal.raise_signal, number)
    told = [noise]
    del noise
    try:
        with pytest.raises(typer.Exit) as ended, exits():
            _clear_away(told)
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
    assert ended.value.exit_code == code
    assert "Stopped." in capsys.readouterr().err
