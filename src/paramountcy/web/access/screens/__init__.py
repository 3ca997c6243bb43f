"""The pages of access: who may see and do what, and who did. One subject a file."""
