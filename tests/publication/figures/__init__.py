"""The month's report: what it says, how it is written, and how it is known for what it is."""
