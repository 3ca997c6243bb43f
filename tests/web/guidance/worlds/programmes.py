"""One of each thing of programmes."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
