"""
One of each thing that a page of guidance is about, app by app, for the matrix.

Each module is named after its app and has `refs(partnership, circle)`: by the name of each page of the app that takes
a reference, the reference of something of `partnership.group`, kept to `circle` where that is not None. A page with
more than one argument gets a dict of them instead of a reference.
"""
