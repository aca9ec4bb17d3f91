"""`--workers`, `--scheduler`, `--cluster` → who does the work."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from pipeline.cli.configured import configured
from pipeline.cli.refused import wrong_usage
from pipeline.settings import RunSettings, available_cores
from pipeline.workers import Workers, open_workers


@contextmanager
def open_hands(
    workers: int | None = None, scheduler: str | None = None, cluster: int | None = None
) -> Iterator[Workers]:
    """The workers of a stage that starts from the tables. Raises RunError where there can be none."""
    settings = choose_hands(configured().settings(), workers, scheduler, cluster)
    with open_workers(settings, most=settings.workers) as hands:
        yield hands


def choose_hands(settings: RunSettings, workers: int | None, scheduler: str | None, cluster: int | None) -> RunSettings:
    """This process alone (`--workers 1`), processes of this machine (else), or a Dask cluster.

    Where the command says nothing, it is as courrier.toml or the environment have it.
    """
    given = sum(option is not None for option in (workers, scheduler, cluster))
    if given > 1:
        wrong_usage("Give one of --workers, --scheduler and --cluster.")
    if given:
        settings = replace(
            settings,
            workers=workers or available_cores(),
            in_process=workers == 1,
            scheduler=scheduler,
            cluster=cluster,
        )
    if not settings.scheduler:
        return settings
    # the workers of a cluster were started in some folder of theirs
    return replace(settings, raw=settings.raw.absolute(), out=settings.out.absolute())
