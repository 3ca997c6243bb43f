"""One of each thing of recommendations."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
