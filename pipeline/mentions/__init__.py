"""Letter → mentions: the only door for spaCy."""

from pipeline.mentions.kinds import find_mentions
from pipeline.mentions.language import load_language
from pipeline.mentions.summary import summarise_letter

__all__ = ["find_mentions", "load_language", "summarise_letter"]
