"""The screen: what a data file and its metadata must be before Explore Education Statistics takes them."""
