"""Recommendations from any source: positions with their history, progress, and the response."""
