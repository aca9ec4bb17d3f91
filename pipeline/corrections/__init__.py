"""corrections.csv ↔ what people say of the letters, and which of it still holds."""

from pipeline.corrections.bound import Bound, bind_corrections
from pipeline.corrections.sheet import COLUMNS, add_correction, read_sheet, write_sheet

__all__ = ["COLUMNS", "Bound", "add_correction", "bind_corrections", "read_sheet", "write_sheet"]
