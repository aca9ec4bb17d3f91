"""Letters, mentions → findings: one check a file."""

from pipeline.findings.checks import CHECKS, check_mailing

__all__ = ["CHECKS", "check_mailing"]
