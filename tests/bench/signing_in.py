"""What a sign-in costs us: both halves, without what Госуслуги do between them."""

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
