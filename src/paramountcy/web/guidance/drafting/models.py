"""What is kept of the drafting of guidance."""
