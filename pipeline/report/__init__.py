"""Tables → HTML and CSV."""

from pipeline.report.write import Entry, summarise_mailing, write_index, write_report

__all__ = ["Entry", "summarise_mailing", "write_index", "write_report"]
