"""Notes read from a file, fact by fact, and accepted by a person: nothing is taken over until then."""
