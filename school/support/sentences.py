"""Canned sentences of an answer: what anybody who has the number may read.

Sentences of ours, because nobody's name may stand on the page of a number.
"""

from enum import StrEnum


class Question(StrEnum):
    """What a school may need of a person."""

    CALL = "call"
    DOCUMENT = "document"
    GOSUSLUGI = "gosuslugi"
    CLASS = "class"
    CONTACT = "contact"
    AGAIN = "again"


class Done(StrEnum):
    """What a school may have done."""

    CARD = "card"
    REGISTERED = "registered"
    LINKED = "linked"
    ALL_RIGHT = "all_right"


class Return(StrEnum):
    """Why support gives a message back to its school."""

    DOCUMENTS = "documents"
    OTHER_SCHOOL = "other_school"
    WORKS = "works"


QUESTIONS: dict[Question, str] = {
    Question.CALL: "Позвоните классному руководителю или зайдите к нему.",
    Question.DOCUMENT: (
        "Принесите в школу документ: СНИЛС, свидетельство о рождении или паспорт."
    ),
    Question.GOSUSLUGI: (
        "Сверьте с документом ФИО, дату рождения и СНИЛС в профиле на Госуслугах."
    ),
    Question.CLASS: "Напишите здесь, в каком классе учится ребёнок.",
    Question.CONTACT: "Напишите здесь, когда и по какому телефону вам позвонить.",
    Question.AGAIN: (
        "По этому сообщению человека в школе не нашли. Войдите ещё раз и отправьте"
        " новое: проверьте школу, класс и ФИО."
    ),
}
DONE: dict[Done, str] = {
    Done.CARD: "Школа исправила карточку по документу.",
    Done.REGISTERED: "Школа внесла вас в реестры.",
    Done.LINKED: "Школа записала связь с ребёнком.",
    Done.ALL_RIGHT: (
        "Со стороны школы всё готово. Если вход снова не выполнен, страница скажет"
        " почему."
    ),
}
RETURNS: dict[Return, str] = {
    Return.DOCUMENTS: "Сверьте карточку с документом: исправляет её школа.",
    Return.OTHER_SCHOOL: "Карточку с ошибкой завела другая школа, ей уже передали.",
    Return.WORKS: "Сбоев не было: попросите человека войти ещё раз.",
}
# The keys of all three are different words.
SENTENCES: dict[str, str] = {
    str(key): text
    for key, text in (*QUESTIONS.items(), *DONE.items(), *RETURNS.items())
}
# What the person answers right on the page of his number.
TYPED = frozenset({Question.CLASS, Question.CONTACT, Question.DOCUMENT})
