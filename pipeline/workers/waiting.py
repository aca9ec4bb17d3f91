"""Tasks that wait for a worker → the next one: what the run waits for goes before the pages that it reads ahead."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar


class Asked(Protocol):
    """A task that somebody has asked for."""

    @property
    def future(self) -> "Future[Any]":
        """What comes of it."""

    @property
    def later(self) -> bool:
        """Whether others go before it, though they were asked for after it."""


Task = TypeVar("Task", bound=Asked)


@dataclass(slots=True)
class Waiting(Generic[Task]):
    """In the order they came, but for those marked `later`: they come when no other waits.

    Without this, a mailing that is read would wait for its letters behind the pages of the next one, and then, while
    one worker checks it, the others for pages.
    """

    _soon: deque[Task] = field(default_factory=deque)
    _later: deque[Task] = field(default_factory=deque)

    def put(self, task: Task) -> None:
        """At the end of those of its kind."""
        (self._later if task.later else self._soon).append(task)

    def next(self) -> Task | None:
        """The task whose turn it is, which stays."""
        queue = self._soon or self._later
        return queue[0] if queue else None

    def take(self) -> Task:
        """The task whose turn it is. Raises IndexError where none waits."""
        return (self._soon or self._later).popleft()

    def __len__(self) -> int:
        return len(self._soon) + len(self._later)

    def __iter__(self) -> Iterator[Task]:
        yield from self._soon
        yield from self._later

    def clear(self) -> None:
        """Nothing waits any more."""
        self._soon.clear()
        self._later.clear()
