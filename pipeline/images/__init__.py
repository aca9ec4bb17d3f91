"""Scan → clean scan: the only door for cv2."""
