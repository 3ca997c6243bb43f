"""Guidance drafted in the open: chapters, versions, comments and what became of each."""
