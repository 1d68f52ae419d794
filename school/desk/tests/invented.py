"""Invented schools for the property test: facts drawn at random, as rows and as values.

The pools are small on purpose: documents meet, birth dates lie on the borders of the
rules, names differ by a letter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from school.academics.models import Enrolment, SchoolClass
from school.access.consents.standing import Word
from school.access.facts import CardFacts, KinshipFacts
from school.access.gathering import seal
from school.access.models import Attachment, CardConsent, HeldCard
from school.access.reasons import Reason
from school.access.tests.invented import ON
from school.people import snils
from school.people.models import Card, Kinship, ParentsReading
from school.regions.models import School

NOW = datetime.combine(ON, time(12), ZoneInfo("Europe/Moscow"))
_DAY = timedelta(days=1)
_SPANS = [(-50, None), (-50, -1), (-50, 0), (0, None), (1, None), (-50, 1)]
_NUMBERS = [snils.complete(900_000_000 + one) for one in range(1, 9)]
_BORN_YOUNG = [
    ON.replace(year=ON.year - years, month=month) + shift * _DAY
    for years, month in ((11, 11), (14, 5), (14, 11), (15, 5), (18, 11), (18, 12))
    for shift in (-1, 0, 1)
]
_BORN_OLD = [date(1988, 3, 14), date(1988, 3, 15), date(1990, 1, 31), date(2010, 1, 1)]
_LAST = ["Иванова", "Иванов", "Ивонова", "Cмирнова", "Петрова", ""]
_FIRST = ["Анна", "Анна", "Aнна", "Пётр", "Яна", "Аннa"]
_PATRONYMIC = ["Ильинична", "Ильинична", "", "нет", "нeт", "Iльинична"]


@dataclass(frozen=True)
class Drawn:
    """One card with everything that hangs on it; days are counted from the day."""

    kind: str
    last_name: str
    first_name: str
    patronymic: str
    birth_date: date
    snils: str | None
    certificate: str | None
    registered: bool
    user: str
    unsound: bool
    oid: int | None
    """Of the live tie; ``past_tie``: one that has ended is there."""
    tied_days_ago: int
    past_tie: bool
    entered: bool
    held: dict[Reason, tuple[int, bool]]
    """Days ago, and whether the card was corrected since."""
    words: list[tuple[str, str, int, str, str, int, int | None]]
    places: tuple[int, int | None] | None
    allows: bool | None
    links: dict[int, tuple[bool, tuple[int, int | None]]] = field(default_factory=dict)
    """Of a guardian: the number of a student → restricted, since and until."""


@st.composite
def cards(draw: st.DrawFn, kind: str) -> Drawn:
    """A card of this kind."""
    held = st.dictionaries(
        st.sampled_from(sorted(Reason)),
        st.tuples(st.integers(0, 5), st.booleans()),
        max_size=2,
    )
    word = st.tuples(
        st.sampled_from(["own", "parent"]),
        st.sampled_from(["given", "given", "asked", "refused", "withdrawn"]),
        st.integers(1, 3),
        st.sampled_from(["gosuslugi", "paper"]),
        st.sampled_from(["today", "today", "former"]),
        st.integers(1, 9),
        st.sampled_from([None, None, -1, 1]),
    )
    young = kind == "student"
    return Drawn(
        kind=kind,
        last_name=draw(st.sampled_from(_LAST)),
        first_name=draw(st.sampled_from(_FIRST)),
        patronymic=draw(st.sampled_from(_PATRONYMIC)),
        birth_date=draw(st.sampled_from(_BORN_YOUNG if young else _BORN_OLD)),
        snils=draw(st.sampled_from([None, "0" * 11, *_NUMBERS])),
        certificate=draw(st.sampled_from([None, "II-ИК 123456", "II-ИК 123457"])),
        registered=draw(st.sampled_from([True, True, False])),
        user=draw(st.sampled_from(["active", "active", "active", "none", "inactive"])),
        unsound=draw(st.sampled_from([False, False, True])),
        oid=draw(st.sampled_from([None, None, 1, 2, 3])),
        tied_days_ago=draw(st.integers(0, 5)),
        past_tie=draw(st.booleans()),
        entered=draw(st.booleans()),
        held=draw(held),
        words=draw(st.lists(word, max_size=4, unique_by=lambda one: one[5])),
        places=draw(st.sampled_from([*_SPANS[:1] * 4, *_SPANS, None])),
        allows=draw(st.sampled_from([None, True, False])) if young else None,
    )


@st.composite
def schools(draw: st.DrawFn) -> list[Drawn]:
    """A handful of students, guardians linked with some of them, and employees."""
    students = draw(st.lists(cards("student"), min_size=1, max_size=5))
    link = st.tuples(
        st.sampled_from([False, False, True]),
        st.sampled_from([*_SPANS[:1] * 4, *_SPANS]),
    )
    guardians = []
    for one in draw(st.lists(cards("guardian"), min_size=1, max_size=6)):
        numbers = st.integers(0, len(students) - 1)
        one.links.update(draw(st.dictionaries(numbers, link, max_size=3)))
        guardians.append(one)
    return [*students, *guardians, *draw(st.lists(cards("employee"), max_size=2))]


def lasts(span: tuple[int, int | None]) -> bool:
    """Whether it is so on the day."""
    since, until = span
    return since <= 0 and (until is None or until > 0)


class Invented:
    """A drawn school in the database, and the same as facts. Behind its walls."""

    def __init__(
        self, school: School, account: int, drawn: list[Drawn], text: Any
    ) -> None:
        self.school, self.drawn, self._text = school, drawn, text
        made = [Card(school=school, **_columns(one)) for one in drawn]
        self.cards = Card.objects.bulk_create(made)
        self.ids = [card.pk for card in self.cards]
        self._put_places()
        Kinship.objects.bulk_create(self._links())
        Attachment.objects.bulk_create(self._ties(account))
        HeldCard.objects.bulk_create(self._held())
        CardConsent.objects.bulk_create(self._words())
        ParentsReading.objects.bulk_create(
            ParentsReading(
                school=school, student_id=card, allowed=one.allows, said_at=NOW
            )
            for card, one in self
            if one.allows is not None
        )

    def __iter__(self) -> Any:
        return iter(zip(self.ids, self.drawn, strict=True))

    def facts(self) -> list[CardFacts]:
        """The cards as the decision takes them."""
        return [
            CardFacts(
                card_id=card,
                school_id=self.school.pk,
                kind=one.kind,  # type: ignore[arg-type]
                last_name=one.last_name,
                first_name=one.first_name,
                patronymic=one.patronymic,
                birth_date=one.birth_date,
                snils=one.snils,
                certificate=one.certificate,
                registered=one.registered,
                user=one.user,  # type: ignore[arg-type]
                attached_oid=one.oid,
            )
            for card, one in self
        ]

    def kinship(self) -> list[KinshipFacts]:
        """The links that are live on the day."""
        return [
            KinshipFacts(
                school_id=self.school.pk,
                guardian_id=card,
                student_id=self.ids[number],
                restricted=restricted,
                born=self.drawn[number].birth_date,
                allows=self.drawn[number].allows,
            )
            for card, one in self
            for number, (restricted, span) in one.links.items()
            if lasts(span)
        ]

    def said(self, number: int) -> list[Word]:
        """Every word on a card."""
        return [
            Word(
                kind=kind,  # type: ignore[arg-type]
                state=state,  # type: ignore[arg-type]
                by_oid=by if channel != "paper" else None,
                at=NOW - days * _DAY,
                channel=channel,
                text=self._version(kind, text),
                expires_at=None if ends is None else NOW + ends * _DAY,
                card=self.ids[number] if channel == "paper" else None,
            )
            for kind, state, by, channel, text, days, ends in self.drawn[number].words
        ]

    def _version(self, kind: str, text: str) -> str:
        return str(self._text.of(kind).version) if text == "today" else "прежний"

    def _put_places(self) -> None:
        rooms = [
            SchoolClass.objects.create(school=self.school, year=2026, grade=grade)
            for grade in (5, 6)
        ]
        Enrolment.objects.bulk_create(
            Enrolment(
                school=self.school,
                student_id=card,
                school_class=rooms[card % 2],
                **_span(one.places),
            )
            for card, one in self
            if one.kind == "student" and one.places is not None
        )

    def _links(self) -> Iterable[Kinship]:
        for card, one in self:
            for number, (restricted, span) in one.links.items():
                yield Kinship(
                    school=self.school,
                    guardian_id=card,
                    student_id=self.ids[number],
                    kind="mother",
                    restricted=restricted,
                    **_span(span),
                )

    def _ties(self, account: int) -> Iterable[Attachment]:
        for card, one in self:
            of = {"school": self.school, "card_id": card, "account_id": account}
            known = {"evidence": "snils", "entered_at": NOW if one.entered else None}
            if one.past_tie:
                then = NOW - 99 * _DAY
                yield Attachment(
                    oid=9, since_at=then, until_at=then + _DAY, **of, **known
                )
            if one.oid is not None:
                since = NOW - one.tied_days_ago * _DAY
                yield Attachment(oid=one.oid, since_at=since, **of, **known)

    def _held(self) -> Iterable[HeldCard]:
        for card, one in self:
            for reason, (days, mended) in one.held.items():
                at = NOW - days * _DAY
                yield HeldCard(
                    school=self.school,
                    card_id=card,
                    reason=str(reason),
                    reference="ЭШ",
                    since_at=at,
                    last_at=at,
                    mended_at=at + _DAY if mended else at - _DAY,
                )

    def _words(self) -> Iterable[CardConsent]:
        for number, card in enumerate(self.ids):
            for word in self.said(number):
                yield CardConsent(
                    school=self.school,
                    card_id=card,
                    kind=word.kind,
                    state=word.state,
                    by_oid=word.by_oid,
                    channel=word.channel,
                    text_version=word.text,
                    decided_at=word.at,
                    expires_at=word.expires_at,
                )


def _columns(one: Drawn) -> dict[str, Any]:
    names = ("kind", "last_name", "first_name", "patronymic", "birth_date")
    return {
        **{name: getattr(one, name) for name in (*names, "registered", "user")},
        "snils_digest": one.snils and seal().digest("snils", one.snils),
        "certificate_digest": one.certificate
        and seal().digest("certificate", one.certificate),
        "snils_unsound": one.unsound,
    }


def _span(span: tuple[int, int | None]) -> dict[str, date | None]:
    since, until = span
    return {
        "since_date": ON + since * _DAY,
        "until_date": None if until is None else ON + until * _DAY,
    }
