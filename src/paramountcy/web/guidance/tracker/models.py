"""What is kept of the actions, decisions and updates."""
