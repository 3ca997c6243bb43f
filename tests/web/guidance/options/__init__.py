"""Options and open decisions: papers, confidential questions, and what the actions refuse."""
