from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.regions.rules import Policy, PolicyError, Rules, Who, load

FOLDER = Path(__file__).resolve().parents[3] / "policies"
RULES = load(FOLDER)
ALL = [policy for line in RULES.values() for policy in line.policies]


def policy(name: str) -> Policy:
    return next(each for each in ALL if each.name == name)


def test_the_five_policies_make_three_lines() -> None:
    assert sorted(RULES) == ["meshchora", "ryazan", "vologda"]
    assert [each.name for each in RULES["ryazan"].policies] == [
        "ryazan-2022",
        "ryazan-2023",
        "ryazan-2024",
    ]


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2022, 8, 30), "ryazan-2022"),
        (date(2023, 11, 16), "ryazan-2022"),
        (date(2023, 11, 17), "ryazan-2023"),
        (date(2024, 3, 31), "ryazan-2023"),
        (date(2024, 4, 1), "ryazan-2024"),
        (date(2026, 11, 22), "ryazan-2024"),
    ],
)
def test_the_policy_in_force_on_the_day_decides(on: date, name: str) -> None:
    assert RULES["ryazan"].in_force(on).name == name


def test_before_the_first_policy_one_sentence_says_so() -> None:
    with pytest.raises(PolicyError, match=r"ryazan-2022\.toml.*valid_from"):
        RULES["ryazan"].in_force(date(2022, 8, 29))


def test_a_policy_is_found_by_its_name() -> None:
    assert RULES["ryazan"].named("ryazan-2023") is policy("ryazan-2023")
    assert RULES["ryazan"].named("moscow-2023") is None


def test_nothing_of_the_passport_is_asked() -> None:
    for each in ALL:
        assert each.data_asked == (
            "fullname",
            "birthdate",
            "snils",
            "birth_cert_doc",
            "email",
            "mobile",
        )


BORN = date(2012, 11, 22)


@pytest.mark.parametrize(
    ("name", "on", "ways"),
    [
        ("ryazan-2024", date(2026, 11, 21), [(None, "child_or_confirmed")]),
        (
            "ryazan-2024",
            date(2026, 11, 22),
            [(14, "confirmed"), (None, "child_or_confirmed")],
        ),
        (
            "ryazan-2024",
            date(2027, 5, 21),
            [(14, "confirmed"), (None, "child_or_confirmed")],
        ),
        ("ryazan-2024", date(2027, 5, 22), [(14, "confirmed")]),
        ("ryazan-2024", date(2030, 11, 21), [(14, "confirmed")]),
        ("ryazan-2024", date(2030, 11, 22), [(18, "confirmed")]),
        ("ryazan-2023", date(2026, 11, 22), [(None, "child_or_confirmed")]),
        ("ryazan-2022", date(2026, 11, 21), [(None, None)]),
        ("ryazan-2022", date(2026, 11, 22), [(14, "confirmed")]),
        (
            "vologda-2024",
            date(2027, 5, 21),
            [(14, "confirmed"), (None, "child_or_confirmed")],
        ),
    ],
)
def test_the_ways_in_follow_the_day(
    name: str, on: date, ways: list[tuple[int | None, str | None]]
) -> None:
    found = policy(name).ways(Who.PUPIL, BORN, on)
    assert [
        (way.since.years if way.since else None, way.account) for way in found
    ] == ways


def test_in_2022_half_a_year_after_fourteen_only_esia_is_left() -> None:
    ryazan = policy("ryazan-2022")
    assert ryazan.password_allowed(Who.PUPIL, BORN, date(2027, 5, 21))
    assert not ryazan.password_allowed(Who.PUPIL, BORN, date(2027, 5, 22))
    assert ryazan.offers_password
    assert not policy("ryazan-2024").offers_password


@pytest.mark.parametrize(
    ("born", "last_day_of_childhood"),
    [(date(2012, 2, 29), date(2026, 2, 27)), (date(2012, 8, 31), date(2026, 8, 30))],
)
def test_the_31st_and_29_february_become_the_last_day_of_the_month(
    born: date, last_day_of_childhood: date
) -> None:
    ryazan = policy("ryazan-2024")
    day = last_day_of_childhood
    assert ryazan.bracket(Who.PUPIL, born, day).since is None
    grown = ryazan.bracket(Who.PUPIL, born, date.fromordinal(day.toordinal() + 1))
    assert grown.since is not None
    # Grace of somebody born on 31 August ends with February.
    assert len(ryazan.ways(Who.PUPIL, date(2012, 8, 31), date(2027, 2, 27))) == 2
    assert len(ryazan.ways(Who.PUPIL, date(2012, 8, 31), date(2027, 2, 28))) == 1


@given(
    born=st.dates(date(1920, 1, 1), date(2100, 1, 1)),
    on=st.dates(date(2022, 1, 1), date(2100, 1, 1)),
    who=st.sampled_from(Who),
    each=st.sampled_from(ALL),
)
def test_every_age_has_exactly_one_bracket(
    born: date, on: date, who: Who, each: Policy
) -> None:
    assert sum(bracket.holds(born, on) for bracket in each.of(who)) == 1
    assert each.ways(who, born, on)[0] == each.bracket(who, born, on)


GOOD = (FOLDER / "ryazan-2024.toml").read_text(encoding="utf-8")
CONSENT_OF_STAFF = 'consent_given_at = ["consent_screen"]'
STAFF = GOOD[GOOD.index('[[bracket]]\nwho = "staff"') :]


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
    write(tmp_path, GOOD, "ryazan-2025.toml")
    with pytest.raises(PolicyError, match=r"ryazan-2024.*ryazan-2025.*valid_from"):
        load(tmp_path)


def test_an_empty_and_a_missing_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="нет ни одного файла"):
        load(tmp_path)
    with pytest.raises(PolicyError, match="нет"):
        load(tmp_path / "nowhere")


def test_a_line_may_have_a_hyphen_in_its_name(tmp_path: Path) -> None:
    lines = load(write(tmp_path, GOOD, "nizhny-novgorod-2024-09.toml"))
    assert isinstance(lines["nizhny-novgorod"], Rules)
