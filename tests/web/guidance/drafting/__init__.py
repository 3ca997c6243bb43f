"""Drafting: what changed, anchors, provisions, comments from elsewhere, and who may do what."""
