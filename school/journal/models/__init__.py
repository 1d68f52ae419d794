"""Dated lessons and what happens at them: marks, absences, remarks, homework."""

from school.journal.models.absence import Absence
from school.journal.models.brought import BroughtMark
from school.journal.models.homework import Homework
from school.journal.models.lesson import Lesson, WorkKind
from school.journal.models.mark import Mark
from school.journal.models.remark import Remark

__all__ = ["Absence", "BroughtMark", "Homework", "Lesson", "Mark", "Remark", "WorkKind"]
