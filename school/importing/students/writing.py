"""Writing students, their guardians, places and links. In a deed of the caller's."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from school.academics import enrolling
from school.academics.models import SchoolClass
from school.academics.moving import Moved
from school.academics.moving_many import place_all
from school.importing import links
from school.importing.cards import card_of, correction_of
from school.importing.opening import opened
from school.importing.told import Told, ToldGuardian
from school.importing.verdicts import Person, Row, Verdict
from school.people.models import Card, Kinship
from school.registry.correcting import Correction, correct_all

_NO_PAPER = "по списку школы"


@dataclass(frozen=True, slots=True)
class Planned:
    """What writing would do, in numbers."""

    students: int
    guardians: int
    changed: int
    classes: int


def planned(rows: Sequence[Row]) -> Planned:
    """Counted beforehand, each human once."""
    clear = [row for row in rows if _is_clear(row)]
    new_students, new_guardians = (
        {_human(kind, each.told) for each in people if each.card is None}
        for kind, people in (
            (Card.Kind.STUDENT, _people(clear)),
            (Card.Kind.GUARDIAN, _guardians(clear)),
        )
    )
    changed = sum(row.verdict is Verdict.CHANGE for row in clear)
    classes = {row.told.school_class for row in clear if row.new_class}
    return Planned(len(new_students), len(new_guardians), changed, len(classes))


def write(school: int, on: date, rows: Sequence[Row]) -> Counter[str]:
    """Write what is clear of the rows; how many of what."""
    done = _Writing(school, on)
    done.write([row for row in rows if _is_clear(row)])
    return done.counts


def _is_clear(row: Row) -> bool:
    """A student who may be written; guardians are judged one by one."""
    return row.person is not None and row.person.verdict is not Verdict.DOUBTFUL


@dataclass(slots=True)
class _Writing:
    """One writing under way: whom it has made a card for already."""

    school: int
    on: date
    counts: Counter[str] = field(default_factory=Counter)
    made: dict[object, Card] = field(default_factory=dict)
    corrections: dict[int, Correction] = field(default_factory=dict)

    def write(self, rows: Sequence[Row]) -> None:
        """Cards first, then places, then links; corrections at the end."""
        labels = [row.told.school_class for row in rows]
        classes, self.counts["classes"] = opened(self.school, self.on, labels)
        self.make(Card.Kind.STUDENT, _people(rows))
        self.make(Card.Kind.GUARDIAN, _guardians(rows))
        self.place(rows, classes)
        self.link(rows)
        correct_all(self.school, self.corrections)
        self.counts["changed"] = len(self.corrections)

    def make(self, kind: Card.Kind, people: Iterable[Person]) -> None:
        """A card for everybody who has none, one for each; the others are corrected."""
        new: dict[object, Card] = {}
        for person in people:
            if person.card is None:
                new.setdefault(
                    _human(kind, person.told), card_of(self.school, kind, person.told)
                )
            elif person.differences:
                correction = correction_of(person)
                if correction.parts:
                    self.corrections[person.card.pk] = correction
        Card.objects.bulk_create(new.values())
        self.made.update(new)
        self.counts[f"{kind}s"] = len(new)

    def pk(self, kind: Card.Kind, person: Person) -> int:
        """The card that is his now."""
        if person.card is not None:
            return person.card.pk
        made: int = self.made[_human(kind, person.told)].pk
        return made

    def place(self, rows: Sequence[Row], classes: dict[str, SchoolClass]) -> None:
        """New students into their classes, the others where the table has them."""
        places: dict[int, tuple[Card, SchoolClass]] = {}
        wanted: dict[int, SchoolClass] = {}
        for row in rows:
            person, school_class = row.person, classes[row.told.school_class]
            if person is None:
                continue
            if person.card is None:
                card = self.made[_human(Card.Kind.STUDENT, person.told)]
                places[card.pk] = card, school_class
            elif any(each.part == "class" for each in person.differences):
                wanted[person.card.pk] = school_class
        enrolling.enrol_all(list(places.values()), since=self.on)
        done = place_all(self.school, wanted, on=self.on).values()
        self.counts["moved"] = sum(isinstance(one, Moved) for one in done)
        self.counts["not_moved"] = len(done) - self.counts["moved"]

    def link(self, rows: Sequence[Row]) -> None:
        """Links that are not there yet; a court's word is asked where there is one."""
        made: dict[tuple[int, int], Kinship] = {}
        for row in rows:
            if row.person is None:
                continue
            student = self.pk(Card.Kind.STUDENT, row.person)
            for told, person in _clear_guardians(row, linked=False):
                guardian = self.pk(Card.Kind.GUARDIAN, person)
                pair = guardian, student
                link = links.link_of(self.school, pair, told.kind, _NO_PAPER, self.on)
                made.setdefault(pair, link)
        self.counts["links"] = links.write(self.school, list(made.values()), self.on)


def _people(rows: Iterable[Row]) -> Iterable[Person]:
    return (row.person for row in rows if row.person is not None)


def _guardians(rows: Iterable[Row]) -> Iterable[Person]:
    return (person for row in rows for _, person in _clear_guardians(row))


def _clear_guardians(
    row: Row, *, linked: bool = True
) -> Iterable[tuple[ToldGuardian, Person]]:
    """Those who may be written; without ``linked`` only whose link is not there yet."""
    for each in row.guardians:
        person = each.person
        if person is None or person.verdict is Verdict.DOUBTFUL:
            continue
        if linked or not each.linked:
            yield each.told, person


def _human(kind: Card.Kind, told: Told) -> object:
    """Who stands in several rows is one human: a mother of two."""
    return (kind, told.name.key, told.birth_date)
