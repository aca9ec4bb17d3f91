"""Words → letters: lines, where a letter ends, final text, zones."""
