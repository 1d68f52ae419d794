"""A policy file with a fault does not load, and one sentence says what and where."""

from datetime import date
from pathlib import Path

import pytest

from school.regions.rules import PolicyError, Rules, Who, load

FOLDER = Path(__file__).resolve().parents[3] / "policies"

GOOD = (FOLDER / "ryazan-2024.toml").read_text(encoding="utf-8")
STAFF = GOOD[GOOD.index('[[bracket]]\nwho = "staff"') :]
PARENT = GOOD[GOOD.index('[[bracket]]\nwho = "parent"') : GOOD.index(STAFF)]


def write(folder: Path, text: str, name: str = "ryazan-2024.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('messages = "seeds"', 'messages = "old"', ["messages", "old", "seeds, ais"]),
        ('messages = "seeds"', "", ["messages", "не указано"]),
        ('messages = "seeds"', 'messages = "seeds"\nfoo = 1', ["foo", "нет"]),
        ("valid_from = 2024-04-01", 'valid_from = "04.2024"', ["valid_from", "дата"]),
        (
            "valid_from = 2024-04-01",
            "valid_from = 2024-04-01T10:00:00",
            ["valid_from", "дата"],
        ),
        ('system = "Электронная школа"', 'system = " "', ["system", "строка"]),
        ('"email", "mobile"]', '"email", "id_doc"]', ["data_asked", "id_doc"]),
        ('"email", "mobile"]', '"email", "email"]', ["data_asked", "повторяется"]),
        ('illness_code = "Б"', "illness_code = 5", ["illness_code", "строка"]),
        ("until = 14\n", "until = 13\n", ["ученик", "from", "от 13 до 14", "без прав"]),
        ("until = 14\n", "until = 15\n", ["ученик", "from", "накладывается"]),
        ("until = 14\n", "until = 0\n", ["правило 1", "until", "не больше"]),
        ("until = 14\n", "", ["ученик", "from", "накладывается"]),
        ("until = 18\n", "until = 18.5\n", ["правило 2", "until", "целое число"]),
        ("until = 18\n", "until = true\n", ["правило 2", "until", "целое число"]),
        ("until = 18\n", 'until = "18"\n', ["правило 2", "until", "целое число"]),
        ("until = 18\n", "until = -18\n", ["правило 2", "until", "целое число"]),
        ("until = 18\n", "until = { months = 6 }\n", ["правило 2", "until", "годы"]),
        ("until = 18\n", "until = { years = 18, days = 1 }\n", ["until", "годы"]),
        ("until = 18\n", "until = { years = 18, months = 12 }\n", ["until", "до 11"]),
        ("from = 18\n", "from = 18\nuntil = 99\n", ["until", "от 99", "без правила"]),
        ("grace_months = 6", "grace_months = 99", ["правило 2", "grace_months"]),
        ("from = 0\n", "from = 0\ngrace_months = 1\n", ["ученик", "grace_months"]),
        ('who = "staff"', 'who = "guest"', ["правило 5", "who", "guest"]),
        ('who = "staff"', 'who = "parent"', ["родитель", "from", "накладывается"]),
        (STAFF, "", ["сотрудник", "who", "нет ни одного"]),
        (GOOD[GOOD.index("[[bracket]]") :], "", ["bracket", "не указано"]),
        (GOOD[GOOD.index("[[bracket]]") :], "bracket = 5", ["bracket", "таблицы"]),
        (GOOD[GOOD.index("[[bracket]]") :], "bracket = [5]", ["bracket", "таблицы"]),
        ('sign_in = ["esia"]', "sign_in = []", ["правило 1", "sign_in", "непустой"]),
        ('sign_in = ["esia"]', 'sign_in = "esia"', ["sign_in", "непустой список"]),
        ('sign_in = ["esia"]', 'sign_in = ["vk"]', ["правило 1", "sign_in", "vk"]),
        ('sign_in = ["esia"]', 'sign_in = ["password"]', ["правило 1", "account"]),
        ('account = "child_or_confirmed"', 'account = "x"', ["правило 1", "account"]),
        ('account = "child_or_confirmed"', "", ["правило 1", "account", "не указано"]),
        ('match_by = "snils"\n', 'match_by = "none"\n', ["match_by", "none"]),
        ('consent = "own"\n', 'consent = "none"\n', ["consent_asked", "без согласия"]),
        ('consent = "parent"\n', "", ["правило 1", "consent", "не указано"]),
        ('consent_given_at = ["agreements"]', "", ["правило 1", "consent_given_at"]),
        ("from = 0\n", "from = 0\ncolour = 1\n", ["правило 1", "colour"]),
        ("valid_from = 2024-04-01", "valid_from = ", ["не TOML"]),
        ("valid_from = 2024-04-01", "valid_from = 2025-04-01", ["valid_from", "2024"]),
        ('["fullname", "birthdate"', '["fullname"', ["data_asked", "birthdate"]),
        ('"snils", "birth_cert_doc"', '"birth_cert_doc"', ["data_asked", "«snils»"]),
        ('"birth_cert_doc", "email"', '"email"', ["data_asked", "birth_cert_doc"]),
        ("grace_months = 6", "grace_months = 6.5", ["правило 2", "grace_months"]),
        ("until = 14\n", "until = 17\n", ["ученик", "от 14", "накладывается"]),
        (
            'match_by = "snils_or_birth_certificate"\nconsent = "own"',
            'match_by = "snils_or_birth_certificate"\nconsent = "parent"',
            ["правило 3 (ученик от 18)", "consent", "после 18 лет"],
        ),
        (
            PARENT,
            PARENT.replace('"confirmed"', '"child_or_confirmed"', 1),
            ["родитель", "account", "только у ученика"],
        ),
        (
            PARENT,
            PARENT.replace('"snils"', '"snils_or_birth_certificate"', 1),
            ["родитель", "match_by", "только у ученика"],
        ),
        (
            STAFF,
            STAFF.replace('consent = "own"', 'consent = "parent"'),
            ["сотрудник", "consent", "только у ученика"],
        ),
        (
            STAFF,
            STAFF.replace('["esia"]', '["esia", "password"]'),
            ["сотрудник", "sign_in", "только у ученика"],
        ),
        (
            'sign_in = ["esia"]',
            'sign_in = ["esia", "password"]',
            ["правило 1", "consent", "Госуслуги не знают"],
        ),
    ],
)
def test_a_policy_with_a_hole_does_not_load(
    tmp_path: Path, old: str, new: str, words: list[str]
) -> None:
    assert old in GOOD
    with pytest.raises(PolicyError) as caught:
        load(write(tmp_path, GOOD.replace(old, new, 1)))
    sentence = str(caught.value)
    assert "ryazan-2024.toml" in sentence
    for word in words:
        assert word in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_the_former_way_does_not_outlive_the_bracket(tmp_path: Path) -> None:
    text = GOOD.replace(" = 14\n", " = { years = 17, months = 9 }\n")
    with pytest.raises(PolicyError) as caught:
        load(write(tmp_path, text))
    assert str(caught.value) == (
        "Файл правил ryazan-2024.toml, правило 2 (ученик от 17 лет 9 мес. до 18),"
        " поле «grace_months»: дольше самого правила (3 мес.)."
    )


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "ryazan-2024.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(PolicyError, match=r"ryazan-2024\.toml: это не UTF-8"):
        load(tmp_path)


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "ryazan-2024.toml").mkdir()
    with pytest.raises(PolicyError, match=r"ryazan-2024\.toml не читается"):
        load(tmp_path)


def test_a_file_name_without_a_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="область-2024"):
        load(write(tmp_path, GOOD, "ryazan.toml"))


def test_two_policies_of_one_day_are_refused(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "ryazan-2024-04.toml")
    with pytest.raises(
        PolicyError, match=r"ryazan-2024-04.*ryazan-2024\.toml.*valid_from"
    ):
        load(tmp_path)


def test_an_empty_and_a_missing_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="нет ни одного файла"):
        load(tmp_path)
    with pytest.raises(PolicyError, match="нет"):
        load(tmp_path / "nowhere")


def test_a_line_may_have_a_hyphen_in_its_name(tmp_path: Path) -> None:
    lines = load(write(tmp_path, GOOD, "nizhny-novgorod-2024-04.toml"))
    assert isinstance(lines["nizhny-novgorod"], Rules)


def test_a_mark_that_an_editor_leaves_at_the_beginning_does_no_harm(
    tmp_path: Path,
) -> None:
    (tmp_path / "ryazan-2024.toml").write_text(GOOD, encoding="utf-8-sig")
    assert load(tmp_path)["ryazan"].in_force(date(2024, 4, 1)).of(Who.PARENT)
