"""Each statutory return, whole: what it asks, how it is read and written, what it requires."""
