"""What the launcher says to a person and notes for programs while it is up."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from launcher import keyring
from launcher.asking import ask
from launcher.children import ROOT

_SHOWN = 8
# Where whoever is let in finds himself, in the sandbox's words.
_INSIDE = {"desk", "diary", "journal", "roles"}


def say(line: str) -> None:
    """Print one line of progress at once."""
    print(line, flush=True)


def write_note(file: Path, note: Mapping[str, object]) -> None:
    """Write run.json, readable by its owner only: the addresses hold passwords."""
    keyring.write(file, json.dumps(note, indent=1, ensure_ascii=False) + "\n")


def version() -> str:
    """Return the product's version from the project's own file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return str(project["project"]["version"])


def introduce(school: str, sandbox: str | None) -> None:
    """Print the addresses and who can sign in."""
    say("")
    say(f"Электронная школа:   {school}")
    if sandbox is None:
        return
    say(f"Песочница Госуслуг:  {sandbox}")
    say(f"Письма людям:        {school}/mail/")
    say("")
    citizens = _citizens(sandbox)
    entering = [one for one in citizens if one["ends"] in _INSIDE]
    say("Войти на Госуслугах можно за любого из этих людей:")
    for one in entering[:_SHOWN]:
        name = f"{one['last_name']} {one['first_name']} {one['patronymic'] or ''}"
        say(f"  {name.strip()}: {one['expected']}")
        say(f"    логин {one['login']}, пароль {one['password']}")
    say(f"Остальные, и те, кого не пускают, и почему: {sandbox}/")
    say("")


def _citizens(sandbox: str) -> list[dict[str, object]]:
    answer = ask(f"{sandbox}/control/citizens", timeout=10)
    said = answer.raise_for_status().json()
    listed = said["citizens"] if isinstance(said, dict) else said
    return [citizen for citizen in listed if isinstance(citizen, dict)]
