"""Every letter has its class, both dresses and no personal data in its subject."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

import school
from school.mail.composing import closing, compose, html_of
from school.mail.kinds import FORMER_ADDRESS, KINDS, RECOVERY, TICKET, Kind

_SCHOOL = Path(school.__file__).parent
# Which letter is of which kind: a template that is not here does not pass.
OF = {
    "logins/letters/forgotten.txt": RECOVERY,
    "registry/letters/former.txt": FORMER_ADDRESS,
    "support/letters/asked.txt": TICKET,
    "support/letters/fixed.txt": TICKET,
}
_SAFETY = "отписаться от таких писем нельзя"


def source_of(template: str) -> str:
    return Path(get_template(template).template.filename).read_text("utf-8")  # type: ignore[attr-defined]


def test_every_template_of_a_letter_has_its_kind() -> None:
    found = {
        "/".join(each.parts[-3:])
        for each in _SCHOOL.glob("*/templates/*/letters/*.txt")
        if not each.name.startswith("_")
    }
    assert found == set(OF)
    assert set(KINDS.values()) == set(OF.values())


@pytest.mark.parametrize("template", OF)
def test_a_subject_is_the_same_for_everybody(template: str) -> None:
    subject = source_of(template).split("\n")[0]
    assert subject
    assert not re.search("[{}]", subject), "nothing of anybody stands in it"


@pytest.mark.parametrize(("template", "kind"), OF.items())
def test_each_says_why_it_came_in_plain_words_and_in_html(
    template: str, kind: Kind
) -> None:
    link = "" if kind.is_about_safety else "https://school.example.test/x/"
    facts = {"login": "kvt48273", "address": "https://school.example.test/page/"}
    words = compose(template, facts)
    plain = f"{words.text}\n\n{closing(kind, link)}"
    page = html_of(words.subject, plain)
    for told in (plain, page):
        told = told.replace("\xa0", " ")
        assert "письмо пришло" in told.lower()
        assert (_SAFETY in told) == kind.is_about_safety
        assert ("«Отписаться»" in told) != kind.is_about_safety
        assert (link in told) if link else True
    if link:
        assert f'<a href="{link}">' in page
