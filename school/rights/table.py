"""THE table: which role may do which action."""

from enum import StrEnum

from school.rights.visitor import Role


class Action(StrEnum):
    """Everything that needs a right."""

    READ_DIARY = "read_diary"
    VIEW_DIARY = "view_diary"
    READ_LESSON = "read_lesson"
    PUT_MARK = "put_mark"
    CALL_ROLL = "call_roll"
    DESCRIBE_LESSON = "describe_lesson"
    WRITE_REMARK = "write_remark"
    ANSWER_TICKET = "answer_ticket"
    WRITE_CONSENT = "write_consent"
    LET_PARENTS_READ = "let_parents_read"
    OPEN_CARD = "open_card"
    ADD_CARD = "add_card"
    CORRECT_CARD = "correct_card"
    SWITCH_USER = "switch_user"
    MERGE_CARDS = "merge_cards"
    LINK = "link"
    END_LINK = "end_link"
    RESTRICT_LINK = "restrict_link"
    EXPORT_REGISTRY = "export_registry"
    IMPORT = "import"
    GIVE_ROLE = "give_role"
    END_ROLE = "end_role"
    END_WORK = "end_work"
    PRINT_DIARY = "print_diary"
    INVITE = "invite"
    MAKE_LOGIN = "make_login"
    CONFIRM_ANNOUNCEMENT = "confirm_announcement"
    SEE_ALARM = "see_alarm"
    CLOSE_OPENING = "close_opening"


# Whoever keeps the cards: a class teacher those of his class, an administrator all.
_OF_THE_SCHOOL = frozenset({Role.CLASS_TEACHER, Role.ADMINISTRATOR})

TABLE: dict[Action, frozenset[Role]] = {
    Action.READ_DIARY: frozenset({Role.STUDENT, Role.GUARDIAN}),
    Action.VIEW_DIARY: frozenset({Role.ADMINISTRATOR}),
    Action.READ_LESSON: frozenset(
        {Role.TEACHER, Role.CLASS_TEACHER, Role.ADMINISTRATOR}
    ),
    Action.PUT_MARK: frozenset({Role.TEACHER}),
    Action.CALL_ROLL: frozenset({Role.TEACHER}),
    Action.DESCRIBE_LESSON: frozenset({Role.TEACHER}),
    Action.WRITE_REMARK: frozenset({Role.TEACHER}),
    Action.ANSWER_TICKET: _OF_THE_SCHOOL,
    Action.WRITE_CONSENT: _OF_THE_SCHOOL,
    Action.LET_PARENTS_READ: frozenset({Role.STUDENT}),
    Action.OPEN_CARD: _OF_THE_SCHOOL,
    Action.ADD_CARD: _OF_THE_SCHOOL,
    Action.CORRECT_CARD: _OF_THE_SCHOOL,
    Action.SWITCH_USER: _OF_THE_SCHOOL,
    Action.MERGE_CARDS: frozenset({Role.ADMINISTRATOR}),
    Action.LINK: _OF_THE_SCHOOL,
    Action.END_LINK: frozenset({Role.ADMINISTRATOR}),
    Action.RESTRICT_LINK: frozenset({Role.ADMINISTRATOR}),
    Action.EXPORT_REGISTRY: frozenset({Role.ADMINISTRATOR}),
    Action.IMPORT: frozenset({Role.ADMINISTRATOR}),
    Action.GIVE_ROLE: frozenset({Role.ADMINISTRATOR}),
    Action.END_ROLE: frozenset({Role.ADMINISTRATOR}),
    Action.END_WORK: frozenset({Role.ADMINISTRATOR}),
    Action.PRINT_DIARY: _OF_THE_SCHOOL,
    Action.INVITE: _OF_THE_SCHOOL,
    # A parent makes a new code for his own child.
    Action.MAKE_LOGIN: _OF_THE_SCHOOL | {Role.GUARDIAN},
    # Of one for all employees everybody who works there is a teacher.
    Action.CONFIRM_ANNOUNCEMENT: frozenset({Role.TEACHER, Role.ADMINISTRATOR}),
    Action.SEE_ALARM: frozenset({Role.ADMINISTRATOR}),
    Action.CLOSE_OPENING: frozenset({Role.ADMINISTRATOR}),
}

SENTENCES: dict[Action, str] = {
    Action.READ_DIARY: "Дневник открыт самому ученику и его родителям.",
    Action.VIEW_DIARY: "Глазами семьи дневник видит администратор школы.",
    Action.READ_LESSON: "Урок видят учитель, классный руководитель и администратор.",
    Action.PUT_MARK: "Отметки на этом уроке ставит его учитель.",
    Action.CALL_ROLL: "Отсутствующих на этом уроке отмечает его учитель.",
    Action.DESCRIBE_LESSON: "Тему и задание этого урока записывает его учитель.",
    Action.WRITE_REMARK: "Замечания и похвалу на этом уроке пишет его учитель.",
    Action.ANSWER_TICKET: (
        "На сообщение о входе отвечают классный руководитель и администратор школы."
    ),
    Action.WRITE_CONSENT: (
        "Согласие на бумаге записывают классный руководитель и администратор школы."
    ),
    Action.LET_PARENTS_READ: "Видят ли родители дневник, решает сам ученик.",
    Action.OPEN_CARD: (
        "Карточку открывают классный руководитель и администратор школы."
    ),
    Action.ADD_CARD: "Карточки заводят классный руководитель и администратор школы.",
    Action.CORRECT_CARD: (
        "Карточку исправляют классный руководитель и администратор школы."
    ),
    Action.SWITCH_USER: (
        "Пользователя включают классный руководитель и администратор школы."
    ),
    Action.MERGE_CARDS: "Карточки объединяет администратор школы.",
    Action.LINK: (
        "Ученика и родителя связывают классный руководитель и администратор школы."
    ),
    Action.END_LINK: "Связь с учеником завершает администратор школы.",
    Action.RESTRICT_LINK: (
        "Решение суда записывает администратор школы, а снятие подтверждает второй."
    ),
    Action.EXPORT_REGISTRY: "Реестр выгружает администратор школы.",
    Action.IMPORT: "Списки в школу загружает её администратор.",
    Action.GIVE_ROLE: "Роли в школе даёт её администратор.",
    Action.END_ROLE: "Роли в школе заканчивает её администратор.",
    Action.END_WORK: "Кто больше не работает, записывает администратор школы.",
    Action.PRINT_DIARY: (
        "Дневник печатают классный руководитель и администратор школы."
    ),
    Action.INVITE: (
        "Родителей приглашают классный руководитель и администратор школы."
    ),
    Action.MAKE_LOGIN: (
        "Код для входа делают классный руководитель, администратор школы и родитель"
        " своему ребёнку."
    ),
    Action.SEE_ALARM: "Тревоги отмечает администратор школы.",
    Action.CLOSE_OPENING: "Доступ оператора закрывает администратор школы.",
    Action.CONFIRM_ANNOUNCEMENT: (
        "Объявление подтверждает тот сотрудник школы, кому оно отправлено."
    ),
}
