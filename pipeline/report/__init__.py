"""Tables → HTML and CSV."""
