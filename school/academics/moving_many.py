"""«Движение» of many students on one day, as a list of a school asks for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from school.academics import enrolling, moving
from school.academics.models import Enrolment, SchoolClass
from school.academics.moving import Moved, NotMoved
from school.academics.noting import note_all
from school.people.models import Card
from school.walls.behind import explain


def place_all(
    school: int, wanted: Mapping[int, SchoolClass], *, on: date
) -> dict[int, Moved | NotMoved]:
    """Let each student (by his card) be in his class from the day on: what
    :func:`moving.transfer` does with whoever has a class then, and
    :func:`moving.admit` with whoever has none.

    A dozen statements for all whose places are plain: none, or one that goes on. Who
    has a place that ends, or one that begins later, is moved by himself.
    """
    held = Card.objects.select_for_update().filter(school=school, pk__in=wanted)
    cards = {card.pk: card for card in held.order_by("pk")}
    places = _places(school, cards, on)
    plain = [
        (card, wanted[pk])
        for pk, card in cards.items()
        if _is_plain(places[pk], on) and not moving.why_not(card, wanted[pk], on)
    ]
    changing = [
        (card, to)
        for card, to in plain
        if places[card.pk] and places[card.pk][0].school_class_id != to.pk
    ]
    coming = [(card, to) for card, to in plain if not places[card.pk]]
    done: dict[int, Moved | NotMoved] = {}
    if changing:
        explain("Перевод в другой класс")
        begun = enrolling.move_all(changing, school=school, on=on)
        done |= _noted("transfer_student", begun, school)
    if coming:
        explain("Зачисление")
        done |= _noted("admit_student", enrolling.enrol_all(coming, since=on), school)
    for pk in cards.keys() - done.keys():
        stands = any(place.since_date <= on for place in places[pk])
        act = moving.transfer if stands else moving.admit
        done[pk] = act(student=cards[pk], school_class=wanted[pk], on=on)
    return done


def _places(
    school: int, students: Iterable[int], on: date
) -> defaultdict[int, list[Enrolment]]:
    """Of each, those that are alive on the day or begin later."""
    found: defaultdict[int, list[Enrolment]] = defaultdict(list)
    of_them = Enrolment.objects.filter(
        enrolling.still(on), school=school, student__in=students
    )
    for place in of_them.order_by("since_date"):
        found[place.student_id].append(place)
    return found


def _is_plain(places: Sequence[Enrolment], on: date) -> bool:
    return not places or (
        len(places) == 1 and places[0].since_date <= on and not places[0].until_date
    )


def _noted(
    action: str, begun: Sequence[Enrolment], school: int
) -> dict[int, Moved | NotMoved]:
    note_all(action, [(place, moving.about(place)) for place in begun], school=school)
    return {place.student_id: Moved(place) for place in begun}
