"""The command `courrier`, also called `python -m pipeline`.

Each worker process imports this module again, so nothing that a worker does not need is imported on the way.
"""

import sys

from pipeline.errors import INTERRUPTED


def main() -> None:
    """Run the command; the process ends with its exit code."""
    try:
        from pipeline.cli import app
    except KeyboardInterrupt:
        print("courrier: Stopped before it began.", file=sys.stderr)
        sys.exit(INTERRUPTED)
    app()


if __name__ == "__main__":
    main()
