"""Rows of the tables → what in them breaks a law of the house: nothing, unless a table was damaged or we have a bug."""

from pipeline.audit.breach import Breach, Rows
from pipeline.audit.mailing import audit_mailing

__all__ = ["Breach", "Rows", "audit_mailing"]
