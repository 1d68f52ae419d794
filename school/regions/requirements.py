"""«Первый раз? Что понадобится»: the rules of a region in words."""

from dataclasses import dataclass
from datetime import date

from school.regions import in_words
from school.regions.policy import GROWN, Age, Bracket, Policy, Who

_NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Requirement:
    """One row: for whom («Ученику до 14 лет») and what is needed."""

    who: Who
    title: str
    text: str


def requirements(policy: Policy) -> tuple[Requirement, ...]:
    """What each kind and age needs: parents, pupils from the youngest, staff.

    Grown pupils have no row where they need just what parents need: the row of
    parents then names them.
    """
    parents = policy.of(Who.PARENT)
    pupils = policy.of(Who.PUPIL)
    grown = pupils[-1] if _like_a_parent(pupils, parents) else None
    rows = [_row(each, former=None, grown=grown) for each in parents]
    for number, each in enumerate(pupils):
        if each is not grown:
            rows.append(_row(each, former=pupils[number - 1] if number else None))
    rows += [_row(each, former=None) for each in policy.of(Who.STAFF)]
    return tuple(rows)


def requirement(policy: Policy, who: Who, born: date, on: date) -> Requirement:
    """What somebody born then needs on that day: the row of his own age."""
    brackets = policy.of(who)
    at = brackets.index(policy.bracket(who, born, on))
    return _row(brackets[at], former=brackets[at - 1] if at else None)


def password_for(policy: Policy) -> str:
    """Whom the rules give a password: «ученикам младше 14,5 года»; empty: nobody."""
    brackets = [each for each in policy.of(Who.PUPIL) if "password" in each.sign_in]
    if not brackets:
        return ""
    until = brackets[-1].until
    return f"ученикам младше{_NBSP}{_years(until)}" if until else "ученикам"


def _like_a_parent(pupils: tuple[Bracket, ...], parents: tuple[Bracket, ...]) -> bool:
    eldest, parent = pupils[-1], parents[-1]
    return (
        len(pupils) > 1
        and len(parents) == 1
        and eldest.since is not None
        and eldest.since >= GROWN
        and (eldest.sign_in, eldest.account, eldest.consent)
        == (parent.sign_in, parent.account, parent.consent)
    )


def _row(
    bracket: Bracket, former: Bracket | None, grown: Bracket | None = None
) -> Requirement:
    return Requirement(bracket.who, _title(bracket, grown), _text(bracket, former))


def _title(bracket: Bracket, grown: Bracket | None) -> str:
    name = {
        Who.PUPIL: "Ученику",
        Who.PARENT: "Родителю",
        Who.STAFF: "Сотруднику школы",
    }[bracket.who]
    if grown is not None:
        name += f" и{_NBSP}ученику с{_NBSP}{grown.since}{_NBSP}лет"
    return name + _ages(bracket)


def _ages(bracket: Bracket) -> str:
    since, until = bracket.since, bracket.until
    if since is None:
        return f" до{_NBSP}{_years(until)}" if until else ""
    if until is None:
        return f" с{_NBSP}{_years(since)}"
    return f" от{_NBSP}{since} до{_NBSP}{_years(until)}"


def _years(age: Age) -> str:
    return in_words.years(age).replace(" ", _NBSP)


def _text(bracket: Bracket, former: Bracket | None) -> str:
    if not bracket.through_esia:
        return f"Логин и{_NBSP}пароль: карточку даёт классный руководитель"
    text = _account(bracket)
    if "password" in bracket.sign_in:
        text += f" или логин и{_NBSP}пароль от{_NBSP}школы"
    return text + _condition(bracket, former)


def _account(bracket: Bracket) -> str:
    if bracket.account == "child_or_confirmed":
        beyond = bracket.until is None or bracket.until > Age(14)
        return f"Детская{' или подтверждённая' if beyond else ''} учётная запись"
    if bracket.account == "any":
        return f"Учётная запись на{_NBSP}Госуслугах"
    if bracket.who is Who.PARENT:
        return f"Подтверждённая учётная запись на{_NBSP}Госуслугах"
    if bracket.who is Who.STAFF:
        return "Подтверждённая запись"
    return "Своя подтверждённая запись"


def _condition(bracket: Bracket, former: Bracket | None) -> str:
    if bracket.who is Who.STAFF:
        return "; доступ даёт администратор школы"
    if former is not None and former.account == "child_or_confirmed":
        grace = _grace(bracket.grace_months)
        if grace:
            return f"; {grace} подойдёт и{_NBSP}детская"
    if bracket.consent == "parent":
        return f" и{_NBSP}согласие одного из{_NBSP}родителей"
    return ""


def _grace(months: int) -> str:
    if not months:
        return ""
    if months == 6:
        return "первые полгода"
    return f"первые {months}{_NBSP}мес."
