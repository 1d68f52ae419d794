"""THE table: which role may do which action."""

from enum import StrEnum

from school.rights.visitor import Role


class Action(StrEnum):
    """Everything that needs a right."""

    READ_DIARY = "read_diary"
    READ_LESSON = "read_lesson"
    PUT_MARK = "put_mark"
    CALL_ROLL = "call_roll"
    DESCRIBE_LESSON = "describe_lesson"
    WRITE_REMARK = "write_remark"
    ANSWER_TICKET = "answer_ticket"


TABLE: dict[Action, frozenset[Role]] = {
    Action.READ_DIARY: frozenset({Role.STUDENT, Role.GUARDIAN}),
    Action.READ_LESSON: frozenset(
        {Role.TEACHER, Role.CLASS_TEACHER, Role.ADMINISTRATOR}
    ),
    Action.PUT_MARK: frozenset({Role.TEACHER}),
    Action.CALL_ROLL: frozenset({Role.TEACHER}),
    Action.DESCRIBE_LESSON: frozenset({Role.TEACHER}),
    Action.WRITE_REMARK: frozenset({Role.TEACHER}),
    Action.ANSWER_TICKET: frozenset({Role.CLASS_TEACHER, Role.ADMINISTRATOR}),
}

SENTENCES: dict[Action, str] = {
    Action.READ_DIARY: "Дневник открыт самому ученику и его родителям.",
    Action.READ_LESSON: "Урок видят учитель, классный руководитель и администратор.",
    Action.PUT_MARK: "Отметки на этом уроке ставит его учитель.",
    Action.CALL_ROLL: "Отсутствующих на этом уроке отмечает его учитель.",
    Action.DESCRIBE_LESSON: "Тему и задание этого урока записывает его учитель.",
    Action.WRITE_REMARK: "Замечания и похвалу на этом уроке пишет его учитель.",
    Action.ANSWER_TICKET: (
        "На сообщение о входе отвечают классный руководитель и администратор школы."
    ),
}
