"""A message goes out once for a number, from whoever has it, and loses nothing."""

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from school.academics.models import SchoolClass
from school.academics.years import year_of
from school.access.gathering import seal
from school.access.models import Attempt
from school.access.said import unpacked
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib import clock
from school.regions.models import Region
from school.support.models import SharedIdentity, Ticket
from school.support.tests.conftest import Refused, child_of, filled
from school.walls.actor import job_of
from school.walls.behind import behind

pytestmark = pytest.mark.django_db
Refuse = Callable[..., Refused]


def tickets(school: rows.Rows) -> list[Ticket]:
    with behind(job_of(school.school, name="test")):
        return list(Ticket.objects.all())


def shared(school: rows.Rows) -> list[SharedIdentity]:
    with behind(job_of(school.school, name="test")):
        return list(SharedIdentity.objects.all())


def make_class(school: rows.Rows, grade: int, letter: str) -> SchoolClass:
    year = year_of(clock.now().date())
    with behind(job_of(school.school, name="test")):
        return SchoolClass.objects.create(
            school_id=school.school, year=year, grade=grade, letter=letter
        )


def words(answer: object) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")  # type: ignore[attr-defined]


def test_the_refused_page_leads_to_the_form_and_the_form_to_the_state(
    school: rows.Rows, refuse: Refuse
) -> None:
    fifth = make_class(school, 5, "Б")
    who = refuse()
    refused = words(who.browser.get("/access/refused/"))
    assert f'href="{_quoted(who.form)}"' in refused
    assert who.browser.get("/support/")["Location"].endswith("/report/")
    form = who.browser.get(who.form)
    assert form["Cache-Control"] == "no-store"
    assert who.reference in words(form)
    sent = who.browser.post(who.form, filled(school))
    assert (sent.status_code, sent["Location"].endswith("/?sent=1")) == (303, True)
    page = words(who.browser.get(sent["Location"]))
    assert 'data-state="received"' in page
    assert "Сообщение отправлено" in page
    (ticket,) = tickets(school)
    attempt = Attempt.objects.get(reference=who.reference)
    assert (ticket.reason, ticket.audience) == (attempt.reason, attempt.audience)
    assert (ticket.school_class_id, ticket.class_typed) == (fifth.pk, "5 Б")
    assert (ticket.child, ticket.comment) == ("Иванов Пётр Ильич", "Сменили фамилию")


@pytest.mark.parametrize("typed", ["", "7Г", "пятый"])
def test_an_unknown_class_goes_to_the_administrator_and_nobody_is_told(
    school: rows.Rows, refuse: Refuse, typed: str
) -> None:
    make_class(school, 5, "Б")
    who = refuse()
    sent = who.browser.post(who.form, filled(school, class_typed=typed))
    assert sent.status_code == 303
    assert tickets(school)[0].school_class_id is None


def test_sent_again_it_is_the_same_message(school: rows.Rows, refuse: Refuse) -> None:
    other = rows.make_school(school.region, "Вторая")
    who = refuse()
    who.browser.post(who.form, filled(school))
    for again in (filled(school, child="Другой"), filled(other)):
        back = who.browser.post(who.form, again)
        assert back["Location"] == who.browser.get(who.form)["Location"]
    assert [one.child for one in tickets(school)] == ["Иванов Пётр Ильич"]
    assert tickets(other) == []


def test_what_is_missing_is_said_by_its_field_and_nothing_typed_is_lost(
    school: rows.Rows, refuse: Refuse
) -> None:
    who = refuse()
    typed = {
        "class_typed": "5Б" * 40,
        "child": "",
        "contact": "к" * 101,
        "comment": "<b>слова</b>",
        "search": "шк",
    }
    answer = who.browser.post(who.form, typed)
    page = words(answer)
    assert answer.status_code == 422
    for field in ("class_typed", "child", "contact", "school"):
        assert f'id="error-{field}"' in page
    assert "Здесь 80 знаков, помещается 30." in page
    assert "&lt;b&gt;слова&lt;/b&gt;" in page
    assert "5Б" * 40 in page
    assert 'value="шк"' in page
    assert tickets(school) == []


def test_looking_for_a_school_sends_nothing_and_keeps_what_was_typed(
    school: rows.Rows, refuse: Refuse
) -> None:
    for number in range(1, 15):
        rows.make_school(school.region, f"Школа № {number}")
    who = refuse()
    assert 'type="radio"' not in words(who.browser.get(who.form))
    found = who.browser.post(
        who.form, {"find": "1", "search": "школа 1", "child": "Иванов Пётр"}
    )
    page = words(found)
    assert found.status_code == 200
    assert page.count('type="radio"') == 6  # 1 and 10 to 14
    assert 'value="Иванов Пётр"' in page
    assert tickets(school) == []


def test_a_school_of_another_region_is_not_to_be_chosen(
    school: rows.Rows, refuse: Refuse
) -> None:
    land = Region.objects.create(slug="z", name="Другая", policy_line="ryazan")
    far = rows.make_school(land, "Чужая")
    who = refuse()
    assert "Чужая" not in words(who.browser.get(who.form))
    assert who.browser.post(who.form, filled(far)).status_code == 422
    assert tickets(far) == []


def test_what_gosuslugi_said_goes_only_with_the_tick_and_sealed(
    school: rows.Rows, refuse: Refuse
) -> None:
    quiet = refuse()
    quiet.browser.post(quiet.form, filled(school))
    assert shared(school) == []
    open_one = refuse()
    assert 'name="share" value="1"' in words(open_one.browser.get(open_one.form))
    open_one.browser.post(open_one.form, filled(school, share="1"))
    (kept,) = shared(school)
    said = unpacked(seal().unseal("identity", kept.sealed))
    assert said.full_name == "Иванова Анна Ильинична"
    assert (said.birth_date, said.snils) == (MOTHER.birth_date, MOTHER.snils)
    with connection.cursor() as cursor, behind(job_of(school.school, name="test")):
        cursor.execute("SELECT count(*) FROM history WHERE what = 'shared_identity'")
        assert cursor.fetchone() == (0,), "what is to be deleted leaves no history"


def test_the_cookie_stays_with_its_number_its_browser_and_its_pages(
    school: rows.Rows, refuse: Refuse
) -> None:
    who, other = refuse(), refuse(replace(MOTHER, oid=9001, first_name="Ольга"))
    kept = who.browser.cookies[settings.SAID_COOKIE]
    assert (kept["path"], kept["max-age"]) == ("/support/", 1800)
    assert kept["httponly"]
    # A foreign number: nothing is offered, and a forged tick passes nothing on.
    foreign = words(who.browser.get(other.form))
    assert 'name="share"' not in foreign
    assert "Что случилось" not in foreign
    who.browser.post(other.form, filled(school, share="1"))
    assert (len(tickets(school)), shared(school)) == (1, [])
    # A tampered cookie is none.
    who.browser.cookies[settings.SAID_COOKIE] = kept.value[:-6] + "AAAAA="
    assert 'name="share"' not in words(who.browser.get(who.form))
    who.browser.post(who.form, filled(school, share="1"))
    assert shared(school) == []


def test_coming_in_and_leaving_forget_what_was_said(
    school: rows.Rows, refuse: Refuse
) -> None:
    who = refuse()
    who.browser.post("/access/leave/")
    assert who.browser.cookies[settings.SAID_COOKIE].value == ""


def test_a_minor_reads_the_slip_and_his_parent_goes_on_from_the_number(
    school: rows.Rows, refuse: Refuse
) -> None:
    child = refuse(child_of(15))
    page = words(child.browser.get("/access/refused/"))
    assert "Покажи этот номер родителям" in page
    assert _quoted(child.form) not in page
    slip = child.browser.get("/support/")
    assert slip.status_code == 200
    assert child.reference in words(slip)
    parent = Client()
    typed = child.reference.replace("-", " ").lower().replace("м", "m")
    begun = parent.post("/support/", {"number": typed})
    assert (begun.status_code, begun["Location"]) == (303, _quoted(child.form))
    form = words(parent.get(child.form))
    assert 'name="share"' not in form
    assert "Мария" not in form
    parent.post(child.form, filled(school, share="1"))
    (ticket,) = tickets(school)
    assert ticket.audience.startswith("pupil-")
    assert shared(school) == []


def test_where_the_region_names_a_platform_its_link_stands_instead(
    school: rows.Rows, refuse: Refuse
) -> None:
    platform = "https://pos.example.ru/form"
    Region.objects.update(feedback_url=platform)
    who = refuse(replace(MOTHER, first_name="Ольга"))
    assert f'<a href="{platform}">форму обратной связи</a>' in words(
        who.browser.get("/access/refused/")
    )
    assert who.browser.get(who.form)["Location"] == platform
    who.browser.post(who.form, filled(school))
    assert tickets(school) == []


def test_a_number_that_is_no_refusal_has_no_form(school: rows.Rows) -> None:
    Client().post("/access/esia/")
    under_way = Attempt.objects.get().reference
    for number in (under_way, "ЭШ-2611-234678", "x", "%00"):
        for answer in (
            Client().get(f"/support/{number}/report/"),
            Client().post(f"/support/{number}/report/", filled(school)),
        ):
            assert answer.status_code == 404
            assert "Проверьте номер" in words(answer)
    assert tickets(school) == []


def test_slowed_down_the_form_comes_back_whole_and_tells_no_numbers(
    school: rows.Rows, refuse: Refuse
) -> None:
    who = refuse()
    for _ in range(10):
        who.browser.post(who.form, {"child": ""})
    answer = who.browser.post(who.form, filled(school))
    page = words(answer)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Иванов Пётр Ильич" in page
    assert "Сменили фамилию" in page
    assert tickets(school) == []
    for _ in range(10):
        Client().post("/support/ЭШ-2611-234678/report/", {})
    unknown = words(Client().post("/support/ЭШ-2611-234678/report/", filled(school)))
    strange = words(Client().post(who.form, filled(school)))
    assert _bare(unknown, "ЭШ-2611-234678") == _bare(strange, who.reference)


def test_the_pages_say_the_same_whether_or_not_a_card_exists(
    school: rows.Rows, refuse: Refuse
) -> None:
    unknown = refuse(replace(MOTHER, oid=1, snils="90000099930"))
    differs = refuse(replace(MOTHER, oid=2, first_name="Ольга"))
    reasons = Attempt.objects.values_list("reason", flat=True)
    assert len(set(reasons)) == 2
    pages = [
        _bare(words(one.browser.get(one.form)), one.reference)
        for one in (unknown, differs)
    ]
    assert pages[0] == pages[1]


def _quoted(address: str) -> str:
    return quote(address)


def _bare(page: str, reference: str) -> str:
    """A page without its number, its moment and its token."""
    plain = page.replace(reference, "№").replace(_quoted(reference), "№")
    plain = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", plain)
    return re.sub(r"\d\d:\d\d", "", plain)
