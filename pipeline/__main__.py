"""`python -m pipeline` is the command `courrier`."""

from pipeline.cli import main

main()
