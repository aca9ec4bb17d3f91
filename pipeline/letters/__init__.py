"""Words → letters: where each letter ends, its final text, its lines with their zones."""

from pipeline.letters.find import find_letters

__all__ = ["find_letters"]
