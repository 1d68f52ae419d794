"""What a person is told when the database itself refuses something of the journal.

The verbs ask first, so these are for two people in the same moment. No sentence tells
anything of another school: every such constraint has the school in its key.
"""

from django.db import IntegrityError

SENTENCES: dict[str, str] = {
    "mark_once": "Эту отметку только что изменил кто-то ещё. Обновите страницу.",
    "absence_once": "Перекличку только что изменил кто-то ещё. Обновите страницу.",
    "homework_once": "Задание только что записал кто-то ещё. Обновите страницу.",
    "lesson_once": "Такой урок в этот день уже стоит.",
    "work_kind_once": "Вид работы с таким названием уже есть.",
    "enrolment_no_overlap": "В эти дни ученик уже учится в другом классе.",
    "membership_no_overlap": "В эти дни ученик уже состоит в этой группе.",
    "teaching_load_no_overlap": "В эти дни учитель уже ведёт эту группу.",
    "class_teacher_no_overlap": "В эти дни у класса уже есть классный руководитель.",
}


def sentence_of(error: IntegrityError) -> str | None:
    """The sentence for a refused change; None when it is our mistake, not a person's.

    A value that breaks a reference or a type is a bug and stays an error.
    """
    told = getattr(error.__cause__, "diag", None)
    return SENTENCES.get(getattr(told, "constraint_name", None) or "")
