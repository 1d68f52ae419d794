"""A lesson's page in words: the sheet and what was typed, ready to be shown."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse

from school.journal import averages
from school.journal.attending import CODES, LATE
from school.journal.forms import DescriptionForm, MarksForm, RollForm
from school.journal.lesson_sheet import LessonSheet
from school.journal.marking import SLOTS, Outcome, State
from school.journal.models import Lesson, Remark
from school.journal.roster import MarkInCell, Member
from school.lib.dates import day_in_words
from school.lib.keys import to_text
from school.ui.dates import clock_time, full_day

_SLOT_NAMES = {1: "отметка", 2: "вторая отметка"}


@dataclass(frozen=True, slots=True)
class CellShown:
    """One slot: what stands or was typed in it, and what is wrong with that."""

    slot: int
    name: str
    key: str
    value: str
    was: str
    revision: int
    error: str
    state: str


@dataclass(frozen=True, slots=True)
class RemarkShown:
    """What somebody says of the student; ``word`` is «Замечание» or «Похвала»."""

    kind: str
    word: str
    text: str
    signed: str


@dataclass(frozen=True, slots=True)
class StudentShown:
    """One row. ``letter`` is what stands or was chosen, "" for whoever is there."""

    key: str
    name: str
    letter: str
    means: str
    minutes: str
    error: str
    cells: tuple[CellShown, ...]
    average: str
    remarks: tuple[RemarkShown, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What the person sent and could not be written: shown again as it was."""

    roll: RollForm = field(default_factory=RollForm)
    marks: MarksForm = field(default_factory=MarksForm)
    outcomes: tuple[tuple[tuple[int, int], Outcome], ...] = ()
    description: DescriptionForm | None = None
    problem: str = ""


def students(sheet: LessonSheet, typed: Typed) -> list[StudentShown]:
    """The rows in Russian order, with what was typed instead of what stands."""
    outcomes = dict(typed.outcomes)
    return [_student(sheet, member, typed, outcomes) for member in sheet.students]


def description(sheet: LessonSheet, typed: Typed) -> DescriptionForm:
    """The form of topic, kind of work and homework, filled."""
    if typed.description is not None:
        return typed.description
    kind = next((k for k in sheet.kinds if k.pk == sheet.lesson.work_kind_id), None)
    return DescriptionForm(
        topic=sheet.lesson.topic,
        work_kind="" if kind is None else to_text(kind.key),
        homework=sheet.around.homework,
    )


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind of work to choose: its key, name and weight in words."""

    key: str
    name: str
    weight: str


def kinds(sheet: LessonSheet) -> list[KindShown]:
    """The school's kinds of work in the school's order."""
    return [
        KindShown(
            to_text(kind.key),
            kind.name,
            _weight(kind.weight),
        )
        for kind in sheet.kinds
    ]


def no_due(sheet: LessonSheet) -> str:
    """Why homework cannot be given here, when there is no next lesson."""
    day = sheet.around.due_date
    if day is None:
        return "Следующего урока в расписании нет: задание записать не к чему."
    return (
        f"По расписанию следующий урок {day_in_words(day)}, но в журнале его ещё нет."
        " Попросите завуча составить уроки."
    )


def class_label(lesson: Lesson) -> str:
    """«5«Б»», with the name of a part of the class if there is one."""
    label = lesson.group.school_class.label()
    return f"{label}, {lesson.group.name}" if lesson.group.name else label


def when(lesson: Lesson) -> str:
    """«Среда, 18 ноября, 9:25–10:10, 2-й урок, каб. 21»."""
    hours = f"{clock_time(lesson.starts)}–{clock_time(lesson.ends)}"
    parts = [full_day(lesson.date), hours, f"{lesson.number}-й урок", lesson.room]
    return ", ".join(part for part in parts if part)


def address(key: int | None) -> str:
    """The page of the lesson with this key; "" when there is none."""
    return "" if key is None else reverse("journal:lesson", kwargs={"lesson": key})


def _weight(weight: Decimal) -> str:
    return f"{weight.normalize():f}".replace(".", ",")


def _student(
    sheet: LessonSheet,
    member: Member,
    typed: Typed,
    outcomes: dict[tuple[int, int], Outcome],
) -> StudentShown:
    late = "" if member.minutes_late is None else str(member.minutes_late)
    letter, minutes = typed.roll.typed.get(member.key, (member.code, late))
    means = CODES.get(letter, "")
    if letter == LATE and minutes:
        means = f"{means} на {minutes} мин"
    return StudentShown(
        key=to_text(member.key),
        name=member.name,
        letter=letter,
        means=means,
        minutes=minutes,
        error=typed.roll.errors.get(member.key, ""),
        cells=tuple(
            _cell(member, slot, mark, typed, outcomes.get((member.key, slot)))
            for slot, mark in zip(SLOTS, member.marks, strict=True)
            if sheet.graded
        ),
        average=averages.shown(sheet.averages.get(member.id)),
        remarks=tuple(
            RemarkShown(one.kind, Remark.Kind(one.kind).label, one.text, one.signed)
            for one in member.remarks
        ),
    )


def _cell(
    member: Member,
    slot: int,
    mark: MarkInCell,
    typed: Typed,
    outcome: Outcome | None,
) -> CellShown:
    value = mark.value or ""
    error = typed.marks.errors.get((member.key, slot), "")
    unsaved = outcome is not None and outcome.state is not State.SAVED
    if outcome is not None and unsaved:
        error = outcome.sentence
    shown = typed.marks.typed.get((member.key, slot), value) if error else value
    return CellShown(
        slot=slot,
        name=f"{member.name}, {_SLOT_NAMES[slot]}",
        key="" if mark.key is None or not value else to_text(mark.key),
        value=shown,
        was=f"{mark.revision}:{value}",
        revision=mark.revision,
        error=error,
        state="" if not error else (outcome.state if outcome else State.REFUSED),
    )
