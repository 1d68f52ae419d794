"""Tables that were sent, and what became of them."""

from school.importing.models.upload import Upload

__all__ = ["Upload"]
