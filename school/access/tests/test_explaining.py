"""`manage.py explain_access`: the ladder of a card and of a number, without a name."""

import io
import json
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from school.access.attaching import attach, open_account
from school.access.cases import EXAMPLE
from school.access.facts import Profile
from school.access.gathering import gather
from school.access.models import Attempt
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.lib.keys import to_text
from school.people.models import Card
from school.walls.actor import job_of
from school.walls.behind import behind


@pytest.fixture
def school(db: None) -> rows.Rows:
    return rows.make_school(rows.make_region())


def key_of(school: rows.Rows, card: int) -> str:
    with behind(job_of(school.school, name="test")):
        return to_text(Card.objects.get(pk=card).key)


def change(school: rows.Rows, card: int, **values: Any) -> None:
    with behind(job_of(school.school, name="test")):
        Card.objects.filter(pk=card).update(**values)


def ask(*words: str) -> str:
    said = io.StringIO()
    call_command("explain_access", *words, stdout=said)
    return said.getvalue()


def explained(school: rows.Rows, card: int) -> dict[str, Any]:
    told = ask(key_of(school, card), "--on", "2026-11-18", "--json")
    found: dict[str, Any] = json.loads(told)
    return found


def states(found: dict[str, Any]) -> dict[str, str]:
    return {check["step"]: check["state"] for check in found["checks"]}


def test_a_card_that_is_ready_waits_for_gosuslugi(school: rows.Rows) -> None:
    found = explained(school, school.mother)
    assert (found["ready"], found["school_reads"]) == (True, None)
    assert states(found) == {
        "agrees": "unknown",
        "account": "unknown",
        "registered": "passed",
        "user": "passed",
        "linked": "passed",
        "opened": "passed",
        "consent": "unknown",
    }
    ladder = {rung["step"]: rung["state"] for rung in found["family_reads"]["ladder"]}
    assert ladder == {
        "account": "later",
        "lists": "done",
        "link": "done",
        "consent": "later",
    }


def test_the_words_tell_both_sides_and_no_name(school: rows.Rows) -> None:
    change(school, school.mother, user="inactive")
    told = ask(key_of(school, school.mother), "--on", "2026-11-18")
    assert "[остановка] Есть в «Реестре пользователей» и включён" in told
    assert "Пользователь отключён. Включите, если доступ нужен." in told
    assert "Ваш дневник не найден. Чтобы решить проблему, сообщите о ней через" in told
    assert "[не известно] Карточка совпадает с Госуслугами" in told
    for hidden in (rows.MOTHER, rows.MOTHER[:6], "Иванова", "Ильинична"):
        assert hidden not in told
    assert f"***-***-{rows.MOTHER[6:9]} {rows.MOTHER[9:]}" in told


def test_a_ready_cards_words_say_that_the_school_has_done_its_part(
    school: rows.Rows,
) -> None:
    told = ask(key_of(school, school.child), "--on", "2026-11-18")
    assert "Со стороны школы ничто не мешает." in told
    assert "[проверьте сами] Родитель внёс данные ребёнка на Госуслугах" in told


def test_a_card_without_a_document_is_explained_too(school: rows.Rows) -> None:
    change(school, school.teacher, snils_sealed=None, snils_digest=None)
    found = explained(school, school.teacher)
    assert (found["ready"], found["snils"]) == (False, None)
    assert found["school_reads"]["step"] == "agrees"
    assert found["school_reads"]["actor"] == "administrator"
    told = ask(key_of(school, school.teacher), "--on", "2026-11-18")
    assert "СНИЛС: не внесён." in told


def test_the_consent_of_an_account_is_known(school: rows.Rows) -> None:
    account = open_account(school.region, MOTHER, rows.MOMENT)
    matched = [Profile("guardian", school.school, school.mother)]
    facts = gather(school.region, MOTHER, rows.TODAY)
    attach(account, MOTHER, matched, facts, (), rows.MOMENT)
    for state in ("given", "withdrawn"):
        rows.agreed(school.region, account, state, at=rows.MOMENT)
        found = explained(school, school.mother)
        assert found["ready"] is (state == "given")
    assert found["checks"][-1]["reason"] == "own_consent_withdrawn"
    assert found["family_reads"]["message"] == "CONSENT_OWN"


def test_an_attempt_is_explained_by_its_number(school: rows.Rows) -> None:
    Attempt.objects.create(
        region=school.region,
        state_digest="s",
        browser_digest="b",
        verifier="v",
        started_at=rows.MOMENT,
        outcome="refused",
        reason="typo_in_name",
        audience="pupil-150",
        reference="ЭШ-2611-7К4М2Х",
    )
    found = json.loads(ask("эш 2611 7k4m2x", "--json"))
    assert (found["attempt"], found["reason"]) == ("ЭШ-2611-7К4М2Х", "typo_in_name")
    assert found["school_reads"]["step"] == "agrees"
    assert found["family_reads"]["message"] == "DIARY_NOT_FOUND_MINOR"
    told = ask("ЭШ-2611-7К4М2Х")
    assert "Попытка ЭШ-2611-7К4М2Х: отказано." in told
    assert "ФИО отличается одной буквой." in told
    Attempt.objects.update(outcome="admitted", reason="")
    told = ask("ЭШ-2611-7К4М2Х")
    assert "человек вошёл" in told
    assert "Семья читает" not in told


def test_every_look_leaves_a_line_in_the_trail(school: rows.Rows) -> None:
    ask(key_of(school, school.mother))
    with behind(job_of(school.school, name="test")), connection.cursor() as cursor:
        cursor.execute("SELECT actor, action, thing, school_id FROM audit_line")
        assert cursor.fetchall() == [
            ("command", "explain_access", f"card:{school.mother}", school.school)
        ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("0" * 13,), "Карточки с этим ключом нет"),
        (("ЭШ-2611-7К4М2Х",), "Попытки ЭШ-2611-7К4М2Х нет"),
        (("ЭШ-2611-7К4М2Х", "--on", "2026-11-18"), "у попытки он свой"),
        (("900-000-001 86",), "не ключ карточки"),
    ],
)
def test_a_mistake_is_one_sentence(
    school: rows.Rows, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        ask(*words)


def test_a_day_that_is_none_and_a_day_without_rules_are_sentences(
    school: rows.Rows,
) -> None:
    key = key_of(school, school.mother)
    with pytest.raises(CommandError, match="не дата"):
        ask(key, "--on", "вчера")
    with pytest.raises(CommandError, match="на 2020-01-01 правил нет"):
        ask(key, "--on", "2020-01-01")


def decided(monkeypatch: pytest.MonkeyPatch, *lines: str) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    return [json.loads(line) for line in ask().splitlines()]


def test_cases_are_decided_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    case = json.loads(EXAMPLE)
    (admitted,) = decided(monkeypatch, EXAMPLE, "")
    assert admitted == {
        "admitted": [
            {"kind": "guardian", "school_id": 1, "card_id": 10, "student_ids": [20]}
        ],
        "held": [],
    }
    case["cards"][0]["birth_date"] = "1988-03-15"
    (refused,) = decided(monkeypatch, json.dumps(case))
    assert refused == {
        "refused": "birth_date_differs",
        "step": "agrees",
        "actor": "class_teacher",
        "message": "DIARY_NOT_FOUND",
        "held": [{"school_id": 1, "card_id": 10, "reason": "birth_date_differs"}],
    }


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (("policy",), "moscow-2024", "policy: правил «moscow-2024» нет"),
        (("on",), "18.11.2026", "on: нужна дата вида 2026-11-18"),
        (("cards",), {}, "cards: нужен список"),
        (("identity",), [], "identity: нужен объект"),
        (("identity", "level"), "gold", "identity.level: «gold» не бывает"),
        (("identity", "oid"), "1", "identity.oid: нужно значение вида «целое число»"),
        (("identity", "snils"), 1, "identity.snils: нужно значение вида «строка»"),
        (("identity", "phone"), "1", "identity.phone: такого поля нет"),
        (("cards", 0, "registered"), 1, r"cards\[0\].registered: нужно значение"),
        (("guess",), 1, "guess: такого поля нет"),
    ],
)
def test_a_case_that_is_not_readable_says_where(
    monkeypatch: pytest.MonkeyPatch, place: tuple[Any, ...], value: Any, sentence: str
) -> None:
    case = json.loads(EXAMPLE)
    inner = case
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    said = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{json.dumps(case)}\nно\n{EXAMPLE}"))
    with pytest.raises(CommandError, match="Не прочитано строк: 2"):
        call_command("explain_access", stdout=said)
    first, second, third = map(json.loads, said.getvalue().splitlines())
    assert first["error"].startswith("Строка 1: ")
    assert second["error"].startswith("Строка 2: Это не JSON")
    assert "admitted" in third
    assert re.search(sentence, first["error"])
