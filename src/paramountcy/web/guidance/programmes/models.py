"""What is kept of the joint programmes."""
