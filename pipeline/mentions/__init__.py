"""Letter → mentions: the only door for spaCy."""

from pipeline.mentions.corrected import apply_corrections
from pipeline.mentions.doubts import Doubt, find_doubts
from pipeline.mentions.human_values import FIELDS, read_changes, read_human, write_human
from pipeline.mentions.kinds import find_mentions
from pipeline.mentions.language import load_language
from pipeline.mentions.summary import summarise_letter

__all__ = [
    "FIELDS",
    "Doubt",
    "apply_corrections",
    "find_doubts",
    "find_mentions",
    "load_language",
    "read_changes",
    "read_human",
    "summarise_letter",
    "write_human",
]
