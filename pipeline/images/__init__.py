"""Scan → clean scan: the only door for cv2."""

from pipeline.images.clean import clean_scan
from pipeline.images.grey import smooth
from pipeline.images.keep import keep_picture
from pipeline.images.marks import find_marks

__all__ = ["clean_scan", "find_marks", "keep_picture", "smooth"]
