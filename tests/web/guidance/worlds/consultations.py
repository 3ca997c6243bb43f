"""One of each thing of consultations."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
