"""What courts said of links, and which cards stand for two."""

from school.registry.models.court_word import CourtWord
from school.registry.models.merge import CardMerge

__all__ = ["CardMerge", "CourtWord"]
