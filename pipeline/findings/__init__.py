"""Letters, mentions → findings: one check a file."""
