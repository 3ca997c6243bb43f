"""One of each thing of publishing."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
