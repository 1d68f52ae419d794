"""The school year: its calendar, classes, groups, who teaches whom, and when."""

from school.academics.models.calendar import Holiday, Period, SchoolYear
from school.academics.models.classes import ClassTeacher, Enrolment, SchoolClass
from school.academics.models.groups import Membership, StudyGroup, Subject, TeachingLoad
from school.academics.models.timetable import Bell, TimetableSlot
from school.academics.models.turn import YearTurn

__all__ = [
    "Bell",
    "ClassTeacher",
    "Enrolment",
    "Holiday",
    "Membership",
    "Period",
    "SchoolClass",
    "SchoolYear",
    "StudyGroup",
    "Subject",
    "TeachingLoad",
    "TimetableSlot",
    "YearTurn",
]
