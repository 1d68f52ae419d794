"""The four registries as somebody reads them: fifty lines, by the alphabet."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from school.academics.models import Enrolment, SchoolClass
from school.access.models import Attachment
from school.lib.dates import age, numeric
from school.lib.keys import from_text, to_text
from school.people.models import Card, Employee, Kinship
from school.people.names import FullName
from school.registry.asking import NO_CLASS, Asked
from school.registry.finding import found_by
from school.registry.keeping import kept_cards
from school.registry.kinds import Registry
from school.rights.visitor import Visitor

ON_A_PAGE = 50
_WHO = {
    Card.Kind.STUDENT: "ученик",
    Card.Kind.GUARDIAN: "родитель",
    Card.Kind.EMPLOYEE: "сотрудник",
}
Of = dict[int, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A word about a card that somebody has to do something about, and its look."""

    word: str
    look: str = "stop"


@dataclass(frozen=True, slots=True)
class Line:
    """One card in a list: ``of`` is a class, children or a position; empty: none."""

    key: str
    name: str
    born: str
    of: str
    phone: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list: ``total`` is of all its pages."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int


def read(visitor: Visitor, registry: Registry, asked: Asked) -> Listing:
    """The page that is asked for; beyond the last one, the last. Three queries."""
    pages = Paginator(_chosen(visitor, registry, asked), ON_A_PAGE)
    page: Page[Card] = pages.get_page(asked.page)
    return Listing(
        lines=_lines(list(page), registry, visitor),
        total=pages.count,
        page=page.number,
        pages=pages.num_pages,
    )


def read_all(
    visitor: Visitor, registry: Registry, asked: Asked, *, most: int
) -> tuple[Line, ...]:
    """All pages of what is asked for, at most so many lines. Two queries."""
    chosen = _chosen(visitor, registry, asked)
    return _lines(list(chosen[:most]), registry, visitor)


def _chosen(visitor: Visitor, registry: Registry, asked: Asked) -> QuerySet[Card]:
    cards = kept_cards(visitor).filter(kind__in=registry.kinds)
    chosen = _narrowed(cards, asked, registry, visitor.today)
    if registry.shows_entries:
        tied = Attachment.objects.filter(
            school=OuterRef("school"), card=OuterRef("pk"), until_at=None
        )
        chosen = chosen.annotate(came=Exists(tied))
    return chosen.order_by("name_key", "id")


def _lines(cards: list[Card], registry: Registry, visitor: Visitor) -> tuple[Line, ...]:
    of = _TELLERS[registry.tells](cards, visitor.today)
    return tuple(_line(card, of[card.pk], registry, visitor) for card in cards)


def _narrowed(
    cards: QuerySet[Card], asked: Asked, registry: Registry, today: date
) -> QuerySet[Card]:
    found = found_by(cards, asked.text)
    if asked.user:
        found = found.filter(user=asked.user)
    if asked.snils == "none":
        found = found.filter(snils_digest=None)
    if asked.snils == "unsound":
        found = found.filter(snils_unsound=True)
    if asked.left_out and registry.has_entry:
        found = found.filter(registered=False)
    if asked.of_class and registry.has_classes:
        found = _of_class(found, asked.of_class, registry, today)
    return found


def _of_class(
    cards: QuerySet[Card], asked: str, registry: Registry, today: date
) -> QuerySet[Card]:
    """Whoever has a place in the class today, or a child with one."""
    places = Enrolment.objects.filter(_lasting(today))
    if asked != NO_CLASS:
        places = places.filter(school_class__key=from_text(asked) or 0)
    people = Q(pk__in=places.values("student"))
    if registry.has_entry:
        links = Kinship.objects.filter(
            _lasting(today), student__in=places.values("student")
        )
        people = Q(pk__in=links.values("guardian"))
    return cards.exclude(people) if asked == NO_CLASS else cards.filter(people)


def _line(card: Card, of: str, registry: Registry, visitor: Visitor) -> Line:
    name = FullName(card.last_name, card.first_name, card.patronymic)
    born = numeric(card.birth_date)
    if card.kind == Card.Kind.STUDENT:
        born = f"{born} ({age(card.birth_date, visitor.today)})"
    return Line(
        key=to_text(card.key),
        name=name.full,
        born=born,
        of=of,
        phone=card.phone,
        marks=tuple(_marks(card, registry)),
    )


def _marks(card: Card, registry: Registry) -> Iterable[Mark]:
    if not registry.shows_entries:
        yield from _about_documents(card)
        if registry.has_entry and not card.registered:
            yield Mark("Нет в реестре")
    if card.user == Card.User.NONE:
        yield Mark("Нет пользователя")
    elif card.user == Card.User.INACTIVE:
        yield Mark("Отключён")
    elif registry.shows_entries:
        came = card.came  # type: ignore[attr-defined]  # by read()
        yield Mark("Вход был", "ok") if came else Mark("Входа не было", "")


def _about_documents(card: Card) -> Iterable[Mark]:
    if card.snils_unsound:
        yield Mark("СНИЛС с ошибкой")
    if card.snils_digest is None:
        if card.certificate_digest is not None:
            yield Mark("По свидетельству", "")
        else:
            yield Mark("Нет СНИЛС")


def _classes(cards: list[Card], today: date) -> Of:
    """The class of each student; one query."""
    of: Of = defaultdict(lambda: "не в классе")
    places = Enrolment.objects.filter(_lasting(today), student__in=cards)
    for place in places.select_related("school_class"):
        of[place.student_id] = place.school_class.label()
    return of


def _children(cards: list[Card], today: date) -> Of:
    """The children of each guardian, with their classes; one query."""
    place = Enrolment.objects.filter(
        _lasting(today), school=OuterRef("school"), student=OuterRef("student")
    )
    links = (
        Kinship.objects.filter(_lasting(today), guardian__in=cards)
        .select_related("student")
        .annotate(
            grade=Subquery(place.values("school_class__grade")[:1]),
            letter=Subquery(place.values("school_class__letter")[:1]),
        )
        .order_by("student__birth_date", "student_id")
    )
    said: dict[int, list[str]] = defaultdict(list)
    for link in links:
        said[link.guardian_id].append(_child(link))
    of: Of = defaultdict(lambda: "нет связи с учеником")
    return of | {guardian: "; ".join(names) for guardian, names in said.items()}


def _child(link: Kinship) -> str:
    name = f"{link.student.last_name} {link.student.first_name}"
    grade, letter = link.grade, link.letter  # type: ignore[attr-defined]  # annotated
    where = SchoolClass(grade=grade, letter=letter).label() if grade else ""
    closed = " (ограничен судом)" if link.restricted else ""
    return " ".join(part for part in (name, where) if part) + closed


def _positions(cards: list[Card], today: date) -> Of:
    """As whom each works today; one query."""
    of: Of = defaultdict(lambda: "не работает")
    for work in Employee.objects.filter(_lasting(today), card__in=cards):
        of[work.card_id] = work.position
    return of


def _kinds(cards: list[Card], _: date) -> Of:
    return {card.pk: _WHO[Card.Kind(card.kind)] for card in cards}


_TELLERS: dict[str, Callable[[list[Card], date], Of]] = {
    "classes": _classes,
    "children": _children,
    "positions": _positions,
    "kinds": _kinds,
}


def _lasting(today: date) -> Q:
    lasts = Q(until_date=None) | Q(until_date__gt=today)
    return lasts & Q(since_date__lte=today)
