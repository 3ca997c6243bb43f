"""Meetings: agenda, who was there, notes under each item, and how the notes come to be agreed and published."""
