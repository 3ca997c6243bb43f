"""What is kept of the publishing register."""
