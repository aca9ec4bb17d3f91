"""Command line → stages; what the user sees in the terminal, and the exit code.

A group of commands is one file; importing it here gives them to `app`, in the order that `--help` lists them.
"""

from pipeline.cli.app import app

from pipeline.cli import stages, letters, corrections, review, exports, verify, doctor, configuration  # isort: skip

__all__ = ["app", "configuration", "corrections", "doctor", "exports", "letters", "review", "stages", "verify"]
