"""Composing: one text of a letter gives its subject, its plain words and its HTML.

A template is lines: the subject, then paragraphs, an empty line between two. A
paragraph that is an address alone becomes a link. No personal data belongs in either:
a letter is read on locked screens and by whoever sits beside.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from django.template.loader import render_to_string

from school.mail.kinds import Kind
from school.ui.typography import typo


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter in words; ``text`` is its paragraphs, an empty line between two."""

    subject: str
    text: str


def compose(template: str, facts: Mapping[str, object]) -> Composed:
    """The letter of this template, set as Russian is."""
    subject, _, text = _set(template, facts).partition("\n")
    return Composed(subject, text.strip())


def closing(kind: Kind, link: str) -> str:
    """The last words of a letter: how to refuse such, or why it cannot be refused."""
    return _set("mail/closing.txt", {"kind": kind, "link": link})


def paragraphs(text: str) -> list[tuple[str, str]]:
    """Each paragraph of a letter with the address that it leads to, mostly empty.

    An address is read as people write it: «/support/ЭШ-2611-…», not «%D0%AD…».
    """
    parts = [part for part in text.split("\n\n") if part]
    return [(unquote(part), part) if is_link(part) else (part, "") for part in parts]


def html_of(subject: str, text: str) -> str:
    """The same words as a page of mail: escaped, without pictures, nothing fetched."""
    facts = {"subject": subject, "paragraphs": paragraphs(text)}
    return render_to_string("mail/letter.html", facts)


def _set(template: str, facts: Mapping[str, object]) -> str:
    lines = render_to_string(template, dict(facts)).strip().split("\n")
    return "\n".join(line if is_link(line) else typo(line.strip()) for line in lines)


def is_link(words: str) -> bool:
    """Whether a paragraph is an address alone."""
    return words.startswith(("http://", "https://")) and " " not in words
