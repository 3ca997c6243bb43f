"""What is kept of the reading of notes."""
