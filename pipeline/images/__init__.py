"""Scan → clean scan: the only door for cv2."""

from pipeline.images.clean import clean_scan
from pipeline.images.grey import smooth
from pipeline.images.keep import keep_picture
from pipeline.images.marks import find_marks
from pipeline.images.separators import is_separator

__all__ = ["clean_scan", "find_marks", "is_separator", "keep_picture", "smooth"]
