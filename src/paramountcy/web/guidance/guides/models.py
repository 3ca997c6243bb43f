"""What is kept of the register of practice guidance."""
