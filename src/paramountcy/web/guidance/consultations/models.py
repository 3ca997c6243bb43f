"""What is kept of the consultations and events."""
