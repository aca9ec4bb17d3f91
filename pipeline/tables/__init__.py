"""Rows ↔ Parquet datasets, whole mailings replaced atomically."""
