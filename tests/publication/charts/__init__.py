"""Charts: what they draw, that they can be read, and that nothing breaks them."""
