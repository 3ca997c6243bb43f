"""Disclosure control, one door: what may be printed, and an attacker who tries to undo it."""
