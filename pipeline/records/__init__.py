"""The nouns of the house, frozen, in the order they come to be: scan, clean scan, word, page, letter, mention, finding.

Boxes are fractions 0-1 of the upright, deskewed page, origin top left. Confidences are 0-1.
"""

from pipeline.records.boxes import Box, Picture, QuarterTurn
from pipeline.records.findings import Finding, Language, Severity
from pipeline.records.letters import Letter, LetterKind, Line, PlacedMark, PlacedWord, Zone
from pipeline.records.mentions import Correction, Mention, MentionKind, Origin
from pipeline.records.pages import CleanScan, DigitalPage, Document, FileFacts, Mark, Page, Scan, Word
from pipeline.records.rows import Amount, Deadline, FieldConfidence, LetterRow, Reference

__all__ = [
    "Amount",
    "Box",
    "CleanScan",
    "Correction",
    "Deadline",
    "DigitalPage",
    "Document",
    "FieldConfidence",
    "FileFacts",
    "Finding",
    "Language",
    "Letter",
    "LetterKind",
    "LetterRow",
    "Line",
    "Mark",
    "Mention",
    "MentionKind",
    "Origin",
    "Page",
    "Picture",
    "PlacedMark",
    "PlacedWord",
    "QuarterTurn",
    "Reference",
    "Scan",
    "Severity",
    "Word",
    "Zone",
]
