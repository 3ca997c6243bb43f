"""Actions, decisions and updates: one tracker over all groups."""
