"""What we count, and who asks: every indicator declared once, with origin, examples and what to read beside it."""
