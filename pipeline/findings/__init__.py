"""Letters, mentions → findings: one check a file."""

from pipeline.findings.bodies import body_of
from pipeline.findings.charter import merge_charters
from pipeline.findings.checks import CHECKS, charter_of, check_mailing

__all__ = ["CHECKS", "body_of", "charter_of", "check_mailing", "merge_charters"]
