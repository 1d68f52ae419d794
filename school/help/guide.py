"""«Почему я не могу войти?»: three questions, then the answer.

Pure: from what an address says to the next question. An address that says something
unknown is asked from there again, in a kind sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from school.access.facts import Audience
from school.help.ages import spans
from school.help.answers import Words, words
from school.regions.policy import Policy, Who

_WHO: dict[str, tuple[str, str]] = {
    Who.PARENT: ("Родитель", "Вхожу под своей записью на Госуслугах"),
    Who.PUPIL: ("Ученик", "Или родитель, у которого не входит ребёнок"),
    Who.STAFF: ("Сотрудник школы", "Учитель, администратор, директор"),
}
_NOT_UNDERSTOOD = (
    "Такого ответа нет: ссылка устарела или в ней опечатка. Начнём с начала."
)


@dataclass(frozen=True)
class Option:
    """One answer to choose: its words, a second line, and where it leads.

    `query` are the pairs of the next address.
    """

    title: str
    text: str
    query: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """One of the three questions. `said` is chosen already; `sorry` is a sentence."""

    number: int
    title: str
    options: tuple[Option, ...]
    said: tuple[str, ...] = ()
    sorry: str = ""


@dataclass(frozen=True)
class Answer:
    """What the words mean for this person. `back` are the pairs of the question."""

    said: tuple[str, ...]
    words: Words
    back: tuple[tuple[str, str], ...]


def ask(
    policy: Policy, on: date, *, who: str = "", age: str = "", seen: str = ""
) -> Question | Answer:
    """The next question, or the answer when all three have been answered.

    `who`, `age` and `seen` are what the address says, empty for what it does not.
    """
    if who == Who.PUPIL:
        span = next((each for each in spans(policy) if each.slug == age), None)
        if span is not None:
            pairs = (("who", who), ("age", age))
            return _words(policy, on, span.audience, pairs, span.title, seen)
        return _who(sorry=True) if age or seen else _age(policy)
    if who in _WHO:
        named = Who(who)
        return _words(
            policy, on, Audience(named), (("who", who),), _WHO[named][0], seen
        )
    return _who(sorry=bool(who or age or seen))


def _who(*, sorry: bool) -> Question:
    options = [
        Option(title, text, (("who", who),)) for who, (title, text) in _WHO.items()
    ]
    return Question(
        1, "Кто вы?", tuple(options), sorry=_NOT_UNDERSTOOD if sorry else ""
    )


def _age(policy: Policy) -> Question:
    options = [
        Option(span.title, "", (("who", Who.PUPIL.value), ("age", span.slug)))
        for span in spans(policy)
    ]
    return Question(2, "Сколько лет ученику?", tuple(options), said=("Ученик",))


def _words(
    policy: Policy,
    on: date,
    audience: Audience,
    chosen: tuple[tuple[str, str], ...],
    said: str,
    seen: str,
) -> Question | Answer:
    known = words(policy, on, audience)
    found = next((each for each in known if each.key == seen), None)
    if found is not None:
        return Answer((said,), found, chosen)
    if seen:
        return _who(sorry=True)
    number = 3 if audience.who is Who.PUPIL else 2
    return Question(
        number, "Какие слова вы видите?", _options(known, chosen), said=(said,)
    )


def _options(
    known: Sequence[Words], chosen: tuple[tuple[str, str], ...]
) -> tuple[Option, ...]:
    return tuple(
        Option(each.message.text, each.opening, (*chosen, ("words", each.key)))
        for each in known
    )
