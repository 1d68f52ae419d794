"""The rules of a region in plain Russian: for its operator and for docs/rules.md.

Ordinary spaces only; whoever shows the words sets them. What a family reads of the
same rules is `requirements` and the ladder of the door.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from school.lib import dates
from school.regions.policy import (
    AccountLevel,
    Age,
    Bracket,
    MatchBy,
    Place,
    Policy,
    Who,
)

_WHO = {Who.PUPIL: "Ученик", Who.PARENT: "Родитель", Who.STAFF: "Сотрудник школы"}
_ACCOUNTS: dict[AccountLevel, str] = {
    "any": "любая",
    "child_or_confirmed": "детская или подтверждённая",
    "confirmed": "подтверждённая",
}
_MATCHES: dict[MatchBy, str] = {
    "none": "не нужна",
    "snils": "по СНИЛС, дате рождения и ФИО",
    "snils_or_birth_certificate": (
        "по СНИЛС или свидетельству о рождении, дате рождения и ФИО"
    ),
}
_PLACES: dict[Place, str] = {
    "portfolio": "в «Школьном портфолио»",
    "notification": "по ссылке из уведомления",
    "agreements": "в «Согласиях и доверенностях»",
    "consent_screen": "на экране согласия при входе",
}
_DATA = {
    "fullname": "ФИО",
    "birthdate": "дата рождения",
    "snils": "СНИЛС",
    "birth_cert_doc": "свидетельство о рождении",
    "email": "электронная почта",
    "mobile": "телефон",
}
_MESSAGES = {
    "seeds": "«Ваш дневник не найден…»",
    "ais": "«Уважаемые пользователи! …» (система 2022 года)",
}
_PARENTS_OF_ADULTS = {
    "until_objection": "читают дневник, пока ученик не возразит",
    "with_consent": "читают дневник, только если ученик разрешит",
}


@dataclass(frozen=True)
class Row:
    """One bracket: whom it speaks of («Ученик до 14 лет») and its terms.

    `terms` are pairs of what and how («вход», «через Госуслуги»), in one order for
    all; only «прежний порядок» is left out where there is none.
    """

    title: str
    terms: tuple[tuple[str, str], ...]


def rows(policy: Policy) -> tuple[Row, ...]:
    """Every bracket in words: pupils from the youngest, parents, staff."""
    return tuple(
        Row(person(each.who, each.since, each.until), terms(each))
        for each in policy.brackets
    )


def terms(bracket: Bracket) -> tuple[tuple[str, str], ...]:
    """What one bracket asks for, as pairs of what and how."""
    account = bracket.account
    said = [
        ("вход", _sign_in(bracket)),
        ("учётная запись", _ACCOUNTS[account] if account else "не нужна"),
        ("сверка", _MATCHES[bracket.match_by]),
        ("согласие", _consent(bracket)),
    ]
    if bracket.grace_months and bracket.since is not None:
        border = years(bracket.since)
        said.append(
            (
                "прежний порядок",
                f"подходит ещё {bracket.grace_months} мес. после {border}",
            )
        )
    return tuple(said)


def about(policy: Policy) -> tuple[tuple[str, str], ...]:
    """What holds for everybody under the policy, as pairs of what and how."""
    return (
        ("название системы", f"«{policy.system}»"),
        ("запрашиваемые данные", data(policy.data_asked)),
        ("цель", policy.purpose[:1].lower() + policy.purpose[1:]),
        ("если школа не нашла человека", _MESSAGES[policy.messages]),
        ("родители ученика с 18 лет", _PARENTS_OF_ADULTS[policy.parents_of_adults]),
        ("болезнь в журнале", f"«{policy.illness_code}»"),
    )


def person(who: Who, since: Age | None, until: Age | None) -> str:
    """«Ученик от 14 до 18 лет»; whoever has no border is named without an age."""
    name = _WHO[who]
    if since is None:
        return f"{name} до {years(until)}" if until else name
    if until is None:
        return f"{name} с {years(since)}"
    return f"{name} от {since} до {years(until)}"


def years(age: Age) -> str:
    """An age after «до», «с» or «после»: «14 лет», «14,5 года», «14 лет 3 мес.»."""
    if age.months not in (0, 6):
        return str(age)
    of_one = age.years % 10 == 1 and age.years % 100 != 11
    return f"{age} {'года' if age.months or of_one else 'лет'}"


def data(asked: Iterable[str]) -> str:
    """«ФИО, дата рождения, СНИЛС»."""
    return ", ".join(_DATA[each] for each in asked)


def day(on: date) -> str:
    """«1 апреля 2024 года»."""
    return f"{on.day} {dates.MONTHS_OF[on.month - 1]} {on.year} года"


def _sign_in(bracket: Bracket) -> str:
    if "password" not in bracket.sign_in:
        return "через Госуслуги"
    with_card = "по логину и паролю с карточки"
    return f"через Госуслуги или {with_card}" if bracket.through_esia else with_card


def _consent(bracket: Bracket) -> str:
    if bracket.consent == "none":
        return "не нужно"
    whose = "своё" if bracket.consent == "own" else "одного из родителей"
    asked = "запрашивается автоматически" if bracket.asks_automatically else ""
    given = " или ".join(_PLACES[place] for place in bracket.consent_given_at)
    return ", ".join(each for each in (whose, asked, f"даётся {given}") if each)
