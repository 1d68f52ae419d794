"""What public sources of ЕСИА leave open: a switch each, with the likelier default.

`PATCH /control/uncertain {"refresh_string": "refresh_token"}` turns one, a reset turns
all of them back. A client that works either way is a client that works.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Switch:
    """One open question: the answers it may have, the default first."""

    values: tuple[str, ...]
    words: str
    """The question, in Russian."""


SWITCHES = {
    "v1": Switch(
        ("answers", "retired"),
        "Отвечает ли ещё первая версия (ac, te): в 2025 году ещё отвечала.",
    ),
    "code_lives_s": Switch(
        ("180", "60", "600"),
        "Сколько секунд живёт код: открытые источники этого не говорят.",
    ),
    "refresh_string": Switch(
        ("redirect_uri", "refresh_token"),
        "Чем кончается подписанная строка при обновлении токена. При refresh_token"
        " хеш сертификата и адрес возврата не нужны.",
    ),
    "sub": Switch(
        ("number", "text"),
        "Чем приходит sub в id_token: в старых образцах — числом.",
    ),
    "sid": Switch(
        ("uuid", "hex"),
        "Вид urn:esia:sid: UUID с 2021 года, раньше 64 шестнадцатеричных знака.",
    ),
    "level_in_rs256": Switch(
        ("yes", "no"),
        "Есть ли urn:esia:sbj:lvl в токенах с RS256.",
    ),
    "kid_id": Switch(
        ("oid", "record"),
        "Что стоит в id ребёнка: номер его учётной записи или номер записи о нём.",
    ),
    "kid_documents": Switch(
        ("open", "unavailable"),
        "Отдаются ли документы ребёнка: один каталог пишет «временно недоступно».",
    ),
}


class Answers:
    """How each question is answered now."""

    def __init__(self) -> None:
        self._chosen: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        """The answer to a question; KeyError when there is no such question."""
        return self._chosen.get(name, SWITCHES[name].values[0])

    def choose(self, wanted: dict[str, object]) -> str:
        """Turn switches: all of them, or none and a sentence in Russian."""
        for name, value in wanted.items():
            switch = SWITCHES.get(name)
            if switch is None:
                return f"Такого переключателя нет; есть {', '.join(SWITCHES)}."
            if value not in switch.values:
                return f"{name} — одно из: {', '.join(switch.values)}."
        self._chosen |= {name: str(value) for name, value in wanted.items()}
        return ""

    def reset(self) -> None:
        """Turn everything back."""
        self._chosen.clear()

    def shown(self) -> dict[str, dict[str, object]]:
        """Every question with its answer, for people and programs."""
        return {
            name: {"now": self[name], "values": switch.values, "about": switch.words}
            for name, switch in SWITCHES.items()
        }
