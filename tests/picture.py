"""The sample mailing's tables → docs/images/run.svg, the picture in the README: `make docs` draws it again."""

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI

from pipeline import screen
from tests.docs import DOCS

WIDTH = 150
# rich names a font to be fetched from the network; the picture must do without
FETCHED_FONT = re.compile(r"@font-face {{.*?}}", re.DOTALL)


def main() -> None:
    root = DOCS.parent
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pipeline", "run", str(root / "data/raw"), folder, "--mailing", "orange-2015"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        result = screen.Result.of(Path(folder), "orange-2015")
    shown = screen.Result(result.mailing, result.documents, result.letters, result.findings, paths=())
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    screen.print_results([shown], quiet=False, console=console)
    picture = console.export_svg(
        title="make run",
        theme=MONOKAI,
        code_format=FETCHED_FONT.sub("", CONSOLE_SVG_FORMAT),
        unique_id="courrier",
    )
    target = DOCS / "images/run.svg"
    target.parent.mkdir(exist_ok=True)
    target.write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
