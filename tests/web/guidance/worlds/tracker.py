"""One of each thing of tracker."""


def refs(partnership, circle):
    return {}


ONLY_POST = ()
