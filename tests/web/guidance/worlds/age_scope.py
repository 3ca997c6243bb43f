"""A provision as it came with the program. None is ever confidential: both worlds are the same."""


def refs(partnership, circle):
    del partnership, circle
    return {page: {"key": "care-to-25"} for page in ("change", "take_out", "history")}


ONLY_POST = ()
