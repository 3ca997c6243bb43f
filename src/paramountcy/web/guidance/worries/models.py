"""What is kept of the worries about a child."""
