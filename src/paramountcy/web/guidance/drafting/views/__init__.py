"""The pages of drafting: documents, chapters, comments, and what is published."""
