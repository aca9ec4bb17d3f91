"""The command that looks at the machine."""

from dataclasses import asdict

import typer

from pipeline import screen
from pipeline.cli.app import app
from pipeline.cli.going import SOME_FAILED, print_json
from pipeline.cli.options import OUT, RAW, Json, Out, Raw
from pipeline.doctor import Checkup, look_at_machine


@app.command()
def doctor(raw: Raw = RAW, out: Out = OUT, as_json: Json = False) -> None:
    """Whether a run would go well: Tesseract, models, disk, permissions; and what to mend. Exit code 1 where not.

    For example: courrier doctor data/raw data/processed
    """
    checkups = list(look_at_machine(raw, out))
    if as_json:
        print_json([asdict(checkup) for checkup in checkups])
    else:
        for checkup in checkups:
            sign = "✓" if checkup.well else "–" if checkup.optional else "✗"
            said, mend = _say(checkup)
            told = screen.say("{} {}: {}", sign, screen.translate(checkup.name), said)
            screen.print_plain(screen.visible(told))
            if not checkup.well:
                screen.print_plain(screen.visible(f"    {mend}"))
    if any(checkup.stops_a_run for checkup in checkups):
        raise typer.Exit(SOME_FAILED)


def _say(checkup: Checkup) -> tuple[str, str]:
    """What is, and what to mend: often the two halves of one sentence."""
    whole = f"{checkup.said}: {checkup.mend}"
    said = screen.translate(whole)
    if said == whole:
        return screen.translate(checkup.said), screen.translate(checkup.mend)
    is_so, _, mend = said.partition(": ")
    return is_so.rstrip(), mend
