"""The one exception of this context."""


class BackupError(Exception):
    """Nothing was copied or restored. The message is one sentence for a person."""
