"""Reading policies from TOML: whatever is wrong stops the start with one sentence."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from school.regions.policy import (
    DATA_ASKED,
    GROWN,
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
from school.regions.toml_table import PolicyError, Table

WHO_IN_WORDS = {
    Who.PUPIL: "ученик",
    Who.PARENT: "родитель",
    Who.STAFF: "сотрудник",
}

_FILE_NAME = re.compile(r"[a-z][a-z-]*-\d{4}(-\d{2}){0,2}")
_LONGEST_GRACE = 24
_NEVER = Age(999)
_ONLY_OF_PUPILS = (
    ("account", "child_or_confirmed"),
    ("match_by", "snils_or_birth_certificate"),
    ("consent", "parent"),
)


def read_policy(path: Path) -> Policy:
    """One checked policy; raises PolicyError that names file, bracket and field."""
    name = path.stem
    if not _FILE_NAME.fullmatch(name):
        raise PolicyError(
            f"Файл правил {path.name}: имя должно быть вида «область-2024.toml»."
        )
    table = Table(f"Файл правил {path.name}", _parsed(path))
    table.refuse_unknown((*_POLICY_FIELDS, "bracket"))
    line, dated = _name_apart(name)
    policy = Policy(
        name=name,
        line=line,
        valid_from=_day(table, "valid_from", dated),
        system=table.text("system"),
        messages=table.choice("messages", get_args(MessageSet)),
        data_asked=table.choices("data_asked", DATA_ASKED),
        purpose=table.text("purpose"),
        parents_of_adults=table.choice("parents_of_adults", get_args(ParentsOfAdults)),
        illness_code=table.text("illness_code"),
        brackets=_brackets(table),
    )
    _asks_enough(table, policy)
    return policy


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


def _name_apart(name: str) -> tuple[str, str]:
    """`ryazan-2024-04` is the line `ryazan` and the date `2024-04`."""
    line = re.split(r"-\d{4}", name)[0]
    return line, name.removeprefix(f"{line}-")


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PolicyError(
            f"Файл правил {path.name} не читается: {error.strerror}."
        ) from error
    except UnicodeDecodeError as error:
        raise PolicyError(f"Файл правил {path.name}: это не UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"Файл правил {path.name}: это не TOML ({error}).") from error


def _day(table: Table, field: str, dated: str) -> date:
    value = table.required(field)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise table.wrong(field, "нужна дата вида 2024-04-01")
    if not value.isoformat().startswith(dated):
        # A copied file whose day was forgotten would change the past.
        raise table.wrong(field, f"в имени файла {dated}, а здесь {value.isoformat()}")
    return value


def _asks_enough(table: Table, policy: Policy) -> None:
    """What cards are compared by must be among the data asked for."""
    needed = ["fullname", "birthdate", "snils"]
    if any(each.match_by == "snils_or_birth_certificate" for each in policy.brackets):
        needed.append("birth_cert_doc")
    for each in needed:
        if each not in policy.data_asked:
            raise table.wrong("data_asked", f"без «{each}» карточку не сверить")


def _brackets(table: Table) -> tuple[Bracket, ...]:
    rows = table.required("bracket")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise table.wrong("bracket", "нужны таблицы [[bracket]]")
    read = [
        _bracket(Table(f"{table.place}, правило {number}", row))
        for number, row in enumerate(rows, start=1)
    ]
    ordered: list[Bracket] = []
    for who in Who:
        ordered += _without_holes(
            table, who, [each for _, each in read if each.who == who]
        )
    for place, each in read:
        _makes_sense(place, each)
    return tuple(ordered)


def _bracket(table: Table) -> tuple[Table, Bracket]:
    """The bracket, and its table with the words that say whom it speaks of."""
    who = Who(table.choice("who", list(Who)))
    since, until = table.age("from"), table.age("until")
    ages = _ages_in_words(since, until)
    table = Table(f"{table.place} ({WHO_IN_WORDS[who]}{ages})", table.values)
    table.refuse_unknown(_BRACKET_FIELDS)
    if until is not None and (since or Age(0)) >= until:
        raise table.wrong("until", "граница не больше начала")
    sign_in = table.choices("sign_in", get_args(SignIn))
    consent = table.choice("consent", get_args(ConsentKind))
    bracket = Bracket(
        who=who,
        since=since,
        until=until,
        sign_in=sign_in,
        **_esia_terms(table, through_esia="esia" in sign_in),
        consent=consent,
        **_consent_terms(table, needed=consent != "none"),
        grace_months=table.whole("grace_months", _LONGEST_GRACE),
    )
    return table, bracket


def _makes_sense(table: Table, bracket: Bracket) -> None:
    """What the decision would read otherwise than the region meant it."""
    if bracket.who is not Who.PUPIL:
        for field, value in _ONLY_OF_PUPILS:
            if getattr(bracket, field) == value:
                raise table.wrong(field, f"«{value}» бывает только у ученика")
    if "password" in bracket.sign_in:
        _makes_sense_by_password(table, bracket)
    if bracket.consent == "parent" and (bracket.until or _NEVER) > GROWN:
        raise table.wrong("consent", "после 18 лет согласие своё, а не родителя")
    if bracket.grace_months and bracket.until is not None:
        lasts = bracket.until.in_months - (bracket.since or Age(0)).in_months
        if bracket.grace_months > lasts:
            raise table.wrong("grace_months", f"дольше самого правила ({lasts} мес.)")


def _makes_sense_by_password(table: Table, bracket: Bracket) -> None:
    if bracket.who is not Who.PUPIL:
        raise table.wrong("sign_in", "«password» бывает только у ученика")
    if bracket.consent != "none":
        raise table.wrong("consent", "кто входит по паролю, того Госуслуги не знают")


def _esia_terms(table: Table, *, through_esia: bool) -> dict[str, Any]:
    if not through_esia:
        _refuse(table, ("account", "match_by"), "без входа через ЕСИА не имеет смысла")
        return {"account": None, "match_by": "none"}
    known = [value for value in get_args(MatchBy) if value != "none"]
    return {
        "account": table.choice("account", get_args(AccountLevel)),
        "match_by": table.choice("match_by", known),
    }


def _consent_terms(table: Table, *, needed: bool) -> dict[str, Any]:
    fields = ("consent_asked", "consent_given_at")
    if not needed:
        _refuse(table, fields, "без согласия не имеет смысла")
        return {}
    return {
        "consent_asked": table.choices(fields[0], get_args(Asked)),
        "consent_given_at": table.choices(fields[1], get_args(Place)),
    }


def _refuse(table: Table, fields: Sequence[str], why: str) -> None:
    for field in fields:
        if field in table.values:
            raise table.wrong(field, why)


def _ages_in_words(since: Age | None, until: Age | None) -> str:
    words = f" от {since}" if since is not None else ""
    return words + (f" до {until}" if until is not None else "")


def _without_holes(table: Table, who: Who, found: list[Bracket]) -> list[Bracket]:
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
