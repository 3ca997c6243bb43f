"""What is kept of the terms, roles and duties."""
