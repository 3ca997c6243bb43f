"""One of each thing of meetings."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
