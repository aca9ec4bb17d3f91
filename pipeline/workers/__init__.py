"""Tasks → results, from this process, from processes of this machine, or from those of a Dask cluster."""

from pipeline.workers.job import Job
from pipeline.workers.limits import Limits
from pipeline.workers.pool import Workers, open_workers, work_here

__all__ = ["Job", "Limits", "Workers", "open_workers", "work_here"]
