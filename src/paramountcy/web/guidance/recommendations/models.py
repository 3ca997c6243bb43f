"""What is kept of the recommendations and response."""
