"""What is done with consultations."""
