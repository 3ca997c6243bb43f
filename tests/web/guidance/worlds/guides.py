"""One of each thing of guides."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
