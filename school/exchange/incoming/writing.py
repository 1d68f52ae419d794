"""Writing: what is clear of a package goes into the school, in the caller's deed.

Order: the year, cards, classes, groups, places, links; corrections at the end. What is
doubtful or wrong stays out. A package gives nobody a role and takes nobody away.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model

from school.academics import enrolling
from school.academics.models import (
    Enrolment,
    Period,
    SchoolClass,
    SchoolYear,
    StudyGroup,
    Subject,
)
from school.exchange.incoming.days import Placed, Ref
from school.exchange.incoming.plan import JudgedHuman, JudgedLink, Plan
from school.exchange.incoming.standing import TIES, subjects
from school.exchange.incoming.told import OF_KIND, Thing
from school.importing import links
from school.importing.cards import card_of, correction_of
from school.importing.verdicts import Verdict
from school.people.models import Card, Employee, Kinship
from school.people.names import normalise
from school.registry.correcting import correct_all

_PAPER = "по пакету OneRoster"


def write(school: int, plan: Plan, on: date) -> Counter[str]:
    """Write the plan into the school as it was compared; how many of what.

    In the transaction in which it was compared, behind the school's walls.
    """
    done = _Writing(school, plan, on)
    done.year()
    done.people()
    done.classes()
    done.groups()
    done.places()
    done.links()
    return +done.counts


@dataclass(slots=True)
class _Writing:
    """One writing under way: what has been made of the keys of the package."""

    school: int
    plan: Plan
    on: date
    counts: Counter[str] = field(default_factory=Counter)
    cards: dict[tuple[Card.Kind, str], Card] = field(default_factory=dict)
    rooms: dict[str, SchoolClass | StudyGroup] = field(default_factory=dict)

    def year(self) -> None:
        """The calendar of a school that has none."""
        told = self.plan.package.year
        if self.plan.opens_year:
            SchoolYear.objects.create(
                school_id=self.school,
                year=told.year,
                since_date=told.since,
                until_date=told.until,
            )
            self.counts["years"] += 1
        if self.plan.opens_periods:
            made = [
                Period(
                    school_id=self.school,
                    year=told.year,
                    number=number,
                    name=one.name,
                    since_date=one.since,
                    until_date=one.until,
                )
                for number, one in enumerate(told.periods, start=1)
            ]
            Period.objects.bulk_create(made)
            self.counts["periods"] += len(made)

    def people(self) -> None:
        """A card for everybody who has none; the others are corrected."""
        corrections = {}
        for one in self.plan.humans:
            who = (one.told.kind, one.told.key)
            if one.person.verdict is Verdict.CREATE:
                self.cards[who] = self.card(one)
            elif one.person.card is not None and one.person.differences:
                corrections[one.person.card.pk] = correction_of(one.person)
        Card.objects.bulk_create(self.cards.values())
        Employee.objects.bulk_create(
            self.work(one)
            for one in self.plan.humans
            if one.told.kind is Card.Kind.EMPLOYEE
            and one.person.verdict is Verdict.CREATE
        )
        correct_all(self.school, corrections)
        self.counts.update(OF_KIND[kind] for kind, _ in self.cards)
        self.counts["changed"] += len(corrections)

    def card(self, one: JudgedHuman) -> Card:
        """The card, unsaved; whoever is switched off there is so here."""
        made = card_of(self.school, one.told.kind, one.told.person)
        if not one.told.is_active:
            made.user = Card.User.INACTIVE
        return made

    def work(self, one: JudgedHuman) -> Employee:
        """The employment, unsaved; without a first day, from today."""
        return Employee(
            school_id=self.school,
            card=self.cards[one.told.kind, one.told.key],
            name=one.told.person.name.with_initials,
            position=one.told.position,
            since_date=one.told.since or self.on,
            until_date=one.told.until,
        )

    def classes(self) -> None:
        """Classes that are not there yet."""
        for one in self.plan.classes:
            if one.verdict is Verdict.CREATE:
                self.rooms[one.told.key] = SchoolClass(
                    school_id=self.school,
                    year=self.plan.package.year.year,
                    grade=one.told.name.grade,
                    letter=one.told.name.letter,
                )
        made = [one for one in self.rooms.values() if isinstance(one, SchoolClass)]
        SchoolClass.objects.bulk_create(made)
        self.counts["classes"] += len(made)

    def groups(self) -> None:
        """Groups that are not there yet, and their subjects if those are new."""
        new = [one for one in self.plan.groups if one.group.verdict is Verdict.CREATE]
        named = {one.subject for one in new if isinstance(one.subject, str)}
        Subject.objects.bulk_create(
            [Subject(name=name) for name in sorted(named)], ignore_conflicts=True
        )
        known = subjects() if named else {}
        made = {}
        for one in new:
            subject = one.subject
            made[one.group.told.key] = StudyGroup(
                school_id=self.school,
                year=self.plan.package.year.year,
                school_class_id=self.room(one.school_class),
                subject_id=known[normalise(subject)]
                if isinstance(subject, str)
                else subject,
                name=one.group.told.name,
                whole_class=one.group.told.whole_class,
            )
        StudyGroup.objects.bulk_create(made.values())
        self.rooms.update(made)
        self.counts["groups"] += len(made)

    def room(self, ref: Ref) -> int:
        """The id of a class or a group of the package."""
        if isinstance(ref, int):
            return ref
        made: int = self.rooms[ref].pk
        return made

    def who(self, kind: Card.Kind, ref: Ref | None) -> int:
        """The id of the card of somebody of the package."""
        if isinstance(ref, int):
            return ref
        made: int = self.cards[kind, ref or ""].pk
        return made

    def places(self) -> None:
        """Who learns and who teaches where: ends first, then what begins."""
        begun: list[Enrolment] = []
        for thing, placed in self.plan.ties.items():
            table, _, _ = TIES[thing]
            for one in placed:
                if one.verdict is Verdict.CHANGE and one.told.until is not None:
                    self.end(thing, one.pk, one.told.until)
            made = [
                self.place(thing, one)
                for one in placed
                if one.verdict is Verdict.CREATE
            ]
            table._default_manager.bulk_create(made)
            begun += [one for one in made if isinstance(one, Enrolment)]
            self.counts[thing] += len(made)
        groups = {
            self.room(one.group.told.key if one.group.pk is None else one.group.pk)
            for one in self.plan.groups
            if one.group.is_clear
        }
        enrolling.follow(begun, but=groups)

    def place(self, thing: Thing, placed: Placed) -> Model:
        """A place that begins, unsaved."""
        table, place, who = TIES[thing]
        kind = Card.Kind.STUDENT if who == "student" else Card.Kind.EMPLOYEE
        return table(
            school_id=self.school,
            since_date=placed.told.since,
            until_date=placed.told.until,
            **{f"{place}_id": self.room(placed.place)},
            **{f"{who}_id": self.who(kind, placed.who)},
        )

    def end(self, thing: Thing, pk: int | None, on: date) -> None:
        """A place that lasts ends on the day; with a class all that is learnt there."""
        table, _, _ = TIES[thing]
        found = table._default_manager.get(school=self.school, pk=pk)
        if isinstance(found, Enrolment):
            enrolling.end(found, on=on)
        else:
            table._default_manager.filter(school=self.school, pk=pk).update(
                until_date=on
            )
        self.counts["ended"] += 1

    def links(self) -> None:
        """Links that are not there yet."""
        made = [
            self.link(one) for one in self.plan.links if one.verdict is Verdict.CREATE
        ]
        self.counts["links"] += links.write(self.school, made, self.on)

    def link(self, one: JudgedLink) -> Kinship:
        """The link, unsaved."""
        guardian = self.who(Card.Kind.GUARDIAN, one.guardian)
        student = self.who(Card.Kind.STUDENT, one.student)
        pair = guardian, student
        return links.link_of(self.school, pair, one.told.kind, _PAPER, self.on)
