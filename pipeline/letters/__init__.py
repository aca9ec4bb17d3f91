"""Words → letters: where each letter ends, its final text, its lines with their zones."""

from pipeline.letters.bounds import Start
from pipeline.letters.find import find_letters, stream_letters

__all__ = ["Start", "find_letters", "stream_letters"]
