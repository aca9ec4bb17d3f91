"""The characters of a text that a finding holds → whether another may have them; each question in constant time."""


class Claims:
    """No two findings share a character: the first that takes it keeps it."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nobody holds a character of `start:end`."""
        return self._taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> bool:
        """Take `start:end` where it is free; whether it was."""
        free = self.is_free(start, end)
        if free:
            self.hold(start, end)
        return free

    def hold(self, start: int, end: int) -> None:
        """Take `start:end`, whoever else holds some of it."""
        self._taken[start:end] = b"\1" * (end - start)
