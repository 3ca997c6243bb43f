"""Joint programmes: their document, what the actions refuse, and that others know of no confidential one."""
