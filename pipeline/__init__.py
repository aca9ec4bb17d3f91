"""Reads French mail: scanned letters in, the table of the mailing out."""

__version__ = "0.1.0"
