"""One of each thing of vocabulary."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
