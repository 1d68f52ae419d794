"""A plan in words: how many of what, line by line. Pure."""

from collections.abc import Iterator, Mapping

from school.exchange.incoming.opening import Opened
from school.exchange.incoming.plan import Plan
from school.exchange.incoming.told import NotTold, Thing
from school.exchange.oneroster.remarks import Remark
from school.importing.lines import Doubt, doubt_of
from school.importing.verdicts import Verdict

HEAD = ("Файл", "Строка", "Столбец", "Замечание")
WIDTHS = (24, 10, 24, 90)
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


def counted(plan: Plan) -> list[tuple[str, str]]:
    """«Ученики», «новых — 68, без изменений — 3»: of each thing that there is."""
    found = []
    for thing, title in TITLES.items():
        of_thing = plan.counts[thing]
        told = [
            f"{word} — {of_thing[one]}"
            for one, word in VERDICTS.items()
            if of_thing[one]
        ]
        if told:
            found.append((title, ", ".join(told)))
    return found


def doubts_of(plan: Plan) -> list[tuple[Doubt, Remark | None]]:
    """The people of whom somebody is asked or has answered, with what is remarked of
    them; those who wait for an answer first."""
    asked = [one for one in plan.humans if one.person.why and one.person.candidates]
    asked.sort(key=lambda one: one.person.verdict is not Verdict.DOUBTFUL)
    return [
        (doubt_of(one.told.person.row, one.told.kind, one.person), one.remark)
        for one in asked
    ]


def all_remarks(opened: Opened, plan: Plan | NotTold | None) -> list[Remark]:
    """What has to be mended first, then what is only said; by files and rows."""
    told = [*opened.remarks, *(plan.remarks if isinstance(plan, Plan) else ())]
    return sorted(told, key=lambda one: (one.harmless, one.file, one.row))


def marks_of(opened: Opened) -> Iterator[str]:
    """What becomes of the files of marks, where there are any."""
    if opened.counted:
        told = ", ".join(f"{name}.csv — {n}" for name, n in opened.counted.items())
        yield (
            f"Отметки ({told}) проверены и не записываются: журнал ведут учителя этой"
            " школы."
        )


def stays_of(counts: Mapping[str, int]) -> str:
    """What of a written package is not taken back; empty where there is nothing."""
    if not (counts.get("years") or counts.get("periods")):
        return ""
    return "Учебный год и его периоды останутся: по ним живёт вся школа."


def written_of(counts: Mapping[str, int]) -> str:
    """What was written, on one line."""
    if not counts:
        return "Записывать нечего: школа уже такая."
    told = (
        f"{word} — {counts[name]}"
        for name, word in _WRITTEN.items()
        if counts.get(name)
    )
    return f"Записано: {', '.join(told)}."
