"""Places: which group a told lesson is of, and who gives it. Pure."""

from collections import defaultdict

from school.importing.columns import Field
from school.importing.loads.comparing import Place, Study, alike
from school.importing.naming import Teachers
from school.importing.timetable.cells import WordsOf
from school.importing.timetable.reading import ToldSlot
from school.importing.told import Fault, Part
from school.importing.verdicts import Known

_NOT_LEARNED = "Этого предмета у класса нет. Сначала загрузите нагрузку."
_NO_GROUP = "Такой группы в школе нет. Сначала загрузите нагрузку."
_NO_LOAD = "У этого учителя нет нагрузки здесь. Сначала загрузите нагрузку."
_WHOSE = "Эту группу ведут несколько учителей. Впишите, кто ведёт урок."
_NOBODY = "Учитель не указан, и нагрузки в этой группе ни у кого нет."
_WHICH = "Здесь по этому предмету несколько групп: {}. Впишите, чей это урок."


class Places:
    """The groups of a school and their teachers, as lists and grids name them."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._teachers = Teachers(study.teachers)
        self._by_pk = {one.pk: one for one in study.teachers}
        self._learned: dict[str, set[int]] = defaultdict(set)
        self._groups: dict[tuple[str, int], list[Place]] = defaultdict(list)
        for place in sorted(study.groups):
            self._learned[place.school_class].add(place.subject)
            self._groups[place.school_class, place.subject].append(place)
        self.words = WordsOf(study.subjects, self._teachers)

    def find(self, told: ToldSlot) -> tuple[tuple[Place, Known], ...] | Fault:
        """The groups that have the lesson, each with its teacher; or what is at fault.

        A cell of a grid that names a subject and nobody is of all groups of the class.
        """
        learned = self._learned[told.school_class]
        subject = self._study.subjects.find(told.subject, learned)
        if isinstance(subject, tuple):
            return fault_of(told, Field.SUBJECT, told.subject, *subject)
        places = self._of(told, subject)
        if isinstance(places, Fault):
            return places
        found = [(place, self._teacher(told, place)) for place in places]
        known = tuple((place, one) for place, one in found if isinstance(one, Known))
        fault = next((one for _, one in found if isinstance(one, Fault)), None)
        return fault or known

    def _of(self, told: ToldSlot, subject: int) -> tuple[Place, ...] | Fault:
        asked = Place(told.school_class, subject, told.group)
        if asked in self._study.groups:
            return (asked,)
        here = self._groups[told.school_class, subject]
        if not here:
            return fault_of(told, Field.GROUP, told.group, _NOT_LEARNED)
        if told.group:
            here = [place for place in here if alike(place.group, told.group)]
        elif not isinstance(told.owner, Part):
            here = []
        if not here:
            return fault_of(told, Field.GROUP, told.group, _NO_GROUP)
        if len(here) > 1 and told.teacher:
            return self._taught(told, here)
        if len(here) > 1 and (told.beside or told.group):
            return self._unclear(told, here)
        return tuple(here)

    def _taught(self, told: ToldSlot, here: list[Place]) -> tuple[Place, ...] | Fault:
        """The one of these groups that the named teacher has."""
        teach = frozenset[int]().union(*(self._study.groups[place] for place in here))
        found = self._teachers.find(told.teacher, teach)
        if isinstance(found, str):
            return fault_of(told, Field.TEACHER, told.teacher, found)
        his = [place for place in here if found.pk in self._study.groups[place]]
        if not his:
            return fault_of(told, Field.TEACHER, told.teacher, _NO_LOAD)
        return (his[0],) if len(his) == 1 else self._unclear(told, his)

    def _unclear(self, told: ToldSlot, here: list[Place]) -> Fault:
        names = ", ".join(f"«{place.group}»" for place in here)
        return fault_of(told, Field.GROUP, told.group, _WHICH.format(names))

    def _teacher(self, told: ToldSlot, place: Place) -> Known | Fault:
        teach = self._study.groups[place]
        if told.teacher:
            found = self._teachers.find(told.teacher, teach)
            if isinstance(found, str):
                return fault_of(told, Field.TEACHER, told.teacher, found)
            if found.pk not in teach:
                return fault_of(told, Field.TEACHER, told.teacher, _NO_LOAD)
            return found
        if len(teach) != 1:
            return fault_of(told, Field.TEACHER, "", _WHOSE if teach else _NOBODY)
        (only,) = teach
        return self._by_pk.get(only) or fault_of(told, Field.TEACHER, "", _NOBODY)


def fault_of(
    told: ToldSlot, field: Field, stands: str, sentence: str, instead: str = ""
) -> Fault:
    """A fault of one field of a told lesson."""
    return Fault(told.row, None, told.owner, field, stands, sentence, instead)
