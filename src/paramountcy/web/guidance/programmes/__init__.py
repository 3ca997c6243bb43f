"""Joint programmes: strands with an owner in each body, and what each waits for outside."""
