"""The pages of options and open decisions: questions, what is laid out in them, and how they came out."""
