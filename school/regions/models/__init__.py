"""The land: region → municipality → school, and whom a region asks to call."""

from school.regions.models.help_line import DayOff, HelpLine
from school.regions.models.places import Municipality, Region, School

__all__ = ["DayOff", "HelpLine", "Municipality", "Region", "School"]
