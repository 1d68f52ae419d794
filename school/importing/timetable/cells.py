"""What the cell of a grid says: one lesson, or several of groups side by side. Pure.

«Математика 12», «Рус. яз.\\nИванова М. Л.\\nкаб. 7», «Англ. яз. (1) Петрова / Англ. яз.
(2) Сидорова»: a subject begins a lesson, what follows is of the lesson before it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from school.importing.naming import Subjects, Teachers
from school.people.names import tidy

_LONGEST = 200
_MOST_LESSONS = 6
_NOTHING = re.compile(r"(?i)[\s\-–—_*.xх]*|нет(?: урока)?|окно")
# «с/з» and «п/г» are words; «12/14» are two rooms.
_SIDE_BY_SIDE = re.compile(r"(?<!\b[^\W\d_])/|/(?![^\W\d_]\b)|[|;]")
_ROOM_WORDS = r"каб(?:инет)?|ауд(?:итория)?"
_ROOM = re.compile(
    rf"(?i)(?:{_ROOM_WORDS})\b\.?\s*№?\s*([\w/-]+)|№\s*(\d[\w-]*)"
    r"|(?<![\w.-])(\d{1,4}(?:-\d{1,3})?[а-яa-z]?|[а-яa-z]-?\d{2,4})(?![\w-])"
    r"|(?<!\w)(с/з|спорт\.?\s?зал|акт(?:\.|овый)\s?зал|библиотека|бассейн|стадион)(?!\w)"
)
_NUMBER_OF_GROUP = r"([1-4])(?:\s?-?\s?(?:[яй]|ая))?"
_GROUP_WORDS = r"(?:под)?гр(?:упп\w*)?\b\.?|п/г\.?"
_GROUP = re.compile(
    rf"(?i)\(\s*([1-4])\s*\)|(?<!\w){_NUMBER_OF_GROUP}\s*(?:{_GROUP_WORDS})"
    rf"|(?<!\w)(?:{_GROUP_WORDS})\s*№?\s*([1-4])(?!\w)"
    r"|\(?(?<!\w)(девочки|мальчики|девушки|юноши)(?!\w)\)?"
)
_INITIALS = re.compile(
    r"([^\W\d_][\w-]+\s+[^\W\d_]\.\s*(?:[^\W\d_]\.?(?!\w))?)"
    r"|([^\W\d_]\.)\s*([^\W\d_]\.)?\s*([^\W\d_][\w-]+)"
)
_GLUED = re.compile(r"([^\W\d_]{3,}\.?|\))(?=\d|\()")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of a cell, in the cell's own words; what it does not say is empty."""

    subject: str = ""
    group: str = ""
    teacher: str = ""
    room: str = ""


class Words(Protocol):
    """What a school calls things by."""

    def subject(self, written: str) -> str:
        """The longest beginning that names a subject; empty for none."""

    def is_teacher(self, written: str) -> bool:
        """Whether somebody who works here is called so."""


@dataclass(frozen=True, slots=True)
class WordsOf:
    """The words of a school by its register and its employees."""

    subjects: Subjects
    teachers: Teachers

    def subject(self, written: str) -> str:
        """See :class:`Words`."""
        return self.subjects.beginning(written)

    def is_teacher(self, written: str) -> bool:
        """See :class:`Words`."""
        return self.teachers.knows(written)


def is_free(text: str) -> bool:
    """Whether the cell says that there is no lesson: empty, a dash."""
    return _NOTHING.fullmatch(text.strip()) is not None


def is_room(text: str) -> bool:
    """Whether the cell tells a room and nothing else."""
    return len(text) <= _LONGEST and _ROOM.fullmatch(text.strip()) is not None


def lessons_of(text: str, words: Words) -> tuple[Lesson, ...]:
    """The lessons of a cell that is not free; at least one.

    What cannot be understood stays in the subject, where it will be missed.
    """
    found: list[Lesson] = []
    for line in _lines(text, words) if len(text) <= _LONGEST else ():
        said = [_said(part, words) for part in _SIDE_BY_SIDE.split(line)]
        _add(found, [one for one in said if one != Lesson()])
        if len(found) > _MOST_LESSONS:
            break
    if 0 < len(found) <= _MOST_LESSONS:
        return tuple(found)
    return (Lesson(subject=tidy(text)[:_LONGEST]),)


def _lines(text: str, words: Words) -> Iterable[str]:
    """The lines of a cell, a subject that goes over two of them on one."""
    lines = [tidy(line) for line in text.splitlines() if not is_free(line)]
    while lines:
        line = lines.pop(0)
        while lines and len(words.subject(f"{line} {lines[0]}")) > len(line):
            line = f"{line} {lines.pop(0)}"
        yield line


def _add(found: list[Lesson], said: list[Lesson]) -> None:
    """A line told of lessons: new ones by their subjects, the rest of those before.

    As many words as there are lessons are one for each: «Петрова / Сидорова».
    """
    if found and len(said) == len(found) and not any(one.subject for one in said):
        both = [_joined(old, new) for old, new in zip(found, said, strict=True)]
        if None not in both:
            found[:] = [one for one in both if one is not None]
            return
    for one in said:
        joined = _joined(found[-1], one) if found and not one.subject else None
        if joined is not None:
            found[-1] = joined
        elif found and not one.subject:
            found.append(replace(one, subject=found[-1].subject))
        else:
            found.append(one)


def _joined(lesson: Lesson, more: Lesson) -> Lesson | None:
    """Both as one; None where both say the same thing otherwise."""
    pairs = (
        (lesson.group, more.group),
        (lesson.teacher, more.teacher),
        (lesson.room, more.room),
    )
    if any(old and new for old, new in pairs):
        return None
    return Lesson(lesson.subject, *(old or new for old, new in pairs))


def _said(part: str, words: Words) -> Lesson:
    """What one piece of a line says."""
    rest = tidy(_GLUED.sub(r"\1 ", part))
    subject = words.subject(rest)
    rest = rest[len(subject) :]
    group, rest = _taken(_GROUP, rest)
    teacher, rest = _teacher(rest)
    room, rest = _taken(_ROOM, rest)
    left = rest.replace("(", " ").replace(")", " ").strip(" ,.:-–—")
    if left and not teacher and (subject or words.is_teacher(left)):
        teacher, left = left, ""
    if left and not subject and not teacher:
        begins, _, last = left.rpartition(" ")
        if begins and words.is_teacher(last):
            teacher, left = last, begins
    spoken = " ".join(filter(None, (subject.strip(" ,:"), tidy(left))))
    return Lesson(spoken, group.lower(), teacher, room)


def _taken(sign: re.Pattern[str], text: str) -> tuple[str, str]:
    """The first thing of this sign, and the text without it."""
    found = sign.search(text)
    if found is None:
        return "", text
    told = next((one for one in found.groups() if one), "")
    return told, tidy(f"{text[: found.start()]} {text[found.end() :]}")


def _teacher(text: str) -> tuple[str, str]:
    """«Иванова М. Л.», whichever way round it is written."""
    found = _INITIALS.search(text)
    if found is None:
        return "", text
    after, first, patronymic, last = found.groups()
    name = after or " ".join(filter(None, (last, first, patronymic)))
    return tidy(name), tidy(f"{text[: found.start()]} {text[found.end() :]}")
