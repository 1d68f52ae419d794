"""A fact, what is to be done about it, and what came of it for each person."""

from school.notices.models.delivery import Delivery
from school.notices.models.job import Job
from school.notices.models.notice import Notice

__all__ = ["Delivery", "Job", "Notice"]
