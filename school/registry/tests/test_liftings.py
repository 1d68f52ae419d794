"""The second person of a school that has one administrator: its municipality."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client

from school.access.models import Attachment, Operator
from school.access.tests.test_municipal_operators import OTHER
from school.access.tests.test_operator_page import operator
from school.audit.models import AuditLine
from school.lib import clock
from school.people import snils
from school.people.models import Kinship
from school.regions.models import Municipality, School
from school.registry.models import SecondWord
from school.registry.tests.conftest import Office, words
from school.registry.tests.test_links import (
    RULING,
    address,
    link,
    mother_reads,
    second_head,
)
from school.walls.actor import Actor, Kind
from school.walls.behind import behind

pytestmark = pytest.mark.django_db

LIST = "/registry/liftings/"
LIFTING = RULING | {"document": "Решение суда № 2-99"}


def town(office: Office) -> Municipality:
    found = School.objects.select_related("municipality").get(pk=office.school)
    return found.municipality


@pytest.fixture
def municipal(office: Office, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The operator of the school's municipality."""
    return operator(office.rows.region, monkeypatch, town=town(office), person=OTHER)


@pytest.fixture
def asked(office: Office) -> Office:
    """The only administrator has written down the paper that lifts a restriction."""
    head = office.head()
    head.post(address(office, "restrict/"), RULING)
    assert head.post(address(office, "lift/"), LIFTING).status_code == 303
    return office


def waiting(office: Office) -> list[SecondWord]:
    with office.behind():
        return list(SecondWord.objects.filter(waits=True))


def act(client: Client) -> str:
    """The address of the one lifting on the operator's page."""
    page = words(client.get(LIST))
    return LIST + page.split(f'action="{LIST}')[1].split('"')[0]


def test_he_reads_paper_school_and_day_and_no_name(
    asked: Office, municipal: Client
) -> None:
    page = words(municipal.get(LIST))
    assert "Решение суда № 2-99" in page
    assert "1 октября 2026" in page
    for name in ("Иванов", "Анна", "Пётр", "1988", "№ 2-77"):
        assert name not in page
    assert asked.key(asked.rows.mother) not in page


def test_his_word_opens_the_diary_and_the_school_reads_whose_it_was(
    asked: Office, municipal: Client
) -> None:
    head = asked.head()
    told = words(head.get(address(asked)))
    assert "Ждёт муниципалитет" in told
    kinship = f"kinship:{link(asked).pk}"
    assert act(municipal).split("/")[-2] in told
    assert not mother_reads(asked)
    assert municipal.post(act(municipal), {"seen": "1"})["Location"] == LIST
    assert mother_reads(asked)
    told = words(head.get(address(asked)))
    assert "Снятие подтвердил" in told
    assert "Сятко П., Город" in told
    assert "Подтверждать нечего" in words(municipal.get(LIST))
    with asked.behind():
        assert AuditLine.objects.get(action="agree_to_lift").thing == kinship


def test_history_says_that_an_operator_decided(
    asked: Office, municipal: Client
) -> None:
    place = f"/registry/cards/{asked.key(asked.rows.mother)}/history/"
    head = asked.head()
    assert "оператор" not in words(head.get(place))
    municipal.post(act(municipal), {"seen": "1"})
    page = words(head.get(place))
    assert "оператор" in page
    assert "<s>да</s> нет" in page


def test_he_may_refuse_and_then_the_school_reads_why(
    asked: Office, municipal: Client
) -> None:
    place = act(municipal)
    sent = {"act": "refuse", "sentence": "Копию не принесли."}
    assert municipal.post(place, sent).status_code == 303
    head = asked.head()
    told = words(head.get(address(asked)))
    assert "Муниципалитет не подтвердил снятие" in told
    assert "Копию не принесли." in told
    assert not mother_reads(asked)
    again = second_head(asked).post(address(asked, "lift/"), {"agree": "1"})
    assert "никто не просил" in words(again)
    assert municipal.post(place, {"seen": "1"}).status_code == 404
    assert not mother_reads(asked)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Поставьте отметку"),
        ({"seen": "2"}, "Поставьте отметку"),
        ({"act": "refuse"}, "Напишите школе"),
        ({"act": "refuse", "sentence": " \u200b "}, "Напишите школе"),
        ({"act": "refuse", "sentence": "я" * 301}, "Сократите"),
    ],
)
def test_what_cannot_be_done_is_told(
    asked: Office, municipal: Client, sent: dict[str, str], told: str
) -> None:
    answer = municipal.post(act(municipal), sent)
    assert answer.status_code == 422
    assert told in words(answer)
    assert len(waiting(asked)) == 1


def test_where_another_administrator_is_there_nobody_outside_is_asked(
    office: Office, municipal: Client
) -> None:
    second = second_head(office)
    head = office.head()
    head.post(address(office, "restrict/"), RULING)
    head.post(address(office, "lift/"), LIFTING)
    assert "Подтверждать нечего" in words(municipal.get(LIST))
    assert "другой администратор школы" in words(head.get(address(office)))
    assert second.post(address(office, "lift/"), {"agree": "1"}).status_code == 303


def test_an_administrator_who_comes_later_may_agree_and_then_nobody_is_asked(
    asked: Office, municipal: Client
) -> None:
    place = act(municipal)
    second = second_head(asked)
    assert "Бумагу видел" in words(second.get(address(asked)))
    second.post(address(asked, "lift/"), {"agree": "1"})
    assert waiting(asked) == []
    assert municipal.post(place, {"seen": "1"}).status_code == 404


def test_when_the_second_one_has_gone_the_paper_is_passed_on(
    office: Office, municipal: Client
) -> None:
    second_head(office)
    head = office.head()
    head.post(address(office, "restrict/"), RULING)
    head.post(address(office, "lift/"), LIFTING)
    with office.behind(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE role_grant SET until_date = since_date WHERE card_id <> %s",
            [office.head_card],
        )
    page = words(head.get(address(office)))
    assert "Передать в муниципалитет" in page
    assert head.post(address(office, "lift/"), LIFTING).status_code == 303
    assert len(waiting(office)) == 1


def test_the_school_may_think_again_and_asking_twice_leaves_one(
    asked: Office, municipal: Client
) -> None:
    place, head = act(municipal), asked.head()
    head.post(address(asked, "lift/"), LIFTING)
    assert len(waiting(asked)) == 1
    assert municipal.post(place, {"seen": "1"}).status_code == 404
    head.post(address(asked, "restrict/"), RULING)
    assert waiting(asked) == []
    assert link(asked).restricted


def test_the_region_decides_where_the_municipality_has_no_operator(
    asked: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = operator(asked.rows.region, monkeypatch)
    assert "Решение суда № 2-99" in words(whole.get(LIST))
    place = act(whole)
    town_has = operator(asked.rows.region, monkeypatch, town=town(asked), person=OTHER)
    assert "Подтверждать нечего" in words(whole.get(LIST))
    assert whole.post(place, {"seen": "1"}).status_code == 404
    assert town_has.post(act(town_has), {"seen": "1"}).status_code == 303
    assert mother_reads(asked)


def test_nobody_else_finds_it(
    asked: Office,
    another_office: Callable[[], Office],
    municipal: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = act(municipal)
    other = another_office()
    far = replace(OTHER, oid=1_000_800_103, snils=snils.complete(900_000_813))
    neighbour = operator(asked.rows.region, monkeypatch, town=town(other), person=far)
    assert "Подтверждать нечего" in words(neighbour.get(LIST))
    for person in (neighbour, other.head(), asked.head(), asked.teacher()):
        assert person.post(place, {"seen": "1"}).status_code == 404
    assert asked.head().get(LIST).status_code == 404
    with behind(Actor(Kind.DOOR, "test", account=_account(municipal, asked))):
        Operator.objects.update(until_at=clock.now())
    assert municipal.post(place, {"seen": "1"}).status_code == 404
    assert link(asked).restricted


def _account(client: Client, office: Office) -> int:
    with behind(Actor(Kind.SUPPORT, "test", region=office.rows.region.pk)):
        return Operator.objects.get(municipality=town(office)).account_id


def concerns(asked: Office, municipal: Client, whose: str) -> None:
    """The municipality's operator is the one who is restricted, or who asked."""
    card = asked.rows.mother if whose == "mother" else asked.head_card
    account = _account(municipal, asked)
    with asked.behind():
        Attachment.objects.filter(card_id=card).update(until_at=clock.now())
        Attachment.objects.create(
            school_id=asked.school,
            card_id=card,
            account_id=account,
            oid=OTHER.oid,
            evidence="snils",
            since_at=clock.now(),
        )


@pytest.mark.parametrize("whose", ["mother", "head"])
def test_where_it_concerns_the_only_operator_there_the_region_decides(
    asked: Office, municipal: Client, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    whole = operator(asked.rows.region, monkeypatch)
    assert "Подтверждать нечего" in words(whole.get(LIST))
    concerns(asked, municipal, whose)
    assert whole.post(act(whole), {"seen": "1"})["Location"] == LIST
    assert not link(asked).restricted


def test_where_another_operator_is_there_the_region_is_not_asked(
    asked: Office, municipal: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = operator(asked.rows.region, monkeypatch)
    concerns(asked, municipal, "mother")
    more = replace(OTHER, oid=1_000_800_103, snils=snils.complete(900_000_813))
    other = operator(asked.rows.region, monkeypatch, town=town(asked), person=more)
    assert "Подтверждать нечего" in words(whole.get(LIST))
    assert other.post(act(other), {"seen": "1"}).status_code == 303


@pytest.mark.parametrize("whose", ["mother", "head"])
def test_nobody_decides_of_himself(
    asked: Office, municipal: Client, whose: str
) -> None:
    concerns(asked, municipal, whose)
    for sent in ({"seen": "1"}, {"act": "refuse", "sentence": "Нет."}):
        answer = municipal.post(act(municipal), sent)
        assert answer.status_code == 422
        assert "должен другой человек" in words(answer)
    assert link(asked).restricted


def test_the_wall_shows_support_what_waits_and_no_court_word(asked: Office) -> None:
    with behind(Actor(Kind.SUPPORT, "test", schools=(asked.school,))):
        assert SecondWord.objects.count() == 1
        assert Kinship.objects.count() == 0
    with asked.behind():
        SecondWord.objects.update(waits=False)
    with behind(Actor(Kind.SUPPORT, "test", schools=(asked.school,))):
        assert SecondWord.objects.count() == 0
    with behind(Actor(Kind.SUPPORT, "test")):
        assert SecondWord.objects.count() == 0
