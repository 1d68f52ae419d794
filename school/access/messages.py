"""The messages, byte for byte (access.md §4, from the source documents of schools).

Spaces are ordinary ones and there is no final full stop. `link` is the words that lead
to the feedback form; the bracket that follows them in the sources describes the link.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """One message: text before the link, the link's words, text after, a button."""

    key: str
    before: str
    link: str = ""
    after: str = ""
    button: str = ""

    @property
    def text(self) -> str:
        """The whole text, lines parted by a line feed."""
        return self.before + self.link + self.after

    @property
    def lines(self) -> tuple[str, ...]:
        """The text line by line (one line for all but `NOT_IN_SYSTEM`)."""
        return tuple(self.text.split("\n"))


FEEDBACK_LINK = "форму обратной связи"

DIARY_NOT_FOUND_MINOR = Message(
    "DIARY_NOT_FOUND_MINOR",
    "Ваш дневник не найден. Чтобы решить проблему, попросите родителей сообщить о ней"
    " через ",
    FEEDBACK_LINK,
)
DIARY_NOT_FOUND = Message(
    "DIARY_NOT_FOUND",
    "Ваш дневник не найден. Чтобы решить проблему, сообщите о ней через ",
    FEEDBACK_LINK,
)
CONSENT_OF_PARENT = Message(
    "CONSENT_OF_PARENT", "Для входа в дневник нужно согласие одного из родителей"
)
CONSENT_OF_PARENT_EXPLAINED = (
    "Согласия уже запрошены автоматически — родителям в их личные кабинеты на портале"
    " Госуслуг придут уведомления. Чтобы выдать согласие, одному из родителей нужно"
    " перейти по ссылке из уведомления."
)
CONSENT_OWN = Message(
    "CONSENT_OWN",
    "Для входа в дневник необходимо согласие. Перейдите по ссылке из уведомления,"
    " направленного в ваш личный кабинет на Госуслугах",
)
NOT_IN_SYSTEM = Message(
    "NOT_IN_SYSTEM",
    "Уважаемые пользователи!\n"
    "Указанные Вами при регистрации на портале «Госуслуги» номер телефона/СНИЛС не"
    " найдены в системе «Электронная школа».\n"
    "Для получения доступа к электронному дневнику/журналу обратитесь в"
    " образовательную организацию.",
    button="ОТМЕНА",
)
# The original is a lost picture: this wording is ours, and so are all below.
ACCOUNT_NOT_CONFIRMED = Message(
    "ACCOUNT_NOT_CONFIRMED",
    "Учётная запись на Госуслугах не подтверждена. Для входа нужна подтверждённая"
    " запись: её подтверждают в МФЦ или через онлайн-банк (ребёнку — с банковской"
    " картой, оформленной на его имя)",
)
SIGN_IN_BY_PASSWORD = Message(
    "SIGN_IN_BY_PASSWORD",
    "В этом возрасте в дневник входят по логину и паролю. Карточку с ними выдаёт"
    " классный руководитель",
)
ESIA_UNAVAILABLE = Message(
    "ESIA_UNAVAILABLE",
    "Госуслуги сейчас не отвечают. Ваши данные в порядке, ничего исправлять не нужно."
    " Попробуйте через 10 минут",
)
ESIA_BAD_ANSWER = Message(
    "ESIA_BAD_ANSWER",
    "Ответ Госуслуг не прошёл проверку, поэтому мы его не приняли. Ваши данные в"
    " порядке, ничего исправлять не нужно. Попробуйте войти ещё раз",
)
SIGN_IN_AGAIN = Message(
    "SIGN_IN_AGAIN",
    "Эта попытка входа устарела или уже использована. Начните вход заново",
)
# To a parent who is linked with the student, and so knows his birthday.
CLOSED_BY_STUDENT = Message(
    "CLOSED_BY_STUDENT",
    "Вашему ребёнку исполнилось 18 лет, и теперь он сам решает, видят ли родители его"
    " дневник. Сейчас дневник для вас закрыт",
)

# Shown above CONSENT_OWN when the person said «Отмена» at Госуслуги.
NOT_FINISHED = "Вы не закончили вход на Госуслугах. Можно попробовать ещё раз."

ALL = (
    DIARY_NOT_FOUND_MINOR,
    DIARY_NOT_FOUND,
    CONSENT_OF_PARENT,
    CONSENT_OWN,
    NOT_IN_SYSTEM,
    ACCOUNT_NOT_CONFIRMED,
    SIGN_IN_BY_PASSWORD,
    ESIA_UNAVAILABLE,
    ESIA_BAD_ANSWER,
    SIGN_IN_AGAIN,
    CLOSED_BY_STUDENT,
)
