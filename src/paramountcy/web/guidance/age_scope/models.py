"""What is kept of the age scope."""
