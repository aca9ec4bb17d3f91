"""What `--dry-run` says."""

from pipeline import screen
from pipeline.cli.going import exits
from pipeline.planning import plan_mailings
from pipeline.settings import RunSettings


def tell_plan(settings: RunSettings) -> None:
    """A line a mailing on standard output."""
    with exits():
        for plan in plan_mailings(settings):
            gone = screen.say(", {} no longer there", plan.gone) if plan.gone else ""
            todo = screen.say("{} of {} files to read", plan.to_read, plan.files) + gone
            told = screen.say("nothing to read") if plan.up_to_date else todo
            screen.print_plain(screen.visible(screen.say("{}: {}", plan.mailing, told)))
