"""A draft of an announcement: what an operator typed, what is wrong with it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from school.campaign.models import Announcement
from school.lib.keys import to_text
from school.lib.text import plain, plain_lines
from school.regions.models import School

TITLE, TEXT = 120, 4000
_FAR = timedelta(days=366)
EVERYBODY, CHOSEN = "all", "chosen"
TOWN = "town-"


@dataclass(frozen=True, slots=True)
class Draft:
    """As typed; ``errors`` by the name of a field. ``schools`` is to whom it goes."""

    title: str = ""
    text: str = ""
    due: str = ""
    audience: str = Announcement.Audience.ADMINISTRATORS
    to: str = EVERYBODY
    ticked: frozenset[str] = frozenset()
    schools: tuple[School, ...] = ()
    due_date: date | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def read(
    sent: Mapping[str, str], ticked: Iterable[str], schools: Sequence[School], on: date
) -> Draft:
    """The draft of a form: ``title``, ``text``, ``due``, ``audience``, ``to``.

    ``schools`` are those that the sender reaches; ``ticked`` keys of some of them.
    """
    title, text = plain(sent.get("title", "")), plain_lines(sent.get("text", ""))
    due, to = sent.get("due", "").strip(), sent.get("to", EVERYBODY)
    audience = sent.get("audience", "")
    keys = frozenset(ticked)
    due_date = _day(due)
    chosen = _chosen(to, keys, schools)
    errors = {
        "title": _length(title, TITLE, "Назовите объявление в нескольких словах."),
        "text": _length(text, TEXT, "Напишите, что нужно сделать."),
        "due": _of_due(due, due_date, on),
        "to": "" if chosen else "Выберите хотя бы одну школу.",
        "audience": (
            ""
            if audience in set(Announcement.Audience)
            else "Выберите, кто должен прочитать."
        ),
    }
    return Draft(
        title,
        text,
        due,
        audience,
        to,
        keys,
        chosen,
        due_date,
        {name: said for name, said in errors.items() if said},
    )


def _length(typed: str, most: int, missing: str) -> str:
    if not typed:
        return missing
    if len(typed) > most:
        return f"Здесь {len(typed)} знаков, помещается {most}. Сократите."
    return ""


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _of_due(typed: str, due: date | None, on: date) -> str:
    if not typed:
        return ""
    if due is None:
        return "Впишите день так: 2026-12-01. Без срока оставьте пустым."
    if due < on:
        return "Этот день уже прошёл: выберите будущий или оставьте пустым."
    return "Срок — не дальше года." if due > on + _FAR else ""


def _chosen(
    to: str, ticked: frozenset[str], schools: Sequence[School]
) -> tuple[School, ...]:
    if to == EVERYBODY:
        return tuple(schools)
    if to == CHOSEN:
        return tuple(one for one in schools if to_text(one.key) in ticked)
    return tuple(one for one in schools if to == f"{TOWN}{one.municipality_id}")
