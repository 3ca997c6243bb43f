"""What is done on the ground floor, one subject a file: verbs, keyword-only, in one transaction with their audit."""
