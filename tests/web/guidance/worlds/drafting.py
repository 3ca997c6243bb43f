"""One of each thing of drafting."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
