"""A small kind of record of the tests: notes about people, to try access on before any real record exists."""
