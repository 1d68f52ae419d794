"""What an authority announced to a planted school: to its office, and to everybody."""

from school.campaign.models import Announcement, Receipt
from school.lib import clock
from tests.matrix.canaries import word
from tests.matrix.planting import Planted

BATCHES = {"administrators": 5_000_001, "employees": 5_000_002}


def plant(here: Planted) -> None:
    """Leave both at a school, the second read by somebody; behind its walls."""
    for audience, batch in BATCHES.items():
        here.announcements[audience] = here.put(
            Announcement,
            batch=batch,
            keeper="region",
            sender="Р",
            author="Р",
            audience=audience,
            title=word(here.place, "о чём"),
            text=word(here.place, "что сделать"),
            sent_at=clock.now(),
        )
    here.put(
        Receipt,
        announcement=here.announcements["employees"],
        card=here.twins[0],
        name=word(here.place, "прочёл"),
        read_at=clock.now(),
    )
