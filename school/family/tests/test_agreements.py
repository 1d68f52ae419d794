"""«Согласия»: where each stands, by whom as far as one may know, and every word."""

import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from school.access.consents.texts import texts_of
from school.access.models import CardConsent, Consent
from school.diary.tests.cast import region
from school.diary.tests.conftest import Family
from school.family import agreements
from school.family.tests.conftest import came, change, words
from school.lib import clock
from school.people.models import Card
from school.regions.in_force import policy_of
from school.walls.actor import Actor, Kind, job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
OTHER = 1000900555


def version(kind: Any) -> str:
    return texts_of(policy_of(region(), TODAY)).of(kind).version


def say(card: Card, state: str, by: int | None, days_ago: int = 1, **more: Any) -> None:
    """A parent's word about the child of this card."""
    said = {
        "channel": "gosuslugi",
        "text_version": version("parent"),
        "decided_at": clock.now() - timedelta(days=days_ago),
    }
    with behind(job_of(card.school_id, name="test")):
        CardConsent.objects.create(
            school_id=card.school_id,
            card=card,
            kind="parent",
            state=state,
            by_oid=by,
            **(said | more),
        )


def agreement(page: str, title: str) -> str:
    """The part of the page under this title, as plain words."""
    part = page.partition(f">{title}</h3>")[2].partition("<h3")[0].partition("<h2")[0]
    assert part, page
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))


def read(family: Family, title: str) -> str:
    return agreement(words(family.client.get("/family/")), title)


def test_ones_own_consent_stands_with_its_text_and_its_words(family: Family) -> None:
    with behind(Actor(Kind.DOOR, "test", account=family.visitor.account)):
        Consent.objects.create(
            account_id=family.visitor.account,
            kind="own",
            state="given",
            by_oid=family.visitor.oid,
            channel="gosuslugi",
            text_version=version("own"),
            decided_at=clock.now() - timedelta(days=3),
        )
    said = read(family, "Ваше согласие")
    assert "Действует с 15 ноября 2026" in said
    assert "Я разрешаю Госуслугам передать" in said
    assert f"дано Вы, на Госуслугах, текст {version('own')}" in said


def test_of_a_child_nobody_has_spoken_of_the_page_says_when_it_will_be_asked(
    family: Family,
) -> None:
    said = read(family, "За ребёнка: Мария")
    assert "Ещё не спрашивали" in said
    assert "когда ребёнок войдёт в первый раз" in said


def test_a_parent_reads_his_own_words_and_of_the_other_no_refusal(
    family: Family, maria: Card
) -> None:
    mine = family.visitor.oid
    say(maria, "asked", mine, 5)
    say(maria, "refused", OTHER, 4)
    said = read(family, "За ребёнка: Мария")
    assert "Ждёт ответа" in said
    assert "отказано" not in said
    say(maria, "withdrawn", mine, 4)
    assert "Отозвано" in read(family, "За ребёнка: Мария")
    say(maria, "refused", mine, 3)
    assert "Вы отказали" in read(family, "За ребёнка: Мария")
    say(maria, "given", OTHER, 2)
    said = read(family, "За ребёнка: Мария")
    assert "Действует" in said
    assert "дано Один из родителей" in said
    assert str(OTHER) not in words(family.client.get("/family/"))


def test_another_parents_no_shuts_and_is_not_told(family: Family, maria: Card) -> None:
    say(maria, "given", OTHER, 3)
    say(maria, "withdrawn", OTHER, 2)
    said = read(family, "За ребёнка: Мария")
    assert "Не действует" in said
    assert "отозвано" not in said


def test_paper_is_named_by_its_form_and_file(family: Family, maria: Card) -> None:
    say(maria, "given", None, channel="paper", form="Бланк школы", file_number="7-12")
    assert "на бумаге: Бланк школы, дело № 7-12" in read(family, "За ребёнка: Мария")


def test_one_word_on_the_cards_of_two_schools_is_one(
    family: Family, maria: Card, kirill: Card
) -> None:
    say(kirill, "given", OTHER)
    assert "Ещё не спрашивали" in read(family, "За ребёнка: Мария")
    assert "Действует" in read(family, "За ребёнка: Кирилл")


def test_a_former_text_is_to_be_agreed_to_anew(family: Family, maria: Card) -> None:
    say(maria, "given", OTHER, text_version="0")
    assert "Нужно на новый текст" in read(family, "За ребёнка: Мария")


def test_a_pupil_reads_that_it_stands_and_not_whose_word_it_is(kirill: Card) -> None:
    say(kirill, "refused", 1, 3)
    say(kirill, "given", OTHER, 2)
    said = agreement(words(came(kirill).get("/family/")), "Согласие")
    assert "Действует" in said
    assert "Один из родителей" in said
    assert "отказано" not in said


def test_parents_do_not_read_of_a_grown_pupils_consent(
    family: Family, maria: Card
) -> None:
    change(maria, birth_date=date(2008, 11, 18))
    say(maria, "given", OTHER)
    assert "За ребёнка: Мария" not in words(family.client.get("/family/"))


def test_a_paper_is_not_the_word_of_whoever_has_no_number_at_gosuslugi() -> None:
    paper, his = SimpleNamespace(by_oid=None), SimpleNamespace(by_oid=7)
    assert not agreements._is_his(paper, None)
    assert not agreements._is_his(his, None)
    assert agreements._is_his(his, 7)
