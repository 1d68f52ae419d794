"""Reading policies from TOML: whatever is wrong stops the start with one sentence."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from school.regions.policy import (
    AccountLevel,
    Age,
    Asked,
    Bracket,
    ConsentKind,
    MatchBy,
    MessageSet,
    ParentsOfAdults,
    Place,
    Policy,
    SignIn,
    Who,
)

WHO_IN_WORDS = {
    Who.PUPIL: "ученик",
    Who.PARENT: "родитель",
    Who.STAFF: "сотрудник",
}
DATA_ASKED = ("fullname", "birthdate", "snils", "birth_cert_doc", "email", "mobile")

_FILE_NAME = re.compile(r"[a-z][a-z-]*-\d{4}(-\d{2}){0,2}")
_LONGEST_GRACE = 24
_OLDEST_BORDER = 120


class PolicyError(Exception):
    """A policy file that does not load; its text is the one sentence to show."""


@dataclass(frozen=True)
class _Table:
    """One TOML table with the words that say where it stands."""

    place: str
    values: dict[str, Any]

    def wrong(self, field: str, why: str) -> PolicyError:
        return PolicyError(f"{self.place}, поле «{field}»: {why}.")

    def refuse_unknown(self, known: Sequence[str]) -> None:
        for field in self.values:
            if field not in known:
                raise self.wrong(field, "такого поля в правилах нет")

    def required(self, field: str) -> Any:  # noqa: ANN401 - TOML gives any type
        if field not in self.values:
            raise self.wrong(field, "не указано")
        return self.values[field]

    def text(self, field: str) -> str:
        value = self.required(field)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(field, "нужна непустая строка")
        return value.strip()

    def choice(self, field: str, allowed: Sequence[str]) -> Any:  # noqa: ANN401
        return self._one_of(field, self.required(field), allowed)

    def choices(self, field: str, allowed: Sequence[str]) -> tuple[Any, ...]:
        values = self.required(field)
        if not isinstance(values, list) or not values:
            raise self.wrong(field, "нужен непустой список")
        if len({str(value) for value in values}) < len(values):
            raise self.wrong(field, "значение повторяется")
        return tuple(self._one_of(field, value, allowed) for value in values)

    def _one_of(self, field: str, value: object, allowed: Sequence[str]) -> object:
        if not isinstance(value, str) or value not in allowed:
            known = ", ".join(allowed)
            raise self.wrong(field, f"неизвестное значение «{value}»; бывает: {known}")
        return value

    def age(self, field: str) -> Age | None:
        """An age as whole years or `{ years = 14, months = 6 }`; None when absent."""
        if field not in self.values:
            return None
        value = self.values[field]
        parts = {"years": value} if not isinstance(value, dict) else value
        if not set(parts) <= {"years", "months"} or "years" not in parts:
            raise self.wrong(field, "нужны годы: 14 или { years = 14, months = 6 }")
        years = self._number(field, parts["years"], _OLDEST_BORDER)
        return Age(years, self._number(field, parts.get("months", 0), 11))

    def whole(self, field: str, most: int) -> int:
        return self._number(field, self.values.get(field, 0), most)

    def _number(self, field: str, value: object, most: int) -> int:
        if type(value) is not int or not 0 <= value <= most:
            raise self.wrong(field, f"нужно целое число от 0 до {most}")
        return value


def read_policy(path: Path) -> Policy:
    """One checked policy; raises PolicyError that names file, bracket and field."""
    name = path.stem
    if not _FILE_NAME.fullmatch(name):
        raise PolicyError(
            f"Файл правил {path.name}: имя должно быть вида «область-2024.toml»."
        )
    table = _Table(f"Файл правил {path.name}", _parsed(path))
    table.refuse_unknown((*_POLICY_FIELDS, "bracket"))
    return Policy(
        name=name,
        line=re.split(r"-\d{4}", name)[0],
        valid_from=_day(table, "valid_from"),
        system=table.text("system"),
        messages=table.choice("messages", get_args(MessageSet)),
        data_asked=table.choices("data_asked", DATA_ASKED),
        purpose=table.text("purpose"),
        parents_of_adults=table.choice("parents_of_adults", get_args(ParentsOfAdults)),
        illness_code=table.text("illness_code"),
        brackets=_brackets(table),
    )


_POLICY_FIELDS = (
    "valid_from",
    "system",
    "messages",
    "data_asked",
    "purpose",
    "parents_of_adults",
    "illness_code",
)
_BRACKET_FIELDS = (
    "who",
    "from",
    "until",
    "sign_in",
    "account",
    "match_by",
    "consent",
    "consent_asked",
    "consent_given_at",
    "grace_months",
)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PolicyError(
            f"Файл правил {path.name} не читается: {error.strerror}."
        ) from error
    except UnicodeDecodeError as error:
        raise PolicyError(f"Файл правил {path.name}: это не UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"Файл правил {path.name}: это не TOML ({error}).") from error


def _day(table: _Table, field: str) -> date:
    value = table.required(field)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise table.wrong(field, "нужна дата вида 2024-04-01")
    return value


def _brackets(table: _Table) -> tuple[Bracket, ...]:
    rows = table.required("bracket")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise table.wrong("bracket", "нужны таблицы [[bracket]]")
    read = [
        _bracket(_Table(f"{table.place}, правило {number}", row))
        for number, row in enumerate(rows, start=1)
    ]
    ordered: list[Bracket] = []
    for who in Who:
        ordered += _without_holes(
            table, who, [each for each in read if each.who == who]
        )
    return tuple(ordered)


def _bracket(table: _Table) -> Bracket:
    who = Who(table.choice("who", list(Who)))
    since, until = table.age("from"), table.age("until")
    ages = _ages_in_words(since, until)
    table = _Table(f"{table.place} ({WHO_IN_WORDS[who]}{ages})", table.values)
    table.refuse_unknown(_BRACKET_FIELDS)
    if until is not None and (since or Age(0)) >= until:
        raise table.wrong("until", "граница не больше начала")
    sign_in = table.choices("sign_in", get_args(SignIn))
    consent = table.choice("consent", get_args(ConsentKind))
    return Bracket(
        who=who,
        since=since,
        until=until,
        sign_in=sign_in,
        **_esia_terms(table, through_esia="esia" in sign_in),
        consent=consent,
        **_consent_terms(table, needed=consent != "none"),
        grace_months=table.whole("grace_months", _LONGEST_GRACE),
    )


def _esia_terms(table: _Table, *, through_esia: bool) -> dict[str, Any]:
    if not through_esia:
        _refuse(table, ("account", "match_by"), "без входа через ЕСИА не имеет смысла")
        return {"account": None, "match_by": "none"}
    known = [value for value in get_args(MatchBy) if value != "none"]
    return {
        "account": table.choice("account", get_args(AccountLevel)),
        "match_by": table.choice("match_by", known),
    }


def _consent_terms(table: _Table, *, needed: bool) -> dict[str, Any]:
    fields = ("consent_asked", "consent_given_at")
    if not needed:
        _refuse(table, fields, "без согласия не имеет смысла")
        return {}
    return {
        "consent_asked": table.choices(fields[0], get_args(Asked)),
        "consent_given_at": table.choices(fields[1], get_args(Place)),
    }


def _refuse(table: _Table, fields: Sequence[str], why: str) -> None:
    for field in fields:
        if field in table.values:
            raise table.wrong(field, why)


def _ages_in_words(since: Age | None, until: Age | None) -> str:
    words = f" от {since}" if since is not None else ""
    return words + (f" до {until}" if until is not None else "")


def _without_holes(table: _Table, who: Who, found: list[Bracket]) -> list[Bracket]:
    """The brackets of one kind, youngest first, if they cover each age just once."""
    place = f"{table.place}, правила «{WHO_IN_WORDS[who]}»"
    if not found:
        raise PolicyError(f"{place}, поле «who»: нет ни одного правила.")
    found.sort(key=lambda each: each.since or Age(0))
    border: Age | None = Age(0)
    for number, each in enumerate(found):
        _continues(place, each, border)
        if number == 0 and each.grace_months:
            raise PolicyError(f"{place}, поле «grace_months»: прежнего правила нет.")
        border = each.until
    if border is not None:
        raise PolicyError(f"{place}, поле «until»: возраст от {border} без правила.")
    youngest = found[0]
    found[0] = Bracket(**{**vars(youngest), "since": None})
    return found


def _continues(place: str, each: Bracket, border: Age | None) -> None:
    since = each.since or Age(0)
    if border is None or since < border:
        raise PolicyError(
            f"{place}, поле «from»: правило от {since} накладывается на соседнее."
        )
    if since > border:
        raise PolicyError(
            f"{place}, поле «from»: возраст от {border} до {since} без правила."
        )
