"""Meetings as their notes tell them: `read.meeting_of(document)` gives a `shape.Meeting`."""
