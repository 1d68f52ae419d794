"""Why somebody cannot come in yet: a fixed order of causes, and who mends each. Pure.

Every person has one first cause, the one that stands first here (ux §6.2), and the full
list of them. What the school can see in its own cards is found before anybody tries;
what only Госуслуги know is found when somebody was refused.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from school.access.readiness import Readiness
from school.access.reasons import Reason


class Fixer(StrEnum):
    """Who does the next thing, as the list of causes writes it."""

    CLASS_TEACHER = "кл. рук."
    ADMINISTRATOR = "админ."
    FAMILY = "семья"


class Cause(IntEnum):
    """The causes in their order."""

    NO_PARENT = 1
    NO_SNILS = 2
    SNILS_UNSOUND = 3
    DUPLICATE = 4
    INCOMPLETE = 5
    NOT_IN_GUARDIANS = 6
    NO_USER = 7
    NO_LINK = 8
    SNILS_DIFFERS = 9
    NAME_DIFFERS = 10
    NOT_CONFIRMED = 11
    NO_CONSENT = 12
    NOT_YET = 13

    @property
    def word(self) -> str:
        """How an address names it: «no-snils»."""
        return self.name.lower().replace("_", "-")

    @property
    def by_school(self) -> bool:
        """Whether it is the school that mends it."""
        return ABOUT[self].fixer is not Fixer.FAMILY


@dataclass(frozen=True, slots=True)
class About:
    """What the desk says of a cause: its name, who mends it, why, and how."""

    label: str
    fixer: Fixer
    why: str
    how: str


ABOUT: dict[Cause, About] = {
    Cause.NO_PARENT: About(
        "Нет ни одного родителя",
        Fixer.CLASS_TEACHER,
        "С учеником никто не связан, и дневник увидеть некому.",
        "Заведите карточку родителя или свяжите ученика с карточкой, которая уже есть.",
    ),
    Cause.NO_SNILS: About(
        "Нет СНИЛС",
        Fixer.CLASS_TEACHER,
        "Без него человека с Госуслуг не узнать.",
        "Впишите номер с документа — проверим сразу.",
    ),
    Cause.SNILS_UNSOUND: About(
        "СНИЛС с ошибкой",
        Fixer.CLASS_TEACHER,
        "Контрольное число не сходится: в номере опечатка.",
        "Сверьте с документом и впишите номер заново.",
    ),
    Cause.DUPLICATE: About(
        "Один СНИЛС на двух карточках",
        Fixer.ADMINISTRATOR,
        "По одному документу нашлись две карточки или два человека, и мы не впускаем"
        " никого, чтобы не впустить чужого.",
        "Откройте карточки, сверьте с документами и объедините их или исправьте номер.",
    ),
    Cause.INCOMPLETE: About(
        "Неполные данные",
        Fixer.CLASS_TEACHER,
        "В ФИО пусто или среди русских букв есть латинские: с Госуслугами оно не"
        " совпадёт.",
        "Впишите ФИО заново, как в документе.",
    ),
    Cause.NOT_IN_GUARDIANS: About(
        "Нет в «Реестре родителей»",
        Fixer.ADMINISTRATOR,
        "Карточка есть, а записи в «Реестре родителей» нет.",
        "Создайте записи — можно сразу всем.",
    ),
    Cause.NO_USER: About(
        "Нет пользователя или отключён",
        Fixer.ADMINISTRATOR,
        "В «Реестре пользователей» записи нет, или она отключена.",
        "Создайте или включите записи — можно сразу всем.",
    ),
    Cause.NO_LINK: About(
        "Нет связи с учеником",
        Fixer.ADMINISTRATOR,
        "Карточка родителя есть, а чей это родитель, не записано.",
        "Откройте карточку и свяжите её с учеником.",
    ),
    Cause.SNILS_DIFFERS: About(
        "СНИЛС не совпал с Госуслугами",
        Fixer.ADMINISTRATOR,
        "Человек пробовал войти: документ на Госуслугах другой.",
        "Сверьте карточку с документом и исправьте.",
    ),
    Cause.NAME_DIFFERS: About(
        "ФИО не совпало",
        Fixer.ADMINISTRATOR,
        "Человек пробовал войти: СНИЛС совпал, а ФИО или дата рождения — нет.",
        "Сверьте карточку с документом и исправьте.",
    ),
    Cause.NOT_CONFIRMED: About(
        "Запись не подтверждена",
        Fixer.FAMILY,
        "Учётной записи на Госуслугах для входа не хватает.",
        "Подтвердить её можно в МФЦ или через онлайн-банк. Раздайте памятку.",
    ),
    Cause.NO_CONSENT: About(
        "Нет согласия",
        Fixer.FAMILY,
        "Карточка сошлась с Госуслугами, ждём согласия.",
        "Его дают на Госуслугах или приносят на бумаге. Раздайте памятку.",
    ),
    Cause.NOT_YET: About(
        "Всё готово, ещё не входили",
        Fixer.FAMILY,
        "Школа сделала всё, человеку осталось войти.",
        "Раздайте памятку: в ней адрес страницы входа.",
    ),
}

_REASONS: dict[Cause, tuple[Reason, ...]] = {
    Cause.NO_SNILS: (Reason.SNILS_MISSING_IN_CARD,),
    Cause.DUPLICATE: (
        Reason.ATTACHED_TO_ANOTHER,
        Reason.DOCUMENT_OF_DIFFERENT_PEOPLE,
        Reason.DOCUMENT_TWICE_IN_SCHOOL,
    ),
    Cause.INCOMPLETE: (Reason.LATIN_LETTERS,),
    Cause.NOT_IN_GUARDIANS: (Reason.NOT_IN_GUARDIANS,),
    Cause.NO_USER: (Reason.NO_USER, Reason.USER_INACTIVE),
    Cause.NO_LINK: (Reason.NO_LINK,),
    Cause.SNILS_DIFFERS: (Reason.SNILS_DIFFERS, Reason.CERTIFICATE_DIFFERS),
    Cause.NAME_DIFFERS: (
        Reason.BIRTH_DATE_DIFFERS,
        Reason.TYPO_IN_NAME,
        Reason.SURNAME_CHANGED,
        Reason.FIRST_NAME_DIFFERS,
        Reason.PATRONYMIC_DIFFERS,
        Reason.NAME_DIFFERS,
    ),
    # An account that has no СНИЛС is one that nobody has confirmed.
    Cause.NOT_CONFIRMED: (Reason.ACCOUNT_NOT_CONFIRMED, Reason.SNILS_MISSING_AT_ESIA),
    Cause.NO_CONSENT: tuple(each for each in Reason if "_consent_" in each),
}
_CAUSE_OF = {reason: cause for cause, found in _REASONS.items() for reason in found}

# What a refused sign-in has shown and no card of the school shows by itself.
SEEN_AT_THE_DOOR = (
    Reason.ATTACHED_TO_ANOTHER,
    Reason.DOCUMENT_OF_DIFFERENT_PEOPLE,
    *_REASONS[Cause.SNILS_DIFFERS],
    *_REASONS[Cause.NAME_DIFFERS],
    *_REASONS[Cause.NOT_CONFIRMED],
)


def cause_of(reason: Reason) -> Cause | None:
    """The cause that a reason of the door is to the desk.

    None where nobody has anything to mend: a trouble of the moment, a court's word, a
    grown student's decision, an age that comes in by password, a card nobody has.
    """
    return _CAUSE_OF.get(reason)


def called(word: str) -> Cause | None:
    """The cause that an address names; None where it names none."""
    return next((each for each in Cause if each.word == word), None)


def causes(
    ready: Readiness,
    *,
    unsound: bool,
    misnamed: bool,
    held: Reason | None,
    entered: bool,
) -> tuple[Cause, ...] | None:
    """Everything that hinders the person of a card, in order; empty: he has been in.

    None where the rules do not ask him: the first check that stops him is no cause.
    ``unsound``: the control number of the СНИЛС does not fit; ``misnamed``: the card is
    nobody's yet and its name is empty or has Latin letters among Russian ones; ``held``
    is why the door last refused him, of :data:`SEEN_AT_THE_DOOR`.
    """
    stop = ready.stop
    if stop is not None and stop.reason is not None and cause_of(stop.reason) is None:
        return None
    reasons = {each.reason for each in ready.answers if each.reason} | {held} - {None}
    found = {_CAUSE_OF[each] for each in reasons if each in _CAUSE_OF}
    if unsound:
        found.add(Cause.SNILS_UNSOUND)
    if misnamed:
        found.add(Cause.INCOMPLETE)
    if not found and not entered:
        found.add(Cause.NOT_YET)
    return tuple(sorted(found))
