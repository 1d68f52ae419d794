"""Comparing: what a package would do to a school, before anything is written. Pure.

Keys are looked for among the school's own records only: another school's key is a
stranger's.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from school.academics.next_year import ClassName
from school.exchange.incoming import days
from school.exchange.incoming.days import Placed, Ref
from school.exchange.incoming.plan import (
    Judged,
    JudgedGroup,
    JudgedHuman,
    JudgedLink,
    Plan,
    counted,
)
from school.exchange.incoming.recognising import recognise
from school.exchange.incoming.standing import Group, Standing
from school.exchange.incoming.told import (
    Package,
    Thing,
    ToldClass,
    ToldGroup,
    ToldLink,
    ToldTie,
)
from school.exchange.oneroster.remarks import Remark
from school.importing.finding import Digest
from school.importing.verdicts import Verdict
from school.people.models import Card
from school.people.names import normalise

_OUR_CLASS = "Это ключ нашего класса {}, а назван он иначе."
_OUR_GROUP = "Это ключ нашей группы, а класс или предмет у неё другой."
_NO_SUBJECT = "Предмета «{}» в справочнике нет."
_SAME_GROUP = "Такая группа уже была в строке {}."
_CALENDAR = "В школе этот год с {:%d.%m.%Y} по {:%d.%m.%Y}: календарь архив не меняет."
_PERIOD = "Такого периода в школе нет: календарь архив не меняет."
_RESTRICTED = "Этого человека от ребёнка ограничил суд: загрузка этого не меняет."
_KINDS = {
    Thing.ENROLMENT: Card.Kind.STUDENT,
    Thing.MEMBERSHIP: Card.Kind.STUDENT,
    Thing.LEAD: Card.Kind.EMPLOYEE,
    Thing.LOAD: Card.Kind.EMPLOYEE,
}


def compare(
    package: Package,
    standing: Standing,
    digest: Digest,
    answers: Mapping[str, str],
    *,
    new_subjects: bool = False,
) -> Plan:
    """The package beside the school; ``answers`` of the doubtful as
    :func:`recognise` takes them; ``new_subjects``: unknown ones are made."""
    done = _Comparing(package, standing, digest, new_subjects)
    humans, classes = done.humans(answers), done.classes()
    groups = done.groups()
    ties = {thing: done.ties(thing) for thing in _KINDS}
    links, (verdict, remarks) = done.links(), done.year()
    counts = counted(verdict, classes, groups, humans, links, package)
    for thing, placed in ties.items():
        counts[thing].update(one.verdict for one in placed)
        counts[thing].update(done.hanging[thing])
    told = [
        *(one.remark for one in package.wrong),
        *remarks,
        *(one.remark for one in classes),
        *(one.remark for one in humans),
        *(one.remark for one in links),
        *(one.group.remark for one in groups),
        *(_of_placed(one) for placed in ties.values() for one in placed),
        *package.aside,
    ]
    return Plan(
        package,
        standing.year is None,
        not standing.periods,
        classes,
        groups,
        humans,
        ties,
        links,
        counts,
        tuple(one for one in told if one is not None),
    )


@dataclass(slots=True)
class _Comparing:
    """One comparison under way: whom and what each key of the package is here."""

    package: Package
    school: Standing
    digest: Digest
    new_subjects: bool
    people: dict[tuple[Card.Kind, str], Ref] = field(default_factory=dict)
    rooms: dict[str, Ref] = field(default_factory=dict)
    left: dict[str, Verdict] = field(default_factory=dict)
    hanging: Mapping[Thing, Counter[Verdict]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def year(self) -> tuple[Verdict, list[Remark]]:
        """The calendar: made where there is none, never changed."""
        told = self.package.year
        if self.school.year is None:
            return Verdict.CREATE, []
        file, remarks = "academicSessions.csv", []
        if self.school.year != (told.since, told.until):
            words = _CALENDAR.format(*self.school.year)
            remarks.append(Remark(file, words, told.row, harmless=True))
        stand = set(self.school.periods)
        if stand:
            remarks += [
                Remark(file, _PERIOD, one.row, harmless=True)
                for one in told.periods
                if (one.since, one.until) not in stand
            ]
        elif told.periods:
            return Verdict.CREATE, remarks
        return Verdict.SAME, remarks

    def humans(self, answers: Mapping[str, str]) -> tuple[JudgedHuman, ...]:
        """Everybody, and who of them may be tied and linked."""
        found = recognise(self.package.humans, self.school.cards, self.digest, answers)
        for one in found:
            if one.is_clear:
                card, who = one.person.card, (one.told.kind, one.told.key)
                self.people[who] = card.pk if card else one.told.key
        return found

    def classes(self) -> tuple[Judged[ToldClass], ...]:
        """Classes by our key or by name."""
        by_key = {key: (pk, name) for pk, (key, name) in self.school.classes.items()}
        by_name = {name: pk for pk, (_, name) in self.school.classes.items()}
        return tuple(
            self.one_class(one, by_key, by_name) for one in self.package.classes
        )

    def one_class(
        self,
        told: ToldClass,
        by_key: Mapping[str, tuple[int, ClassName]],
        by_name: Mapping[ClassName, int],
    ) -> Judged[ToldClass]:
        """One of them."""
        own = by_key.get(told.key)
        if own is not None and own[1] != told.name:
            self.left[told.key] = Verdict.WRONG
            words = _OUR_CLASS.format(own[1])
            remark = Remark("classes.csv", words, told.row, "sourcedId")
            return Judged(told, Verdict.WRONG, remark=remark)
        pk = by_name.get(told.name)
        self.rooms[told.key] = told.key if pk is None else pk
        return Judged(told, Verdict.CREATE if pk is None else Verdict.SAME, pk)

    def groups(self) -> tuple[JudgedGroup, ...]:
        """Groups by our key or by class, subject and name."""
        by_key = {one.key: one for one in self.school.groups}
        stand: dict[object, tuple[Group | None, int]] = {
            (one.school_class, one.subject, one.name): (one, 0)
            for one in self.school.groups
        }
        found = []
        for told in self.package.groups:
            subject = self.subject(told)
            of_class = self.rooms.get(told.school_class, told.school_class)
            judged = self.one_group(
                told, of_class, subject, by_key.get(told.key), stand
            )
            if judged.is_clear:
                self.rooms[told.key] = told.key if judged.pk is None else judged.pk
            else:
                self.left[told.key] = judged.verdict
            found.append(JudgedGroup(judged, of_class, subject or ""))
        return tuple(found)

    def one_group(
        self,
        told: ToldGroup,
        of_class: Ref,
        subject: int | str | None,
        own: Group | None,
        stand: dict[object, tuple[Group | None, int]],
    ) -> Judged[ToldGroup]:
        """One of them; ``stand`` by class, subject and name, with rows of the package
        that came before."""
        if told.school_class in self.left:
            return Judged(told, self.left[told.school_class])
        if subject is None:
            asked = told.subjects[0][:60] if told.subjects else ""
            return _wrong_group(told, "courseSourcedId", _NO_SUBJECT.format(asked))
        if own is not None:
            if (own.school_class, own.subject) != (of_class, subject):
                return _wrong_group(told, "sourcedId", _OUR_GROUP)
            name = own.name
        else:
            name = told.name
        known, row = stand.get((of_class, subject, name), (None, 0))
        if row:
            return _wrong_group(told, "title", _SAME_GROUP.format(row))
        stand[of_class, subject, name] = known, told.row
        if known is None:
            return Judged(told, Verdict.CREATE)
        return Judged(told, Verdict.SAME, known.pk)

    def subject(self, told: ToldGroup) -> int | str | None:
        """The id of the first name that is known; a new name, None for none."""
        for name in told.subjects:
            known = self.school.subjects.get(normalise(name))
            if known is not None:
                return known
        return told.subjects[-1] if self.new_subjects and told.subjects else None

    def ties(self, thing: Thing) -> tuple[Placed, ...]:
        """Places of one kind; what hangs on somebody left out is counted only."""
        asked: list[tuple[ToldTie, Ref, Ref]] = []
        for one in self.package.ties:
            if one.thing is not thing:
                continue
            who = self.people.get((_KINDS[thing], one.who))
            place = self.rooms.get(one.place)
            if who is None or place is None:
                why = self.left.get(one.place, Verdict.DOUBTFUL)
                self.hanging[thing][why] += 1
            else:
                asked.append((one, place, who))
        return days.settle(thing, asked, self.school.facts[thing])

    def links(self) -> tuple[JudgedLink, ...]:
        """Links that are not there yet."""
        return tuple(self.one_link(one) for one in self.package.links)

    def one_link(self, told: ToldLink) -> JudgedLink:
        """One of them; a court's word stands."""
        guardian = self.people.get((Card.Kind.GUARDIAN, told.guardian))
        student = self.people.get((Card.Kind.STUDENT, told.student))
        if guardian is None or student is None:
            return JudgedLink(told, Verdict.DOUBTFUL)
        if (guardian, student) in self.school.restricted:
            remark = Remark("users.csv", _RESTRICTED, told.row, "agentSourcedIds")
            return JudgedLink(told, Verdict.WRONG, guardian, student, remark)
        linked = (guardian, student) in self.school.links
        verdict = Verdict.SAME if linked else Verdict.CREATE
        return JudgedLink(told, verdict, guardian, student)


def _wrong_group(told: ToldGroup, column: str, words: str) -> Judged[ToldGroup]:
    remark = Remark("classes.csv", words, told.row, column)
    return Judged(told, Verdict.WRONG, remark=remark)


def _of_placed(one: Placed) -> Remark | None:
    if not one.sentence:
        return None
    is_done = one.verdict is Verdict.CHANGE
    file, row = "enrollments.csv", one.told.row
    return Remark(file, one.sentence, row, one.column, harmless=is_done)
