"""Composing: one text of a letter gives its subject, its plain words and its HTML.

A template is lines: the subject, then paragraphs, an empty line between two. A
paragraph that is an address alone becomes a link. No personal data belongs in either:
a letter is read on locked screens and by whoever sits beside.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string

from school.ui.typography import typo


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter in words; ``text`` is its paragraphs, an empty line between two."""

    subject: str
    text: str


def compose(template: str, facts: Mapping[str, object]) -> Composed:
    """The letter of this template, set as Russian is."""
    lines = render_to_string(template, dict(facts)).strip().split("\n")
    subject, *rest = (line if is_link(line) else typo(line.strip()) for line in lines)
    return Composed(subject, "\n".join(rest).strip())


def html_of(subject: str, text: str) -> str:
    """The same words as a page of mail: escaped, without pictures, nothing fetched."""
    paragraphs = [part for part in text.split("\n\n") if part]
    told = [(part, is_link(part)) for part in paragraphs]
    return render_to_string(
        "mail/letter.html", {"subject": subject, "paragraphs": told}
    )


def is_link(words: str) -> bool:
    """Whether a paragraph is an address alone."""
    return words.startswith(("http://", "https://")) and " " not in words
