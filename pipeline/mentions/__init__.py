"""Letter → mentions: the only door for spaCy."""
