"""The application can't be used as it was asked to be."""


class NotReady(Exception):
    """Why it can't be started, or a command on it can't be done: a sentence, with what to do. Nothing was changed."""
