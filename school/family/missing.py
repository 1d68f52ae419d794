"""Missing: a parent who is in tells a school whose child he does not see.

The message is the same as one about a refused sign-in (`school.support.reporting`): a
number, a row of the school, a state to be read by the number. Nothing is looked up for
it, and nothing about it depends on whether some card was held.
"""

from datetime import datetime

from school.access.facts import Audience
from school.access.numbering import number_for
from school.regions.models import Region
from school.regions.policy import Who
from school.support.reporting import Report, report


def tell(region: Region, account: int, once: str, sent: Report, at: datetime) -> str:
    """Bring the message to its school; the number by which to ask about it.

    ``once`` is the form's own: the same form sent again is the same message.
    """
    attempt = number_for(
        region,
        key=f"missing child {account} {once}",
        audience=Audience(Who.PARENT),
        at=at,
    )
    report(attempt, sent, at=at)
    return attempt.reference
