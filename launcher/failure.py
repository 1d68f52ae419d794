"""The one way a start can fail."""


class LaunchError(Exception):
    """The start cannot go on; the message is one Russian sentence for a person."""
