"""What a sign-in costs: our two halves, and all that the sandbox does meanwhile."""

from dataclasses import dataclass, field

from tests.bench import people
from tests.bench.meter import spending
from tests.bench.people import Person
from tests.bench.stage import Stage

_WARM = 6
_TIMES = 3


@dataclass
class SignIns:
    """Sign-ins of one person whom Госуслуги know already."""

    stage: Stage
    person: Person
    app_s: list[float] = field(default_factory=list)
    database_s: list[float] = field(default_factory=list)

    def warm(self) -> None:
        """Enough for each worker to have its tables of GOST."""
        for _ in range(_WARM):
            self._once()

    def measure(self) -> None:
        """One round: several, because one is too little to count."""
        done = [self._once() for _ in range(_TIMES)]
        self.app_s.append(sum(app for app, _ in done) / _TIMES)
        self.database_s.append(sum(database for _, database in done) / _TIMES)

    def _once(self) -> tuple[float, float]:
        roots = self.stage.school.pid, self.stage.database
        with spending(*roots) as out:
            begun = people.begin(self.person)
        target = people.pass_gosuslugi(self.person, begun)
        with spending(*roots) as back:
            people.come_back(self.person, target)
        app, database = zip(out.seconds, back.seconds, strict=True)
        return sum(app), sum(database)


@dataclass
class SandboxSignIns:
    """Sign-ins of one person who is new to the sandbox each time: with a password.

    What the sandbox spends on the signed request, its two pages, the code, the tokens
    and the person's data.
    """

    stage: Stage
    who: str
    sandbox_s: list[float] = field(default_factory=list)

    def warm(self) -> None:
        """Tables of GOST, templates."""
        self._once()

    def measure(self) -> None:
        """One round."""
        # It makes a thread for each request, which is gone when we look again.
        with spending(self.stage.sandbox.pid, passing=True) as spent:
            for _ in range(_TIMES):
                self._once()
        self.sandbox_s.append(spent.seconds[0] / _TIMES)

    def _once(self) -> None:
        person, _ = people.come_in(self.stage, self.who)
        person.browser.close()
