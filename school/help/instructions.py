"""Instructions for a school's site: who needs what, in which order, who does it.

The steps are the rungs of the ladder of the region's rules, so that an instruction
never asks for what the door does not. Titles are those that schools know.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from school.access.facts import Audience
from school.access.ladder import Rung, by_password, climb
from school.access.reasons import ActorOfStep, Step
from school.help.ages import Span
from school.regions import in_words
from school.regions.links import link
from school.regions.policy import Bracket, Policy, Who

_OWN_ACCOUNT = (
    "Запись создаёт родитель в своём личном кабинете, или ребёнок регистрируется сам."
    " Привязывать нужно только ту, что ребёнок создал сам."
)
_DOOR = "Откройте страницу входа и нажмите «Войти через Госуслуги»."
_DOES = {
    ActorOfStep.GUARDIAN: "Один из родителей",
    ActorOfStep.CLASS_TEACHER: "Классный руководитель",
    ActorOfStep.ADMINISTRATOR: "Администратор школы",
    ActorOfStep.GOSUSLUGI: "Госуслуги",
}
_PERSON = {Who.PUPIL: "Ученик", Who.PARENT: "Родитель", Who.STAFF: "Сотрудник"}
# What a rung is called before it is done; the others keep their own titles.
_BEFORE = {
    "family": "Данные ребёнка на Госуслугах",
    "check": "Проверка данных",
    "account": "Подтверждённая учётная запись на Госуслугах",
    "binding": "Привязка к учётной записи родителя",
    "lists": "Списки школы",
    "link": "Связь с ребёнком",
    "card": "Карточка с логином и паролем",
}


@dataclass(frozen=True)
class Stage:
    """One numbered step: what, who does it, how; `address` is a page that helps."""

    title: str
    actor: str
    text: str
    address: str = ""


@dataclass(frozen=True)
class Instruction:
    """One sheet: its address, the title that schools know, steps and remarks."""

    slug: str
    title: str
    stages: tuple[Stage, ...]
    notes: tuple[str, ...] = ()


def instructions(policy: Policy, on: date) -> tuple[Instruction, ...]:
    """Every instruction of the region under these rules, children's first."""
    pupils = policy.of(Who.PUPIL)
    sheets = [_sheet(policy, on, each, former) for former, each in _after(pupils)]
    for who in (Who.PARENT, Who.STAFF):
        sheets += [_sheet(policy, on, each, None) for each in policy.of(who)]
    return (*_at_gosuslugi(policy, on), *sheets)


def _after(
    brackets: tuple[Bracket, ...],
) -> Iterator[tuple[Bracket | None, Bracket]]:
    return zip((None, *brackets), brackets, strict=False)


def _sheet(
    policy: Policy, on: date, bracket: Bracket, former: Bracket | None
) -> Instruction:
    rungs = _rungs(policy, on, bracket)
    slug, title = _named(policy, bracket)
    notes = list(_notes(bracket, former))
    if any(rung.key == "binding" for rung in rungs):
        notes.insert(0, _OWN_ACCOUNT)
    return Instruction(slug, title, tuple(_stages(bracket, rungs)), tuple(notes))


def _rungs(policy: Policy, on: date, bracket: Bracket) -> tuple[Rung, ...]:
    if not bracket.through_esia:
        return by_password()
    return climb(policy, on, _audience(bracket), Step.ACCOUNT)


def _audience(bracket: Bracket) -> Audience:
    """Somebody for whom this way alone is open: behind the months of grace."""
    if bracket.who is not Who.PUPIL:
        return Audience(bracket.who)
    since = bracket.since.in_months if bracket.since else 0
    return Audience(Who.PUPIL, since + bracket.grace_months)


def _stages(bracket: Bracket, rungs: Iterable[Rung]) -> Iterator[Stage]:
    """The rungs, with the sign-in where it belongs.

    Before the consent where the sign-in itself asks for it; else at the end.
    """
    asked_inside = bracket.consent != "none" and bracket.asks_automatically
    entered = not bracket.through_esia
    for rung in rungs:
        if rung.key == "consent" and asked_inside:
            yield _enter(bracket, first=True)
            entered = True
        if rung.key == "again":
            yield _enter(bracket, first=False)
            entered = True
        else:
            yield _stage(bracket, rung)
    if not entered:
        yield _enter(bracket, first=False)


def _stage(bracket: Bracket, rung: Rung) -> Stage:
    title = _BEFORE.get(rung.key, rung.title)
    if rung.key == "account" and bracket.account == "child_or_confirmed":
        title = "Детская учётная запись"
    # Nobody has signed in yet: «снова» belongs to the refused page.
    text = rung.instruction.replace(", затем войдите снова", "")
    if rung.key == "account":
        text = text.removesuffix(" Затем войдите снова.")
    return Stage(title, _actor(bracket, rung.actor), text, rung.address)


def _enter(bracket: Bracket, *, first: bool) -> Stage:
    if first:
        text = f"{_DOOR} При первом входе согласие запрашивается автоматически."
        return Stage("Первый вход", _PERSON[bracket.who], text)
    return Stage("Вход в дневник", _PERSON[bracket.who], _DOOR)


def _actor(bracket: Bracket, actor: ActorOfStep) -> str:
    return _DOES.get(actor, _PERSON[bracket.who])


def _named(policy: Policy, bracket: Bracket) -> tuple[str, str]:
    if bracket.who is Who.PARENT:
        return "parent", "Авторизация родителя"
    if bracket.who is Who.STAFF:
        return "staff", "Авторизация сотрудника в «Электронном журнале» через ЕСИА"
    since, until = bracket.since, bracket.until
    slug = f"pupil-{Span(since, until).slug}"
    if since is None:
        ages = f" младше {in_words.years(until)}" if until else ""
        return slug, f"Авторизация ученика{ages}"
    if until is None:
        return slug, f"Авторизация ученика старше {in_words.years(since)}"
    return slug, (
        f"Авторизация учащегося от {since} до {in_words.years(until)}"
        f" в подсистеме «{policy.system}» через ЕСИА"
    )


def _notes(bracket: Bracket, former: Bracket | None) -> Iterator[str]:
    if former and bracket.grace_months and former.account == "child_or_confirmed":
        assert bracket.since is not None  # noqa: S101 - there is a former one
        yield (
            f"Ещё {bracket.grace_months} мес. после {in_words.years(bracket.since)}"
            " подойдёт и детская запись: первый паспорт оформляют до 90 дней."
        )
    if bracket.through_esia and "password" in bracket.sign_in:
        yield (
            "В этом возрасте можно входить и по логину и паролю: карточку выдаёт"
            " классный руководитель."
        )


def _at_gosuslugi(policy: Policy, on: date) -> Iterator[Instruction]:
    """What is done at Госуслуги alone, where the rules of the region need it."""
    pupils = [each for each in policy.of(Who.PUPIL) if each.through_esia]
    rungs = [(each, rung) for each in pupils for rung in _rungs(policy, on, each)]
    if any(rung.key == "family" for _, rung in rungs):
        yield Instruction(
            "child-account",
            "Создание родителем учётной записи ребёнка на Госуслугах",
            tuple(
                _stage(bracket, rung)
                for bracket, rung in rungs
                if bracket.account == "child_or_confirmed"
                and rung.key in ("family", "check", "account")
            ),
            ("Детская запись связана с записью родителя сама: привязывать не нужно.",),
        )
    if any(rung.key == "binding" for _, rung in rungs):
        yield _BINDING


_PARENT, _CHILD = "Родитель", "Ребёнок"
_BINDING = Instruction(
    "binding",
    "Привязка учётной записи ребёнка к родителю на Госуслугах",
    (
        Stage(
            "Кнопка «Привязать»",
            _PARENT,
            "В личном кабинете: «Семья и дети» → карточка ребёнка → «Привязать».",
            link("family").address,
        ),
        Stage(
            "Почта ребёнка",
            _PARENT,
            "Введите ту почту, что указана в профиле ребёнка на Госуслугах. Появится"
            " код: его передают ребёнку.",
        ),
        Stage(
            "Код",
            _CHILD,
            "Войдите на Госуслуги под своей записью и введите код в открывшемся окне.",
            link("binding").address,
        ),
    ),
    (
        "Нет кнопки «Привязать» — свидетельство о рождении не прошло проверку:"
        " удалите его, введите заново и дождитесь проверки.",
        "Окно для кода не открылось — в профиле ребёнка, в «Согласиях и"
        " доверенностях», отзовите согласие министерства образования, выйдите и"
        " войдите снова. Дневник потом запросит согласие ещё раз.",
    ),
)
