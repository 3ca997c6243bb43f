"""One of each thing of reading."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
