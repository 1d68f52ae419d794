"""What courts said of links, who else agreed, and which cards stand for two."""

from school.registry.models.court_word import CourtWord
from school.registry.models.merge import CardMerge
from school.registry.models.second_word import SecondWord

__all__ = ["CardMerge", "CourtWord", "SecondWord"]
