"""A plan in words: how many of what, line by line. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping

from school.exchange.incoming.opening import Opened
from school.exchange.incoming.plan import Plan
from school.exchange.incoming.told import Thing
from school.importing.verdicts import Verdict

TITLES: Mapping[Thing, str] = {
    Thing.YEAR: "Учебный год",
    Thing.CLASS: "Классы",
    Thing.GROUP: "Учебные группы",
    Thing.STUDENT: "Ученики",
    Thing.GUARDIAN: "Родители",
    Thing.EMPLOYEE: "Сотрудники",
    Thing.ENROLMENT: "Места в классах",
    Thing.MEMBERSHIP: "Места в группах",
    Thing.LEAD: "Классное руководство",
    Thing.LOAD: "Нагрузка",
    Thing.LINK: "Связи с родителями",
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.WRONG: "с ошибками",
    Verdict.DOUBTFUL: "под вопросом",
    Verdict.CREATE: "новых",
    Verdict.CHANGE: "изменится",
    Verdict.SAME: "без изменений",
}
_WRITTEN = {
    "years": "учебных лет",
    "periods": "периодов",
    "classes": "классов",
    "groups": "групп",
    Thing.STUDENT: "карточек учеников",
    Thing.GUARDIAN: "карточек родителей",
    Thing.EMPLOYEE: "карточек сотрудников",
    "changed": "исправлено карточек",
    Thing.ENROLMENT: "мест в классах",
    Thing.MEMBERSHIP: "мест в группах",
    Thing.LEAD: "классных руководителей",
    Thing.LOAD: "нагрузок",
    "ended": "закончено мест",
    "links": "связей",
}


def lines_of(plan: Plan) -> Iterator[str]:
    """«Ученики: новых — 68, без изменений — 3», a line for each thing there is."""
    for thing, title in TITLES.items():
        found = plan.counts[thing]
        told = [
            f"{word} — {found[one]}" for one, word in VERDICTS.items() if found[one]
        ]
        if told:
            yield f"{title}: {', '.join(told)}"


def marks_of(opened: Opened) -> Iterator[str]:
    """What becomes of the files of marks, where there are any."""
    if opened.counted:
        told = ", ".join(f"{name}.csv — {n}" for name, n in opened.counted.items())
        yield (
            f"Отметки ({told}) проверены и не записываются: журнал ведут учителя этой"
            " школы."
        )


def written_of(counts: Counter[str]) -> str:
    """What was written, on one line."""
    if not counts:
        return "Записывать нечего: школа уже такая."
    told = (
        f"{word} — {counts[name]}" for name, word in _WRITTEN.items() if counts[name]
    )
    return f"Записано: {', '.join(told)}."
