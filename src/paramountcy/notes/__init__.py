"""Reading and measuring the words that the group's notes, guidance and pages are written in."""
