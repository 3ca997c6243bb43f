"""Who people are, what they may see and do, and who did: the ground floor."""
