"""To Госуслуги by the road that this installation was given (`IDENTITY_ROAD`)."""

from datetime import datetime

from school.access.facts import Identity
from school.access.reasons import Reason
from school.access.roads import configuring
from school.access.roads.renewing import Renewed
from school.access.roads.road import Road


def road() -> Road:
    """Who we are at Госуслуги, by the keys that lie in the files now.

    Raises esia.Misconfigured with one sentence.
    """
    return taken.get()


def address_to_go(*, state: str, verifier: str, now: datetime) -> str:
    """Where the person's browser is sent to sign in."""
    return road().address_to_go(state=state, verifier=verifier, now=now)


def address_to_leave(return_to: str) -> str:
    """Where the person's browser is sent to end the session at Госуслуги too."""
    return road().address_to_leave(return_to)


def identify(*, code: str, verifier: str, now: datetime) -> Identity | Reason:
    """Who came back with this code, asked server to server; or why nobody knows.

    Calls of the network: never inside a transaction.
    """
    return road().identify(code=code, verifier=verifier, now=now)


def refused(error: str, description: str) -> Reason:
    """What was meant by sending the browser back with an error."""
    return road().refused(error, description)


taken = Renewed[Road](configuring.make, configuring.files)
