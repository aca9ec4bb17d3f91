"""Letter → mentions: the only door for spaCy."""

from pipeline.mentions.kinds import find_mentions
from pipeline.mentions.language import load_language

__all__ = ["find_mentions", "load_language"]
