from datetime import date
from pathlib import Path

from school.regions.requirements import password_for, requirement
from school.regions.rules import Who, load, requirements

FOLDER = Path(__file__).resolve().parents[3] / "policies"
RULES = load(FOLDER)


def rows(name: str) -> list[tuple[str, str]]:
    line = RULES[name.split("-")[0]]
    policy = line.named(name)
    assert policy is not None
    return [
        (
            row.title.replace("\N{NO-BREAK SPACE}", " "),
            row.text.replace("\N{NO-BREAK SPACE}", " "),
        )
        for row in requirements(policy)
    ]


def test_the_rows_of_the_sign_in_page_say_the_policy_of_2024() -> None:
    assert rows("ryazan-2024") == [
        ("Родителю и ученику с 18 лет", "Подтверждённая учётная запись на Госуслугах"),
        ("Ученику до 14 лет", "Детская учётная запись и согласие одного из родителей"),
        (
            "Ученику от 14 до 18 лет",
            "Своя подтверждённая запись; первые полгода подойдёт и детская",
        ),
        (
            "Сотруднику школы",
            "Подтверждённая запись; доступ даёт администратор школы",
        ),
    ]


def test_the_rows_of_2022_speak_of_passwords() -> None:
    assert rows("ryazan-2022") == [
        ("Родителю", "Подтверждённая учётная запись на Госуслугах"),
        ("Ученику до 14 лет", "Логин и пароль: карточку даёт классный руководитель"),
        (
            "Ученику от 14 до 14,5 года",
            "Своя подтверждённая запись или логин и пароль от школы",
        ),
        ("Ученику с 14,5 года", "Своя подтверждённая запись"),
        (
            "Сотруднику школы",
            "Подтверждённая запись; доступ даёт администратор школы",
        ),
    ]


def test_in_2023_a_child_account_is_enough_until_eighteen() -> None:
    assert rows("ryazan-2023")[1] == (
        "Ученику до 18 лет",
        "Детская или подтверждённая учётная запись и согласие одного из родителей",
    )


def test_one_persons_row_is_that_of_his_own_age() -> None:
    policy = RULES["ryazan"].named("ryazan-2024")
    assert policy is not None
    on = date(2026, 11, 18)
    ages = [(2015, "Ученику до"), (2012, "Ученику от"), (2008, "Ученику с")]
    for year, said in ages:
        row = requirement(policy, Who.PUPIL, date(year, 1, 1), on)
        assert row.title.startswith(said)
        assert year == 2008 or row in requirements(policy)


def test_whom_a_password_is_for_is_said_in_words() -> None:
    on = date(2026, 11, 18)
    said = {name: password_for(rules.in_force(on)) for name, rules in RULES.items()}
    assert said == {
        "meshchora": "ученикам младше\xa014,5\xa0года",
        "ryazan": "",
        "vologda": "",
    }


def test_every_policy_has_a_row_for_each_kind_of_person() -> None:
    for line in RULES.values():
        for policy in line.policies:
            assert {row.who for row in requirements(policy)} == set(Who)


def test_unusual_rules_are_said_in_words_too(tmp_path: Path) -> None:
    text = (FOLDER / "ryazan-2024.toml").read_text(encoding="utf-8")
    text = text.replace("until = 14\n", "until = { years = 13, months = 3 }\n")
    text = text.replace("from = 14\n", "from = { years = 13, months = 3 }\n")
    text = text.replace("grace_months = 6", "grace_months = 3")
    head, parent = text.split('who = "parent"')
    parent = parent.replace('account = "confirmed"', 'account = "any"', 1)
    (tmp_path / "tver-2024.toml").write_text(
        f'{head}who = "parent"{parent}', encoding="utf-8"
    )
    policy = load(tmp_path)["tver"].policies[0]
    said = [
        f"{row.title}: {row.text}".replace("\N{NO-BREAK SPACE}", " ")
        for row in requirements(policy)
    ]
    assert said == [
        "Родителю: Учётная запись на Госуслугах",
        "Ученику до 13 лет 3 мес.: Детская учётная запись и согласие одного из"
        " родителей",
        "Ученику от 13 лет 3 мес. до 18 лет: Своя подтверждённая запись; первые 3"
        " мес. подойдёт и детская",
        "Ученику с 18 лет: Своя подтверждённая запись",
        "Сотруднику школы: Подтверждённая запись; доступ даёт администратор школы",
    ]


def test_without_grace_a_pupil_needs_consent_all_the_same(tmp_path: Path) -> None:
    text = (FOLDER / "ryazan-2024.toml").read_text(encoding="utf-8")
    (tmp_path / "tver-2024.toml").write_text(
        text.replace("grace_months = 6\n", ""), encoding="utf-8"
    )
    row = requirements(load(tmp_path)["tver"].policies[0])[2]
    assert row.text.replace("\N{NO-BREAK SPACE}", " ") == (
        "Своя подтверждённая запись и согласие одного из родителей"
    )
