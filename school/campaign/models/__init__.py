"""What an authority announced to a school, and who there has read it."""

from school.campaign.models.announcement import Announcement, Receipt

__all__ = ["Announcement", "Receipt"]
