"""Open data: an area's safe figures as Explore Education Statistics takes them, and a screen for such files."""
