"""A school year as somebody writes it down, before it is anybody's: pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from school.academics.years import first_day
from school.importing.beginning import standard
from school.importing.beginning.standard import Ring, Stretch
from school.lib.dates import read_day

# Of periods, and of holidays; the last number of a lesson.
MOST_ROWS, LAST_RING = 99, 15
SHIFTS = (1, 2)
_LONGEST_NAME = 60
_DAY = timedelta(days=1)
# By the name of a row of the form («period-2», «bell-1-3»): what is wrong with it.
Faults = dict[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """Periods in their order, days without lessons, bells of both shifts."""

    year: int
    periods: tuple[Stretch, ...]
    holidays: tuple[Stretch, ...]
    rings: tuple[Ring, ...]

    @property
    def since(self) -> date:
        """The first day of lessons."""
        return self.periods[0].since

    @property
    def until(self) -> date:
        """The day after the last."""
        return self.periods[-1].until

    @property
    def with_what_is_offered(self) -> "Draft":
        """The same, and of what it has nothing of what is offered."""
        other = offered(self.year)
        return Draft(
            self.year,
            self.periods or other.periods,
            self.holidays if self.periods else other.holidays,
            self.rings or other.rings,
        )


def offered(year: int) -> Draft:
    """What a school is offered; of another year than the files' the same days of it."""
    return Draft(
        year,
        tuple(_moved(each, year) for each in standard.periods()),
        tuple(_moved(each, year) for each in standard.holidays()),
        standard.rings(),
    )


def _moved(one: Stretch, year: int) -> Stretch:
    later = year - standard.year()
    since, until = one.since, one.until
    return replace(
        one,
        since=since.replace(year=since.year + later),
        until=until.replace(year=until.year + later),
    )


def fields_of(draft: Draft) -> dict[str, str]:
    """The draft as the fields of a form: «period-2-last» is the last day, included."""
    told = {}
    rows = (("period", draft.periods), ("holiday", draft.holidays))
    for kind, stretches in rows:
        for number, one in enumerate(stretches, start=1):
            row = f"{kind}-{number}"
            told[f"{row}-name"] = one.name
            told[f"{row}-since"] = one.since.isoformat()
            told[f"{row}-last"] = one.last.isoformat()
            told[f"{row}-grade"] = str(one.grade or "")
    for ring in draft.rings:
        row = f"bell-{ring.shift}-{ring.number}"
        told[f"{row}-starts"] = f"{ring.starts:%H:%M}"
        told[f"{row}-ends"] = f"{ring.ends:%H:%M}"
    return told


def read(sent: Mapping[str, str], year: int) -> tuple[Draft, Faults]:
    """The draft of a form, and what is wrong with its rows; an empty row is no row."""
    faults: Faults = {}
    periods = _stretches(sent, "period", year, faults)
    holidays = _stretches(sent, "holiday", year, faults)
    rings = _rings(sent, faults)
    _apart(periods, "Дни пересекаются с другим периодом.", faults)
    seen: set[date] = set()
    for row, one in holidays:
        if one.since in seen:
            faults[row] = "С этого дня уже есть каникулы. Оставьте одни."
        seen.add(one.since)
    if not periods:
        faults.setdefault(
            "period-1", "Впишите хотя бы один период: четверть, триместр."
        )
    if not rings:
        faults.setdefault("bell-1-1", "Впишите звонки хотя бы первой смены.")
    ordered = sorted((one for _, one in periods), key=lambda one: one.since)
    numbered = (replace(one, number=n) for n, one in enumerate(ordered, start=1))
    stretches = tuple(one for _, one in holidays)
    return Draft(year, tuple(numbered), stretches, rings), faults


def _stretches(
    sent: Mapping[str, str], kind: str, year: int, faults: Faults
) -> list[tuple[str, Stretch]]:
    found = []
    for row in (f"{kind}-{number}" for number in range(1, MOST_ROWS + 1)):
        name = " ".join(sent.get(f"{row}-name", "").split())
        days = [sent.get(f"{row}-{end}", "").strip() for end in ("since", "last")]
        if not name and not any(days):
            continue
        since, last = map(read_day, days)
        if not name or not name.isprintable():
            faults[row] = "Впишите название."
        elif len(name) > _LONGEST_NAME:
            faults[row] = f"Название длиннее {_LONGEST_NAME} знаков. Сократите его."
        elif since is None or last is None:
            faults[row] = "Выберите первый и последний день."
        elif last < since:
            faults[row] = "Последний день раньше первого."
        elif since < first_day(year) or last >= first_day(year + 1):
            faults[row] = f"Дни не этого учебного года: он с 1.09.{year}."
        else:
            grade = _grade(sent.get(f"{row}-grade", ""))
            found.append((row, Stretch(name, since, last + _DAY, grade=grade)))
    return found


def _rings(sent: Mapping[str, str], faults: Faults) -> tuple[Ring, ...]:
    found: list[Ring] = []
    for shift in SHIFTS:
        before = time.min
        for number in range(LAST_RING + 1):
            row = f"bell-{shift}-{number}"
            typed = [sent.get(f"{row}-{end}", "").strip() for end in ("starts", "ends")]
            if not any(typed):
                continue
            starts, ends = map(_time, typed)
            if starts is None or ends is None:
                faults[row] = "Впишите начало и конец: 8:30, 9:15."
            elif ends <= starts:
                faults[row] = "Урок кончается раньше, чем начинается."
            elif starts < before:
                faults[row] = "Урок начинается раньше, чем кончился прежний."
            else:
                before = ends
                found.append(Ring(number, starts, ends, shift))
    return tuple(found)


def _apart(rows: Iterable[tuple[str, Stretch]], sentence: str, faults: Faults) -> None:
    before = date.min
    for row, one in sorted(rows, key=lambda each: each[1].since):
        if one.since < before:
            faults[row] = sentence
        before = max(before, one.until)


def _time(written: str) -> time | None:
    try:
        read_one = time.fromisoformat(written.zfill(5))
    except ValueError:
        return None
    return read_one.replace(second=0, microsecond=0, tzinfo=None)


def _grade(written: str) -> int | None:
    return int(written) if written in {str(grade) for grade in range(1, 12)} else None
