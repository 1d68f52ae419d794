"""The ladder: the steps of getting in, as a family reads them, per policy and age.

Found, agrees, registered and user are one rung, so that a card that differs and no card
at all look the same. Steps at Госуслуги that we cannot see are «Проверьте сами», never
done. The links are those of `school/regions/links.toml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from school.access.facts import Audience
from school.access.reasons import ActorOfStep, Step
from school.lib import dates
from school.regions.links import link
from school.regions.policy import Bracket, Place, Policy, Who

State = Literal["done", "stop", "later", "self"]

_ACTORS = {
    ActorOfStep.PERSON: "Делаете вы.",
    ActorOfStep.STUDENT: "Решает сам ученик.",
    ActorOfStep.GUARDIAN: "Делает один из родителей.",
    ActorOfStep.CLASS_TEACHER: "Исправляет классный руководитель.",
    ActorOfStep.ADMINISTRATOR: "Исправляет администратор школы.",
    ActorOfStep.MUNICIPALITY: "Исправляет управление образования.",
    ActorOfStep.SUPPORT: "Исправляет техническая поддержка.",
    ActorOfStep.GOSUSLUGI: "Исправляют Госуслуги.",
}
_PLACES: dict[Place, str] = {
    "portfolio": "в разделе «Школьное портфолио» на Госуслугах",
    "notification": "по ссылке из уведомления в личном кабинете на Госуслугах",
    "agreements": "на Госуслугах: Профиль → «Согласия и доверенности» → «Согласия»",
    "consent_screen": "на экране согласия, который откроется при входе",
}
_RUNG_OF_STEP = {
    Step.ACCOUNT: "account",
    Step.FOUND: "lists",
    Step.AGREES: "lists",
    Step.REGISTERED: "lists",
    Step.USER: "lists",
    Step.LINKED: "link",
    Step.OPENED: "opened",
    Step.CONSENT: "consent",
}


@dataclass(frozen=True)
class Rung:
    """One step: its key in the page, what holds when it is done, who acts, how.

    `instruction` is read where the person stopped and where he checks himself;
    `address` is a page of Госуслуги that helps there.
    """

    key: str
    title: str
    actor: ActorOfStep
    instruction: str = ""
    address: str = ""
    state: State = "later"

    @property
    def actor_words(self) -> str:
        """«Исправляет классный руководитель.»"""
        return actor_in_words(self.actor)


def climb(policy: Policy, on: date, audience: Audience, stop: Step) -> tuple[Rung, ...]:
    """The rungs with their states; exactly one of them is the stop.

    Rungs before it are done, those after it not yet checked; self-checks stay such.
    """
    key = _RUNG_OF_STEP[stop]
    rungs = _rungs(policy, on, audience)
    if stop is Step.OPENED:  # whoever else comes need not think of it
        rungs.insert(rungs.index(_LINK) + 1, _OPENED)
    keys = [rung.key for rung in rungs]
    # An old attempt may name a step that today's policy no longer has.
    place = keys.index(key) if key in keys else len(keys) - 1
    return tuple(_standing(rung, number - place) for number, rung in enumerate(rungs))


def by_password() -> tuple[Rung, ...]:
    """The rungs for an age that the policy sends in by login and password."""
    return (
        Rung(
            "card",
            "Карточка с логином и паролем получена",
            ActorOfStep.CLASS_TEACHER,
            "Попросите у него карточку регистрации доступа: она выдаётся под подпись.",
            state="stop",
        ),
        Rung("password", "Вход по логину и паролю", ActorOfStep.PERSON),
    )


def actor_in_words(actor: ActorOfStep) -> str:
    """«Исправляет классный руководитель.»"""
    return _ACTORS[actor]


def places_in_words(places: Sequence[Place]) -> str:
    """Where a consent is given: «по ссылке из уведомления… или в разделе…»."""
    return " или ".join(_PLACES[place] for place in places)


def way_of(policy: Policy, on: date, audience: Audience) -> tuple[Bracket, bool]:
    """The bracket for an audience, and whether the former one still admits."""
    born = dates.add_months(on, -(audience.months or 0))
    ways = policy.ways(audience.who, born, on)
    return ways[0], len(ways) > 1


def _standing(rung: Rung, distance: int) -> Rung:
    if distance == 0:
        return replace(rung, state="stop")
    if rung.state == "self":
        return rung
    return replace(rung, state="done" if distance < 0 else "later")


def _rungs(policy: Policy, on: date, audience: Audience) -> list[Rung]:
    way, grace = way_of(policy, on, audience)
    if audience.who is Who.STAFF:
        rungs = [_confirmed(), _staff_lists()]
    elif audience.who is Who.PARENT:
        rungs = [_confirmed(), _parent_lists(), _LINK]
    elif way.account == "child_or_confirmed":
        rungs = [*_CHILD, _pupil_lists(way, minor=True)]
    else:
        rungs = [*_teenager(way, grace=grace), _pupil_lists(way, minor=audience.minor)]
    return rungs + _consent(way)


_LINK = Rung(
    "link",
    "Школа связала вас с ребёнком",
    ActorOfStep.ADMINISTRATOR,
    "Назовите школе ФИО ребёнка и класс. Связь администратор вносит по документу.",
)
_OPENED = Rung(
    "opened",
    "Взрослый ребёнок открыл вам свой дневник",
    ActorOfStep.STUDENT,
    "Поговорите с ним. Он входит сам и включает «Родители видят мой дневник».",
)
_CHILD = (
    Rung(
        "family",
        "Родитель внёс данные ребёнка на Госуслугах",
        ActorOfStep.GUARDIAN,
        "Раздел «Семья и дети» в личном кабинете родителя.",
        link("family").address,
        "self",
    ),
    Rung(
        "check",
        "Данные ребёнка прошли проверку",
        ActorOfStep.GOSUSLUGI,
        "Дождитесь проверки. Не прошли — удалите свидетельство и введите его заново.",
        link("check_failed").address,
        "self",
    ),
    Rung(
        "account",
        "Есть детская учётная запись",
        ActorOfStep.GUARDIAN,
        "Родитель создаёт её в разделе «Семья и дети». Подтверждать её не нужно.",
        link("child_account").address,
    ),
)


def _confirmed(title: str = "Учётная запись на Госуслугах подтверждена") -> Rung:
    return Rung(
        "account",
        title,
        ActorOfStep.PERSON,
        "Подтвердите запись в МФЦ или через онлайн-банк, затем войдите снова.",
    )


def _teenager(way: Bracket, *, grace: bool) -> list[Rung]:
    account = replace(
        _confirmed(),
        instruction="Подтвердите запись в МФЦ или через онлайн-банк: нужна взрослая"
        " банковская карта на имя ребёнка. Затем войдите снова.",
    )
    if grace:
        title = "Есть учётная запись на Госуслугах: подтверждённая или пока детская"
        account = replace(account, title=title)
    if way.consent != "parent":
        return [_confirmed()]
    bound = Rung(
        "binding",
        "Учётная запись ребёнка привязана к записи родителя",
        ActorOfStep.GUARDIAN,
        "«Семья и дети» → карточка ребёнка → «Привязать»; код вводит ребёнок у себя."
        " Нет кнопки — свидетельство не прошло проверку: введите его заново.",
        link("binding").address,
        "self",
    )
    return [account, bound]


def _parent_lists() -> Rung:
    return Rung(
        "lists",
        "Школа нашла вас в своих списках",
        ActorOfStep.CLASS_TEACHER,
        "Сообщите ему ФИО, дату рождения и СНИЛС в точности как на Госуслугах.",
    )


def _staff_lists() -> Rung:
    return Rung(
        "lists",
        "Школа нашла вас в списке сотрудников",
        ActorOfStep.ADMINISTRATOR,
        "Сообщите ему ФИО, дату рождения и СНИЛС в точности как на Госуслугах.",
    )


def _pupil_lists(way: Bracket, *, minor: bool) -> Rung:
    paper = "СНИЛС"
    if way.match_by == "snils_or_birth_certificate":
        paper += " или свидетельство о рождении"
    told = f"ФИО, дату рождения и {paper}"
    if minor:
        text = f"Родители сообщают ему {told} ребёнка в точности как на Госуслугах."
        title = "Школа нашла ученика в своих списках"
    else:
        text = f"Сообщите ему {told} в точности как на Госуслугах."
        title = "Школа нашла вас в своих списках"
    return Rung("lists", title, ActorOfStep.CLASS_TEACHER, text)


def _consent(way: Bracket) -> list[Rung]:
    places = places_in_words(way.consent_given_at)
    if way.consent == "none":
        return []
    if way.consent == "own":
        return [
            Rung(
                "consent",
                "Ваше согласие на обработку данных",
                ActorOfStep.PERSON,
                f"Дайте его {places}. Затем войдите снова.",
            )
        ]
    return [
        Rung(
            "consent",
            "Согласие одного из родителей",
            ActorOfStep.GUARDIAN,
            f"Родитель даёт его {places}.",
        ),
        Rung("again", "Ребёнок входит ещё раз", ActorOfStep.PERSON),
    ]
