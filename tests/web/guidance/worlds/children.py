"""One of each thing of children."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
