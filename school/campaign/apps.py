"""The context as a Django application."""

from django.apps import AppConfig


class CampaignConfig(AppConfig):
    """See the package's docstring."""

    name = "school.campaign"

    def ready(self) -> None:
        """Say what people are to an announcement, and show new ones on their pages."""
        from school.campaign.models import Announcement
        from school.campaign.relations import roles_towards_announcement
        from school.campaign.unread import news
        from school.registry.frame import bring
        from school.rights.relations import relate

        relate(Announcement, roles_towards_announcement)
        bring(news)
