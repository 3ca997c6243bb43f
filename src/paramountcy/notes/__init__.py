"""
Reading and measuring the words that the group's notes, guidance and pages are written in.

`reading` makes a `document` of a file, `meeting` reads what notes say, `linting` checks terms, `readability` measures.
"""
