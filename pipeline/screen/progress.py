"""Pages done → a bar with pages per second and time left."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich import progress as bars
from rich.console import Console
from rich.text import Text

from pipeline.screen.tongue import say, spoken


class _Bar:
    """A `read.Watcher` that draws."""

    def __init__(self, bar: bars.Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("pages", total=None)
        self._found = 0

    def pages_found(self, count: int) -> None:
        self._found += count
        self._bar.update(self._task, total=self._found)

    def page_done(self) -> None:
        self._bar.advance(self._task)


class _Rate(bars.ProgressColumn):
    def render(self, task: bars.Task) -> Text:
        return Text(say("{} pages/s", spoken().number(task.speed, 1) if task.speed else "–"))


@contextmanager
def show_progress(quiet: bool) -> Iterator[_Bar]:
    """A bar on standard error; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        bars.TextColumn(say("reading")),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        _Rate(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        yield _Bar(bar)
