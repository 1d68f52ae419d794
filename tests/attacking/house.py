"""A school with two people who may come in, and Госуслуги that know both."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from ipaddress import IPv4Address
from typing import Any
from unittest import mock
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.test import Client

from launcher.postgres import Cluster
from school.access import gosuslugi as road_to_gosuslugi
from school.access.attaching import open_account
from school.access.facts import Identity
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib import clock
from school.regions.models import Region
from tests.attacking.gosuslugi import Gosuslugi, at_esia

START, RETURN = "/access/esia/", "/access/esia/return/"
HOST = "127.0.0.1"
BACK = f"{settings.SCHOOL_URL}{RETURN}"
TEACHER = replace(
    MOTHER, oid=3000, first_name="Ева", birth_date=date(1980, 2, 27), snils=rows.TEACHER
)
_FIRST_ADDRESS = int(IPv4Address("10.0.0.0"))
_TOO_LONG = timedelta(minutes=11)
_KEPT = ("session", "account", "attachment", "attempt")


@dataclass(frozen=True)
class Begun:
    """An attempt on its way: what a right return would bring from the right browser."""

    state: str
    code: str
    browser: str

    @property
    def query(self) -> str:
        return f"state={self.state}&code={self.code}"

    @property
    def cookie(self) -> str:
        return f"{settings.BEFORE_COOKIE}={self.browser}"


@dataclass
class House:
    """The product as a browser sees it. `victim` and `attacker` may both come in.

    `begun` counts the attempts, each of which somebody began at the button; `asked`
    counts the requests.
    """

    client: Client
    gosuslugi: Gosuslugi
    count: Callable[[str], int]
    begun: int = 0
    asked: int = 0
    admitted: list[Begun] = field(default_factory=list)
    _standing: dict[str, Begun] = field(default_factory=dict)

    def begin(self, person: Identity = MOTHER, region: str = "r") -> Begun:
        """Press the button and sign in at Госуслуги; nothing has come back yet."""
        cookie = f"{settings.REGION_COOKIE}={region}"
        self.begun += 1
        # Everybody from his own network: so many from one would be slowed down.
        network = f"198.18.{self.begun // 250}.{self.begun % 250}"
        answer = self.ask("POST", START, cookie=cookie, REMOTE_ADDR=network)
        address = answer["Location"]
        return Begun(
            state=parse_qs(urlsplit(address).query)["state"][0],
            code=self.gosuslugi.code_for(person, address),
            browser=answer.cookies[settings.BEFORE_COOKIE].value,
        )

    def standing(self, person: Identity = MOTHER, region: str = "r") -> Begun:
        """An attempt that nothing of what is done with it may use up."""
        name = f"{person.oid} {region}"
        if name not in self._standing:
            self._standing[name] = self.begin(person, region)
        return self._standing[name]

    def code_of_another_system(self, begun: Begun) -> str:
        """A code of the same person and browser that another system was given."""
        challenge = self.gosuslugi.challenge_of(begun.code)
        address = f"?client_id=ELSH_OTHER&code_challenge={challenge}"
        return self.gosuslugi.code_for(MOTHER, address)

    def expired(self) -> Begun:
        """An attempt whose person took longer than ten minutes."""
        long_ago = clock.Clock(start=clock.now() - clock.Clock().now() - _TOO_LONG)
        with mock.patch.object(clock, "_clock", long_ago):
            return self.begin()

    def ask(
        self, method: str, path: str, query: str = "", cookie: str = "", **meta: Any
    ) -> Any:
        """Send exactly this; the client itself remembers no cookie.

        Everybody comes from an address of his own: whoever attacks has many, and the
        throttle at the door must not be what stops him here.
        """
        self.client.cookies.clear()
        self.asked += 1
        place = str(IPv4Address(_FIRST_ADDRESS + self.asked))
        sent = {"HTTP_HOST": HOST, "HTTP_COOKIE": cookie, "REMOTE_ADDR": place, **meta}
        body = sent.pop("body", b"")
        kind = sent.pop("kind", "application/x-www-form-urlencoded")
        sent["QUERY_STRING"] = query
        return self.client.generic(method, path, body, kind, **sent)

    def come_in(self, begun: Begun) -> str:
        """Come back as one should; the token of the session, or nothing."""
        answer = self.ask("GET", RETURN, begun.query, begun.cookie)
        cookie = answer.cookies.get(settings.SESSION_COOKIE)
        if cookie is not None and cookie.value:
            self.admitted.append(begun)
        return cookie.value if cookie is not None else ""

    def kept(self) -> dict[str, int]:
        """How many rows there are of what a return could make."""
        return {table: self.count(table) for table in _KEPT}


@contextmanager
def standing(
    cluster: Cluster,
    database: str,
    road: Callable[[], AbstractContextManager[Gosuslugi]] = at_esia,
) -> Iterator[House]:
    """Fill an empty database and open the door; the attacker came in once already.

    ``road`` leads to Госуслуги, straight or through a gateway. The victim never has
    come in: a return that lets her in makes a session and ties a card.
    """
    region = rows.make_region()
    Region.objects.create(slug="z", name="Ещё область", policy_line="ryazan")
    rows.make_school(region)
    for person in (MOTHER, TEACHER):
        _consents(region, person)

    def count(table: str) -> int:
        with cluster.connect(database) as superuser:
            query = f"SELECT count(*) FROM {table}"  # noqa: S608 - names of our own
            (found,) = superuser.execute(query.encode()).fetchall()[0]
            return int(str(found))

    with ExitStack() as stack:
        gosuslugi = stack.enter_context(road())
        taken = gosuslugi.road(BACK)
        stack.enter_context(
            mock.patch.object(road_to_gosuslugi, "road", return_value=taken)
        )
        house = House(Client(raise_request_exception=False), gosuslugi, count)
        if not house.come_in(house.begin(TEACHER)):
            raise AssertionError("whoever may come in does not")
        yield house


def _consents(region: Region, person: Identity) -> None:
    account = open_account(region, person, clock.now())
    rows.agreed(region, account)
