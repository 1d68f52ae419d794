"""The pages of the door, drawn with what their views give them."""

import re
from datetime import time
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import get_template

STOP = {
    "title": "Школа нашла вас в своих списках",
    "state": "stop",
    "actor_words": "Исправляет классный руководитель.",
    "instruction": "Сообщите ему ФИО.",
    "address": "",
}
REGION = SimpleNamespace(name="Заокская область", slug="zaokskaya")
HELP = {
    "phone": "8 (4912) 00-00-00",
    "hours": "пн–пт 8:00–17:00",
    "open_now": True,
    "until": "до 17:00",
}
REFUSED = {
    "diagnosis": {"step": "lists", "actor": "class_teacher"},
    "message": {
        "key": "DIARY_NOT_FOUND",
        "before": "Сообщите через ",
        "link": "форму обратной связи",
        "after": "",
        "button": "",
    },
    "opening": "",
    "explanation": "",
    "steps": [STOP],
    "asked": None,
    "signed_in_as": "Наталия С.",
    "reference": "ЭШ-2611-7К4М2Х",
    "report": "/support/ЭШ-2611-7К4М2Х/report/",
    "minor": False,
    "school_acts": True,
    "region": REGION.name,
    "has_others": False,
    "staff_line": "",
    "printout_line": "",
    "help": HELP,
}


def page(name: str, **context: Any) -> str:
    return str(get_template(f"access/{name}.html").render(context | {"csrf_input": ""}))


def welcome(**context: Any) -> str:
    usual = {"has_others": False, "opens": None, "by_password": ""}
    return page("welcome", region=REGION, **(usual | context))


def refused(**changes: Any) -> str:
    return page("refused", **(REFUSED | changes))


def test_the_door_has_one_action_and_says_who_needs_what() -> None:
    needs = [SimpleNamespace(title="Родителю", text="Подтверждённая запись")]
    door = welcome(help=HELP, who_needs=needs)
    assert door.count("button--primary") == 1
    assert 'action="/access/esia/"' in door
    assert "Родителю" in door
    assert "Сейчас отвечают" in door
    assert 'data-page="sign-in"' in door


def test_the_door_says_when_gosuslugi_do_not_answer() -> None:
    door = welcome(help=None, who_needs=[], opens=time(9, 5))
    assert 'role="status"' in door
    assert "09:05" in door
    assert "button--primary" not in door


def test_the_refused_page_carries_its_selectors() -> None:
    main = re.search(r"<main[^>]*>", refused())
    assert main
    for fact in (
        'data-page="refused"',
        'data-message="DIARY_NOT_FOUND"',
        'data-step="lists"',
        'data-actor="class_teacher"',
        'data-reference="ЭШ-2611-7К4М2Х"',
    ):
        assert fact in main.group()


def test_the_link_of_the_message_and_a_button_lead_to_the_form() -> None:
    body = refused()
    form = "/support/ЭШ-2611-7К4М2Х/report/"
    assert f'<a href="{form}">форму обратной связи</a>' in body
    assert (
        f'class="button button--primary button--large button--wide" href="{form}"'
        in body
    )
    assert body.count("button--primary") == 1
    assert 'id="help"' in body


def test_where_the_person_acts_himself_trying_again_comes_first() -> None:
    body = refused(school_acts=False)
    again = body.index("Попробовать войти снова")
    assert again < body.index("Сообщить о проблеме")
    assert body.count("button--primary") == 1


def test_a_minor_shows_his_number_at_home_and_has_no_form() -> None:
    body = refused(minor=True, report="/support/")
    assert "Покажи этот номер родителям" in body
    assert "Сообщить о проблеме" not in body
    assert "/report/" not in body


def test_one_can_always_try_again_and_leave_as_somebody_else() -> None:
    for body in (refused(), refused(steps=[])):
        assert body.count("Попробовать войти снова") == 1
        assert 'action="/access/another/"' in body


def test_without_steps_there_is_no_empty_ladder() -> None:
    assert "Почему" not in refused(steps=[])


def test_the_old_message_has_its_button_and_its_lines() -> None:
    old = {"key": "NOT_IN_SYSTEM", "before": "Раз!\nДва.", "link": "", "after": ""}
    body = refused(message=old | {"button": "ОТМЕНА"}, signed_in_as="")
    assert "Раз!\nДва." in body
    assert "ОТМЕНА" in body
    assert 'action="/access/another/"' in body


def test_roles_are_buttons() -> None:
    choices = [SimpleNamespace(key="staff-1", title="Сотрудник", text="Журнал")]
    body = page("roles", choices=choices, short_name="Елена С.", operates=False)
    assert 'name="role" value="staff-1"' in body


def test_whoever_chooses_a_role_sees_his_name_and_may_leave() -> None:
    body = page("roles", choices=[], short_name="Елена С.", operates=True)
    assert "<b>Елена\u00a0С.</b>" in body
    assert 'action="/access/another/"' in body
    assert 'action="/access/leave/"' in body
    assert 'href="/access/operator/"' in body


@pytest.mark.parametrize("name", ["closed", "roles"])
def test_small_pages_have_one_heading(name: str) -> None:
    facts = {"choices": [], "short_name": "Елена С.", "operates": False}
    body = page(name, kept_out=False, **facts)
    assert body.count("<h1") == 1


def test_whoever_is_slowed_reads_the_minute_and_that_nothing_is_lost() -> None:
    body = page("slowed", opens=time(9, 5)).replace("\xa0", " ")
    assert "<h1>Попробуйте в 09:05</h1>" in body
    assert "исправлять ничего не нужно" in body
