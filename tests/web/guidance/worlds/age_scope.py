"""One of each thing of age_scope."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
