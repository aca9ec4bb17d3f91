"""Tables → HTML and CSV."""

from pipeline.report.write import Entry, report_path, summarise_mailing, write_index, write_report

__all__ = ["Entry", "report_path", "summarise_mailing", "write_index", "write_report"]
