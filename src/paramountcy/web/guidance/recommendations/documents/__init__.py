"""The response as a file: a document to edit, one to print, a table, and one that a program reads."""
