"""Tables → HTML and CSV."""

from pipeline.report.shown import choose_letters
from pipeline.report.write import Entry, is_made_from, report_path, summarise_mailing, write_index, write_report

__all__ = ["Entry", "choose_letters", "is_made_from", "report_path", "summarise_mailing", "write_index", "write_report"]
