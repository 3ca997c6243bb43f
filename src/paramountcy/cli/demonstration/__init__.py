"""What the demo shows: an imagined authority, from its return to what it publishes, and the pages that lead there."""
