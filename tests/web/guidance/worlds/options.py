"""One of each thing of options."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
