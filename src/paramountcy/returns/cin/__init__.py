"""The children in need census: what it asks, how it is read and written, what it requires."""
