"""
Checking the words of guidance, published text and templates against dated lists of terms.

`terms` holds the lists, `lint` looks for them in a document. Never given a case record, a quotation or a person's own
words: those are kept as they were said.
"""
