"""Versions for children and young people, tied passage by passage to the text for adults."""
