"""What no log may hold: names, numbers, addresses, passwords and keys of people."""

import re
from collections.abc import Iterator
from pathlib import Path

from school.lib.keys import to_text
from tests.surviving.rig import Rig

_PEOPLE = """
SELECT last_name FROM card UNION SELECT first_name FROM card
UNION SELECT patronymic FROM card
"""
_DIGESTS = """
SELECT snils_digest FROM card WHERE snils_digest <> ''
UNION SELECT digest FROM session
"""
# A СНИЛС with its hyphens or without, an address of e-mail.
_FORMS = (
    r"\b\d{3}-\d{3}-\d{3}[ -]\d{2}\b",
    r"(?<![\w.])\d{11}(?![\w.])",
    r"\w@\w+\.\w",
)


def logs(home: Path) -> Iterator[Path]:
    """Every file into which a program of this home speaks."""
    yield from sorted((home / "logs").iterdir())
    yield home / "postgres" / "server.log"


def secrets(rig: Rig) -> set[str]:
    """Every word that would tell of somebody, in small letters."""
    names = {name for (name,) in rig.ask(_PEOPLE) if name}
    keys = {to_text(key) for (key,) in rig.ask("SELECT key FROM card")}
    digests = {digest for (digest,) in rig.ask(_DIGESTS)}
    cookies = {value for person in rig.people for value in person.cookies().values()}
    own = {rig.env[name] for name in ("SCHOOL_SECRET", "SCHOOL_SEAL_KEY")}
    passwords = set(rig.cluster.passwords.values())
    every = names | keys | digests | cookies | own | passwords
    return {word.casefold() for word in every if len(word) > 2}


def told(text: str, words: set[str]) -> list[str]:
    """Everything in the text that is one of the words or looks like a number."""
    named = words.intersection(re.findall(r"[\w:-]+", text.casefold()))
    looks = [found for form in _FORMS for found in re.findall(form, text)]
    return sorted(named) + looks


def found_in(rig: Rig) -> list[str]:
    """A line for everything that a log of the rig tells of somebody."""
    words = secrets(rig)
    return [
        f"{log.name}: {word}"
        for log in logs(rig.home)
        for word in told(log.read_text("utf-8", errors="replace"), words)
    ]
