"""One of each thing of worries."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
