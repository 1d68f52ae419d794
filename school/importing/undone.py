"""What is said of a reversal: what goes, what is put back."""

from collections import Counter
from collections.abc import Mapping

from school.importing.reversal import Reversal
from school.ui.typography import counted, sentence

Forms = tuple[str, str, str]

# Places in classes and groups go with their students, dated lessons with the week's.
_REMOVED: Mapping[str, Forms] = {
    "card": ("новую карточку", "новые карточки", "новых карточек"),
    "kinship": ("связь", "связи", "связей"),
    "school_class": ("класс", "класса", "классов"),
    "study_group": ("группу", "группы", "групп"),
    "teaching_load": ("нагрузку", "нагрузки", "нагрузок"),
    "class_teacher": ("назначение", "назначения", "назначений"),
    "timetable_slot": ("урок недели", "урока недели", "уроков недели"),
}
_PLACES: Mapping[str, Forms] = {
    "enrolment": ("место в классе", "места в классах", "мест в классах"),
    "membership": ("место в группе", "места в группах", "мест в группах"),
}


def words_of(reversal: Reversal) -> str:
    """«Уберём 2 новые карточки, 3 связи; вернём прежнее в 1 записи.»

    Empty where there is nothing to take back.
    """
    gone = Counter(row.table for row in reversal.removed)
    told = _counted(gone, _REMOVED) or _counted(gone, _PLACES)
    back = [change.row.table for change in reversal.restored]
    # Who goes back into his class goes back into its groups.
    count = sum(table != "membership" for table in back) or len(back)
    parts = [f"уберём {', '.join(told)}"] if told else []
    if count:
        where = counted(count, "записи", "записях", "записях")
        parts.append(f"вернём прежнее в {where}")
    return f"{sentence('; '.join(parts))}." if parts else ""


def _counted(gone: Mapping[str, int], forms: Mapping[str, Forms]) -> list[str]:
    return [counted(gone[name], *its) for name, its in forms.items() if gone[name]]
