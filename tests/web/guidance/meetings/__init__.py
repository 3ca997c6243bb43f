"""Meetings, room by room: what their actions do, who may know of what, and what leaves."""
