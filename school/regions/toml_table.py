"""A table of a policy file, read field by field: every refusal says where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from school.regions.policy import Age

_OLDEST_BORDER = 120


class PolicyError(Exception):
    """A policy file that does not load; its text is the one sentence to show."""


@dataclass(frozen=True)
class Table:
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
