"""What `--dry-run` says."""

from pipeline import screen
from pipeline.cli.going import exits
from pipeline.planning import plan_mailings
from pipeline.settings import RunSettings


def tell_plan(settings: RunSettings) -> None:
    """A line a mailing on standard output."""
    with exits():
        for plan in plan_mailings(settings):
            gone = f", {plan.gone} no longer there" if plan.gone else ""
            todo = "nothing to read" if plan.up_to_date else f"{plan.to_read} of {plan.files} files to read{gone}"
            screen.print_plain(screen.visible(f"{plan.mailing}: {todo}"))
