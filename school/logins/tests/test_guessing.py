"""How many guesses ten thousand addresses have: the rules and a clock, nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from school.access.throttling import RULES, Door, Rule, Window, counted

BEGIN = datetime(2026, 9, 1, tzinfo=UTC)
MONTH = timedelta(days=30)
ADDRESSES = 10_000


class Guard:
    """The windows of logins, and of every address that asks for one."""

    def __init__(self) -> None:
        self.windows: dict[tuple[Rule, str], Window] = {}

    def wait(self, login: str, address: str, at: datetime) -> datetime | None:
        """Count a guess; else till when to wait, and then nothing is counted."""
        knocked = {
            key: counted(self.windows.get(key), key[0], at)
            for key in _keys(login, address)
        }
        over = [w.until for (rule, _), w in knocked.items() if w.times > rule.most]
        if over:
            return max(over)
        self.windows |= knocked
        return None

    def forgive(self, login: str, address: str) -> None:
        """It was the right password."""
        for key in _keys(login, address):
            window = self.windows[key]
            self.windows[key] = Window(window.until, window.times - 1)


def _keys(login: str, address: str) -> list[tuple[Rule, str]]:
    known_by = {"account": login, "address": address}
    rules = [rule for rule in RULES if rule.door is Door.LOGIN]
    return [(rule, known_by[rule.what]) for rule in rules]


def guesses(lasts: timedelta, *, owner_comes: bool) -> Iterator[datetime]:
    """Every guess that a botnet is let to make: as soon as it may, from anywhere."""
    guard, at, number = Guard(), BEGIN, 0
    came = BEGIN
    while at < BEGIN + lasts:
        if owner_comes and at >= came + timedelta(days=1):
            came = at
            if guard.wait("his", "home", at) is None:
                guard.forgive("his", "home")
        number += 1
        opens = guard.wait("his", f"bot {number % ADDRESSES}", at)
        if opens is None:
            yield at
        at = opens or at + timedelta(milliseconds=10)


def most_in_a_month(made: list[datetime]) -> int:
    return max(sum(one <= each < one + MONTH for each in made) for one in made)


def test_no_month_has_more_than_a_hundred_guesses_at_one_login() -> None:
    for owner_comes in (False, True):
        made = list(guesses(timedelta(days=200), owner_comes=owner_comes))
        assert 50 <= most_in_a_month(made) <= 100


def test_a_class_of_thirty_comes_in_from_one_address_within_two_minutes() -> None:
    guard = Guard()
    for pupil in range(30):
        at = BEGIN + timedelta(seconds=4 * pupil)
        if pupil % 3 == 0:  # mistypes once
            assert guard.wait(f"login {pupil}", "school", at) is None
        assert guard.wait(f"login {pupil}", "school", at) is None
        guard.forgive(f"login {pupil}", "school")
